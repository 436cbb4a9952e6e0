# ruff: noqa: PLC0415 - Qt comes later; invented passwords; pages before a folder is open
"""The pages before a folder is open, and the first day in a folder of real work."""

from typing import Any

from gallery.studio import Studio
from gallery.world import CNES, NAME, OPERATOR, PASSWORD

_WRONG = "outra senha"


def welcome(studio: Studio) -> None:
    """The first start."""
    studio.wait(lambda: studio.desktop.page is not None)


def creation(studio: Studio) -> None:
    """What a new folder needs."""
    studio.desktop.page.make_button.click()
    studio.rest()


def creation_unfit(studio: Studio) -> None:
    """What is missing is said in its place."""
    page: Any = studio.desktop.page
    page.cnes.editor.setText(CNES)
    page.password.editor.setText(PASSWORD)
    page.again.editor.setText(_WRONG)
    page.button.click()
    studio.rest()


def recovery(studio: Studio) -> None:
    """The code to note."""
    from ui.shell.entrance import RecoveryPage

    page: Any = studio.desktop.page
    page.name.editor.setText(NAME)
    page.operator.editor.setText(OPERATOR)
    page.again.editor.setText(PASSWORD)
    page.button.click()
    studio.wait(lambda: isinstance(studio.desktop.page, RecoveryPage))


def first_day(studio: Studio) -> None:
    """Início of a new folder of real work, with the first steps."""
    page: Any = studio.desktop.page
    page.button.click()
    studio.opened()
    studio.show("inicio")


def guide(studio: Studio) -> None:
    """The first steps."""
    studio.show("ajuda", "guia")


def practice(studio: Studio) -> None:
    """The training folder, reached from work."""
    studio.frame.go("praticar")
    studio.wait(lambda: studio.desktop.frame is not None and studio.workspace.profile.training)
    studio.rest()
    studio.show("inicio")


def password(studio: Studio) -> None:
    """The password of the folder."""
    studio.wait(lambda: studio.desktop.page is not None)


def password_wrong(studio: Studio) -> None:
    """A wrong one."""
    page: Any = studio.desktop.page
    page.field.editor.setText(_WRONG)
    page.button.click()
    studio.wait(lambda: bool(page.notice.words()))


def forgotten(studio: Studio) -> None:
    """The way back in."""
    studio.desktop.reception.ask_recovery(studio.folder)
    studio.rest()

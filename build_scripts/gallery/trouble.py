# ruff: noqa: PLC0415 - Qt and the program are imported once the platform and the scale are chosen
"""What the screens say when something does not go: a folder that cannot be read, a bug, no answer.

What is broken for a picture is mended after it, by `Studio.afterwards`.
"""

from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gallery.studio import Studio

_BAD_FILE = "lista-de-precos.csv"


def _break(studio: Studio) -> None:
    """Let nothing be read from the folder until the pictures are taken."""
    from coletor.errors import ColetorError

    @contextmanager
    def refused(*_: object, **__: object) -> Any:
        raise ColetorError("store.locked")
        yield

    store = studio.workspace.store
    store.query = refused

    def mend() -> None:
        del store.query
        studio.desktop.dispatcher.retry()
        studio.frame.toast.clear()
        studio.frame.notice.clear()
        studio.frame.refresh()

    studio.afterwards(mend)


def unread(studio: Studio, screen: str) -> None:
    """A screen whose data cannot be read."""
    studio.show(screen)
    _break(studio)
    studio.show("ajuda")
    studio.show(screen)
    studio.frame.refresh()  # what the screen says now is said below no more


def form_unread(studio: Studio) -> None:
    """A contact that cannot be opened."""
    from coletor.store import Filter

    row = studio.workspace.listing.page(Filter(word="rejeitado"), limit=1)[0]
    studio.show("digitar")
    _break(studio)
    studio.show("digitar", row.uuid)


def closing_alone(studio: Studio) -> None:
    """A month that cannot be compared: the service is out of reach."""
    from gallery.office import compare

    screen = studio.show("fechamento")
    compare(studio, screen)
    studio.afterwards(screen.notice.clear)


def tables_refused(studio: Studio) -> None:
    """A file that is no table."""
    file = studio.folder.parent / _BAD_FILE
    file.write_text("produto;preço\narroz;10\n", encoding="utf-8")
    screen = studio.show("tabelas")
    screen.import_paths([file])
    studio.wait(lambda: not screen.importing)


def setting_refused(studio: Studio) -> None:
    """A setting that does not take what was typed."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLineEdit

    screen = studio.show("configuracoes", "envio")
    screen.section().findChildren(QLineEdit)[1].setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Backspace):
        studio.press(key)
    studio.enter("muitos")


def code_unknown(studio: Studio) -> None:
    """A recovery code that is not the folder's."""
    page: Any = studio.desktop.page
    page.code.editor.setText("0000-0000-0000-0000-0000-0000-0000")
    for field in (page.password, page.again):
        field.editor.setText("uma senha nova")
    page.button.click()
    studio.wait(lambda: bool(page.notice.words()))


def elsewhere(studio: Studio) -> None:
    """A folder that another window has open."""
    page: Any = studio.desktop.page
    studio.wait(lambda: bool(page.notice.words()))


def on_network(studio: Studio) -> None:
    """A place on a drive of another computer, where no folder is made."""
    from coletor.establishment.errors import EstablishmentError

    page: Any = studio.desktop.page
    where = Path("R:/") / "coletor"
    page.say(str(EstablishmentError("establishment.network_drive", folder=where)))


def bug(studio: Studio) -> None:
    """What nobody foresaw."""
    studio.show("inicio")
    try:
        raise RuntimeError
    except RuntimeError as error:
        studio.crashes.show(error)
    dialog = studio.crashes.dialog
    assert dialog is not None
    studio.afterwards(dialog.accept)

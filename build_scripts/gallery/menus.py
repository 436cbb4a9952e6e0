# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""What opens over a screen for a moment: menus, lists of choices, tooltips, questions in place."""

from functools import partial
from typing import Any

from gallery.studio import Studio


def _tip_of(widget: Any) -> None:
    """Show what the mouse is told where it rests on a widget."""
    from PySide6.QtWidgets import QToolTip

    QToolTip.showText(widget.mapToGlobal(widget.rect().center()), widget.toolTip(), widget)


def contacts_days_menu(studio: Studio) -> None:
    """Days that are chosen often."""
    screen = studio.show("contatos")
    screen._show_everything()
    studio.rest()
    studio.pose(screen.filters.attended.chip.click)


def contacts_modality(studio: Studio) -> None:
    """The modalities there are, with how many contacts each has."""
    studio.pose(studio.show("contatos").filters.modality.click)


def contacts_like(studio: Studio) -> None:
    """Contacts that have something in common with the marked one."""
    studio.pose(studio.show("contatos").filters.like.click)


def contacts_views(studio: Studio) -> None:
    """The clerk's own filters."""
    screen = studio.show("contatos")
    screen.views._save("Rejeitados da semana")
    studio.rest()
    studio.pose(screen.views.chip.click)


def home_exports(studio: Studio) -> None:
    """How the month leaves the program."""
    screen = studio.show("inicio")
    studio.pose(screen.month.open_exports)


def home_day(studio: Studio) -> None:
    """A day of the chart, said in words."""
    from PySide6.QtCore import Qt

    screen = studio.show("inicio")
    screen.month.chart.setFocus()
    studio.press(Qt.Key.Key_Left)
    studio.press(Qt.Key.Key_Left)


def status_tip(studio: Studio) -> None:
    """Why there is no connection, said where the mouse rests."""
    studio.show("envio")
    studio.pose(partial(_tip_of, studio.frame.status.connection))


def field_menu(studio: Studio) -> None:
    """What the right button of the mouse offers in a field."""
    from gallery import form

    studio.pose(partial(_open_menu, _editor(form._at(studio, "nome_individuo"))))


def _open_menu(editor: Any) -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    where = QPoint(12, editor.height())
    by_mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(editor, QContextMenuEvent(by_mouse, where, editor.mapToGlobal(where)))


def _editor(form: Any) -> Any:
    return form.view._bindings[form.view.current].editor


def field_choices(studio: Studio) -> None:
    """The few values of a coded field."""
    from PySide6.QtCore import Qt

    from gallery import form

    form._at(studio, "modalidade")
    studio.press(Qt.Key.Key_Down)


def field_professionals(studio: Studio) -> None:
    """Professionals of the register beside the codes of their occupations."""
    from PySide6.QtCore import Qt

    from gallery import form

    form._at(studio, "cbo")
    studio.press(Qt.Key.Key_Backspace)
    studio.type("med")


def field_tip(studio: Studio) -> None:
    """All of what is said of a field, where the mouse rests on it."""
    from PySide6.QtWidgets import QWidget

    view = studio.frame.screen_of("digitar").form.view
    told = next(each for each in view.findChildren(QWidget) if each.toolTip() and each.isVisible())
    studio.pose(partial(_tip_of, told))


def sheet_search(studio: Studio) -> None:
    """A patient sought in a line of the sheet."""
    from PySide6.QtCore import Qt

    from gallery import typing

    typing._mode(studio, "folha")
    studio.type("mar")

    def forget() -> None:
        studio.press(Qt.Key.Key_Escape)
        for _ in "mar":
            studio.press(Qt.Key.Key_Backspace)

    studio.afterwards(forget)


def sheet_professional(studio: Studio) -> None:
    """The professional sought in the header of a new sheet."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Return)
    for text in ("h", "07", "09", "08", "01", "", "0301010072"):
        studio.enter(text)
    studio.type("7")


def editor_place(studio: Studio) -> None:
    """A município sought while a patient is registered."""
    screen = studio.show("pacientes", "busca:")
    screen.new()
    studio.rest()
    screen.editor.fields.take_focus("municipio_residencia")
    studio.type("sal")
    studio.afterwards(screen.editor.leave)
    studio.afterwards(screen.editor.leave)


def patient_removed(studio: Studio) -> None:
    """A patient who was removed, and can come back."""
    from PySide6.QtCore import Qt

    screen = studio.show("pacientes", "busca:")
    screen.list.table.setFocus()
    studio.press(Qt.Key.Key_Delete)
    studio.afterwards(screen.removing.undo)

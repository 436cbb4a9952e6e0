# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""Digitar: cabeçalho + linhas and the packages."""

from typing import Any

from gallery.studio import Studio

_SHEET, _PACKAGES = "folha", "pacotes"
_PEOPLE = (
    ("708401234567896", "Maria Aparecida dos Santos", "1984-03-07"),
    ("898001234567891", "João Batista Ferreira", "1957-11-22"),
    ("700000000000005", "Cícera Nunes de Souza", "1990-02-01"),
)
_KEPT = {
    "nome_mae": "Josefa Maria dos Santos",
    "sexo": "F",
    "raca_cor": "03",
    "pais_nascimento": "10",
    "municipio_nascimento": "2927408",
    "pais_residencia": "10",
    "municipio_residencia": "3550308",
    "cep_residencia": "01001000",
}
_DOCTOR = {"cns": "705123456789011", "nome": "Paulo Reis", "cbo": "225125"}
_HEADER = ("h", "07", "09", "08", "01", "", "0301010072", _DOCTOR["cns"], "", "s")


def _mode(studio: Studio, mode: str) -> Any:
    screen = studio.show("digitar")
    screen.show_mode(mode)
    page = screen.page_of(mode)
    if mode == _SHEET:
        studio.wait(lambda: page.desk is not None)
    studio.rest()
    return page


def sheet_empty(studio: Studio) -> None:
    """An empty sheet."""
    _mode(studio, _SHEET)


def sheet_data(studio: Studio) -> None:
    """A header and three lines."""
    workspace, who = studio.workspace, studio.workspace.operator.id
    for number, name, born in _PEOPLE:
        values = _KEPT | {"cns": number, "nome": name, "data_nascimento": born}
        if workspace.patients.find("cns", number) is None and not workspace.patients.check(values):
            workspace.patients.save(values, who)
    if workspace.professionals.find("cns", _DOCTOR["cns"]) is None:
        workspace.professionals.save(_DOCTOR, who)
    _mode(studio, _SHEET)
    _type_sheet(studio, *_HEADER)
    for number, code in ((_PEOPLE[0][0], "J459"), (_PEOPLE[1][0], "I10"), ("Rita", "F411")):
        _type_sheet(studio, number, code)


def _type_sheet(studio: Studio, *texts: str) -> None:
    page = studio.frame.screen_of("digitar").page_of(_SHEET)
    for text in texts:
        studio.enter(text)
        studio.wait(lambda: page.desk.stored and page.desk.complete)


def sheet_pending(studio: Studio) -> None:
    """What a line lacks."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_F8)


def sheet_person(studio: Studio) -> None:
    """A person who is not registered yet, typed in place."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Insert)


def sheet_places(studio: Studio) -> None:
    """What is said once and what in each line."""
    from PySide6.QtCore import Qt

    for _ in range(2):
        studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_F10)


def sheet_shelf(studio: Studio) -> None:
    """The open sheets."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def packages_page(studio: Studio) -> None:
    """The packages."""
    _mode(studio, _PACKAGES)


def packages_empty(studio: Studio) -> None:
    """No package yet."""
    _mode(studio, _PACKAGES)


def packages_taken(studio: Studio) -> None:
    """A key that another package has."""
    page = _mode(studio, _PACKAGES)
    page.list.list.setCurrentRow(1)
    studio.rest()
    page.card.number.editor.setFocus()
    page.card.number.editor.setText("1")
    page.card.name.editor.setFocus()
    studio.rest()


def packages_removed(studio: Studio) -> None:
    """A package that was removed, and can come back."""
    from PySide6.QtCore import Qt

    page = _mode(studio, _PACKAGES)
    page.card._on_cancelled()
    page.list.list.setCurrentRow(2)
    studio.rest()
    studio.press(Qt.Key.Key_Delete)


def sheet_warned(studio: Studio) -> None:
    """Warnings of a sheet that want a reason before it goes."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

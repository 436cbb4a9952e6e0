# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""Digitar: the form, cabeçalho + linhas and the packages, typed on as a clerk would."""

from typing import Any

from gallery.studio import Studio

_FORM, _SHEET, _PACKAGES = "formulario", "folha", "pacotes"
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


def _clerk(studio: Studio) -> Any:
    from form_states import Clerk

    return Clerk(studio.frame)


def _mode(studio: Studio, mode: str) -> Any:
    screen = studio.show("digitar")
    screen.show_mode(mode)
    page = screen.page_of(mode)
    if mode == _SHEET:
        studio.wait(lambda: page.desk is not None)
    studio.rest()
    return page


def form_empty(studio: Studio) -> None:
    """The empty form."""
    _clerk(studio)


def form_search(studio: Studio) -> None:
    """A contact half typed, with the codes of a diagnosis on offer."""
    _clerk(studio).search()


def form_findings(studio: Studio) -> None:
    """What is missing and what does not fit."""
    _clerk(studio).half_filled()


def form_accepted(studio: Studio) -> None:
    """Concluded and accepted; the next begins."""
    _clerk(studio).accepted()


def form_chooser(studio: Studio) -> None:
    """What can be typed, and the drafts."""
    studio.show("digitar", "escolher")


def form_person(studio: Studio) -> None:
    """People of the register on offer."""
    form = studio.show("digitar").form
    form.show_form()
    form.back_to_field()
    clerk = _clerk(studio)
    clerk.enter("")
    clerk.type("mar")
    studio.rest()


def form_packages(studio: Studio) -> None:
    """The packages on offer."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_F5)


def form_draft(studio: Studio) -> None:
    """A draft taken up again."""
    _by_word(studio, "rascunho")


def form_refused(studio: Studio) -> None:
    """A contact that the webservice refused."""
    _by_word(studio, "rejeitado")


def _by_word(studio: Studio, word: str) -> None:
    from coletor.store import Filter

    rows = studio.workspace.listing.page(Filter(word=word), limit=1)
    studio.show("digitar", rows[0].uuid)


def form_differs(studio: Studio) -> None:
    """What the form says of a person otherwise than the register."""
    from coletor.store import Filter
    from gallery.world import NAMES

    rows = studio.workspace.listing.page(Filter(word="aceito"), limit=30)
    changed = next((row for row in rows if row.patient not in NAMES), rows[0])
    studio.show("digitar", changed.uuid)


def models() -> list[str]:
    """Return the ids of the models there are."""
    from coletor.model import load_all

    return list(load_all())


def form_model(studio: Studio, model_id: str) -> None:
    """The form of a model, with an invented document."""
    from coletor.model import load_model

    _clerk(studio).model(load_model(model_id))


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


def back_to_form(studio: Studio) -> None:
    """Have Digitar begin with the form again."""
    studio.frame.screen_of("digitar").show_mode(_FORM)
    studio.rest()

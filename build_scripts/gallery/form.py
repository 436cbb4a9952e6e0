# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""Digitar: the form, typed on as a clerk would."""

from functools import partial
from typing import Any

from gallery.studio import Studio

_IDENTIFIED = (
    "708401234567896",
    "Maria Aparecida dos Santos",
    "Josefa Maria dos Santos",
    "F",
    "Parda",
    "07031984",
    "",
    "salvador",
    "",
)
_CONTACT = ("01001000", "h", "12", "07", "eletivo", "retorno", "h")
_DIAGNOSIS = ("s", "", "")
_FIRST = ("0301010072", "", "", "", "225125", "705123456789011", "", "")
_SECOND = ("0211080055", "", "", "", "223605")

_BY_ROLE = {
    "cns_individuo": "708 4012 3456 7896",
    "nome_individuo": "Maria Aparecida dos Santos",
    "nome_mae": "Josefa Maria dos Santos",
    "sexo": "F",
    "raca_cor": "03",
    "data_nascimento": "07/03/1984",
    "municipio_nascimento": "2927408",
    "local_atendimento": "estabelecimento",
    "procedencia": "12",
    "carater": "02",
    "modalidade": "03",
    "codigo_diagnostico": "J459",
    "presenca_admissao": "S",
    "estado_resolucao": "resolvido",
    "codigo_procedimento": "0301010072",
    "status_procedimento": "concluido",
    "evolucao_clinica": "Chegou com falta de ar. Melhorou com a medicação no segundo dia.",
    "pressao_sistolica": "120",
    "pressao_diastolica": "80",
    "peso": "72,5",
    "altura": "163",
    "codigo_motivo": "A03",
    "descricao_motivo": "Febre há dois dias",
    "declaracao_individuo": "Diz que a febre começou ontem à noite.",
}
"""What the pictures of the models show, by role."""


def filled(model: Any) -> Any:
    """Return the rows of an invented document of a model, as far as `_BY_ROLE` goes."""
    from coletor import clock
    from coletor.contact.drafting import NewRow
    from coletor.contact.entry import editable, parse

    today = f"{clock.today():%d/%m/%Y}"
    days = {"data": today, "data-hora": f"{today} 08:30"}
    by_list: dict[str, dict[str, str]] = {"": {}}
    for element in model.leaves:
        said = _BY_ROLE.get(element.role or "") or element.hint.first_default
        said = said or element.hint.default
        if element.role in ("data_admissao", "data_procedimento"):
            said = days[element.kind]
        if said and (not element.values or said in element.values):
            text = editable(element, parse(element, said))
            by_list.setdefault(element.group_path, {})[element.path] = text
    named = {model.by_role[role].path for role in _BY_ROLE if role in model.by_role}
    rows = [
        NewRow(path, cells)
        for path, cells in by_list.items()
        if path and "[]" not in path and named & cells.keys()
    ]
    return NewRow("", by_list[""], rows)


def empty(studio: Studio) -> Any:
    """The form as it is, whatever was used last; returns it."""
    screen = studio.show("digitar")
    screen.show_mode("formulario")
    form = screen.form
    studio.wait(lambda: form.view is not None and form.view.current is not None)
    studio.rest()
    return form


def search(studio: Studio) -> None:
    """A contact half typed, with the codes of a diagnosis on offer."""
    empty(studio)
    studio.enter(*_IDENTIFIED, "", *_CONTACT)
    studio.type("asma")


def findings(studio: Studio) -> None:
    """What is missing and what does not fit."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Return)
    studio.enter(*_DIAGNOSIS, *_FIRST, *_SECOND)
    studio.press(Qt.Key.Key_Return)


def accepted(studio: Studio) -> None:
    """Concluded and accepted; the next begins."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_F8)
    studio.enter("3550308")
    studio.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    panel = studio.frame.screen_of("digitar").form.panel
    question, recent = panel.question, panel.recent

    def arrived() -> bool:
        return bool(recent.items()) and recent.items()[0].tone == "ok"

    studio.wait(lambda: question.asking or arrived())
    while question.asking:
        studio.wait(lambda: not studio.frame.screen_of("digitar").form.typed_on.listening)
        studio.type("conferido")
        studio.press(Qt.Key.Key_Return)
        studio.wait(lambda: question.asking or arrived())
    glances: list[Any] = []
    studio.frame.glanced.connect(glances.append)
    studio.frame.refresh()  # what is said below and at the left counts it, too
    studio.wait(lambda: bool(glances) and not glances[-1].waiting)
    studio.rest()


def chooser(studio: Studio) -> None:
    """What can be typed, and the drafts."""
    studio.show("digitar", "escolher")


def person(studio: Studio) -> None:
    """People of the register on offer."""
    form = studio.show("digitar").form
    form.show_form()
    form.back_to_field()
    empty(studio)
    studio.enter("")
    studio.type("mar")


def packages(studio: Studio) -> None:
    """The packages on offer."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_F5)


def draft(studio: Studio) -> None:
    """A draft taken up again."""
    _by_word(studio, "rascunho")


def refused(studio: Studio) -> None:
    """A contact that the webservice refused."""
    _by_word(studio, "rejeitado")


def _by_word(studio: Studio, word: str) -> None:
    from coletor.store import Filter

    rows = studio.workspace.listing.page(Filter(word=word), limit=1)
    studio.show("digitar", rows[0].uuid)


def differs(studio: Studio) -> None:
    """What the form says of a person otherwise than the register."""
    from coletor.store import Filter
    from gallery.world import NAMES

    rows = studio.workspace.listing.page(Filter(word="aceito"), limit=60)
    odd = NAMES[1].replace("Batista ", "")
    changed = next((row for row in rows if row.patient == odd), rows[0])
    studio.show("digitar", changed.uuid)


def model_ids() -> list[str]:
    """Return the ids of the models there are."""
    from coletor.model import load_all

    return list(load_all())


def model(studio: Studio, model_id: str) -> None:
    """The form of a model, with an invented document."""
    from coletor.model import load_model

    form, workspace = empty(studio), studio.workspace
    for draft in workspace.drafts.summaries():  # or each warns of the one before
        workspace.drafts.discard(draft.id, workspace.operator.id)
    studio.frame.toast.clear()
    cells = filled(load_model(model_id))
    draft = workspace.drafts.create(model_id, workspace.operator.id, cells=cells)
    form.activate(draft.uuid)
    studio.wait(lambda: form.session.uuid == draft.uuid)
    studio.rest()


def _at(studio: Studio, role: str) -> Any:
    """Put the cursor into the field of a role; return the form."""
    from ui.form.navigation import Stop

    form = empty(studio)
    element = studio.workspace.model_in_force().by_role[role]
    rows = list(form.session.rows.by_id.values())
    found = next((row for row in rows if row.list == element.group_path), rows[0])
    form.view.focus(Stop(found.id, element.path))
    studio.rest()
    return form


def table(studio: Studio) -> None:
    """The whole table of a field."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    _at(studio, "codigo_diagnostico")
    studio.press(Qt.Key.Key_F4)
    studio.press(Qt.Key.Key_Right)


def reason(studio: Studio) -> None:
    """Why a code is not offered."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.type("O80")
    studio.press(Qt.Key.Key_F6)


def without_table(studio: Studio) -> None:
    """A code looked for where its table was not imported."""
    empty(studio)
    _at(studio, "municipio_residencia")
    studio.type("salv")


def unidentified(studio: Studio) -> None:
    """A person who could not be identified."""
    from PySide6.QtCore import Qt

    chooser(studio)
    studio.press(Qt.Key.Key_Return)
    _at(studio, "cns_individuo")
    studio.press(Qt.Key.Key_F7)


def further(studio: Studio) -> None:
    """What else can be done with a contact."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_F10)


def warning(studio: Studio) -> None:
    """A warning that wants a reason before the contact goes."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def keeper(studio: Studio) -> None:
    """The procedures of a contact, to be kept as a package."""
    from PySide6.QtCore import Qt

    studio.press(Qt.Key.Key_Escape)
    studio.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    studio.afterwards(partial(studio.press, Qt.Key.Key_Escape))

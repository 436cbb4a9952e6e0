"""Fields of the clinical documents: moments, decimals, durations, long texts, optional groups."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from coletor.model import load_model
from ui.form.chooser import New
from ui.form.editors import LONG_HEIGHT, LongTextEdit, _tidied
from ui.form.layout import label_of
from ui.form.navigation import Stop

TODAY = date(2026, 7, 14)


def _element(role: str):
    for model in ("sumario-alta-2017", "atendimento-clinico-2017"):
        if role in load_model(model).by_role:
            return load_model(model).by_role[role]
    raise AssertionError(role)


@pytest.mark.parametrize(
    ("role", "typed", "shown"),
    [
        ("data_admissao", "14/7/2026 9h05", "14/07/2026 09:05"),
        ("data_admissao", "140726 1030", "14/07/2026 10:30"),
        ("data_admissao", "140720261030", "14/07/2026 10:30"),
        ("data_admissao", "h 8:15", "14/07/2026 08:15"),
        ("data_admissao", "o 8", "13/07/2026 08:00"),
        ("data_admissao", "14/07/2026", "14/07/2026"),
        ("data_admissao", "ontem cedo", "ontem cedo"),
        ("peso", "72.5", "72,5"),
        ("peso", "setenta", "setenta"),
        ("duracao_medicamento", "7d", "7 dias"),
        ("duracao_medicamento", "2 semanas", "2 semanas"),
        ("duracao_medicamento", "até acabar", "até acabar"),
    ],
)
def test_complete_values_are_tidied_and_nothing_else(role: str, typed: str, shown: str) -> None:
    assert _tidied(_element(role), typed, TODAY) == shown


def test_now_is_one_word() -> None:
    assert _tidied(_element("data_admissao"), "agora", TODAY).startswith("14/07/2026 ")


def test_units_are_named() -> None:
    assert label_of(_element("peso")) == "Peso (kg)"
    assert label_of(_element("pressao_sistolica")) == "Sistólica (mmHg)"
    assert label_of(_element("cns_individuo")) == "CNS"


def _open(desk, model: str) -> None:
    desk.screen.choosing.choose(New(model))
    desk.until(lambda: desk.session.model.id == model)
    desk.settle()


def test_what_an_optional_group_demands_is_marked_once_it_is_begun(desk) -> None:
    _open(desk, "atendimento-clinico-2017")
    states = desk.session.states
    root = desk.session.rows.root.id
    other = desk.path("pressao_diastolica")
    assert not states.state(root, other).required
    desk.go("pressao_sistolica")
    desk.enter("120")
    assert states.state(root, other).required


@pytest.mark.seen
def test_a_long_text_grows_with_what_is_typed_and_keeps_its_lines(desk) -> None:
    _open(desk, "sumario-alta-2017")
    desk.go("evolucao_clinica")
    editor = desk.editor(desk.here)
    assert isinstance(editor, LongTextEdit)
    assert editor.height() == LONG_HEIGHT
    for _ in range(6):
        desk.type("Melhorou.")
        desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    assert editor.height() > LONG_HEIGHT
    assert desk.cells()[desk.path("evolucao_clinica")].count("\n") == 6


@pytest.mark.seen
def test_a_row_of_several_lines_is_typed_through_in_order(desk) -> None:
    _open(desk, "sumario-alta-2017")
    group = desk.session.model.by_role["medicamento"].group_path
    row = desk.session.rows.children(desk.session.rows.root.id, group)[0]
    desk.view.focus(Stop(row.id, desk.path("medicamento")))
    desk.settle()
    desk.enter("Amoxicilina 500 mg", "capsula", "1", "8 em 8 horas", "oral", "7d", "Ativo", "")
    cells = desk.cells()
    assert cells[desk.path("duracao_medicamento")] == "7 dias"
    assert cells[desk.path("via_medicamento")] == "oral"
    assert desk.session.layout.table(group).wrapped

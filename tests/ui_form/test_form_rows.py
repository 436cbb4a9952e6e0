"""Rows of a draft in memory: proposals, blank rows, removal, resuming, the document they say."""

from pathlib import Path

import pytest

from coletor.contact.drafting import derive
from coletor.model import Model, load_model
from coletor.model.loader import read_model
from ui.form.journal import Journal
from ui.form.rows import CellChange, RowChange, Rows

DATA = Path(__file__).parent / "data"


@pytest.fixture
def model() -> Model:
    return load_model("cmd-2017")


@pytest.fixture
def rows(model: Model) -> Rows:
    return Rows.fresh(model)


def only(rows: Rows, path: str, parent: int | None = None) -> int:
    (row,) = rows.children(rows.root.id if parent is None else parent, path)
    return row.id


def role(model: Model, name: str) -> str:
    return model.by_role[name].path


def test_a_new_contact_starts_with_the_proposals_of_the_document(rows: Rows, model: Model) -> None:
    assert rows.text(rows.root.id, role(model, "pais_residencia")) == "10"
    assert rows.is_blank(rows.by_id[only(rows, "diagnosticos")])


def test_a_blank_row_is_not_part_of_the_document(rows: Rows, model: Model) -> None:
    document = derive(model, "u", rows.snapshot()).document
    assert "diagnosticos" not in document
    assert "procedimentos" not in document


def test_the_first_text_of_a_row_brings_its_proposals(rows: Rows, model: Model) -> None:
    rows.write(rows.root.id, role(model, "data_admissao"), "14/07/2026")
    row = only(rows, "procedimentos")
    changes = rows.write(row, role(model, "codigo_procedimento"), "03")
    assert isinstance(changes[0], CellChange)
    assert changes[0].path == role(model, "codigo_procedimento")
    assert rows.text(row, role(model, "terminologia_procedimento")) == "sigtap"
    assert rows.text(row, role(model, "quantidade")) == "1"
    assert rows.text(row, role(model, "data_procedimento")) == "14/07/2026"


def test_the_first_row_is_proposed_as_principal_and_the_next_as_secondary(
    rows: Rows, model: Model
) -> None:
    code, category = role(model, "codigo_diagnostico"), role(model, "categoria_diagnostico")
    first = only(rows, "diagnosticos")
    rows.write(first, code, "J459")
    (second,) = rows.complete()[:1]
    rows.write(second, code, "I10")
    assert rows.text(first, category) == "01"
    assert rows.text(second, category) == "02"


def test_what_was_only_proposed_leaves_with_the_text_that_brought_it(
    rows: Rows, model: Model
) -> None:
    row = only(rows, "diagnosticos")
    rows.write(row, role(model, "codigo_diagnostico"), "J")
    rows.write(row, role(model, "codigo_diagnostico"), "")
    assert not rows.is_blank(rows.by_id[row])
    assert rows.settle(row)
    assert rows.is_blank(rows.by_id[row])


def test_a_proposal_that_was_typed_over_stays(rows: Rows, model: Model) -> None:
    row = only(rows, "diagnosticos")
    rows.write(row, role(model, "codigo_diagnostico"), "J")
    rows.write(row, role(model, "terminologia_diagnostico"), "ciap-2")
    rows.write(row, role(model, "codigo_diagnostico"), "")
    assert rows.settle(row) == []


def test_each_list_of_the_document_always_ends_with_a_blank_row(rows: Rows, model: Model) -> None:
    rows.write(only(rows, "diagnosticos"), role(model, "codigo_diagnostico"), "J459")
    assert len(rows.complete()) == 1
    assert rows.complete() == []
    assert [rows.is_blank(row) for row in rows.children(rows.root.id, "diagnosticos")] == [
        False,
        True,
    ]


def test_a_list_inside_a_row_has_a_blank_row_only_while_it_has_no_other(
    rows: Rows, model: Model
) -> None:
    procedure = only(rows, "procedimentos")
    rows.write(procedure, role(model, "codigo_procedimento"), "0301010072")
    rows.complete()
    professional = only(rows, "procedimentos[].profissionais", procedure)
    rows.write(professional, role(model, "cbo"), "225125")
    assert rows.complete() == []
    added = rows.add_after(professional)
    assert added != professional
    assert rows.add_after(professional) == added  # a blank one is there already


def test_a_removed_row_takes_its_own_rows_along_and_comes_back_with_them(
    rows: Rows, model: Model
) -> None:
    procedure = only(rows, "procedimentos")
    rows.write(procedure, role(model, "codigo_procedimento"), "0301010072")
    rows.complete()
    professional = only(rows, "procedimentos[].profissionais", procedure)
    rows.write(professional, role(model, "cbo"), "225125")
    before = derive(model, "u", rows.snapshot()).document
    journal = Journal()
    journal.note(rows.remove(procedure))
    assert "procedimentos" not in derive(model, "u", rows.snapshot()).document
    for change in journal.undo():
        assert change == RowChange(procedure, removed=False)
        rows.apply(change)
    assert derive(model, "u", rows.snapshot()).document == before


def test_resumed_rows_say_the_same_document(rows: Rows, model: Model) -> None:
    procedure = only(rows, "procedimentos")
    rows.write(procedure, role(model, "codigo_procedimento"), "0301010072")
    rows.complete()
    rows.write(only(rows, "procedimentos[].profissionais", procedure), role(model, "cbo"), "225125")
    again, ids = Rows.resumed(model, rows.snapshot())
    said = derive(model, "u", rows.snapshot()).document
    assert derive(model, "u", again.snapshot()).document == said
    assert ids[again.root.id] == rows.root.id
    assert rows.is_blank(again.children(again.root.id, "procedimentos")[-1])


def test_rows_nest_as_deep_as_the_model_does() -> None:
    model = read_model(DATA / "visita.toml")
    rows = Rows.fresh(model)
    rows.write(rows.root.id, role(model, "data_visita"), "01/02/2026")
    room = only(rows, "comodos")
    rows.write(room, role(model, "nome_comodo"), "Quintal")
    assert rows.text(room, role(model, "medido")) == "01/02/2026"
    rows.complete()
    vessel = only(rows, "comodos[].recipientes", room)
    rows.write(vessel, role(model, "especie"), "Pneu")
    rows.complete()
    larva = only(rows, "comodos[].recipientes[].larvas", vessel)
    rows.write(larva, role(model, "sexo_larva"), "F")
    document = derive(model, "u", rows.snapshot()).document
    assert document["comodos"] == [
        {
            "nome": "Quintal",
            "medido": "2026-02-01",
            "recipientes": [{"especie": "Pneu", "quantidade": 1, "larvas": [{"sexo": "F"}]}],
        }
    ]


def test_redo_does_what_undo_took_back_until_something_else_is_done() -> None:
    journal = Journal()
    change = CellChange(1, "a", "", "x")
    journal.note([change])
    journal.close()
    assert journal.undo() == [CellChange(1, "a", "x", "")]
    assert journal.redo() == [change]
    journal.undo()
    journal.note([CellChange(1, "b", "", "y")])
    assert journal.redo() == []

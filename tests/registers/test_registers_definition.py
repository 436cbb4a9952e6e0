"""Registers are files that name roles; what a role means comes from the model's row."""

import ast
from pathlib import Path

import pytest
from register_people import DOCTOR, MODEL, card

import coletor.registers
from coletor.contact.entry import parse
from coletor.model import Kind, load_all
from coletor.registers import PATIENTS, PROFESSIONALS, REGISTERS, Entry, Register, definition
from coletor.terminology import TABLES


def test_labels_kinds_and_concepts_are_the_rows_of_the_model() -> None:
    own = definition(PATIENTS, MODEL)
    for field in own.fields:
        if field.role and field.role in MODEL.by_role:
            row = MODEL.by_role[field.role]
            assert (field.element, field.label, field.kind) == (row, row.label, row.kind)
            assert field.concept == row.concept
        else:
            assert field.element is None and field.label and field.concept and field.source
    assert own.by_role["cns_individuo"].search == "codigo"
    kept_here = {field.id for field in own.fields if field.element is None}
    assert kept_here == {"cpf", "telefone", "observacao"}


def test_a_model_that_carries_less_describes_less() -> None:
    clinical = load_all()["atendimento-clinico-2017"]
    own = definition(PATIENTS, clinical)
    assert {field.role for field in own.fields if field.role} <= set(clinical.by_role)
    name = definition(PROFESSIONALS, clinical).by_role["nome_profissional"]
    assert name.element is clinical.by_role["nome_profissional"]
    with pytest.raises(ValueError, match="fornecedores"):
        definition("fornecedores", MODEL)


def test_no_python_of_the_registers_names_an_element() -> None:
    models = load_all().values()
    known = [definition(register_id, model) for register_id in REGISTERS for model in models]
    named = {field.id for own in known for field in own.fields if field.role}
    named |= {leaf.path for model in models for leaf in model.leaves if "." in leaf.path}
    named |= {leaf.column for model in models for leaf in model.leaves if "_" in leaf.column}
    roles = {leaf.role for model in models for leaf in model.leaves if leaf.role}
    for file in Path(coletor.registers.__file__).parent.rglob("*.py"):
        texts = {
            node.value
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & (named - roles - set(TABLES)), file


@pytest.mark.parametrize(
    ("name", "typed", "kept", "shown"),
    [
        ("cns", "700 5012-3456 7890", "700501234567890", "700 5012 3456 7890"),
        ("cpf", "529.982.247-25", "52998224725", "529.982.247-25"),
        ("cpf", "52998", "52998", "52998"),
        ("data_nascimento", "14/7/1980", "1980-07-14", "14/07/1980"),
        ("sexo", "feminino", "F", "Feminino"),
        ("cep_residencia", "55.002-000", "55002000", "55002-000"),
        ("nome", "  Ana   Lima ", "Ana Lima", "Ana Lima"),
        ("telefone", "", "", ""),
    ],
)
def test_values_are_kept_plain_and_shown_with_masks(
    name: str, typed: str, kept: str, shown: str
) -> None:
    field = definition(PATIENTS, MODEL).by_id[name]
    assert field.parse(typed) == kept
    assert field.display(kept) == shown
    assert field.parse(field.editable(kept)) == kept


def test_choosing_a_person_writes_what_the_row_takes(
    patients: Register, professionals: Register
) -> None:
    known = {"cns": card(1), "nome": "Ana Lima", "data_nascimento": "1980-07-14", "sexo": "F"}
    entry = Entry(1, PATIENTS, {**known, "cpf": "1", "telefone": "2"}, 0, None, "", 0)
    cells = patients.cells(entry, MODEL)
    values = {MODEL.by_path[path].role: parse(MODEL.by_path[path], t) for path, t in cells.items()}
    assert values == {
        "cns_individuo": card(1),
        "nome_individuo": "Ana Lima",
        "data_nascimento": "1980-07-14",
        "sexo": "F",
    }
    texts = {**cells, MODEL.by_role["nome_individuo"].path: "ANA LIMÁ"}
    assert patients.compare(entry, texts, MODEL) == []
    texts[MODEL.by_role["sexo"].path] = "Masculino"
    (found,) = patients.compare(entry, texts, MODEL)
    assert (found.field_id, found.kept, found.typed) == ("sexo", "F", "M")

    bond = Entry(2, PROFESSIONALS, {"nome": "Rui", "cns": card(2), "cbo": DOCTOR}, 0, None, "", 0)
    row = MODEL.by_role["cbo"].group_path
    assert professionals.cells(bond, MODEL, row) == professionals.cells(bond, MODEL)
    assert {MODEL.by_path[path].role for path in professionals.cells(bond, MODEL)} == {
        "cns_profissional",
        "cbo",
    }
    assert professionals.cells(bond, MODEL, "outra") == {}
    for model_id, roles in {
        "atendimento-clinico-2017": {"nome_profissional", "cns_profissional", "cbo"},
        "sumario-alta-2017": {"cns_responsavel", "cbo_responsavel"},
    }.items():
        model = load_all()[model_id]
        found_roles = {model.by_path[path].role for path in professionals.cells(bond, model)}
        assert found_roles == roles


def test_every_field_can_be_typed_by_a_row() -> None:
    for register_id in REGISTERS:
        for field in definition(register_id, MODEL).fields:
            assert field.shape.kind is field.kind and not field.kind.is_container
            assert field.kind is not Kind.TEXT or field.shape.length

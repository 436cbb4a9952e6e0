"""People as lines under a field."""

from coletor.workspace import Workspace
from ui.picking.people import PersonLine, suggestions


def test_a_patient_is_told_from_namesakes_by_birth_and_mother(workspace: Workspace) -> None:
    entries = workspace.patients.search("maria")
    (line,) = suggestions(entries)
    assert isinstance(line, PersonLine)
    assert line.entry == entries[0]
    assert line.code.replace(" ", "") == entries[0].values["cns"]
    assert line.name == "Maria Aparecida dos Santos"
    assert line.group == "07/03/1984 · mãe Josefa Santos"


def test_a_professional_is_told_by_occupation_and_team(workspace: Workspace) -> None:
    entries = workspace.professionals.page()

    def name(table: str, code: str) -> str:
        term = workspace.library.find(table, code)
        return term.name if term else ""

    (line,) = suggestions(entries, term_name=name)
    assert line.group == "Médico clínico · INE 0000123456"
    assert suggestions([]) == []


def test_somebody_without_a_card_has_the_cpf_or_a_dash(workspace: Workspace) -> None:
    who = workspace.operator.id
    same = {"nome": "Bebê", "nome_mae": "Ana", "data_nascimento": "2026-01-02"}
    lines = suggestions(
        [
            workspace.patients.save({"nome": "Ana Só CPF", "cpf": "52998224725"}, who),
            workspace.patients.save(same, who),
        ]
    )
    assert [line.code for line in lines] == ["529.982.247-25", "—"]

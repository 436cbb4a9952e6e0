"""Entries: what may be kept, who clashes, differences, history, removal."""

from collections.abc import Mapping

import pytest
from register_people import DOCTOR, NURSE, OPERATOR, card, person, taxpayer

from coletor.contact import new_uuid
from coletor.messages import text
from coletor.registers import Register, RegisterError, differing
from coletor.registers.register import purge_removed
from coletor.workspace import Workspace


def refused(
    register: Register, values: Mapping[str, str], entry_id: int | None = None
) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        register.save(values, OPERATOR, entry_id=entry_id)
    return caught.value


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"cns": card(1)}, "nome", "registers.missing"),
        ({"nome": "Ana"}, "cns", "registers.unnamed"),
        ({"nome": "Ana", "cpf": "111.111.111-11"}, "cpf", "registers.cpf"),
        ({**person(1), "observacao": "x" * 201}, "observacao", "registers.long"),
    ],
)
def test_what_keeps_an_entry_from_being_kept(
    patients: Register, values: dict[str, str], field: str, said: str
) -> None:
    (problem,) = patients.check(values)
    assert problem.field_id == field
    own = patients.definition.by_id[field]
    fields = {
        "label": own.label,
        "value": "11111111111",
        "limit": 200,
        "size": 201,
        "codes": f"CNS {text('registers.or')} CPF",
        "same": "Nome completo, Nome completo da mãe",
        "last": "Nascimento",
    }
    assert problem.message == text(said, **fields)
    error = refused(patients, values)
    assert error.message_id == "registers.problem" and error.problems == (problem,)
    assert patients.count() == 0


def test_the_words_are_those_of_the_rules(patients: Register, professionals: Register) -> None:
    wrong = {**person(1), "cns": "123", "data_nascimento": "31/02/2000", "sexo": "Z"}
    found = {one.field_id: one.message for one in patients.check(wrong)}
    assert set(found) == {"cns", "data_nascimento", "sexo"}
    assert "15 algarismos" in found["cns"] and "calendário" in found["data_nascimento"]
    (problem,) = professionals.check({"cns": card(1), "cbo": "99"})
    assert problem.message.startswith(professionals.definition.by_role["cbo"].label)
    assert not professionals.check({"cns": card(1), "cbo": DOCTOR})


def test_without_code_name_mother_and_birth_are_enough(patients: Register) -> None:
    known = {"nome": "Ana", "nome_mae": "Rita", "data_nascimento": "14/07/1980"}
    assert patients.save(known, OPERATOR).values["data_nascimento"] == "1980-07-14"


def test_no_two_entries_share_a_code(patients: Register, professionals: Register) -> None:
    first = patients.save(person(1, cpf=taxpayer(1)), OPERATOR)
    error = refused(patients, person(2, "Outra", cpf=taxpayer(1)))
    assert error.message_id == "registers.taken"
    assert error.other == first and "MARIA DE SOUZA" in str(error)
    other = patients.save(person(2, "Outra"), OPERATOR)
    assert refused(patients, person(1, "Outra"), other.id).other == first
    assert patients.get(other.id) == other

    bond = professionals.save({"nome": "Rui", "cns": card(3), "cbo": DOCTOR}, OPERATOR)
    error = refused(professionals, {"cns": card(3), "cbo": DOCTOR})
    assert error.message_id == "registers.taken_group" and error.other == bond
    second = professionals.save({"nome": "Rui", "cns": card(3), "cbo": NURSE}, OPERATOR)
    team = {"nome": "Rui", "cns": card(3), "cbo": NURSE, "equipe": "0000123456"}
    third = professionals.save(team, OPERATOR)
    assert professionals.find_all("cns", card(3)) == [third, second, bond]
    assert professionals.find("cns", card(9)) is None
    with pytest.raises(ValueError, match="nome"):
        professionals.find("nome", "Rui")


def test_the_history_says_who_and_what_changed(patients: Register) -> None:
    entry = patients.save(person(1), OPERATOR)
    patients.save({**entry.values, "nome": "Ana"}, OPERATOR, entry_id=entry.id)
    patients.save({"cns": card(1), "nome": "Ana"}, OPERATOR, entry_id=entry.id)  # nothing new
    made, changed = patients.history(entry.id)
    assert (made.origin, made.operator) == ("digitado", "Ana")
    assert made.changes["cns"] == ("", card(1))
    assert changed.changes == {"nome": ("MARIA DE SOUZA", "Ana")}
    for origin in ("digitado", "contato", "planilha", "diferenca", "removido", "restaurado"):
        assert text(f"registers.origin.{origin}")


def test_a_removed_entry_waits_thirty_days(workspace: Workspace, patients: Register) -> None:
    entry = patients.save(person(1), OPERATOR)
    patients.remove(entry.id, OPERATOR)
    assert (patients.count(), patients.search("maria"), patients.find("cns", card(1))) == (
        0,
        [],
        None,
    )
    assert [one.id for one in patients.removed()] == [entry.id]
    assert refused(patients, entry.values, entry.id).message_id == "registers.gone"
    with pytest.raises(RegisterError, match="removido"):
        patients.remove(entry.id, OPERATOR)
    again = patients.restore(entry.id, OPERATOR)
    assert again.values == entry.values and patients.search("maria") == [again]
    assert patients.restore(entry.id, OPERATOR) == again

    patients.remove(entry.id, OPERATOR)
    patients.save(person(1, "Outra"), OPERATOR)
    with pytest.raises(RegisterError) as caught:
        patients.restore(entry.id, OPERATOR)
    assert caught.value.message_id == "registers.taken"
    assert purge_removed(workspace.store) == 0
    assert purge_removed(workspace.store, days=-1) == 1
    assert patients.get(entry.id) is None and patients.removed() == []
    with pytest.raises(RegisterError) as caught:
        patients.restore(entry.id, OPERATOR)
    assert caught.value.message_id == "registers.gone"


def note(workspace: Workspace, entry_id: int, name: str, typed: str) -> None:
    entry = workspace.patients.get(entry_id)
    assert entry is not None
    with workspace.store.change() as db:
        differing.note(db, entry, name, typed, operator_id=OPERATOR, uuid=new_uuid())


def test_a_difference_is_kept_or_taken_by_a_person(
    workspace: Workspace, patients: Register
) -> None:
    entry = patients.save(person(1, sexo="F"), OPERATOR)
    note(workspace, entry.id, "sexo", "M")
    note(workspace, entry.id, "sexo", "M")
    (found,) = patients.differences(entry.id)
    assert (found.kept, found.typed) == ("F", "M")
    assert [one.differences for one in patients.differing()] == [1]
    assert patients.settle(found.id, False, OPERATOR).values["sexo"] == "F"
    note(workspace, entry.id, "sexo", "M")  # kept once: not asked again
    assert patients.differences(entry.id) == [] and patients.differing() == []
    with pytest.raises(RegisterError) as caught:
        patients.settle(found.id, True, OPERATOR)
    assert caught.value.message_id == "registers.settled"

    note(workspace, entry.id, "nome", "MARIA DE SOUSA")
    (found,) = patients.differences(entry.id)
    taken = patients.settle(found.id, True, OPERATOR)
    assert (taken.values["nome"], taken.differences) == ("MARIA DE SOUSA", 0)
    assert patients.history(entry.id)[-1].origin == "diferenca"
    assert patients.search("sousa") == [taken] and patients.search("souza") == []


def test_correcting_the_entry_settles_what_it_says_now(
    workspace: Workspace, patients: Register
) -> None:
    entry = patients.save(person(1, sexo="F"), OPERATOR)
    note(workspace, entry.id, "sexo", "M")
    note(workspace, entry.id, "sexo", "I")
    patients.save({**entry.values, "sexo": "M"}, OPERATOR, entry_id=entry.id)
    (left,) = patients.differences(entry.id)
    assert (left.kept, left.typed) == ("M", "I")

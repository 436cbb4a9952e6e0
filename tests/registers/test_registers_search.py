"""Finding people as somebody types."""

import pytest
from register_people import DOCTOR, NURSE, OPERATOR, card, person, taxpayer

from coletor.identifiers import cns
from coletor.registers import Register, searching, table
from coletor.store import Interrupt, InterruptedQueryError
from coletor.workspace import Workspace

KNOWN = {
    "nome": "José d'Água Fria",
    "nome_mae": "Conceição Nóbrega",
    "data_nascimento": "14/07/1980",
}
CARD, CPF = card(7), taxpayer(123)


@pytest.mark.parametrize(
    "typed",
    [
        "jose",
        "FRIA josé",
        "nob agua",
        "conc",
        CARD,
        CARD[:5],
        f"{CARD[:3]} {CARD[3:7]} {CARD[7:11]} {CARD[11:]}",
        f"{CARD[:3]} {CARD[3:7]}",
        CPF[:4],
        f"{CPF[:3]}.{CPF[3:6]}.{CPF[6:9]}-{CPF[9:]}",
        "14/07/1980",
        "14/7/1980",
        "14071980",
        "14/07",
        "14/7",
        "14/0",
        "14/07/80",
        "07/1980",
        "1980",
        "jose 14/07/1980",
        "1980 fria",
        "14-07-1980",
    ],
)
def test_every_way_of_typing_finds_the_person(patients: Register, typed: str) -> None:
    wanted = patients.save({"cns": CARD, "cpf": CPF, **KNOWN}, OPERATOR)
    patients.save(
        {
            "cns": cns.build("29999999999"),
            "nome": "Pedro",
            "nome_mae": "Rosa",
            "data_nascimento": "1/1/2001",
        },
        OPERATOR,
    )
    assert patients.search(typed) == [wanted]
    assert (patients.page(typed), patients.count(typed)) == ([wanted], 1)


@pytest.mark.parametrize("typed", ["josefa", "jose pedro", "15/07", "1981", "99", "AND", "x* OR ("])
def test_what_nobody_has_finds_nobody(patients: Register, typed: str) -> None:
    patients.save({"cns": CARD, **KNOWN}, OPERATOR)
    assert patients.search(typed) == []


def test_the_latest_and_the_most_used_come_first(workspace: Workspace, patients: Register) -> None:
    people = [patients.save(person(number, f"ANA {number}"), OPERATOR) for number in range(40)]
    assert [one.id for one in patients.search("ana", limit=2)] == [people[39].id, people[38].id]

    def use(position: int, times: int) -> None:
        with workspace.store.change() as db:
            for _ in range(times):
                table.use(db, patients.definition, people[position].id, "2026-07-14T00:00:00.000Z")

    use(0, 1)  # long behind the others: moves to the front
    assert patients.search("ana", limit=1)[0].id == people[0].id
    use(30, 15)
    first = patients.search("ana", limit=1)[0]
    assert (first.id, first.uses, first.used_at) == (people[30].id, 15, "2026-07-14T00:00:00.000Z")
    assert [one.values["nome"] for one in patients.page(limit=3)] == ["ANA 0", "ANA 1", "ANA 10"]
    assert [one.values["nome"] for one in patients.page(limit=1, offset=2)] == ["ANA 10"]


def test_who_is_called_so_comes_before_who_has_such_a_mother(patients: Register) -> None:
    maria = patients.save(person(1, "MARIA DE SOUZA", nome_mae="ROSA"), OPERATOR)
    child = patients.save(person(2, "PEDRO", nome_mae="MARIA DE SOUZA"), OPERATOR)
    assert patients.search("mar sou") == [maria, child]
    assert patients.search("pedro") == [child]


def test_a_professional_is_found_by_name_code_and_occupation(professionals: Register) -> None:
    nurse = professionals.save({"nome": "Rui", "cns": card(1), "cbo": NURSE}, OPERATOR)
    doctor = professionals.save({"nome": "Rui", "cns": card(1), "cbo": DOCTOR}, OPERATOR)
    for typed, found in {
        "rui": [doctor, nurse],
        card(1): [doctor, nurse],
        "enferm": [nurse],
        "médico rui": [doctor],
        DOCTOR[:5]: [doctor],
    }.items():
        assert professionals.search(typed) == found, typed


def test_a_search_can_be_interrupted(patients: Register) -> None:
    handle = Interrupt()
    handle.cancel()
    with pytest.raises(InterruptedQueryError):
        patients.search("ana", interrupt=handle)


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (searching.LATEST, "register_entry_live"),
        (searching.DIFFERING, "register_entry_differing"),
        (searching.BY_NAME, "register_entry_sort"),
        (searching.COUNT, "register_entry_live"),
    ],
)
def test_lists_are_read_in_the_order_of_an_index(
    workspace: Workspace, sql: str, index: str
) -> None:
    values = ["pacientes", 8, 0][: sql.count("?")]
    with workspace.store.query() as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
    assert any(index in step for step in plan)
    assert not any(step.startswith("SCAN e") for step in plan), plan


def test_a_long_beginning_is_found_where_nobody_has_the_word(patients: Register) -> None:
    both = patients.save(person(1, "FERNANDA RODRIGUES LIMA"), OPERATOR)
    assert patients.search("fernand rodrig li") == [both]
    assert patients.search("fernanda rodrigues lima ") == [both]

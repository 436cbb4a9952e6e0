"""Periods as people type them, and the list's filling after the change of the schema."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from list_counts import counted

from coletor.store import Filter, Listing, Sort, Store, gradual, list_filling
from coletor.store.derivation import derive_row
from coletor.store.list_days import days_of, instants_of, months_of, read_period
from coletor.store.list_filling import fill_list, is_filled
from coletor.store.migrating import FOLDER, migrate
from coletor.store.opening import create_database

TODAY = date(2026, 11, 22)  # a Sunday
MODEL = "cmd-2017"
NEW = "0011_days_and_procedures.sql"


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("hoje", "hoje"),
        ("De ontem", "ontem"),
        ("Últimos 7 dias", "7 dias"),
        ("esta semana", "semana"),
        ("este mês", "mes"),
        ("3/11", "2026-11-03/2026-11-03"),
        ("25", "2026-10-25/2026-10-25"),
        ("15/12", "2025-12-15/2025-12-15"),
        ("03112026", "2026-11-03/2026-11-03"),
        ("3.11.26", "2026-11-03/2026-11-03"),
        ("3 a 7 de novembro", "2026-11-03/2026-11-07"),
        ("de 3 até 7/11", "2026-11-03/2026-11-07"),
        ("28/12 a 3/1", "2025-12-28/2026-01-03"),
        ("novembro de 2025", "2025-11-01/2025-11-30"),
        ("10/2026 a 11/2026", "2026-10-01/2026-11-30"),
        ("março", "2026-03-01/2026-03-31"),
        ("desde 3 de novembro", "2026-11-03/"),
        *(
            (wrong, None)
            for wrong in ("", "31/2", "3/13", "7 a 3/11", "0 dias", "maria 3", "1/1/1")
        ),
        *((wrong, None) for wrong in ("12345", "3/11 a", "a", "1/1/0001", "1 a 2 a 3", "nov/5")),
    ],
)
def test_a_period_is_read_as_it_is_said(typed: str, period: str | None) -> None:
    assert read_period(typed, TODAY) == period


def test_a_period_by_its_name_moves_with_the_calendar() -> None:
    spans = {said: days_of(said, TODAY) for said in ("hoje", "ontem", "7 dias", "semana", "mes")}
    first = {said: (TODAY - days[0]).days for said, days in spans.items()}
    assert first == {"hoje": 0, "ontem": 1, "7 dias": 6, "semana": 6, "mes": 21}
    assert {days[1] for said, days in spans.items() if said != "ontem"} == {TODAY}
    assert days_of("2026-11-03/", TODAY)[1] > TODAY
    assert months_of("2026-10-01/2026-11-30") == ("202610", "202611")
    assert months_of("2026-10-01/2026-11-29") is None
    begin, end = instants_of("2026-11-03/2026-11-04")
    assert begin[:10] in {"2026-11-02", "2026-11-03"} and end[:10] in {"2026-11-04", "2026-11-05"}
    with pytest.raises(ValueError, match="amanha"):
        days_of("amanha")


@pytest.fixture
def older(tmp_path: Path, key: bytes) -> Path:
    """Return a database of the version before, with some contacts in its list."""
    steps = tmp_path / "steps"
    shutil.copytree(FOLDER, steps, ignore=shutil.ignore_patterns(NEW, "001[2-9]*"))
    file = tmp_path / "coletor.db"
    database = create_database(file, key)
    migrate(database, file, steps)
    database.execute("INSERT INTO operator (login, name, created_at) VALUES ('a', 'Ana', '')")
    database.execute(
        "INSERT INTO contact_facet (word, competencia, modality, operator_id)"
        " VALUES ('concluido', '202607', '', 1)"
    )
    for number in range(5):
        uuid, at = f"u{number}", f"2026-07-1{number}T12:00:00.000Z"
        document = {
            "contato": {"admissao": {"data": "2026-07-14"}},
            "procedimentos": [{"codigo": "0301010072"}, {"codigo": f"030101006{number % 2}"}],
        }
        database.execute(
            "INSERT INTO contact VALUES (?, ?, ?, '{}', ?, '2026-08-01', 1)",
            [uuid, MODEL, json.dumps(document), at],
        )
        database.execute(
            "INSERT INTO contact_list (uuid, model, competencia, admission, procedure, server,"
            " pending, management, word, changed_at, operator_id, facet, by_patient, by_cns,"
            " by_admission) VALUES (?, ?, '202607', '2026-07-14', '0301010072', 'nada', 'nenhuma',"
            " 'desconhecido', 'concluido', '2026-08-01', 1, 1, '', '', '2026-07-14')",
            [uuid, MODEL],
        )
    database.close()
    return file


def test_what_the_list_did_not_keep_is_read_little_by_little(
    older: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, typed = Filter(procedure="0301010060"), Filter(typed="2026-07-13/2026-07-20")
    with Store.open(older, key) as store:
        counted(store)
        listing = Listing(store)
        assert len(listing.page(Filter(procedure="0301010072"))) == 5  # known from before
        assert listing.page(second) == listing.page(typed) == []
        monkeypatch.setattr(gradual, "_SECONDS", 0)  # one row in a transaction
        with store.change() as db:
            assert list_filling._some(db, 0) == 1
            assert not is_filled(db)
        assert [row.uuid for row in listing.page(second)] == ["u4"]  # the newest first
        assert [row.typed_at for row in listing.page(second)] == ["2026-07-14T12:00:00.000Z"]
        counted(store)
    with Store.open(older, key) as store:  # goes on where it was ended
        assert fill_list(store, calm=False) == 4
        assert fill_list(store) == 0
        counted(store)
        listing = Listing(store)
        assert [row.uuid for row in listing.page(second, sort=Sort.CHANGED)] == ["u4", "u2", "u0"]
        assert [row.uuid for row in listing.page(typed, sort=Sort.CNS)] == ["u3", "u4"]
        with store.query() as db:
            assert is_filled(db)
            for row in listing.page():
                derived = derive_row(db, row.uuid)
                assert (row.typed_at, row.procedures) == (derived.typed_at, derived.procedures)


def test_a_contact_is_found_by_the_protocol_of_its_receipt(older: Path, key: bytes) -> None:
    with Store.open(older, key) as store, store.change() as db:
        db.execute(
            "INSERT INTO operation (uuid, kind, document, body, body_sha256, wire, places, rows,"
            " state, created_at, changed_at, operator_id)"
            " VALUES ('u3', 'incluir', '{}', x'', '', '1', '{}', '{}', 'aceito', '', '', 1)"
        )
        db.execute(
            "INSERT INTO receipt (operation_id, uuid, kind, version, protocol, received_at,"
            " body_sha256, operator_id) VALUES (1, 'u3', 'incluir', 1, 'TR0042', '', '', 1)"
        )
    with Store.open(older, key) as store:
        listing = Listing(store)
        for said in ("TR0042", " tr 0042", "u3"):
            view = listing.view(Filter(text=said), Sort.PATIENT)
            assert view.uuids(0, 9) == ["u3"] and view.position("u3") == 0
        assert listing.page(Filter(text="tr0042", word="aceito")) == []
        assert listing.page(Filter(text="TR0042", attended="2026-07-14/2026-07-14")) != []
        assert listing.page(Filter(text="TR004")) == []

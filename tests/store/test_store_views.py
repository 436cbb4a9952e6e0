"""The list at any size: every order by an index, any stretch of it, counts that are kept."""

import random

import pytest
from list_counts import counted

from coletor.store import (
    Filter,
    Interrupt,
    InterruptedQueryError,
    Listing,
    Sort,
    Store,
    StoreError,
    Wanted,
    list_keys,
    list_view,
)
from coletor.store import listing as listing_module
from coletor.store.derivation import ListRow
from coletor.store.list_facets import facet_of
from coletor.store.list_keys import Course
from coletor.store.list_writing import insert_rows, written
from coletor.store.saved_views import LONGEST_NAME, SavedViews

NAMES = ("ana", "beto", "carla", "davi", None)
WORDS = ("aceito", "rejeitado", "rascunho")
MONTHS = ("202605", "202606", None)


def row(number: int) -> ListRow:
    dice = random.Random(number)
    month = dice.choice(MONTHS)
    patient = dice.choice(NAMES)
    return ListRow(
        uuid=f"u{number:04}",
        model="cmd-2017",
        competencia=month,
        admission=f"{month[:4]}-{month[4:]}-{dice.randrange(1, 29):02}" if month else None,
        outcome=None,
        establishment=None,
        patient=patient,
        patient_key=patient,
        cns=str(dice.randrange(70, 90)) if dice.random() < 0.8 else None,
        birth=None,
        modality=dice.choice(("01", "07", None)),
        procedure=dice.choice(("0301010072", "0301010064", None)),
        server="nada",
        server_version=0,
        pending="nenhuma",
        pending_kind=None,
        management="desconhecido",
        draft_id=None,
        word=dice.choice(WORDS),
        changed_at=f"2026-07-{dice.randrange(1, 9):02}",
        operator_id=1,
    )


ROWS = [row(number) for number in range(260)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory):
    """Return a store whose list has some hundreds of rows; nobody writes to it."""
    key = bytes(range(32))
    file = tmp_path_factory.mktemp("views") / "coletor.db"
    with Store.create(file, key, "Ana") as store:
        with store.change() as db:
            insert_rows(db, [written(one, facet_of(db, one)) for one in ROWS])
        yield store


def expected(wanted: Filter, sort: Sort, descending: bool, store: Store) -> list[str]:
    """Return what the list should say, worked out row by row."""
    with store.query() as db:
        keys = {
            uuid: (value, facet, number)
            for uuid, value, facet, number in db.execute(
                f"SELECT uuid, {sort}, facet, id FROM contact_list"
            )
        }
    found = [one for one in ROWS if fits(one, wanted)]
    return [one.uuid for one in sorted(found, key=lambda one: keys[one.uuid], reverse=descending)]


def fits(one: ListRow, wanted: Filter) -> bool:
    beginning, months = wanted.beginning(), wanted.months()
    if beginning:
        column = one.patient_key if beginning[0] is Sort.PATIENT else one.cns
        if not (column or "").startswith(beginning[1]):
            return False
    return (
        wanted.word in (None, one.word)
        and wanted.modality in (None, one.modality)
        and wanted.operator_id in (None, one.operator_id)
        and wanted.procedure in (None, one.procedure)
        and (months is None or months[0] <= (one.competencia or "") <= months[1])
    )


FILTERS = (
    Filter(),
    Filter(word="aceito"),
    Filter(word="aceito", competencia="202605", until="202606"),
    Filter(competencia="202606", modality="07"),
    Filter(until="202605"),
    Filter(operator_id=9),
    Filter(text="A"),
    Filter(text="7"),
    Filter(text="b", word="rejeitado"),
    Filter(procedure="0301010072"),
    Filter(procedure="0301010072", word="rascunho"),
    Filter(text="c", procedure="0301010064"),
)


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda one: str(one.said()) or "all")
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(
    ("merged", "few"), [(0, 9000), (0, 5), (256, 5)], ids=["near", "walked", "merged"]
)
def test_every_stretch_is_that_of_the_whole(
    full: Store,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Filter,
    sort: Sort,
    merged: int,
    few: int,
) -> None:
    """Pages, jumps with anchors and without, positions and counts agree with plain sorting."""
    monkeypatch.setattr(list_view, "STEP", 20)
    monkeypatch.setattr(list_view, "MERGED", merged)
    monkeypatch.setattr(list_keys, "_FEW_ROWS", few)
    listing = Listing(full)
    for descending in (False, True):
        whole = expected(wanted, sort, descending, full)
        view = listing.view(wanted, sort, descending=descending)
        assert view.total == len(whole)
        assert (view.sort, view.descending) == (sort, descending)
        for prepared in (False, True):
            for first in (0, 7, 33, max(0, len(whole) - 5)):
                found = [one.uuid for one in view.rows(first, 30)]
                assert found == whole[first : first + 30], (descending, prepared, first)
            for uuid in whole[::17]:
                assert view.position(uuid) == whole.index(uuid)
            view.prepare()
        assert sorted(view.everything()) == sorted(whole)
        assert view.uuids(3, 10) == whole[3:13]
        others = {one.uuid for one in ROWS} - set(whole)
        assert all(view.position(uuid) is None for uuid in list(others)[:3])


def test_a_text_that_finds_many_comes_in_its_own_order(
    full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing_module, "FEW", 10)
    listing = Listing(full)
    view = listing.view(Filter(text="a"), Sort.CHANGED)
    assert (view.sort, view.descending) == (Sort.PATIENT, False)
    whole = expected(Filter(text="a"), Sort.PATIENT, False, full)
    assert [one.uuid for one in view.rows(0, 300)] == whole
    assert view.position(whole[11]) == 11
    of_procedure = Filter(procedure="0301010072")
    by_name = listing.view(of_procedure, Sort.PATIENT)
    assert (by_name.sort, by_name.descending) == (Sort.CHANGED, True)
    assert by_name.uuids(0, 300) == expected(of_procedure, Sort.CHANGED, True, full)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "course",
    [
        {},
        {"facets": (1, 2)},
        {"start": "ana"},
        {"start": "ana", "facets": (1,)},
        {"procedure": "0301010072"},
    ],
    ids=["all", "facets", "text", "text and facets", "procedure"],
)
def test_no_statement_of_the_list_scans_or_sorts(
    full: Store, sort: Sort, descending: bool, course: dict[str, object]
) -> None:
    if "procedure" in course:
        sort = Sort.CHANGED
    way = Course(sort, descending, **course)  # type: ignore[arg-type]
    index = "contact_list_procedure" if way.procedure else sort.whole_index
    sign = "<" if descending else ">"
    whole = f"SEARCH contact_list USING COVERING INDEX {index} ("
    sql, values = list_keys.keys_query(way, ("b", 1, 1))
    (plan,) = plan_of(full, sql, [*values, 200, 0])
    assert plan.startswith(whole)
    source, values = list_keys.walk_query(way, ("b", 1, 1), ("c", 1, 1))
    (plan,) = plan_of(full, f"SELECT COUNT(*) {source}", values)
    assert plan.startswith(whole)
    (plan,) = plan_of(full, list_keys.facet_query(way), [1, "b", 1, 200])
    assert plan == (
        f"SEARCH contact_list USING COVERING INDEX {sort.facet_index} (facet=? AND {sort}{sign}?)"
    )


def plan_of(store: Store, sql: str, values: list[object]) -> list[str]:
    with store.query() as db:
        return [one[3] for one in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def test_rows_are_read_by_their_number(full: Store) -> None:
    with full.query() as db:
        for column in ("id", "uuid"):
            sql = f"EXPLAIN QUERY PLAN SELECT * FROM contact_list WHERE {column} IN (?, ?)"
            (plan,) = [one[3] for one in db.execute(sql, [1, 2])]
            assert plan.startswith("SEARCH contact_list USING ")


def test_counters_of_rows_written_directly(full: Store) -> None:
    counted(full)
    counts = Listing(full).counts()
    assert counts == {word: sum(one.word == word for one in ROWS) for word in WORDS}
    may = sum(one.word == "aceito" and one.competencia == "202605" for one in ROWS)
    assert Listing(full).counts("202605")["aceito"] == may


def test_a_reading_that_nobody_wants_any_more_is_interrupted(full: Store) -> None:
    handle = Interrupt()
    handle.cancel()
    with pytest.raises(InterruptedQueryError):
        Listing(full).view(Filter(text="a"), interrupt=handle)


def test_views_are_kept_by_their_owner(store: Store) -> None:
    views = SavedViews(store)
    wanted = Wanted(Filter(word="rejeitado", competencia="202607"), Sort.PATIENT, descending=False)
    kept = views.save("  Para   corrigir ", wanted, 1)
    assert (kept.name, views.of(1)) == ("Para corrigir", [kept])
    again = views.save("Para corrigir", Wanted(), 1)
    assert (again.id, views.of(1)[0].wanted) == (kept.id, Wanted())
    with store.change() as db:
        db.execute("INSERT INTO operator (login, name, created_at) VALUES ('b', 'B', '')")
    assert views.of(2) == []
    views.remove(again.id, 2)
    assert len(views.of(1)) == 1
    views.remove(again.id, 1)
    assert views.of(1) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [("  ", "contacts.view.no_name"), ("x" * (LONGEST_NAME + 1), "contacts.view.long_name")],
)
def test_a_view_needs_a_fitting_name(store: Store, name: str, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        SavedViews(store).save(name, Wanted(), 1)
    assert caught.value.message_id == message

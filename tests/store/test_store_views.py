"""The list at any size: every order by an index, any stretch of it, counts that are kept."""

import json
import random
from dataclasses import replace

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
    list_plan,
    list_view,
)
from coletor.store.derivation import ListRow
from coletor.store.list_days import days_of
from coletor.store.list_facets import facet_of
from coletor.store.list_keys import Course
from coletor.store.list_names import People, named_query
from coletor.store.list_wanted import AFTER_EVERY_TEXT, Span
from coletor.store.list_writing import insert_rows, written
from coletor.store.saved_views import LONGEST_NAME, SavedViews

ORDERS = [sort for sort in Sort if sort is not Sort.TYPED]
"""What a person may order by."""
NAMES = ("ana", "beto", "carla", "davi", None)
WORDS = ("aceito", "rejeitado", "rascunho")
MONTHS = ("202605", "202606", None)
CODES = ("0301010072", "0301010064", "0301060061")


def row(number: int) -> ListRow:
    dice = random.Random(number)
    month = dice.choice(MONTHS)
    patient = dice.choice(NAMES)
    codes = dice.sample(CODES, dice.randrange(3))
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
        procedure=codes[0] if codes else None,
        server="nada",
        server_version=0,
        pending="nenhuma",
        pending_kind=None,
        management="desconhecido",
        draft_id=None,
        word=dice.choice(WORDS),
        changed_at=f"2026-07-{dice.randrange(1, 9):02}",
        operator_id=1,
        typed_at=f"2026-06-{dice.randrange(1, 29):02}T15:00:00.000Z",
        procedures=json.dumps(codes) if number % 7 else None,
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
    codes = json.loads(one.procedures) if one.procedures else [one.procedure]
    return (
        wanted.word in (None, one.word)
        and wanted.modality in (None, one.modality)
        and wanted.operator_id in (None, one.operator_id)
        and wanted.procedure in (None, *codes)
        and within(wanted.attended, one.admission)
        and within(wanted.typed, one.typed_at)
        and (months is None or months[0] <= (one.competencia or "") <= months[1])
    )


def within(period: str | None, said: str | None) -> bool:
    if period is None:
        return True
    first, last = days_of(period)
    return said is not None and str(first) <= said[:10] <= str(last)


MAY = "2026-05-03/2026-05-20"
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
    Filter(procedure="0301060061", competencia="202605"),
    Filter(text="c", procedure="0301010064"),
    Filter(attended=MAY),
    Filter(attended="2026-05-01/2026-05-31"),
    Filter(attended="2026-06-10/", word="aceito"),
    Filter(typed="2026-06-03/2026-06-20"),
    Filter(typed="2026-06-03/2026-06-09", attended=MAY, modality="07"),
    Filter(procedure="0301010064", attended=MAY, typed="2026-06-01/2026-06-25"),
    Filter(text="a", attended=MAY),
)


WAYS = {"near": (0, 9000), "walked": (0, 5), "merged": (256, 5)}


@pytest.mark.parametrize(
    ("wanted", "way"),
    [(one, way) for one in FILTERS for way in WAYS if way == "walked" or not one.spans()],
    ids=lambda one: one if isinstance(one, str) else str(one.said()) or "all",
)
@pytest.mark.parametrize("sort", ORDERS)
def test_every_stretch_is_that_of_the_whole(
    full: Store,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Filter,
    sort: Sort,
    way: str,
) -> None:
    """Pages, jumps with anchors and without, positions and counts agree with plain sorting."""
    monkeypatch.setattr(list_view, "STEP", 20)
    merged, few = WAYS[way]
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


OF_TEXT, OF_DAYS = (Sort.PATIENT, False), (Sort.ADMISSION, True)


@pytest.mark.parametrize(
    ("wanted", "own"),
    [
        (Filter(text="a"), OF_TEXT),
        (Filter(text="a", word="aceito"), OF_TEXT),
        (Filter(procedure="0301010072"), OF_DAYS),
        (Filter(procedure="0301010072", word="aceito"), OF_DAYS),
        (Filter(procedure="0301010064", attended=MAY), OF_DAYS),
        (Filter(attended=MAY, text="b"), OF_TEXT),
        (Filter(typed="2026-06-03/2026-06-20"), (Sort.TYPED, True)),
        (Filter(typed="2026-06-03/2026-06-20", procedure="0301010072"), OF_DAYS),
    ],
    ids=lambda one: str(one.said()) if isinstance(one, Filter) else "",
)
def test_very_many_come_in_the_order_of_what_they_were_found_by(
    full: Store, monkeypatch: pytest.MonkeyPatch, wanted: Filter, own: tuple[Sort, bool]
) -> None:
    monkeypatch.setattr(list_plan, "FEW", 2)
    monkeypatch.setattr(list_plan, "FEW_DAYS", 2)
    monkeypatch.setattr(list_view, "STEP", 10)
    view = Listing(full).view(wanted, Sort.WORD)
    assert (view.sort, view.descending) == own
    whole = expected(wanted, *own, full)
    assert len(whole) > 11
    for _ in range(2):
        assert view.uuids(0, 300) == whole
        assert view.uuids(11, 4) == whole[11:15]
        assert [view.position(uuid) for uuid in whole[:12]] == list(range(12))
        view.prepare()
    assert sorted(view.everything()) == sorted(whole)
    others = {one.uuid for one in ROWS} - set(whole)
    assert all(view.position(uuid) is None for uuid in list(others)[:9])


DAYS = Span(Sort.ADMISSION, "2026-05-03", "2026-05-20")


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "course",
    [
        {},
        {"facets": (1, 2)},
        {"low": "ana", "high": "anb"},
        {"low": "ana", "high": "anb", "facets": (1,)},
    ],
    ids=["all", "facets", "text", "text and facets"],
)
def test_no_statement_of_the_list_scans_or_sorts(
    full: Store, sort: Sort, descending: bool, course: dict[str, object]
) -> None:
    way = Course(sort, descending, **course)  # type: ignore[arg-type]
    sign = "<" if descending else ">"
    whole = f"SEARCH w USING COVERING INDEX {sort.whole_index} ("
    plain_ways(full, way, whole)
    (plan,) = plan_of(full, list_keys.facet_query(way), [1, "b", 1, 200])
    assert plan == (
        f"SEARCH contact_list USING COVERING INDEX {sort.facet_index} (facet=? AND {sort}{sign}?)"
    )


TYPED = Course(Sort.TYPED, low="2026-06-03", high="2026-06-20")
CARE = Course(Sort.ADMISSION, procedure="0301010072", low="2026-05-03", high="2026-05-20")


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("facets", [None, (1, 2)], ids=["all", "facets"])
@pytest.mark.parametrize(
    ("way", "whole"),
    [
        (TYPED, "SEARCH w USING COVERING INDEX contact_list_typed ("),
        (CARE, "SEARCH w USING PRIMARY KEY (procedure=? AND "),
        (replace(CARE, low="", high=AFTER_EVERY_TEXT), "SEARCH w USING PRIMARY KEY (procedure=? "),
    ],
    ids=["typed", "procedure in days", "procedure"],
)
def test_days_and_procedures_are_read_from_one_stretch(
    full: Store, way: Course, whole: str, descending: bool, facets: tuple[int, ...] | None
) -> None:
    plain_ways(full, replace(way, descending=descending, facets=facets), whole)


@pytest.mark.parametrize(
    ("way", "found", "looked_up"),
    [
        (
            replace(TYPED, spans=(DAYS,), having="0301010072"),
            "SEARCH w USING INDEX contact_list_typed (",
            ["SEARCH c EXISTS"],
        ),
        (replace(CARE, spans=(DAYS,)), "SEARCH w USING PRIMARY KEY (", ["SEARCH r", "SEARCH l"]),
        (
            Course(Sort.CHANGED, facets=(1, 2), spans=(DAYS,), by_facet=True),
            "SEARCH w USING INDEX contact_list_facet_changed (facet=?)",
            [],
        ),
    ],
    ids=["typed", "procedure", "facets"],
)
def test_few_are_sorted_where_they_were_found(
    full: Store, way: Course, found: str, looked_up: list[str]
) -> None:
    sql, values = list_keys.sorted_query(way, Course(Sort.PATIENT))
    first, *others = plan_of(full, sql, values)
    assert first.startswith(found)
    assert not any(step.startswith("SCAN") for step in others)
    assert others[-1] == "USE TEMP B-TREE FOR ORDER BY"
    one = plan_of(full, *list_keys.one_query(way, "u0001"))
    assert one[0] == "SEARCH w USING INDEX contact_list_uuid (uuid=?)"
    assert not any(step.startswith("SCAN") for step in one)


def test_a_name_by_its_other_words_is_looked_up_by_indexes(full: Store) -> None:
    order = Course(Sort.CHANGED, True, facets=(1, 2), spans=(DAYS,))
    beginning = Course(Sort.PATIENT, low="souza", high="souza" + AFTER_EVERY_TEXT)
    people = People(("ana", "beto"), ("77", "80"))
    sql, values = named_query(order, beginning, people, ["souza"])
    plan = plan_of(full, sql, values)
    assert plan[0] == "SEARCH w USING INTEGER PRIMARY KEY (rowid=?)"
    assert not any(step.startswith(("SCAN w", "SCAN contact_list")) for step in plan)
    assert any(" contact_list_draft (draft_id>?)" in step for step in plan)  # drafts are few
    for index in ("contact_list_patient (by_patient=?)", "contact_list_number (by_cns=?)"):
        assert f"SEARCH contact_list USING COVERING INDEX {index}" in plan


def test_people_of_the_register_are_found_beside_who_begins_so(full: Store) -> None:
    listing = Listing(full)
    people = People(("beto",), ("77",))
    for wanted in (Filter(text="davi"), Filter(text="davi", word="aceito", attended=MAY)):
        begins = set(listing.view(wanted).uuids(0, 300))
        rest = replace(wanted, text=None)
        known = {one.uuid for one in ROWS if fits(one, rest)} & {
            one.uuid for one in ROWS if one.patient == "beto" or one.cns == "77"
        }
        assert begins and known
        view = listing.view(wanted, Sort.PATIENT, people=people)
        assert set(view.uuids(0, 300)) == begins | known
        names = [row.patient_key or "" for row in view.rows(0, 300)]
        assert names == sorted(names)


def plain_ways(store: Store, way: Course, whole: str) -> None:
    """Assert that walking, counting and probing read one stretch of an index and nothing else."""
    sql, values = list_keys.keys_query(way, ("b", 1, 1))
    (plan,) = plan_of(store, sql, [*values, 200, 0])
    assert plan.startswith(whole)
    for upto in (None, ("c", 1, 1)):
        source, values = list_keys.walk_query(way, ("b", 1, 1), upto)
        (plan,) = plan_of(store, f"SELECT COUNT(*) {source}", values)
        assert plan.startswith(whole)


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

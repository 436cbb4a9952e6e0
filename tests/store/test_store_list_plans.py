"""How the list is read: from which index, and never by sorting what was found."""

from dataclasses import replace

import pytest
from list_stretches import MAY, ORDERS, ROWS, fits

from coletor.store import (
    Filter,
    Listing,
    Sort,
    Store,
    list_keys,
)
from coletor.store.list_keys import Course
from coletor.store.list_names import People, named_query
from coletor.store.list_wanted import AFTER_EVERY_TEXT, Span

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

"""How what somebody wants of the list is found: along which index, and in what order it comes."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coletor.store import list_keys
from coletor.store.list_facets import chosen
from coletor.store.list_keys import Course, Key
from coletor.store.list_names import People, named_query
from coletor.store.list_wanted import AFTER_EVERY_TEXT, Filter, Sort, Span
from coletor.store.opening import Database

FEW = 1000
"""Rows that are sorted at once wherever they lie; each may be on a page of its own."""
FEW_DAYS = 10_000
"""The same for rows of some days: they lie beside each other."""
_FOUND = 200
"""Contacts that one protocol has at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A way through the list, and what is known of it before a row is read.

    Args:
        course: the way.
        total: how many rows there are.
        gathered: their numbers, where they are so few that they were sorted already.
    """

    course: Course
    total: int
    gathered: Sequence[int] | None = None


def planned(
    db: Database,
    wanted: Filter,
    sort: Sort,
    *,
    descending: bool,
    people: People | None = None,
) -> Plan:
    """Return how what is wanted is found.

    Args:
        db: a connection inside a transaction.
        wanted: which contacts.
        sort: the order wished for; much that is found by text, days or procedure comes in the
            order of what it was found by.
        descending: the greatest first.
        people: whom the register knows by the words of the text.
    """
    facets, total = chosen(db, wanted)
    course = Course(sort, descending, facets)
    spans = wanted.spans()
    if not spans and wanted.procedure is None:
        low = _stands_in(sort, wanted)
        return Plan(replace(course, low=low, high=low + AFTER_EVERY_TEXT), total)
    named = _named(db, course, wanted, people or People())
    if named is not None:
        return named
    if facets is not None and total <= FEW:
        return _gathered(db, course, wanted, _among(course, wanted, spans))
    ways = _ways(course, wanted, spans)
    reached = [(list_keys.reach(db, way, most + 1), most, way) for way, most in ways]
    near = [(size, place) for place, (size, most, _) in enumerate(reached) if size <= most]
    if near:
        return _gathered(db, course, wanted, reached[min(near)[1]][2])
    best = _best([way for way, _ in ways], sort)
    return Plan(best, _count(db, best))


def _among(course: Course, wanted: Filter, spans: Sequence[Span]) -> Course:
    """Return the way through a few facets, each row looked up."""
    return Course(
        Sort.CHANGED,
        True,
        course.facets,
        spans=tuple(spans),
        having=wanted.procedure,
        by_facet=True,
    )


def _named(db: Database, course: Course, wanted: Filter, people: People) -> Plan | None:
    """Return the rows of a name by any of its words, unless very many begin with it."""
    beginning = wanted.beginning()
    if beginning is None or beginning[0] is not Sort.PATIENT:
        return None
    sort, said = beginning
    stretch = Course(sort, low=said, high=said + AFTER_EVERY_TEXT)
    if list_keys.reach(db, stretch, FEW + 1) > FEW:
        return None
    others = tuple(replace(wanted, text=None).spans())
    way = replace(course, spans=others, having=wanted.procedure)
    numbers = _numbers(db, named_query(way, stretch, people, said.split()))
    return _found(db, course, wanted, numbers)


def _gathered(db: Database, course: Course, wanted: Filter, way: Course) -> Plan:
    return _found(db, course, wanted, _numbers(db, list_keys.sorted_query(way, course)))


def _numbers(db: Database, query: tuple[str, list[object]]) -> "array[int]":
    return array("q", (row[0] for row in db.execute(*query)))


def _found(db: Database, course: Course, wanted: Filter, numbers: "array[int]") -> Plan:
    if not numbers and wanted.text:
        numbers = array("q", _by_receipt(db, course, wanted))
    return Plan(course, len(numbers), numbers)


def _by_receipt(db: Database, course: Course, wanted: Filter) -> list[int]:
    """Return the contacts whose receipt has the protocol that was typed, or whose UUID it is."""
    said = "".join((wanted.text or "").split())
    spans = replace(wanted, text=None).spans()
    uuids = [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT uuid FROM receipt WHERE protocol IN (?, ?) LIMIT ?",
            [said, said.upper(), _FOUND],
        )
    ]
    way = replace(course, spans=tuple(spans), having=wanted.procedure)
    keys: list[Key] = []
    for uuid in [*uuids, said.lower()]:
        found = db.execute(*list_keys.one_query(way, uuid)).fetchone()
        if found is not None:
            keys.append((found[0], found[1], found[2]))
    return [key[2] for key in sorted(keys, reverse=course.descending)]


def _ways(course: Course, wanted: Filter, spans: Sequence[Span]) -> list[tuple[Course, int]]:
    """Return the ways along which what is wanted stands together, with how many are few."""
    ways = []
    for span in spans:
        others = tuple(other for other in spans if other is not span)
        way = replace(_along(course, span), spans=others, having=wanted.procedure)
        ways.append((way, FEW_DAYS if span.sort in {Sort.ADMISSION, Sort.TYPED} else FEW))
    if wanted.procedure is None:
        return ways
    days = [span for span in spans if span.sort is Sort.ADMISSION] or _of_months(wanted)
    others = tuple(span for span in spans if span not in days)
    way = replace(
        _along(course, *(days or [Span(Sort.ADMISSION, "", AFTER_EVERY_TEXT)])),
        spans=others,
        procedure=wanted.procedure,
    )
    return [(way, FEW_DAYS if days else FEW), *ways]


def _along(course: Course, span: Span) -> Course:
    sort = span.sort
    descending = course.descending if course.sort is sort else sort.newest_first
    return Course(sort, descending, course.facets, span.low, span.high)


def _of_months(wanted: Filter) -> list[Span]:
    """Return the days of the months that are wanted."""
    months = wanted.months()
    if months is None:
        return []
    first, last = (f"{month[:4]}-{month[4:]}" for month in months)
    return [Span(Sort.ADMISSION, first, last + AFTER_EVERY_TEXT)]


def _best(ways: Sequence[Course], sort: Sort) -> Course:
    """Return the way on which nothing is looked up, or the one of the order wished for."""
    return min(ways, key=lambda way: (way.looks_up, way.sort is not sort))


def _stands_in(sort: Sort, wanted: Filter) -> str:
    """Return how everything that is wanted begins in the column of the order, if it does."""
    months = wanted.months()
    if sort is Sort.WORD and wanted.word:
        return wanted.word
    if sort is Sort.ADMISSION and months is not None and months[0] == months[1]:
        return f"{months[0][:4]}-{months[0][4:]}"
    return ""


def _count(db: Database, course: Course) -> int:
    """Return how many there are; of a procedure in all days it is known."""
    if course.procedure is None or course.is_bounded or course.looks_up:
        return list_keys.count(db, course)
    facets = "" if course.facets is None else f" AND facet IN ({_listed(course.facets)})"
    sql = f"SELECT coalesce(SUM(count), 0) FROM contact_procedure WHERE procedure = ?{facets}"
    return int(db.execute(sql, [course.procedure]).fetchone()[0])


def _listed(facets: Sequence[int]) -> str:
    return ", ".join(map(str, facets))

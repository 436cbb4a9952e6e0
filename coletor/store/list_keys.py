"""The statements of the list: keys in order, going on from a key, by one index each.

A key is (what the order goes by, facet, number of the row); no two rows have the same. No
statement sorts, and none reads the list itself: the keys stand in the indexes.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from coletor.store.list_wanted import AFTER_EVERY_TEXT, Sort
from coletor.store.opening import Database

Key = tuple[str, int, int]
_LAST_NUMBER = 2**62
_LEAST_CHUNK = 8
_FEW_ROWS = 8_000


@dataclass(frozen=True, slots=True)
class Course:
    """One way through the list.

    Args:
        sort: the order.
        descending: the greatest first.
        facets: ids of the facets that are wanted, None for all of them.
        start: only where the order's column begins with this text.
        procedure: only with this first procedure; without a text the order is `Sort.CHANGED`.
    """

    sort: Sort
    descending: bool = False
    facets: tuple[int, ...] | None = None
    start: str = ""
    procedure: str | None = None

    @property
    def is_stretch(self) -> bool:
        """Whether what is wanted stands together in the order's own index."""
        return bool(self.start) or self.procedure is not None

    def first_key(self) -> Key:
        """Return a key before every row, in the direction of the course."""
        if self.descending:
            return (self.start + AFTER_EVERY_TEXT, _LAST_NUMBER, _LAST_NUMBER)
        return (self.start, -1, -1)

    def turned(self) -> "Course":
        """Return the same rows from the other end."""
        return Course(self.sort, not self.descending, self.facets, self.start, self.procedure)


def walk_query(course: Course, after: Key, upto: Key | None = None) -> tuple[str, list[object]]:
    """Return the SQL of the keys behind a key, without its order and limit, and its values.

    Args:
        course: the way.
        after: the key to go on from.
        upto: the last key, itself included.
    """
    sign, back = ("<", ">=") if course.descending else (">", "<=")
    key = f"({course.sort}, facet, id)"
    conditions, values = [f"{key} {sign} (?, ?, ?)"], list[object](after)
    if upto is not None:
        conditions.append(f"{key} {back} (?, ?, ?)")
        values += upto
    elif course.start:
        bound = course.start if course.descending else course.start + AFTER_EVERY_TEXT
        conditions.append(f"{course.sort} {'>=' if course.descending else '<'} ?")
        values.append(bound)
    if course.procedure is not None:
        # What a text was found by is looked through; otherwise the procedure has its own order.
        conditions.insert(0, "+procedure = ?" if course.start else "procedure = ?")
        values.insert(0, course.procedure)
    if course.facets is not None:
        # Numbers of our own; the sign keeps the planner on the order's index.
        conditions.append(f"+facet IN ({', '.join(map(str, course.facets))})")
    of_procedure = course.procedure is not None and not course.start
    index = "contact_list_procedure" if of_procedure else course.sort.whole_index
    where = " AND ".join(conditions)
    return f"FROM contact_list INDEXED BY {index} WHERE {where}", values


def keys_query(course: Course, after: Key) -> tuple[str, list[object]]:
    """Return the SQL of the keys behind a key in order; limit and offset are still to be added."""
    source, values = walk_query(course, after)
    order = _order(course, f"{course.sort}{{0}}, facet{{0}}, id{{0}}")
    return f"SELECT {course.sort}, facet, id {source} ORDER BY {order} LIMIT ? OFFSET ?", values


def facet_query(course: Course) -> str:
    """Return the SQL of one facet's keys behind (order, number), with its limit."""
    sign = "<" if course.descending else ">"
    order = _order(course, f"{course.sort}{{0}}, id{{0}}")
    return (
        f"SELECT {course.sort}, facet, id FROM contact_list INDEXED BY {course.sort.facet_index}"
        f" WHERE facet = ? AND ({course.sort}, id) {sign} (?, ?) ORDER BY {order} LIMIT ?"
    )


def _order(course: Course, pattern: str) -> str:
    return pattern.format(" DESC" if course.descending else "")


def walk(db: Database, course: Course, after: Key | None, limit: int, offset: int = 0) -> list[Key]:
    """Return keys along the order's index, skipping what is not wanted.

    Args:
        db: a connection inside a transaction.
        course: the way.
        after: the key to go on from; from the beginning without it.
        limit: how many at most.
        offset: how many to pass over before.
    """
    sql, values = keys_query(course, after or course.first_key())
    return [(row[0], row[1], row[2]) for row in db.execute(sql, [*values, limit, offset])]


def near(
    db: Database, course: Course, after: Key | None, limit: int, offset: int
) -> list[Key] | None:
    """Return keys if they are found after looking at few rows, None when they are not.

    Args:
        db: a connection inside a transaction.
        course: the way, with the facets that are wanted.
        after: the key to go on from; from the beginning without it.
        limit: how many are wanted.
        offset: how many to pass over before.
    """
    everything = replace(course, facets=None)
    sql, values = keys_query(everything, after or course.first_key())
    wanted = ", ".join(map(str, course.facets or ()))
    rows = db.execute(
        f"SELECT * FROM ({sql}) WHERE facet IN ({wanted}) LIMIT ? OFFSET ?",
        [*values, _FEW_ROWS, 0, limit, offset],
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows] if len(rows) == limit else None


def count(db: Database, course: Course, after: Key | None = None, upto: Key | None = None) -> int:
    """Return how many keys lie behind one and not behind another."""
    source, values = walk_query(course, after or course.first_key(), upto)
    return int(db.execute(f"SELECT COUNT(*) {source}", values).fetchone()[0])


def merge(
    db: Database, course: Course, facets: Sequence[int], after: Key | None, limit: int
) -> list[Key]:
    """Return keys of some facets, each read from its own stretch of an index.

    Args:
        db: a connection inside a transaction.
        course: the way.
        facets: the facets that are wanted.
        after: the key to go on from; from the beginning without it.
        limit: how many at most.
    """
    chunk = min(limit, max(_LEAST_CHUNK, 2 * limit // max(1, len(facets))))
    start = after or course.first_key()
    streams = [_stream(db, course, facet, start, chunk) for facet in facets]
    merged = heapq.merge(*streams, reverse=course.descending)
    return list(islice(merged, limit))


def _stream(db: Database, course: Course, facet: int, after: Key, chunk: int) -> Iterator[Key]:
    """Yield one facet's keys behind a key of any facet, some at a time."""
    sql = facet_query(course)
    value, other, number = after
    if facet != other:
        # Of rows that are alike, those of a facet after this one's are still to come.
        number = _LAST_NUMBER if facet < other else -1
    while True:
        rows = db.execute(sql, [facet, value, number, chunk]).fetchall()
        for found in rows:
            yield (found[0], found[1], found[2])
        if len(rows) < chunk:
            return
        value, _, number = rows[-1]

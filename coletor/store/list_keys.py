"""The statements of the list: keys in order, going on from a key, by one index each.

A key is (what the order goes by, facet, number of the row); no two rows have the same. No
statement sorts, and none reads the list itself: the keys stand in the indexes.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from coletor.store.list_wanted import AFTER_EVERY_TEXT, Sort, Span
from coletor.store.opening import Database

Key = tuple[str, int, int]
_LAST_NUMBER = 2**62
_LEAST_CHUNK = 8
_FEW_ROWS = 8_000
_HAVING = (
    "EXISTS (SELECT 1 FROM contact_care c WHERE c.procedure = ?"
    " AND c.by_admission = w.by_admission AND c.facet = w.facet AND c.id = w.id)"
)


@dataclass(frozen=True, slots=True)
class Course:
    """One way through the list.

    Args:
        sort: the order.
        descending: the greatest first.
        facets: ids of the facets that are wanted, None for all of them.
        low: the least value of the order's column.
        high: the first value of it that is too great.
        procedure: only with this procedure, along its own entries; the order is then
            `Sort.ADMISSION`.
        spans: what else is wanted, looked up row by row.
        having: a procedure that is looked up row by row.
        by_facet: every row of its few facets, read from their stretches of an index.
    """

    sort: Sort
    descending: bool = False
    facets: tuple[int, ...] | None = None
    low: str = ""
    high: str = AFTER_EVERY_TEXT
    procedure: str | None = None
    spans: tuple[Span, ...] = ()
    having: str | None = None
    by_facet: bool = False

    @property
    def is_bounded(self) -> bool:
        """Whether not every value of the order's column is wanted."""
        return bool(self.low) or self.high != AFTER_EVERY_TEXT

    @property
    def is_stretch(self) -> bool:
        """Whether what is wanted stands together in the order's own index."""
        return self.is_bounded or self.procedure is not None

    @property
    def looks_up(self) -> bool:
        """Whether rows are read besides the index."""
        return bool(self.spans) or self.having is not None

    def first_key(self) -> Key:
        """Return a key before every row, in the direction of the course."""
        return (self.high if self.descending else self.low, -1, -1)

    def turned(self) -> "Course":
        """Return the same rows from the other end."""
        return replace(self, descending=not self.descending)


def walk_query(course: Course, after: Key, upto: Key | None = None) -> tuple[str, list[object]]:
    """Return the SQL of the keys behind a key, without its order and limit, and its values.

    The rows are called ``w``.

    Args:
        course: the way.
        after: the key to go on from.
        upto: the last key, itself included.
    """
    sign, back = ("<", ">=") if course.descending else (">", "<=")
    key = f"(w.{course.sort}, w.facet, w.id)"
    conditions, values = [f"{key} {sign} (?, ?, ?)"], list[object](after)
    if upto is not None:
        conditions.append(f"{key} {back} (?, ?, ?)")
        values += upto
    elif course.is_bounded:
        conditions.append(f"w.{course.sort} {'>=' if course.descending else '<'} ?")
        values.append(course.low if course.descending else course.high)
    if course.sort is Sort.TYPED:
        conditions.append("w.typed_at IS NOT NULL")  # or its index would not be whole
    if course.procedure is not None:
        conditions.insert(0, "w.procedure = ?")
        values.insert(0, course.procedure)
    if course.facets is not None:
        # Numbers of our own; the sign keeps the planner on the order's index.
        conditions.append(f"+w.facet IN ({', '.join(map(str, course.facets))})")
    further, further_values = looked_up(course)
    where = " AND ".join([*conditions, *further])
    return f"FROM {_entries(course)} WHERE {where}", [*values, *further_values]


def _entries(course: Course) -> str:
    if course.procedure is not None:
        return "contact_care w"
    return f"contact_list w INDEXED BY {course.sort.whole_index}"


def looked_up(course: Course) -> tuple[list[str], list[object]]:
    """Return the conditions on rows called ``w`` that no index answers, and their values."""
    row = "w" if course.procedure is None else "l"
    conditions, values = [], list[object]()
    for span in course.spans:
        conditions += [f"+{row}.{span.sort} >= ?", f"+{row}.{span.sort} < ?"]
        values += [span.low, span.high]
    if conditions and row == "l":
        inner = " AND ".join(conditions)
        conditions = [f"EXISTS (SELECT 1 FROM contact_list l WHERE l.id = w.id AND {inner})"]
    if course.having is not None:
        conditions.append(_HAVING)
        values.append(course.having)
    return conditions, values


def one_query(course: Course, uuid: str) -> tuple[str, list[object]]:
    """Return the SQL of one contact's key if a course comes by it, bounds aside; its values."""
    conditions, values = looked_up(course)
    if course.procedure is not None:
        conditions, values = [*conditions, _HAVING], [*values, course.procedure]
    if course.facets is not None:
        conditions.append(f"+w.facet IN ({', '.join(map(str, course.facets))})")
    where = " AND ".join(["w.uuid = ?", *conditions])
    sql = f"SELECT w.{course.sort}, w.facet, w.id FROM contact_list w WHERE {where}"
    return sql, [uuid, *values]


def keys_query(course: Course, after: Key) -> tuple[str, list[object]]:
    """Return the SQL of the keys behind a key in order; limit and offset are still to be added."""
    source, values = walk_query(course, after)
    keys = f"SELECT w.{course.sort}, w.facet, w.id {source}"
    return f"{keys} ORDER BY {ordered(course, 'w')} LIMIT ? OFFSET ?", values


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


def reach(db: Database, course: Course, most: int) -> int:
    """Return how many entries a course passes at most, what is looked up not asked; or ``most``.

    Args:
        db: a connection inside a transaction.
        course: the way.
        most: how far it is worth counting.
    """
    plain = replace(course, facets=None, spans=(), having=None)
    source, values = walk_query(plain, plain.first_key())
    sql = f"SELECT COUNT(*) FROM (SELECT 1 {source} LIMIT ?)"
    return int(db.execute(sql, [*values, most]).fetchone()[0])


def sorted_query(course: Course, wanted: Course) -> tuple[str, list[object]]:
    """Return the SQL of the numbers of a course's rows in another order, sorted; its values.

    Args:
        course: the way by which the rows are found; they should be few.
        wanted: the order.
    """
    source, values = _whole(course)
    row = "w"
    if course.procedure is not None:
        row = "r"
        where = source.partition(" WHERE ")[2]
        source = f"FROM contact_care w CROSS JOIN contact_list r ON r.id = w.id WHERE {where}"
    return f"SELECT {row}.id {source} ORDER BY {ordered(wanted, row)}", values


def ordered(course: Course, row: str) -> str:
    """Return what a course is ordered by, of rows called so in the statement."""
    return _order(course, f"{row}.{course.sort}{{0}}, {row}.facet{{0}}, {row}.id{{0}}")


def _whole(course: Course) -> tuple[str, list[object]]:
    if not course.by_facet:
        return walk_query(course, course.first_key())
    conditions, values = looked_up(course)
    facets = f"w.facet IN ({', '.join(map(str, course.facets or ()))})"
    index = course.sort.facet_index
    where = " AND ".join([facets, *conditions])
    return f"FROM contact_list w INDEXED BY {index} WHERE {where}", values


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

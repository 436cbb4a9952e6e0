"""One filter in one order: how many there are, and any stretch of them, at any size."""

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from coletor.store import list_keys
from coletor.store.database import Interrupt, Store
from coletor.store.derivation import ListRow
from coletor.store.list_keys import Course, Key
from coletor.store.list_wanted import Sort
from coletor.store.list_writing import COLUMNS
from coletor.store.opening import Database

STEP = 1000
"""Rows between two anchors: what has to be passed over at most once they are there."""
MERGED = 512
"""Facets that are merged one by one; beyond that the order's index is walked."""
_IN_ONE_QUERY = 500


class View:
    """The rows of a filter in an order, as they were counted when it was made.

    It may be used from several threads. Rows that change meanwhile are found where they stand
    now; a new view counts them anew.

    Args:
        store: the open database.
        course: the way through the list.
        total: how many rows there are.
        gathered: the numbers of the rows, where they are so few that they were sorted already.
    """

    def __init__(
        self, store: Store, course: Course, total: int, gathered: Sequence[int] | None = None
    ) -> None:
        self._store = store
        self._course = course
        self._gathered = gathered
        self._anchors: list[tuple[int, Key]] = []  # (position, key of the row before it)
        self._guard = threading.Lock()
        self.total = total

    @property
    def sort(self) -> Sort:
        """The order; a text that matches many comes in the order of what it was found by."""
        return self._course.sort

    @property
    def descending(self) -> bool:
        """Whether the greatest comes first."""
        return self._course.descending

    def rows(self, first: int, limit: int, interrupt: Interrupt | None = None) -> list[ListRow]:
        """Return the rows from a position on.

        Args:
            first: position of the first one, from 0.
            limit: how many at most.
            interrupt: a handle by which another thread may cancel.
        """
        with self._store.query(interrupt) as db:
            return _read(db, self._stretch(db, first, limit))

    def uuids(self, first: int, limit: int, interrupt: Interrupt | None = None) -> list[str]:
        """Return the identifiers of a stretch, in its order."""
        with self._store.query(interrupt) as db:
            return list(_uuids(db, self._stretch(db, first, limit)))

    def everything(self, interrupt: Interrupt | None = None) -> Iterator[str]:
        """Yield the identifiers of all rows, the oldest in the list first.

        The numbers are taken at once, so that what is done to one does not lose another.
        """
        with self._store.query(interrupt) as db:
            numbers = self._numbers(db)
        for start in range(0, len(numbers), _IN_ONE_QUERY):
            with self._store.query(interrupt) as db:
                found = list(_uuids(db, numbers[start : start + _IN_ONE_QUERY]))
            yield from found

    def position(self, uuid: str, interrupt: Interrupt | None = None) -> int | None:
        """Return where a contact stands, None when it is not among the rows."""
        with self._store.query(interrupt) as db:
            key = self._key_of(db, uuid)
            if key is None:
                return None
            if self._gathered is not None:
                number = key[2]
                return self._gathered.index(number) if number in self._gathered else None
            start, after = self._anchor_before(key)
            return start + list_keys.count(db, self._course, after, key) - 1

    def prepare(self, interrupt: Interrupt | None = None) -> None:
        """Note a key every thousand rows, so that any place is a short way from one.

        Meant for the background, once the first rows are shown.

        Args:
            interrupt: a handle by which another thread may cancel.
        """
        if self._gathered is not None or self.total <= STEP:
            return
        anchors: list[tuple[int, Key]] = []
        after: Key | None = None
        with self._store.query(interrupt) as db:
            while found := list_keys.walk(db, self._course, after, 1, STEP - 1):
                after = found[0]
                anchors.append((len(anchors) * STEP + STEP, after))
        with self._guard:
            self._anchors = anchors

    def _stretch(self, db: Database, first: int, limit: int) -> Sequence[int]:
        if self._gathered is not None:
            return self._gathered[first : first + limit]
        return [key[2] for key in self._keys(db, first, limit)]

    def _keys(self, db: Database, first: int, limit: int) -> Sequence[Key]:
        start, after = self._nearest(first)
        rest = self.total - first - limit
        if 0 <= rest < first - start:
            turned = list_keys.walk(db, self._course.turned(), None, limit, rest)
            return turned[::-1]
        return self._from(db, after, first - start, limit)

    def _from(self, db: Database, after: Key | None, skipped: int, limit: int) -> Sequence[Key]:
        """Return keys some way behind a key, by what costs least."""
        course = self._course
        if course.facets is None or course.is_stretch:
            return list_keys.walk(db, course, after, limit, skipped)
        found = list_keys.near(db, course, after, limit, skipped)
        if found is not None:
            return found
        if max(len(course.facets), skipped // 4) > MERGED:
            return list_keys.walk(db, course, after, limit, skipped)
        return list_keys.merge(db, course, course.facets, after, skipped + limit)[skipped:]

    def _nearest(self, first: int) -> tuple[int, Key | None]:
        """Return the last anchor that is not behind a position."""
        with self._guard:
            place = bisect_right(self._anchors, first, key=lambda anchor: anchor[0])
            return self._anchors[place - 1] if place else (0, None)

    def _anchor_before(self, key: Key) -> tuple[int, Key | None]:
        """Return the last anchor whose key comes before another."""
        with self._guard:
            anchors = self._anchors
            if self.descending:
                place = bisect_left(anchors, True, key=lambda anchor: anchor[1] <= key)
            else:
                place = bisect_left(anchors, True, key=lambda anchor: anchor[1] >= key)
            return anchors[place - 1] if place else (0, None)

    def _key_of(self, db: Database, uuid: str) -> Key | None:
        """Return a contact's key, None when it is not among the rows."""
        course = self._course
        found = db.execute(*list_keys.one_query(course, uuid)).fetchone()
        if found is None or found[0] is None or not course.low <= found[0] < course.high:
            return None
        return (found[0], found[1], found[2])

    def _numbers(self, db: Database) -> "array[int]":
        if self._gathered is not None:
            return array("q", sorted(self._gathered))
        source, values = list_keys.walk_query(self._course, self._course.first_key())
        found = db.execute(f"SELECT w.id {source}", values)
        return array("q", sorted(array("q", (row[0] for row in found))))


def _read(db: Database, numbers: Sequence[int]) -> list[ListRow]:
    found: dict[int, ListRow] = {}
    for some in _some(numbers):
        rows = db.execute(
            f"SELECT id, {', '.join(COLUMNS)} FROM contact_list WHERE id IN ({_places(some)})", some
        )
        found |= {row[0]: ListRow(*row[1:]) for row in rows}
    return [found[number] for number in numbers if number in found]


def _uuids(db: Database, numbers: Sequence[int]) -> Iterator[str]:
    for some in _some(numbers):
        rows = db.execute(f"SELECT id, uuid FROM contact_list WHERE id IN ({_places(some)})", some)
        found = dict(rows.fetchall())
        yield from (found[number] for number in some if number in found)


def _some(numbers: Iterable[int]) -> Iterator[list[int]]:
    pending = iter(numbers)
    while some := list(islice(pending, _IN_ONE_QUERY)):
        yield some


def _places(some: Sequence[int]) -> str:
    return ", ".join("?" * len(some))

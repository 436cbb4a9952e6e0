"""The list of contacts: short rows kept equal to what they are derived from (decision 4)."""

from coletor.store import list_keys
from coletor.store.database import Interrupt, Store
from coletor.store.derivation import ListRow
from coletor.store.list_facets import Totals, chosen, totals
from coletor.store.list_keys import Course
from coletor.store.list_view import View, gather
from coletor.store.list_wanted import Filter, Sort, Wanted
from coletor.store.list_writing import COLUMNS, refresh
from coletor.store.opening import Database

__all__ = ["COLUMNS", "FEW", "Filter", "Listing", "Sort", "Totals", "View", "Wanted"]

FEW = 1000
"""What a text may match at most to come in any order; beyond that it comes in its own."""
_COUNTS = "SELECT word, SUM(count) FROM contact_facet WHERE count > 0"


class Listing:
    """Pages and counts of the list of contacts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def refresh(db: Database, uuid: str) -> ListRow | None:
        """Write a contact's list row anew; call it in the transaction of every change.

        Args:
            db: the connection of the change.
            uuid: the contact that was touched.

        Returns:
            the row as it now stands, None when nothing of the contact is listed any more.
        """
        return refresh(db, uuid)

    def view(
        self,
        wanted: Filter | None = None,
        sort: Sort = Sort.CHANGED,
        *,
        descending: bool | None = None,
        interrupt: Interrupt | None = None,
    ) -> View:
        """Return the rows of a filter in an order, counted; no row is read yet.

        Args:
            wanted: which contacts; all of them without it.
            sort: the order; what a text finds comes in the order of the text's own column
                where it is more than `FEW`, and the view says so.
            descending: the greatest first; as the order is usually read without it.
            interrupt: a handle by which another thread may cancel.
        """
        wanted = wanted or Filter()
        turned = sort.newest_first if descending is None else descending
        with self._store.query(interrupt) as db:
            ids, total = chosen(db, wanted)
            if wanted.procedure or wanted.beginning():
                return self._sought(db, Course(sort, turned, ids), wanted)
            return View(self._store, Course(sort, turned, ids, _stands_in(sort, wanted)), total)

    def _sought(self, db: Database, course: Course, wanted: Filter) -> View:
        """Return the view of a text or of a procedure, found by its own index."""
        found_by = _found_by(course, wanted)
        keys = list_keys.walk(db, found_by, None, FEW + 1)
        if len(keys) <= FEW:
            gathered = gather(db, course, keys)
            return View(self._store, course, len(gathered), gathered)
        return View(self._store, found_by, _count(db, found_by))

    def page(
        self,
        wanted: Filter | None = None,
        *,
        sort: Sort = Sort.CHANGED,
        limit: int = 100,
        offset: int = 0,
        interrupt: Interrupt | None = None,
    ) -> list[ListRow]:
        """Return some rows of the list.

        Args:
            wanted: which contacts; all of them without it.
            sort: the order.
            limit: how many rows at most.
            offset: how many rows before them.
            interrupt: a handle by which another thread may cancel.
        """
        view = self.view(wanted, sort, interrupt=interrupt)
        return view.rows(offset, min(limit, view.total), interrupt)

    def get(self, uuid: str) -> ListRow | None:
        """Return the list row of one contact."""
        with self._store.query() as db:
            row = db.execute(
                f"SELECT {', '.join(COLUMNS)} FROM contact_list WHERE uuid = ?", [uuid]
            ).fetchone()
        return ListRow(*row) if row else None

    def counts(
        self, competencia: str | None = None, *, interrupt: Interrupt | None = None
    ) -> dict[str, int]:
        """Return how many contacts stand under each word.

        Args:
            competencia: only those admitted in this month, AAAAMM.
            interrupt: a handle by which another thread may cancel.
        """
        month = "" if competencia is None else " AND competencia = ?"
        values = [] if competencia is None else [competencia]
        with self._store.query(interrupt) as db:
            rows = db.execute(f"{_COUNTS}{month} GROUP BY word", values).fetchall()
        return {word: int(count) for word, count in rows}

    def totals(self, *, interrupt: Interrupt | None = None) -> Totals:
        """Return how many rows there are under each word, month, modality and operator."""
        with self._store.query(interrupt) as db:
            return totals(db)


def _stands_in(sort: Sort, wanted: Filter) -> str:
    """Return how everything that is wanted begins in the column of the order, if it does."""
    months = wanted.months()
    if sort is Sort.WORD and wanted.word:
        return wanted.word
    if sort is Sort.ADMISSION and months is not None and months[0] == months[1]:
        return f"{months[0][:4]}-{months[0][4:]}"
    return ""


def _count(db: Database, course: Course) -> int:
    """Return how many a text or a procedure finds; of a procedure alone it is known."""
    if course.start or course.facets is not None:
        return list_keys.count(db, course)
    row = db.execute(
        "SELECT count FROM contact_procedure WHERE procedure = ?", [course.procedure]
    ).fetchone()
    return int(row[0]) if row else 0


def _found_by(course: Course, wanted: Filter) -> Course:
    """Return the course along which what is sought stands together."""
    beginning = wanted.beginning()
    if beginning is None:
        return Course(
            Sort.CHANGED,
            course.descending if course.sort is Sort.CHANGED else True,
            course.facets,
            procedure=wanted.procedure,
        )
    sort, text = beginning
    descending = course.descending if course.sort is sort else False
    return Course(sort, descending, course.facets, text, wanted.procedure)

"""The list of contacts: short rows kept equal to what they are derived from (decision 4)."""

from coletor.store.database import Interrupt, Store
from coletor.store.derivation import ListRow
from coletor.store.list_facets import Totals, totals
from coletor.store.list_filling import is_filled
from coletor.store.list_names import People
from coletor.store.list_plan import planned
from coletor.store.list_view import View
from coletor.store.list_wanted import Filter, Sort, Wanted
from coletor.store.list_writing import COLUMNS, move, refresh
from coletor.store.opening import Database

__all__ = ["COLUMNS", "Filter", "Listing", "People", "Sort", "Totals", "View", "Wanted"]

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

    @staticmethod
    def move(db: Database, uuid: str) -> None:
        """Write anew where a contact stands: a third of the work of `refresh`.

        For a change that touches what happens to the contact (operation, receipt, management) and
        leaves alone what it says: the sender makes two with each message.

        Args:
            db: the connection of the change.
            uuid: the contact that was touched.
        """
        move(db, uuid)

    def view(
        self,
        wanted: Filter | None = None,
        sort: Sort = Sort.CHANGED,
        *,
        descending: bool | None = None,
        people: People | None = None,
        interrupt: Interrupt | None = None,
    ) -> View:
        """Return the rows of a filter in an order, counted; no row is read yet.

        Args:
            wanted: which contacts; all of them without it.
            sort: the order; much that a text, a procedure or days find comes in the order of
                what it was found by, and the view says so.
            descending: the greatest first; as the order is usually read without it.
            people: whom the register knows by the words of the text: their names need not begin
                with it.
            interrupt: a handle by which another thread may cancel.
        """
        turned = sort.newest_first if descending is None else descending
        with self._store.query(interrupt) as db:
            plan = planned(db, wanted or Filter(), sort, descending=turned, people=people)
        return View(self._store, plan.course, plan.total, plan.gathered)

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

    def is_whole(self) -> bool:
        """Tell whether every row can be found by its typing and by all its procedures yet.

        After an upgrade the upkeep reads them little by little, the newest first.
        """
        with self._store.query() as db:
            return is_filled(db)

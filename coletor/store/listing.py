"""The list of contacts: short rows kept equal to what they are derived from (decision 4)."""

from dataclasses import dataclass
from enum import StrEnum

from coletor.contact.fold import fold
from coletor.store.database import Interrupt, Store
from coletor.store.derivation import ListRow
from coletor.store.list_writing import COLUMNS, refresh
from coletor.store.opening import Database

_AFTER_EVERY_TEXT = "\U0010ffff"


class Sort(StrEnum):
    """How the list is ordered; every order is the order of an index."""

    CHANGED = "changed_at DESC, uuid"
    ADMISSION = "admission DESC, uuid"
    PATIENT = "patient_key, uuid"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which contacts are wanted; what is not said does not restrict.

    Args:
        word: an id of ``coletor.store.situation.WORDS``.
        text: beginning of the patient's name (without regard to accents) or of the CNS.
        competencia: month of the admission, AAAAMM.
    """

    word: str | None = None
    text: str | None = None
    competencia: str | None = None


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
        sql, values = page_query(wanted or Filter(), sort)
        with self._store.query(interrupt) as db:
            found = db.execute(sql, [*values, limit, offset]).fetchall()
        return [ListRow(*row) for row in found]

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
        sql, values = counts_query(competencia)
        with self._store.query(interrupt) as db:
            return {word: count for word, count in db.execute(sql, values).fetchall()}  # noqa: C416


def page_query(wanted: Filter, sort: Sort) -> tuple[str, list[str]]:
    """Return the SQL of a page and its values, limit and offset still to be added."""
    conditions, values = _conditions(wanted)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT {', '.join(COLUMNS)} FROM contact_list{where} ORDER BY {sort} LIMIT ? OFFSET ?"
    return sql, values


def counts_query(competencia: str | None) -> tuple[str, list[str]]:
    """Return the SQL of the counts and its values."""
    if competencia is None:
        return "SELECT word, COUNT(*) FROM contact_list GROUP BY word", []
    sql = "SELECT word, COUNT(*) FROM contact_list WHERE competencia = ? GROUP BY word"
    return sql, [competencia]


def _conditions(wanted: Filter) -> tuple[list[str], list[str]]:
    conditions, values = [], []
    for column in ("word", "competencia"):
        value = getattr(wanted, column)
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    text = fold(wanted.text or "").strip()
    if text:
        digits = "".join(text.split())
        column, start = ("cns", digits) if digits.isdigit() else ("patient_key", text)
        conditions.append(f"{column} >= ? AND {column} < ?")
        values += [start, start + _AFTER_EVERY_TEXT]
    return conditions, values

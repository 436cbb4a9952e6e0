"""Contacts that belong together: parts of one Permanência, and what takes whose place."""

from dataclasses import dataclass

from coletor import clock
from coletor.store.database import Store
from coletor.store.list_writing import refresh
from coletor.store.opening import Database
from coletor.store.standing import replaced_by

CONTINUES, REPLACES = "continua", "substitui"
_FAMILY = (
    "WITH RECURSIVE family (uuid) AS (SELECT ? UNION"
    " SELECT l.to_uuid FROM link l JOIN family f ON l.from_uuid = f.uuid UNION"
    " SELECT l.from_uuid FROM link l JOIN family f ON l.to_uuid = f.uuid) SELECT uuid FROM family"
)


@dataclass(frozen=True, slots=True)
class Link:
    """One contact that another continues or replaces.

    Args:
        earlier: the contact that was there first.
        later: its next part, or what takes its place.
        kind: ``continua`` or ``substitui``.
        reason: why it is replaced, None for a continuation.
        at: instant, UTC.
    """

    earlier: str
    later: str
    kind: str
    reason: str | None
    at: str


class Links:
    """The links between the contacts of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, uuid: str) -> list[Link]:
        """Return the links of a contact, to both sides, the oldest first."""
        with self._store.query() as db:
            rows = db.execute(
                "SELECT from_uuid, to_uuid, kind, reason, at FROM link"
                " WHERE from_uuid = ? OR to_uuid = ? ORDER BY at, to_uuid",
                [uuid, uuid],
            ).fetchall()
        return [Link(*row) for row in rows]

    @staticmethod
    def add(  # noqa: PLR0917 - the columns of one row
        db: Database,
        earlier: str,
        later: str,
        kind: str,
        operator_id: int,
        reason: str | None = None,
    ) -> None:
        """Link two contacts inside the caller's change.

        Args:
            db: the connection of the change.
            earlier: the contact that was there first.
            later: its next part, or what takes its place.
            kind: ``continua`` or ``substitui``.
            operator_id: who does it.
            reason: why it is replaced.
        """
        db.execute(
            "INSERT INTO link (from_uuid, to_uuid, kind, reason, at, operator_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [earlier, later, kind, reason, clock.now(), operator_id],
        )
        refresh(db, later)

    @staticmethod
    def remove(db: Database, earlier: str, later: str) -> None:
        """Take a link back inside the caller's change."""
        db.execute("DELETE FROM link WHERE from_uuid = ? AND to_uuid = ?", [earlier, later])
        refresh(db, later)

    @staticmethod
    def later(db: Database, uuid: str, kind: str) -> str | None:
        """Return what continues or replaces a contact and is still listed, the newest."""
        found = db.execute(
            "SELECT l.to_uuid FROM link l JOIN contact_list c ON c.uuid = l.to_uuid"
            " WHERE l.from_uuid = ? AND l.kind = ? ORDER BY l.at DESC LIMIT 1",
            [uuid, kind],
        ).fetchone()
        return str(found[0]) if found else None

    @staticmethod
    def awaited(db: Database, uuid: str) -> tuple[str, str] | None:
        """Return UUID and reason of the contact that must be cancelled before a substitute goes."""
        return replaced_by(db, uuid)

    @staticmethod
    def family(db: Database, uuid: str) -> set[str]:
        """Return every contact that is linked to one, by however many steps, itself included."""
        return {row[0] for row in db.execute(_FAMILY, [uuid]).fetchall()}

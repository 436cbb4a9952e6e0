"""What the establishment holds to be true of each contact, and what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coletor import clock
from coletor.contact.document import Document
from coletor.store.database import Store
from coletor.store.events import Event, Events
from coletor.store.listing import Listing
from coletor.store.opening import Database


@dataclass(frozen=True, slots=True)
class Contact:
    """A concluded contact.

    Args:
        uuid: identifier, for ever.
        model_id: the model its document follows.
        document: the content, rows in the order typed.
        checked_against: versions of model, lists, tables and rules it was checked with.
        created_at: first conclusion, UTC.
        changed_at: last conclusion, UTC.
        operator_id: who concluded it last.
    """

    uuid: str
    model_id: str
    document: Document
    checked_against: Mapping[str, Any]
    created_at: str
    changed_at: str
    operator_id: int


class Contacts:
    """The contacts of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def save(  # noqa: PLR0917 - the columns of one row
        db: Database,
        uuid: str,
        model_id: str,
        document: Document,
        checked_against: Mapping[str, Any],
        operator_id: int,
        *,
        listed: bool = True,
    ) -> None:
        """Write a contact's content, new or changed, and its list row.

        Args:
            db: the connection of a change.
            uuid: the contact's identifier.
            model_id: the model its document follows.
            document: the content.
            checked_against: versions of model, lists, tables and rules.
            operator_id: who concluded it.
            listed: write the list row too; False where the caller does it in the same change,
                once what it writes next stands: every index of the list has the situation in it.
        """
        now = clock.now()
        db.execute(
            "INSERT INTO contact (uuid, model, document, checked_against, created_at, changed_at,"
            " operator_id) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET"
            " model = excluded.model, document = excluded.document,"
            " checked_against = excluded.checked_against, changed_at = excluded.changed_at,"
            " operator_id = excluded.operator_id",
            [uuid, model_id, _json(document), _json(checked_against), now, now, operator_id],
        )
        if listed:
            Listing.refresh(db, uuid)

    @staticmethod
    def note_check(db: Database, uuid: str, checked_against: Mapping[str, Any]) -> None:
        """Write what a contact was checked against anew; its content stays as it is."""
        db.execute(
            "UPDATE contact SET checked_against = ? WHERE uuid = ?", [_json(checked_against), uuid]
        )

    @staticmethod
    def read(db: Database, uuid: str) -> Contact | None:
        """Return a contact inside a transaction that the caller holds, or None."""
        row = db.execute(
            "SELECT uuid, model, document, checked_against, created_at, changed_at, operator_id"
            " FROM contact WHERE uuid = ?",
            [uuid],
        ).fetchone()
        if row is None:
            return None
        return Contact(row[0], row[1], json.loads(row[2]), json.loads(row[3]), *row[4:])

    def get(self, uuid: str) -> Contact | None:
        """Return a contact, or None."""
        with self._store.query() as db:
            return self.read(db, uuid)

    def history(self, uuid: str) -> list[Event]:
        """Return all that happened to a contact, oldest first: typed, queued, sent, answered."""
        with self._store.query() as db:
            found = Events.of(db, uuid) + _operations(db, uuid) + _receipts(db, uuid)
        return sorted(found, key=lambda event: event.at)


def _operations(db: Database, uuid: str) -> list[Event]:
    """Return when each action was queued, and the attempts that ended without acceptance."""
    queued = db.execute(
        "SELECT p.created_at, o.name, p.kind FROM operation p"
        " JOIN operator o ON o.id = p.operator_id WHERE p.uuid = ? ORDER BY p.id",
        [uuid],
    ).fetchall()
    attempts = db.execute(
        "SELECT a.ended_at, o.name, a.outcome, a.code, a.message FROM attempt a"
        " JOIN operation p ON p.id = a.operation_id JOIN operator o ON o.id = p.operator_id"
        " WHERE p.uuid = ? AND a.outcome IN ('rejeitado', 'sem_confirmacao', 'falha')"
        " ORDER BY a.id",
        [uuid],
    ).fetchall()
    return [Event(at, name, f"fila_{kind}", {}) for at, name, kind in queued] + [
        Event(at, name, f"envio_{outcome}", {"codigo": code or "", "mensagem": message or ""})
        for at, name, outcome, code, message in attempts
    ]


def _receipts(db: Database, uuid: str) -> list[Event]:
    found = db.execute(
        "SELECT r.received_at, o.name, r.kind, r.version, r.protocol FROM receipt r"
        " JOIN operator o ON o.id = r.operator_id WHERE r.uuid = ? ORDER BY r.version",
        [uuid],
    ).fetchall()
    return [
        Event(at, name, f"aceito_{kind}", {"versao": version, "protocolo": protocol or "—"})
        for at, name, kind, version, protocol in found
    ]


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

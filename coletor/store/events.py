"""The history of a contact: what happened to it, when and by whom."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coletor import clock
from coletor.messages import exists, text
from coletor.store.opening import Database


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Args:
        at: instant, UTC.
        operator: name of the person who caused it.
        kind: what happened: ``store.event.<kind>`` of the catalogue, or another room's whole
            message id.
        detail: what the words need; never data of a patient.
    """

    at: str
    operator: str
    kind: str
    detail: Mapping[str, Any]

    @property
    def text(self) -> str:
        """Return the event in words: others where the service left something unsaid."""
        message = self.kind if "." in self.kind else f"store.event.{self.kind}"
        unsaid = "_".join(
            [message, "sem", *(name for name in self.detail if not self.detail[name])]
        )
        return text(unsaid if exists(unsaid) else message, **self.detail)


class Events:
    """Writes and reads the events of contacts, inside a transaction of the store."""

    @staticmethod
    def add(
        db: Database,
        uuid: str | None,
        kind: str,
        operator_id: int,
        detail: Mapping[str, Any] | None = None,
        *,
        at: str = "",
    ) -> None:
        """Record that something happened to a contact (or, without uuid, to the folder).

        Args:
            db: the connection of a change.
            uuid: the contact's identifier.
            kind: an id under ``store.event`` of the catalogue, or a whole message id.
            operator_id: the person who caused it.
            detail: values for the words; never data of a patient.
            at: when, where what belongs to it has a time already; without it, now.
        """
        said = json.dumps(detail or {}, ensure_ascii=False)
        db.execute(
            "INSERT INTO event (at, operator_id, uuid, kind, detail) VALUES (?, ?, ?, ?, ?)",
            [at or clock.now(), operator_id, uuid, kind, said],
        )

    @staticmethod
    def of(db: Database, uuid: str) -> list[Event]:
        """Return the events of a contact, oldest first."""
        found = db.execute(
            "SELECT e.at, o.name, e.kind, e.detail FROM event e"
            " JOIN operator o ON o.id = e.operator_id WHERE e.uuid = ? ORDER BY e.id",
            [uuid],
        ).fetchall()
        return [Event(at, name, kind, json.loads(detail)) for at, name, kind, detail in found]

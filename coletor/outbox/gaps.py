"""Refusals that our rules did not foresee: recorded, so that rules can be added.

A refusal is a gap when nothing that our checks said when the contact was queued stood at its
place: the clerk could not have known.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from coletor import clock
from coletor.outbox.types import Finding
from coletor.store import Database, Store
from coletor.webservice.codes import is_known


@dataclass(frozen=True, slots=True)
class Gap:
    """One code of the service at one kind of place, with how often it came.

    Args:
        code: the service's code, None where it gave none.
        message: the service's words, as they came first.
        path: place of the first one, None when the refusal named none.
        times: how many refusals.
        contacts: in how many contacts.
        last_at: instant of the last one (UTC).
        known: whether ``resources/webservice/codigos.toml`` explains the code.
    """

    code: str | None
    message: str | None
    path: str | None
    times: int
    contacts: int
    last_at: str
    known: bool

    def as_json(self) -> dict[str, str | int | bool | None]:
        """Return the line that ``acompanhar --lacunas --json`` prints."""
        return {
            "codigo": self.code,
            "mensagem": self.message,
            "caminho": self.path,
            "vezes": self.times,
            "contatos": self.contacts,
            "ultima": self.last_at,
            "explicado": self.known,
        }


def note_findings(db: Database, operation_id: int, findings: Sequence[Finding]) -> None:
    """Keep with an operation what the checks said of its contact."""
    if findings:
        said = json.dumps([[finding.rule, finding.path] for finding in findings])
        db.execute("UPDATE operation SET findings = ? WHERE id = ?", [said, operation_id])


def note_gap(  # noqa: PLR0917 - the columns of one row
    db: Database,
    uuid: str,
    operation_id: int,
    position: int,
    code: str,
    message: str,
    path: str | None,
) -> None:
    """Record a refusal as a gap, unless our checks had said something of its place.

    Args:
        db: the connection of a change.
        uuid: the contact.
        operation_id: the refused operation.
        position: which message of the refusal.
        code: the service's code, or ''.
        message: the service's words, or ''.
        path: the place it speaks of, as a document path.
    """
    said = db.execute("SELECT findings FROM operation WHERE id = ?", [operation_id]).fetchone()[0]
    if path is not None and any(where == path for _, where in json.loads(said)):
        return
    db.execute(
        "INSERT INTO rule_gap (uuid, operation_id, position, code, message, path, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [uuid, operation_id, position, code or None, message or None, path, clock.now()],
    )


def gaps(store: Store) -> list[Gap]:
    """Return the gaps by code, the most frequent first."""
    with store.query() as db:
        rows = db.execute(
            "SELECT code, message, path, COUNT(*), COUNT(DISTINCT uuid), MAX(at), MIN(id)"
            " FROM rule_gap GROUP BY code ORDER BY COUNT(*) DESC, code"
        ).fetchall()
    return [
        Gap(row[0], row[1], row[2], row[3], row[4], row[5], known=is_known(row[0] or ""))
        for row in rows
    ]

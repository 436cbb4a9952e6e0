"""Where a contact stands, read from the rows that say what happened to it."""

import json
from dataclasses import dataclass

from coletor.contact import Document
from coletor.model import load_model
from coletor.outbox.machine import PENDING, Axes, machine
from coletor.store import Database
from coletor.store.draft_rows import open_draft_id
from coletor.store.management import result_of
from coletor.store.standing import server_of


@dataclass(frozen=True, slots=True)
class Pending:
    """The operation that holds a contact.

    Args:
        id: row of the outbox.
        kind: incluir, alterar or cancelar.
        state: an open state of the machine.
        code: the service's code, or the kind of failure.
        document: the content it sends.
    """

    id: int
    kind: str
    state: str
    code: str | None
    document: Document


def pending_of(db: Database, uuid: str) -> Pending | None:
    """Return the operation that holds a contact, None when none does."""
    row = db.execute(
        "SELECT id, kind, state, code, document FROM operation"
        " WHERE uuid = ? AND state NOT IN ('aceito', 'desistido')",
        [uuid],
    ).fetchone()
    return Pending(row[0], row[1], row[2], row[3], json.loads(row[4])) if row else None


def accepted_document(db: Database, uuid: str) -> Document | None:
    """Return the content of the last accepted version, None when there is none."""
    row = db.execute(
        "SELECT o.document FROM receipt r JOIN operation o ON o.id = r.operation_id"
        " WHERE r.uuid = ? ORDER BY r.version DESC LIMIT 1",
        [uuid],
    ).fetchone()
    return dict(json.loads(row[0])) if row else None


def axes_of(db: Database, uuid: str) -> Axes:
    """Return where a contact stands on every axis.

    Args:
        db: a connection inside a transaction.
        uuid: the contact; one that is not known has nothing anywhere.
    """
    server, version = server_of(db, uuid)
    operation = pending_of(db, uuid)
    initial = machine().initial
    return Axes(
        server=server,
        version=version,
        management=result_of(db, uuid, server, version),
        pending=operation.state if operation else initial[PENDING],
        kind=operation.kind if operation else None,
        code=operation.code if operation else None,
        draft=open_draft_id(db, uuid) is not None,
        local=_is_local(db, uuid),
    )


def _is_local(db: Database, uuid: str) -> bool:
    row = db.execute(
        "SELECT model FROM contact WHERE uuid = ? UNION ALL SELECT model FROM draft"
        " WHERE uuid = ? LIMIT 1",
        [uuid, uuid],
    ).fetchone()
    return row is not None and not load_model(row[0]).is_sent()

"""What the screens and the command line read of the outbox."""

from dataclasses import fields

from coletor.contact.document import pattern_of
from coletor.model import load_model
from coletor.outbox.standing import pending_of
from coletor.outbox.types import QueueItem, Receipt, Rejection
from coletor.store import Database
from coletor.webservice.codes import explain


def queue(db: Database, limit: int | None = None, offset: int = 0) -> list[QueueItem]:
    """Return the operations that hold their contacts, in the order they were concluded.

    Args:
        db: a connection inside a transaction.
        limit: how many at most.
        offset: how many before them.
    """
    rows = db.execute(
        "SELECT uuid, kind, state, attempts, next_at, code, message, path FROM operation"
        " WHERE state IN ('pronto', 'enviando', 'sem_confirmacao', 'rejeitado')"
        " ORDER BY id LIMIT ? OFFSET ?",
        [-1 if limit is None else limit, offset],
    ).fetchall()
    return [QueueItem(*row) for row in rows]


def receipts(db: Database, uuid: str | None = None, month: str | None = None) -> list[Receipt]:
    """Return receipts, the oldest first.

    Args:
        db: a connection inside a transaction.
        uuid: of one contact.
        month: of the contacts admitted in a month, ``AAAAMM``.
    """
    conditions, values = [], []
    if uuid is not None:
        conditions.append("r.uuid = ?")
        values.append(uuid)
    if month is not None:
        conditions.append("r.uuid IN (SELECT uuid FROM contact_list WHERE competencia = ?)")
        values.append(month)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = db.execute(
        "SELECT r.uuid, r.kind, r.version, r.protocol, r.accepted_at, r.received_at, o.name,"
        " r.body_sha256, r.adopted FROM receipt r JOIN operator o ON o.id = r.operator_id"
        f"{where} ORDER BY r.id",
        values,
    ).fetchall()
    names = [field.name for field in fields(Receipt)]
    return [
        Receipt(**{**dict(zip(names, row, strict=True)), "adopted": bool(row[8])}) for row in rows
    ]


def rejections(db: Database, uuid: str) -> list[Rejection]:
    """Return the refusal that a contact waits with, message by message."""
    operation = pending_of(db, uuid)
    if operation is None or operation.state != "rejeitado":
        return []
    model = load_model(str(operation.document["modelo"]))
    rows = db.execute(
        "SELECT position, code, message, path, row_id, value FROM rejection"
        " WHERE operation_id = ? ORDER BY position",
        [operation.id],
    ).fetchall()
    found = []
    for position, code, said, path, row_id, value in rows:
        plain = explain(code, model)[1] if code else (said or "")
        element = model.by_path.get(pattern_of(path)) if path else None
        found.append(
            Rejection(
                position=position,
                code=code,
                message=plain,
                said=said,
                path=path,
                row_id=row_id,
                element=element.path if element else None,
                value=value,
            )
        )
    return found

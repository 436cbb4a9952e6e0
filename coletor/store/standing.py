"""Where a contact stands, read with few statements from the rows that say what happened to it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from coletor.store.draft_rows import OPEN
from coletor.store.management import UNKNOWN
from coletor.store.opening import Database
from coletor.store.situation import situation_word

_DRAFT = f"SELECT model, id, changed_at, operator_id, parked FROM draft WHERE uuid = ? AND {OPEN}"
# Operations, receipts and results are of contacts only.
_CONTACT = (
    "SELECT c.model, c.changed_at, c.operator_id, r.kind, r.version, r.received_at,"
    " o.state, o.kind, o.changed_at,"
    " (SELECT m.result FROM management m WHERE m.uuid = c.uuid AND m.version = r.version"
    " ORDER BY m.id DESC LIMIT 1)"
    " FROM contact c LEFT JOIN receipt r ON r.uuid = c.uuid"
    " AND r.version = (SELECT max(version) FROM receipt WHERE uuid = c.uuid)"
    " LEFT JOIN operation o ON o.uuid = c.uuid AND o.state NOT IN ('aceito', 'desistido')"
    " WHERE c.uuid = ?"
)
_RECEIPT = "SELECT kind, version FROM receipt WHERE uuid = ? ORDER BY version DESC LIMIT 1"


class OpenDraft(NamedTuple):
    """The open draft of a contact."""

    model: str
    id: int
    changed_at: str
    operator_id: int
    parked: str | None


class Kept(NamedTuple):
    """A contact as it was concluded last, its content aside."""

    model: str
    changed_at: str
    operator_id: int


class Moving(NamedTuple):
    """The columns of the list that say where a contact stands: what it says is not needed."""

    server: str
    server_version: int
    pending: str
    pending_kind: str | None
    management: str
    draft_id: int | None
    word: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the folder has of a contact.

    Args:
        draft: its open draft, if it has one.
        contact: None while it was never concluded.
        moving: what the list shows of it, None where neither draft nor contact is there.
    """

    draft: OpenDraft | None
    contact: Kept | None
    moving: Moving | None


def standing_of(db: Database, uuid: str) -> Standing:
    """Return where a contact stands.

    Args:
        db: a connection inside a transaction.
        uuid: the contact.
    """
    typed = db.execute(_DRAFT, [uuid]).fetchone()
    row = db.execute(_CONTACT, [uuid]).fetchone()
    draft = OpenDraft(*typed) if typed else None
    contact = Kept(*row[:3]) if row else None
    if draft is None and contact is None:
        return Standing(None, None, None)
    happened = row[3:] if row else (None,) * 7
    return Standing(draft, contact, _moving(db, uuid, draft, contact, happened))


def _moving(
    db: Database, uuid: str, draft: OpenDraft | None, contact: Kept | None, happened: Any
) -> Moving:
    kind, version, received_at, state, pending_kind, moved_at, result = happened
    server, pending = _said(kind), state or "nenhuma"
    management = (result if server == "aceito" else None) or UNKNOWN
    if draft is not None:
        waits = draft.parked
    else:
        idle = server == "nada" and pending == "nenhuma"
        waits = _awaited(db, uuid) if idle else None
    moments = (draft and draft.changed_at, contact and contact.changed_at, received_at, moved_at)
    return Moving(
        server,
        version or 0,
        pending,
        pending_kind,
        management,
        draft.id if draft else None,
        situation_word(server, pending, management, draft is not None, pending_kind, waits),
        max(moment for moment in moments if moment),
    )


def server_of(db: Database, uuid: str) -> tuple[str, int]:
    """Return what the server holds of a contact, and its version (0: nothing).

    Args:
        db: a connection inside a transaction.
        uuid: the contact.
    """
    last = db.execute(_RECEIPT, [uuid]).fetchone()
    return (_said(last[0]), int(last[1])) if last else (_said(None), 0)


def _said(kind: str | None) -> str:
    """Return what the server holds after a receipt of that kind; None: before any."""
    if kind is None:
        return "nada"
    return "cancelado" if kind == "cancelar" else "aceito"


def _awaited(db: Database, uuid: str) -> str | None:
    """Return the word of a contact that waits for the one it replaces to be cancelled."""
    return "aguardando_cancelamento" if replaced_by(db, uuid) else None


def replaced_by(db: Database, uuid: str) -> tuple[str, str] | None:
    """Return the contact that a substitute waits for, and why that one is to be cancelled.

    Args:
        db: a connection inside a transaction.
        uuid: the substitute.

    Returns:
        UUID and reason; None when it replaces nothing, or when that is cancelled already.
    """
    found = db.execute(
        "SELECT from_uuid, reason FROM link WHERE to_uuid = ? AND kind = 'substitui'", [uuid]
    ).fetchone()
    if found is None or server_of(db, found[0])[0] == "cancelado":
        return None
    return found[0], found[1]

"""Writes operations into the outbox: contact, frozen message and list row in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coletor import clock
from coletor.contact import Document, same_content
from coletor.model import load_model
from coletor.outbox.freezing import as_json, frozen
from coletor.outbox.gaps import note_findings
from coletor.outbox.machine import PENDING, Axes, machine
from coletor.outbox.standing import Pending, accepted_document, axes_of, pending_of
from coletor.outbox.types import Concluded, Finding, NotReadyError, OutboxError
from coletor.store import Database
from coletor.store.contacts import Contacts
from coletor.store.listing import Listing
from coletor.webservice.names import Wire


@dataclass(frozen=True)
class Conclusion:
    """What a person concludes.

    Args:
        document: the contact.
        findings: everything the checks found in it.
        checked_against: versions of model, lists, tables and rules it was checked with.
        operator_id: who concludes it.
        rows: document path -> row of the draft, for refusals to find their place.
    """

    document: Document
    findings: Sequence[Finding]
    checked_against: Mapping[str, Any]
    operator_id: int
    rows: Mapping[str, int] = field(default_factory=dict)


def enqueue(db: Database, wire: Wire, conclusion: Conclusion) -> Concluded:
    """Conclude a contact inside the caller's change: save, freeze, queue.

    Args:
        db: the connection of the change.
        wire: the names messages are written with.
        conclusion: the contact and what the checks said of it.

    Raises:
        NotReadyError: the contact has errors; nothing was written.
        OutboxError: the contact cannot be sent now, or nothing changed.
    """
    document, findings = conclusion.document, tuple(conclusion.findings)
    model, uuid = load_model(str(document["modelo"])), str(document["uuid"])
    axes = axes_of(db, uuid)
    _refuse_busy(axes)
    if any(finding.severity == "erro" for finding in findings):
        raise NotReadyError(findings)
    sent = model.is_sent()
    refused = pending_of(db, uuid) if axes.kind is not None else None
    if sent:
        _refuse_unchanged(db, uuid, document, axes, refused)
        if model.id != wire.model_id:
            raise OutboxError("outbox.no_wire", model=model.short_name)
    Contacts.save(
        db,
        uuid,
        model.id,
        document,
        conclusion.checked_against,
        conclusion.operator_id,
        listed=not sent,  # `insert` lists it, as queued
    )
    if not sent:
        return Concluded(uuid, None, None, findings)
    kind = _kind(axes, refused)
    if refused is not None:
        close(db, refused.id, refused.state, "corrigir")
    operation_id = insert(
        db, wire, document, kind=kind, operator_id=conclusion.operator_id, rows=conclusion.rows
    )
    note_findings(db, operation_id, findings)
    return Concluded(uuid, operation_id, kind, findings)


def _kind(axes: Axes, refused: Pending | None) -> str:
    """Return what a conclusion asks for; a refused inclusion stays one, whatever came before."""
    anew = refused is not None and refused.kind == "incluir"
    return "incluir" if anew or axes.server == "nada" else "alterar"


def insert(
    db: Database,
    wire: Wire,
    document: Document,
    *,
    kind: str,
    operator_id: int,
    rows: Mapping[str, int] | None = None,
    reason: str | None = None,
    event: str = "concluir",
) -> int:
    """Write one frozen operation and the list row, and return the operation's id."""
    made = frozen(load_model(str(document["modelo"])), wire, document, kind, reason)
    state = machine().next(PENDING, "desistido", event)
    now = clock.now()
    uuid = str(document["uuid"])
    written = db.execute(
        "INSERT INTO operation (uuid, kind, document, body, body_sha256, wire, places, rows,"
        " reason, state, created_at, changed_at, operator_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            uuid,
            kind,
            made.document,
            made.body,
            made.sha256,
            wire.version,
            made.places,
            as_json(dict(rows or {})),
            reason,
            state,
            now,
            now,
            operator_id,
        ],
    )
    Listing.refresh(db, uuid)
    return int(written.lastrowid or 0)


def close(db: Database, operation_id: int, state: str, event: str) -> None:
    """End an open operation by an event of a person."""
    db.execute(
        "UPDATE operation SET state = ?, next_at = NULL, changed_at = ? WHERE id = ?",
        [machine().next(PENDING, state, event), clock.now(), operation_id],
    )


def refuse_in_doubt(axes: Axes) -> None:
    """Refuse a change of a contact whose last message may be on its way.

    Raises:
        OutboxError: it is being sent, or without confirmation.
    """
    if axes.pending in ("enviando", "sem_confirmacao"):
        raise OutboxError("outbox.in_doubt")


def _refuse_busy(axes: Axes) -> None:
    refuse_in_doubt(axes)
    if axes.pending == "pronto":
        raise OutboxError("outbox.queued")
    if axes.server == "cancelado":
        raise OutboxError("outbox.cancelled")


def _refuse_unchanged(
    db: Database, uuid: str, document: Document, axes: Axes, refused: Pending | None
) -> None:
    if refused is not None and refused.kind != "cancelar":
        if same_content(refused.document, document):
            raise OutboxError("outbox.unchanged_rejection")
        return
    accepted = accepted_document(db, uuid) if axes.server == "aceito" else None
    if accepted is not None and same_content(accepted, document):
        raise OutboxError("outbox.unchanged")

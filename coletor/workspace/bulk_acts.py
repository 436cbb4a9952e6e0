"""What can be done to many contacts at once: for whom it is, and how it is done to one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor.closing.followup import mark
from coletor.model import load_model
from coletor.rules import Severity

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

RESULT, REASON = "resultado", "motivo"
"""What an act may have to be told: a management result, and why."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one contact stands, as its list row has it."""

    uuid: str
    patient: str | None
    model: str
    server: str
    pending: str
    draft_id: int | None
    management: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done to many.

    Args:
        id: words are ``contacts.act.<id>``.
        leaves_out: why a contact is not for it (``contacts.left.<id>``); empty when it is.
        perform: does it to one and returns what should be known of it, mostly nothing.
        needs: what it has to be told, of `RESULT` and `REASON`.
        writes: whether it changes anything.
    """

    id: str
    leaves_out: Callable[[Standing, Mapping[str, str]], str]
    perform: Callable[["Workspace", Standing, Mapping[str, str]], str]
    needs: tuple[str, ...] = ()
    writes: bool = True


def standings(workspace: "Workspace", uuids: Sequence[str]) -> Iterator[Standing]:
    """Yield where some contacts stand, in their order; what is gone is passed over."""
    places = ", ".join("?" * len(uuids))
    with workspace.store.query() as db:
        rows = db.execute(
            "SELECT uuid, patient, model, server, pending, draft_id, management"
            f" FROM contact_list WHERE uuid IN ({places})",
            list(uuids),
        ).fetchall()
    found = {row[0]: Standing(*row) for row in rows}
    yield from (found[uuid] for uuid in uuids if uuid in found)


def _not_to_send(standing: Standing, _choices: Mapping[str, str]) -> str:
    if standing.pending in ("pronto", "sem_confirmacao"):
        return ""
    if standing.pending == "enviando":
        return "sending"
    if standing.pending == "rejeitado":
        return "refused"
    if not load_model(standing.model).is_sent():
        return "local"
    return "unfinished" if standing.draft_id is not None else "nothing_to_send"


def _hurry(workspace: "Workspace", standing: Standing, _choices: Mapping[str, str]) -> str:
    workspace.outbox.send_now(standing.uuid)
    return ""


def _not_to_discard(standing: Standing, _choices: Mapping[str, str]) -> str:
    return "" if standing.draft_id is not None else "no_draft"


def _discard(workspace: "Workspace", standing: Standing, _choices: Mapping[str, str]) -> str:
    assert standing.draft_id is not None
    workspace.drafts.discard(standing.draft_id, workspace.operator.id)
    return ""


def _not_to_cancel(standing: Standing, _choices: Mapping[str, str]) -> str:
    if standing.server == "cancelado":
        return "cancelled"
    if standing.server != "aceito":
        return "not_accepted"
    if standing.draft_id is not None:
        return "draft_open"
    return "" if standing.pending == "nenhuma" else "waiting"


def _cancel(workspace: "Workspace", standing: Standing, choices: Mapping[str, str]) -> str:
    workspace.outbox.cancel(standing.uuid, choices.get(REASON, ""), workspace.operator.id)
    return ""


def _not_to_mark(standing: Standing, choices: Mapping[str, str]) -> str:
    if standing.server != "aceito":
        return "not_accepted"
    return "marked" if standing.management == choices.get(RESULT) else ""


def _mark(workspace: "Workspace", standing: Standing, choices: Mapping[str, str]) -> str:
    result, reason = choices[RESULT], choices.get(REASON) or None
    mark(workspace.store, standing.uuid, result, reason, workspace.operator.id)
    return ""


def _not_to_check(_standing: Standing, _choices: Mapping[str, str]) -> str:
    return ""


def _check(workspace: "Workspace", standing: Standing, _choices: Mapping[str, str]) -> str:
    """Check a contact as it stands now and return its first error; nothing is written."""
    if standing.draft_id is not None:
        document = workspace.derive(workspace.drafts.get(standing.draft_id)).document
    else:
        contact = workspace.contacts.get(standing.uuid)
        document = contact.document if contact else {}
    if not document:
        return ""
    findings, _ = workspace.examine(document)
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    return wrong[0].message if wrong else ""


def _without_receipt(standing: Standing, _choices: Mapping[str, str]) -> str:
    return "no_receipt" if standing.server == "nada" else ""


def _is_draft(standing: Standing, _choices: Mapping[str, str]) -> str:
    unfinished = standing.server == "nada" and standing.pending == "nenhuma"
    return "unfinished" if unfinished and standing.draft_id is not None else ""


def _nothing(_workspace: "Workspace", _standing: Standing, _choices: Mapping[str, str]) -> str:
    return ""


ACTS = {
    act.id: act
    for act in (
        Act("enviar", _not_to_send, _hurry),
        Act("conferir", _not_to_check, _check, writes=False),
        Act("comprovantes", _without_receipt, _nothing, writes=False),
        Act("exportar", _is_draft, _nothing, writes=False),
        Act("marcar", _not_to_mark, _mark, (RESULT, REASON)),
        Act("cancelar", _not_to_cancel, _cancel, (REASON,)),
        Act("descartar", _not_to_discard, _discard),
    )
}
"""In the order in which they are offered; what cannot be taken back comes last. Exporting and
receipts are written to paper or file by their own rooms: here they only say for whom they are."""

"""What can be done to many contacts at once: for whom it is, and how it is done to one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor.closing.followup import mark_in
from coletor.model import load_model
from coletor.rules import Severity
from coletor.store import Database

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


Choices = Mapping[str, str]
"""What an act was told, by `RESULT` and `REASON`."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done to many.

    Args:
        id: words are ``contacts.act.<id>``.
        leaves_out: why a contact is not for it (``contacts.left.<id>``); empty when it is.
        write: does it to one, inside a change; None for an act that changes nothing.
        look: returns what should be known of one, mostly nothing; of an act that changes nothing.
        needs: what it has to be told, of `RESULT` and `REASON`.
        back: undoes it to one, inside a change; None where it cannot be undone.
    """

    id: str
    leaves_out: Callable[[Standing, Choices], str]
    write: "Callable[[Workspace, Database, Standing, Choices], None] | None" = None
    look: "Callable[[Workspace, Standing], str] | None" = None
    needs: tuple[str, ...] = ()
    back: "Callable[[Workspace, Database, Standing], None] | None" = None

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.write is not None


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


def _not_to_send(standing: Standing, _choices: Choices) -> str:
    if standing.pending in ("pronto", "sem_confirmacao"):
        return ""
    if standing.pending == "enviando":
        return "sending"
    if standing.pending == "rejeitado":
        return "refused"
    if not load_model(standing.model).is_sent():
        return "local"
    return "unfinished" if standing.draft_id is not None else "nothing_to_send"


def _hurry(workspace: "Workspace", db: Database, standing: Standing, _choices: Choices) -> None:
    workspace.outbox.send_now_in(db, standing.uuid)


def _not_to_discard(standing: Standing, _choices: Choices) -> str:
    return "" if standing.draft_id is not None else "no_draft"


def _discard(workspace: "Workspace", db: Database, standing: Standing, _choices: Choices) -> None:
    assert standing.draft_id is not None
    workspace.drafts.discard_in(db, standing.draft_id, workspace.operator.id)


def _bring_back(workspace: "Workspace", db: Database, standing: Standing) -> None:
    assert standing.draft_id is not None
    workspace.drafts.restore_in(db, standing.draft_id, workspace.operator.id)


def _not_to_cancel(standing: Standing, _choices: Choices) -> str:
    if standing.server == "cancelado":
        return "cancelled"
    if standing.server != "aceito":
        return "not_accepted"
    if standing.draft_id is not None:
        return "draft_open"
    return "" if standing.pending == "nenhuma" else "waiting"


def _cancel(workspace: "Workspace", db: Database, standing: Standing, choices: Choices) -> None:
    reason = choices.get(REASON, "")
    workspace.outbox.cancel_in(db, standing.uuid, reason, workspace.operator.id)


def _not_to_mark(standing: Standing, choices: Choices) -> str:
    if standing.server != "aceito":
        return "not_accepted"
    return "marked" if standing.management == choices.get(RESULT) else ""


def _mark(workspace: "Workspace", db: Database, standing: Standing, choices: Choices) -> None:
    result, reason = choices[RESULT], choices.get(REASON) or None
    mark_in(db, standing.uuid, result, reason, workspace.operator.id)


def _not_to_check(_standing: Standing, _choices: Choices) -> str:
    return ""


def _check(workspace: "Workspace", standing: Standing) -> str:
    """Check a contact as it stands now and return its first error; nothing is written."""
    document = workspace.document(standing.uuid)
    if document is None:
        return ""
    findings, _ = workspace.examine(document)
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    return wrong[0].message if wrong else ""


def _without_receipt(standing: Standing, _choices: Choices) -> str:
    return "no_receipt" if standing.server == "nada" else ""


def _is_draft(standing: Standing, _choices: Choices) -> str:
    unfinished = standing.server == "nada" and standing.pending == "nenhuma"
    return "unfinished" if unfinished and standing.draft_id is not None else ""


ACTS = {
    act.id: act
    for act in (
        Act("enviar", _not_to_send, _hurry),
        Act("conferir", _not_to_check, look=_check),
        Act("comprovantes", _without_receipt),
        Act("exportar", _is_draft),
        Act("marcar", _not_to_mark, _mark, needs=(RESULT, REASON)),
        Act("cancelar", _not_to_cancel, _cancel, needs=(REASON,)),
        Act("descartar", _not_to_discard, _discard, back=_bring_back),
    )
}
"""In the order in which they are offered; what cannot be taken back comes last. Exporting and
receipts are written to paper or file by their own rooms: here they only say for whom they are."""

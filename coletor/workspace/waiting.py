"""Drafts that only wait for the patient's CNS (Art. 92 knows no such state; clerks do)."""

from typing import TYPE_CHECKING

from coletor.contact.document import get
from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.rules import Severity

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

_CNS, _UNIDENTIFIED, _NAME = "cns_individuo", "justificativa", "nome_individuo"


def park(workspace: "Workspace", draft_id: int) -> None:
    """Set a draft aside that lacks nothing but the CNS of an identified person.

    Args:
        workspace: the open folder.
        draft_id: an open draft.

    Raises:
        ColetorError: the CNS is there, the person is not identified, something else is missing
            or wrong, or the server has the contact already.
    """
    draft = workspace.drafts.get(draft_id)
    model = load_model(draft.model_id)
    document = workspace.derive(draft).document
    row = workspace.listing.get(draft.uuid)
    if row is not None and row.server != "nada":
        raise ColetorError("workspace.park_accepted")
    said = {
        role: get(document, model.by_role[role].path) if role in model.by_role else None
        for role in (_CNS, _UNIDENTIFIED, _NAME)
    }
    if said[_CNS] is not None or said[_UNIDENTIFIED] is not None or _CNS not in model.by_role:
        raise ColetorError("workspace.park_identified")
    place = model.by_role[_CNS].path
    errors = [
        finding
        for finding in workspace.checker(model).check(document)
        if finding.severity is Severity.ERROR and finding.path != place
    ]
    if errors:
        raise ColetorError("workspace.park_other", first=errors[0].message)
    workspace.drafts.park(draft_id, workspace.operator.id)

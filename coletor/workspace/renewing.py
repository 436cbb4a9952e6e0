"""A contact of an older model opened again as a draft of the model in force."""

from typing import TYPE_CHECKING

from coletor.contact.drafting import rows_of
from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.model.conversion import Note, convert

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace


def can_renew(workspace: "Workspace", model_id: str) -> bool:
    """Tell whether a model is one that was sent once and is no longer."""
    model = load_model(model_id)
    return model.is_sent() and model.id != workspace.model_in_force().id


def renew(workspace: "Workspace", uuid: str) -> tuple[int, tuple[Note, ...]]:
    """Convert a contact to the model in force, as a new draft; the old one stays as it is.

    Args:
        workspace: the open folder.
        uuid: a draft or a concluded contact of an older model.

    Returns:
        The new draft's id, and what was lost, presumed or is missing.

    Raises:
        ColetorError: the folder does not know it, or no conversion is known.
    """
    document = workspace.document(uuid)
    if document is None:
        raise ColetorError("workspace.no_contact", uuid=uuid)
    target = workspace.model_in_force()
    converted = convert(document, load_model(str(document["modelo"])), target)
    cells = rows_of(target, converted.document)
    made = workspace.drafts.create(target.id, workspace.operator.id, cells=cells)
    return made.id, converted.notes

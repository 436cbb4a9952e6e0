"""The printable page of a contact of this folder: the open draft's content where there is one."""

from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.exchange.printing import page
from coletor.messages import text
from coletor.model import load_model

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace


def page_of(workspace: "Workspace", uuid: str) -> str:
    """Return a contact as an HTML page, A4, headed by the establishment.

    Args:
        workspace: the open folder.
        uuid: the contact, in lower case.

    Raises:
        ColetorError: the folder does not know it.
    """
    draft = workspace.drafts.open(uuid)
    contact = None if draft else workspace.contacts.get(uuid)
    if draft is None and contact is None:
        raise ColetorError("workspace.no_contact", uuid=uuid)
    document = workspace.derive(draft).document if draft else contact.document if contact else {}
    profile = workspace.profile
    heading = text("workspace.page_heading", name=profile.name, cnes=profile.cnes)
    return page(load_model(str(document["modelo"])), document, workspace.library, heading)

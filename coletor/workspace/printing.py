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
    document = workspace.document(uuid)
    if document is None:
        raise ColetorError("workspace.no_contact", uuid=uuid)
    profile = workspace.profile
    heading = text("workspace.page_heading", name=profile.name, cnes=profile.cnes)
    return page(load_model(str(document["modelo"])), document, workspace.library, heading)

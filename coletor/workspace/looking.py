"""Contacts that were opened again and not changed: looking at one must not change what it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor.store import Drafts
from coletor.store.draft_rows import open_draft_id

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

_QUEUED = frozenset({"pronto", "alteracao_pronta"})
"""Words of what opening takes out of the queue, and putting back concludes again."""
_LOST = frozenset({"cancelamento_pronto"})
"""Words of what a person gave up by opening it: a cancellation is asked for anew."""


@dataclass(frozen=True)
class Look:
    """A contact opened again.

    Args:
        uuid: the contact.
        draft_id: its draft.
        word: how it stood before, as in the list.
    """

    uuid: str
    draft_id: int
    word: str


def look_at(workspace: "Workspace", uuid: str) -> Look:
    """Open a concluded contact again and note how it stood.

    Args:
        workspace: the open folder.
        uuid: the contact; it has no open draft.

    Raises:
        OutboxError: no such contact, cancelled, or a message of it may be on its way.
    """
    row = workspace.listing.get(uuid)
    draft_id = workspace.outbox.reopen(uuid, workspace.operator.id)
    return Look(uuid, draft_id, row.word if row else "")


def put_back(workspace: "Workspace", look: Look) -> bool:
    """Let a contact be what it was before it was opened, where nothing was changed in it.

    What stood in the queue is checked and queued again; everything else only has its draft
    closed: the server's content, or the refusal, stands as it stood.

    Args:
        workspace: the open folder.
        look: what was opened.

    Returns:
        Whether there was anything to put back: a draft that somebody concluded or discarded
        meanwhile, or a cancellation that was given up by opening, is left alone.

    Raises:
        ColetorError: it cannot be queued again; the contact stays open.
    """
    if look.word in _LOST:
        return False
    if look.word in _QUEUED:
        with workspace.store.query() as db:
            still_open = open_draft_id(db, look.uuid) == look.draft_id
        if still_open:
            workspace.conclude(look.draft_id)
        return still_open
    with workspace.store.change() as db:
        still_open = open_draft_id(db, look.uuid) == look.draft_id
        if still_open:
            Drafts.close_unchanged(db, look.draft_id, workspace.operator.id)
    return still_open

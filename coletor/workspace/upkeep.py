"""What is looked after once a folder is open, in the background."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor import clock
from coletor.messages import text
from coletor.registers.filling import fill
from coletor.registers.register import purge_removed
from coletor.store import StoreError
from coletor.store.draft_bin import BIN_DAYS
from coletor.store.list_filling import fill_list
from coletor.workspace.condition import check_now

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the upkeep came to.

    Args:
        damage: what to tell the person when the database is damaged, None when it is sound or
            was not looked at.
        checked: whether the database was read through.
        purged: drafts removed for good from the bin.
        unconfirmed: sendings without an answer that now wait for confirmation.
        noticed: contacts from before this version whose people the registers know now.
        listed: contacts from before this version that the list knows by day and procedure now.
    """

    damage: str | None
    checked: bool
    purged: int
    unconfirmed: int
    noticed: int = 0
    listed: int = 0


def maintain(
    workspace: "Workspace",
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> Upkeep:
    """Look after an open folder; meant for a background thread.

    A database that a program left without closing is read through (two minutes for a million
    contacts); one that is damaged is not written to. Otherwise the bin loses what was discarded
    more than thirty days ago (by a clock to be believed), sendings whose program died wait for
    confirmation, and list and registers take notice of the contacts from before this version.

    Args:
        workspace: the open folder.
        progress: told each step in a sentence.
        stop: set it from any thread to leave for the next time what takes long.

    Raises:
        StoreError: the disk is full, or another program holds the folder.
    """
    tell = progress or (lambda _: None)
    if workspace.store.unclean:
        tell(text("workspace.maintain_checking"))
        try:
            check_now(workspace)
        except StoreError as error:
            if error.message_id != "store.damaged":
                raise
            return Upkeep(str(error), checked=True, purged=0, unconfirmed=0)
    tell(text("workspace.maintain_bin"))
    believed = _is_in_use(workspace)
    purged = workspace.drafts.purge_bin() if believed else 0
    tell(text("workspace.maintain_sending"))
    unconfirmed = workspace.outbox.recover()
    workspace.publish_reporting()
    if believed:
        purge_removed(workspace.store)
        workspace.packages.purge()
    tell(text("workspace.maintain_list"))
    listed = fill_list(workspace.store, stop=stop)
    tell(text("workspace.maintain_people"))
    noticed = fill(workspace.store, stop=stop)
    return Upkeep(None, workspace.store.unclean, purged, unconfirmed, noticed, listed)


def _is_in_use(workspace: "Workspace") -> bool:
    """Tell whether anything happened here lately: otherwise the clock may be years ahead.

    Thirty days that nobody saw go by empty no bin: a computer whose battery is flat starts with
    any date. Who comes back from a long leave has the bins emptied once work goes on.
    """
    with workspace.store.query() as db:
        last = db.execute("SELECT at FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return last is not None and last[0] >= clock.later(-BIN_DAYS * 24 * 60 * 60)

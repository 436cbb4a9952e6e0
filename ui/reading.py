"""What the shell and the screens read of an open folder; every function runs off the GUI thread."""

from coletor.workspace import Workspace
from ui.glance import Glance, local, tables_in_use


def last_acceptance(workspace: Workspace) -> str | None:
    """Return the instant of the newest receipt, or None."""
    with workspace.store.query() as db:
        # Receipts are numbered as they come: the last one is found without reading them all.
        row = db.execute("SELECT received_at FROM receipt ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else None


def read_glance(workspace: Workspace) -> Glance:
    """Return what is always in sight."""
    packages = tuple(workspace.library.packages())
    return Glance(
        counts=tuple(workspace.listing.counts().items()),
        accepted=local(last_acceptance(workspace)),
        tables=tables_in_use(packages),
        packages=packages,
    )

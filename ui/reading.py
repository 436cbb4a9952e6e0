"""What the shell and the screens read of an open folder; every function runs off the GUI thread."""

from coletor.store.traffic import last_acceptance
from coletor.workspace import Workspace
from ui.glance import Glance, local, tables_in_use


def read_glance(workspace: Workspace) -> Glance:
    """Return what is always in sight."""
    packages = tuple(workspace.library.packages())
    with workspace.store.query() as db:
        accepted = last_acceptance(db)
    return Glance(
        counts=tuple(workspace.listing.counts().items()),
        accepted=local(accepted),
        tables=tables_in_use(packages),
        packages=packages,
    )

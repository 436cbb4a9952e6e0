"""Closes every month of the folder, telling each."""

from collections.abc import Callable

from coletor.closing.comparing import Comparison
from coletor.closing.local import accepted_months
from coletor.workspace import Workspace
from coletor.workspace.connection import secrets_of


def close_months(workspace: Workspace, address: str, say: Callable[[str], None]) -> None:
    """Compare each month of the folder with the server and say what came of it.

    Args:
        workspace: the open folder.
        address: of the webservice.
        say: told each month in sentences.
    """
    secrets = secrets_of(workspace.profile, workspace.operator.login)
    with workspace.store.query() as db:
        months = list(accepted_months(db))
    with workspace.connect(address, secrets) as service:
        for month in months:
            made = Comparison(
                workspace.store,
                service,
                workspace.profile.cnes,
                month,
                workspace.operator,
                contents=True,
            ).make()
            for sentence in made.sentences():
                say(sentence)

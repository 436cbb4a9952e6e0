"""Compares, month by month, what the folder has as accepted with what the server lists."""

from collections.abc import Callable

from coletor.messages import text
from coletor.webservice.answers import Refused, Summary
from coletor.webservice.client import Webservice
from coletor.workspace import Workspace
from coletor.workspace.connection import connect, secrets_of


def close_months(workspace: Workspace, address: str, say: Callable[[str], None]) -> None:
    """Say for each month of the folder how many contacts both sides hold as accepted.

    Args:
        workspace: the open folder.
        address: of the webservice.
        say: told each month in a sentence.
    """
    secrets = secrets_of(workspace.profile, workspace.operator.login)
    with connect(workspace.profile, workspace.settings, address, secrets) as webservice:
        for month, ours in _accepted_by_month(workspace).items():
            theirs = {one.uuid for one in _listed(webservice, workspace.profile.cnes, month)}
            name = "equal" if ours == theirs else "different"
            label = f"{month[4:]}/{month[:4]}"
            say(text(f"demo.closing.{name}", month=label, ours=len(ours), theirs=len(theirs)))


def _accepted_by_month(workspace: Workspace) -> dict[str, set[str]]:
    months: dict[str, set[str]] = {}
    with workspace.store.query() as db:
        rows = db.execute(
            "SELECT competencia, uuid FROM contact_list WHERE server = 'aceito' ORDER BY 1"
        ).fetchall()
    for month, uuid in rows:
        months.setdefault(month, set()).add(uuid)
    return months


def _listed(webservice: Webservice, cnes: str, month: str) -> list[Summary]:
    """Return every contact that the server lists for a month, page by page."""
    found: list[Summary] = []
    while True:
        page = webservice.pesquisar(cnes, month, len(found) + 1)
        if isinstance(page, Refused) or not page.contacts:
            return found
        found += page.contacts
        if len(found) >= page.total:
            return found

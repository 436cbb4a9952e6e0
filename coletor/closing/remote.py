"""The server's side of a month: everything it lists, page by page."""

from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.webservice.answers import Refused, Summary
from coletor.webservice.codes import explain

if TYPE_CHECKING:
    from coletor.webservice.client import Webservice

_PAGE = 100


def listed(service: "Webservice", cnes: str, month: str) -> dict[str, Summary]:
    """Return every contact that the server lists for a month, by UUID, page by page.

    Raises:
        ColetorError: the server refused to list.
        Failure: the server could not be asked.
    """
    found: dict[str, Summary] = {}
    first = 1
    while True:
        page = service.pesquisar(cnes, month, first, _PAGE)
        if isinstance(page, Refused):
            message = page.messages[0]
            reason = explain(message.code, service.model)[1] if message.code else message.text
            raise ColetorError("closing.not_listed", reason=reason)
        found |= {one.uuid.lower(): one for one in page.contacts}
        first += len(page.contacts)
        if not page.contacts or first > page.total:
            return found

"""What a look at the server (detalhar) says about an operation whose outcome is unknown."""

from coletor.contact import Document, same_content

ARRIVED = "aceitou"
DIFFERS = "conteudo_diferente"
ABSENT = "ausente"
ABSENT_AGAIN = "ausente_de_novo"
GONE = "rejeitou"


def judge(
    kind: str,
    mine: Document,
    before: Document | None,
    found: Document | None,
    *,
    cancelled: bool = False,
) -> str:
    """Return the event of the state machine, ``ABSENT`` for anything that has not arrived.

    Contents are compared, never versions alone: the service may count as it likes.

    An alteration or cancellation of what the server does not know can only be refused.

    Args:
        kind: incluir, alterar or cancelar.
        mine: the document of the operation.
        before: the version accepted before it, None for an inclusion.
        found: what the server holds, None when it knows no such UUID.
        cancelled: whether the server holds it as cancelled.
    """
    if found is None:
        return ABSENT if kind == "incluir" else GONE
    if kind == "cancelar":
        return ARRIVED if cancelled else ABSENT
    if cancelled:
        return DIFFERS
    if same_content(found, mine):
        return ARRIVED
    if before is not None and same_content(found, before):
        return ABSENT
    return DIFFERS

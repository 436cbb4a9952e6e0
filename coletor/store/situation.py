"""The one word a contact's three axes come to on screen (decision 3)."""

from coletor.messages import text

WORDS = (
    "rascunho",
    "aguardando_cns",
    "concluido",
    "aguardando_cancelamento",
    "pronto",
    "enviando",
    "sem_confirmacao",
    "rejeitado",
    "aceito",
    "em_alteracao",
    "alteracao_pronta",
    "alteracao_rejeitada",
    "cancelamento_pronto",
    "cancelamento_rejeitado",
    "cancelado",
    "aprovado",
    "rejeitado_gestao",
)
_PENDING = {
    ("pronto", "incluir"): "pronto",
    ("pronto", "alterar"): "alteracao_pronta",
    ("pronto", "cancelar"): "cancelamento_pronto",
    ("rejeitado", "incluir"): "rejeitado",
    ("rejeitado", "alterar"): "alteracao_rejeitada",
    ("rejeitado", "cancelar"): "cancelamento_rejeitado",
}
_MANAGEMENT = {"aprovado": "aprovado", "rejeitado": "rejeitado_gestao"}


def situation_word(  # noqa: PLR0917 - the axes in their order
    server: str,
    pending: str,
    management: str,
    has_draft: bool,
    pending_kind: str | None = None,
    waits: str | None = None,
) -> str:
    """Return the id of the word; its label is ``store.word.<id>`` in the catalogue.

    What still moves comes before what stands: an operation under way, then what the server
    holds, then the management's result, then the draft.

    Args:
        server: ``nada``, ``aceito`` or ``cancelado``.
        pending: ``nenhuma`` or the state of the pending operation.
        management: ``desconhecido``, ``aprovado`` or ``rejeitado``.
        has_draft: whether somebody is changing it now.
        pending_kind: ``incluir``, ``alterar`` or ``cancelar`` when an operation is pending.
        waits: word of what a contact that the server does not have waits for, if for anything.
    """
    if pending in ("enviando", "sem_confirmacao"):
        return pending
    if pending != "nenhuma":
        return _PENDING[(pending, pending_kind or "incluir")]
    if server == "cancelado":
        return "cancelado"
    if server == "nada":
        return waits or ("rascunho" if has_draft else "concluido")
    if has_draft:
        return "em_alteracao"
    return _MANAGEMENT.get(management, "aceito")


def label(word: str) -> str:
    """Return the word as the clerk reads it."""
    return text(f"store.word.{word}")

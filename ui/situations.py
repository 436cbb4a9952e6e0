"""The words a contact may stand under: their tone, and how they gather into filters."""

from coletor.store.situation import WORDS
from ui.widgets.tone import Tone

_TONES = {
    "pronto": Tone.ACCENT,
    "enviando": Tone.ACCENT,
    "alteracao_pronta": Tone.ACCENT,
    "cancelamento_pronto": Tone.ACCENT,
    "sem_confirmacao": Tone.WARNING,
    "em_alteracao": Tone.WARNING,
    "rejeitado": Tone.ERROR,
    "alteracao_rejeitada": Tone.ERROR,
    "cancelamento_rejeitado": Tone.ERROR,
    "rejeitado_gestao": Tone.ERROR,
    "aceito": Tone.OK,
    "aprovado": Tone.OK,
}
_ICONS = {
    "rascunho": "square-pen",
    "aguardando_cns": "id-card",
    "concluido": "circle",
    "aguardando_cancelamento": "clock",
    "pronto": "send",
    "enviando": "loader",
    "sem_confirmacao": "circle-question-mark",
    "rejeitado": "circle-x",
    "aceito": "circle-check",
    "em_alteracao": "square-pen",
    "alteracao_pronta": "send",
    "alteracao_rejeitada": "circle-x",
    "cancelamento_pronto": "send",
    "cancelamento_rejeitado": "circle-x",
    "cancelado": "ban",
    "aprovado": "badge-check",
    "rejeitado_gestao": "triangle-alert",
}
WAITING = ("pronto", "alteracao_pronta", "cancelamento_pronto", "enviando", "sem_confirmacao")
REJECTED = ("rejeitado", "alteracao_rejeitada", "cancelamento_rejeitado")
PARKED = "aguardando_cns"
TYPING = ("rascunho", "em_alteracao")


def tone_of(word: str) -> Tone:
    """Return a word's tone; what needs nobody is neutral."""
    return _TONES.get(word, Tone.NEUTRAL)


def icon_of(word: str) -> str:
    """Return a word's icon: no status is told by its colour alone."""
    return _ICONS[word]


__all__ = ["PARKED", "REJECTED", "TYPING", "WAITING", "WORDS", "icon_of", "tone_of"]

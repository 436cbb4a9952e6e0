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
WAITING = ("pronto", "alteracao_pronta", "cancelamento_pronto", "enviando", "sem_confirmacao")
REJECTED = ("rejeitado", "alteracao_rejeitada", "cancelamento_rejeitado")
PARKED = "aguardando_cns"
TYPING = ("rascunho", "em_alteracao")


def tone_of(word: str) -> Tone:
    """Return a word's tone; what needs nobody is neutral."""
    return _TONES.get(word, Tone.NEUTRAL)


__all__ = ["PARKED", "REJECTED", "TYPING", "WAITING", "WORDS", "tone_of"]

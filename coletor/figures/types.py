"""What the figures of a month are."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from coletor.errors import ColetorError
from coletor.messages import text

MODALITIES, PROCEDURES, PROFESSIONALS = "modalidade", "procedimento", "profissional"
DIVISIONS = (MODALITIES, PROCEDURES, PROFESSIONALS)
"""How a month divides: contacts by modality, procedures by quantity, contacts by who acted."""

_MONTH_DIGITS = 6
_MONTHS = 12


class Standing(StrEnum):
    """How far a contact has come; each word of the list belongs to one of them."""

    ACCEPTED = "aceitos"
    WAITING = "por_enviar"
    REJECTED = "rejeitados"
    TYPING = "por_terminar"
    CANCELLED = "cancelados"

    @property
    def label(self) -> str:
        """Return its name as a person reads it."""
        return text(f"figures.standing.{self}")

    def of(self, count: int) -> str:
        """Return its name as it is said after a figure."""
        return text(f"figures.standing_one.{self}") if count == 1 else self.label


STANDINGS = (Standing.ACCEPTED, Standing.WAITING, Standing.REJECTED, Standing.TYPING)
"""What counts as typed, in the order in which it is stacked; what was cancelled does not."""

OF_WORD: Mapping[str, Standing] = {
    "rascunho": Standing.TYPING,
    "aguardando_cns": Standing.TYPING,
    "concluido": Standing.TYPING,
    "aguardando_cancelamento": Standing.WAITING,
    "pronto": Standing.WAITING,
    "enviando": Standing.WAITING,
    "sem_confirmacao": Standing.WAITING,
    "alteracao_pronta": Standing.WAITING,
    "cancelamento_pronto": Standing.WAITING,
    "rejeitado": Standing.REJECTED,
    "alteracao_rejeitada": Standing.REJECTED,
    "cancelamento_rejeitado": Standing.REJECTED,
    "rejeitado_gestao": Standing.REJECTED,
    "aceito": Standing.ACCEPTED,
    "em_alteracao": Standing.ACCEPTED,
    "aprovado": Standing.ACCEPTED,
    "cancelado": Standing.CANCELLED,
}
"""The standing of each word of ``coletor.store.situation``."""

Counts = Mapping[Standing, int]


@dataclass(frozen=True)
class Day:
    """The contacts admitted on one day.

    Args:
        date: AAAA-MM-DD.
        counts: how many contacts stand where; a standing without any is absent.
    """

    date: str
    counts: Counts = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Return the day of the month."""
        return int(self.date[8:])

    @property
    def typed(self) -> int:
        """Return how many contacts were typed; what was cancelled does not count."""
        return sum(self.counts.get(standing, 0) for standing in STANDINGS)

    def count(self, standing: Standing) -> int:
        """Return how many contacts stand there."""
        return self.counts.get(standing, 0)


@dataclass(frozen=True)
class Share:
    """How much of the month has one value.

    Args:
        code: the value, '' for what has none (yet).
        name: what the code means, '' where it is not known.
        count: how many contacts, or for procedures how often they were done.
    """

    code: str
    name: str
    count: int

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``numeros --json`` prints of it."""
        return {"codigo": self.code or None, "nome": self.name or None, "quantidade": self.count}


@dataclass(frozen=True)
class MonthFigures:
    """A month in figures; a contact counts once, on the day of its admission.

    Args:
        month: AAAAMM.
        days: every day of the month, in order.
        shares: by each of `DIVISIONS` that was read, the largest first.
    """

    month: str
    days: tuple[Day, ...]
    shares: Mapping[str, tuple[Share, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the month as a person reads it."""
        return f"{self.month[4:]}/{self.month[:4]}"

    @property
    def typed(self) -> int:
        """Return how many contacts of the month were typed."""
        return sum(day.typed for day in self.days)

    def count(self, standing: Standing) -> int:
        """Return how many contacts of the month stand there."""
        return sum(day.count(standing) for day in self.days)

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``numeros --json`` prints."""
        return {
            "competencia": self.month,
            "digitados": self.typed,
            **{str(standing): self.count(standing) for standing in Standing},
            "dias": [
                {"dia": day.date, "digitados": day.typed}
                | {str(standing): day.count(standing) for standing in Standing}
                for day in self.days
                if day.counts
            ],
            **{
                f"por_{by}": [share.as_json() for share in found]
                for by, found in self.shares.items()
            },
        }


def check_month(month: str) -> str:
    """Return a month that is one.

    Raises:
        ColetorError: it is not written AAAAMM.
    """
    good = len(month) == _MONTH_DIGITS and month.isascii() and month.isdigit()
    if not good or not 1 <= int(month[4:]) <= _MONTHS or int(month[:4]) < 1:
        raise ColetorError("closing.month", month=month)
    return month


def next_month(month: str, step: int = 1) -> str:
    """Return the month so many months later (earlier when negative).

    Args:
        month: AAAAMM.
        step: how many months.
    """
    year, rest = divmod(int(month[:4]) * _MONTHS + int(month[4:]) - 1 + step, _MONTHS)
    return f"{year:04}{rest + 1:02}"


def days_of(month: str) -> list[str]:
    """Return every day of a month, AAAA-MM-DD."""
    year, number = int(month[:4]), int(month[4:])
    last = calendar.monthrange(year, number)[1]
    return [f"{year:04}-{number:02}-{day:02}" for day in range(1, last + 1)]

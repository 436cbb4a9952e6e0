"""What the rules that need stored contacts and patients ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coletor.model import Model


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another contact of the same person, as far as a rule needs it.

    Args:
        uuid: its identifier.
        admission: its admission date.
        outcome: its outcome date, or None.
        linked: it is another part of the same Permanência.
    """

    uuid: str
    admission: date
    outcome: date | None
    linked: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    """What identified a contact the server has accepted."""

    person: str
    establishment: str
    modality: str


class StoreView(Protocol):
    """Look-ups in the folder's own contacts and patients."""

    def find_overlaps(
        self,
        *,
        uuid: str,
        model: Model,
        cns: str,
        establishment: str,
        modality: str,
        first: date,
        last: date,
    ) -> Sequence[Neighbour]:
        """Return other live contacts of that person, place and modality in those days.

        Only contacts that go where those of the model go: a clinical document is no duplicate of
        the contact it is about.
        """

    def has_cpf(self, cns: str) -> bool:
        """Tell whether the local register holds a CPF for that person."""

    def accepted(self, uuid: str) -> Accepted | None:
        """Return what the server accepted under that identifier, or None."""

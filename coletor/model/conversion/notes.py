"""What a conversion says of one contact."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coletor.contact.document import Document
from coletor.messages import text

_LONGEST_SHOWN = 60


class NoteKind(StrEnum):
    """What happened to a value."""

    LOST = "perdido"
    PRESUMED = "presumido"
    MISSING = "falta"


@dataclass(frozen=True, slots=True)
class Note:
    """One value that was lost or presumed, or that the target model wants and nobody has.

    Args:
        kind: which of the three.
        path: concrete path: in the source for what was lost, in the target for the others.
        message: what happened and what to do, for a person.
        value: the value in the source, or None.
    """

    kind: NoteKind
    path: str
    message: str
    value: Any = None

    def as_json(self) -> dict[str, Any]:
        """Return the note as ``modelo converter --json`` prints it."""
        record = {"tipo": self.kind.value, "caminho": self.path, "mensagem": self.message}
        return record if self.value is None else {**record, "valor": self.value}


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted contact.

    Args:
        document: the contact in the target model.
        notes: what was lost, presumed or is missing, in the order of the form.
    """

    document: Document
    notes: tuple[Note, ...]


def note(kind: NoteKind, path: str, reason_id: str, value: Any = None, **fields: object) -> Note:
    """Return a note with its text.

    Args:
        kind: lost, presumed or missing.
        path: concrete path.
        reason_id: message id below ``model.conversion``.
        value: the value of the source, cut for the text where it is long.
        **fields: values of the message's places.
    """
    shown = str(value) if len(str(value)) <= _LONGEST_SHOWN else f"{str(value)[:_LONGEST_SHOWN]}…"
    return Note(kind, path, text(f"model.conversion.{reason_id}", value=shown, **fields), value)

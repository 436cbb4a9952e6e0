"""What a check says about one place of a contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error blocks queueing; a warning is shown and may be confirmed with a reason."""

    ERROR = "erro"
    WARNING = "aviso"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to settle in a contact.

    Args:
        rule: id in the catalogue.
        severity: error or warning.
        path: concrete place, such as ``procedimentos[1].codigo``; the list itself when the
            finding is about the whole list.
        message: complete Portuguese text for a clerk: where, what, what to do.
        fields: values the message was made of (label, value...), as text.
        suggestion: what would settle it, where the data allow one.
    """

    rule: str
    severity: Severity
    path: str
    message: str
    fields: Mapping[str, str]
    suggestion: str | None = None

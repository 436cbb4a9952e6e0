"""What the registers give out: entries, problems, differences, history."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coletor.errors import ColetorError


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of a register, or one vínculo of a professional.

    Args:
        id: stable as long as the entry is kept, removed or not.
        register: ``pacientes`` or ``profissionais``.
        values: canonical text by field id; what is not known is absent.
        uses: contacts that were concluded with it.
        used_at: the last of them, UTC, None without one.
        changed_at: last change of a value, UTC.
        differences: what contacts said otherwise and nobody settled yet.
        removed_at: when it was removed, UTC, None where it was not.
    """

    id: int
    register: str
    values: Mapping[str, str]
    uses: int
    used_at: str | None
    changed_at: str
    differences: int
    removed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value of an entry.

    Args:
        field_id: the field to put the cursor in.
        message: where, what and what to do.
    """

    field_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a contact says otherwise than the register.

    Args:
        id: to settle it by; 0 where it is only compared and not noted.
        field_id: the field.
        kept: what the register has.
        typed: what the contact says.
        uuid: the contact, '' where it is not concluded yet.
        at: when it was noted, UTC.
    """

    id: int
    field_id: str
    kept: str
    typed: str
    uuid: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One save of an entry.

    Args:
        at: UTC.
        operator: name of the person.
        origin: ``digitado``, ``contato``, ``planilha``, ``diferenca``, ``removido``,
            ``restaurado``; in words ``registers.origin.<id>``.
        changes: field id -> value before and after, '' for none.
        uuid: the contact that it came from, None without one.
    """

    at: str
    operator: str
    origin: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    uuid: str | None = None


class RegisterError(ColetorError):
    """An entry cannot be kept as it is.

    Args:
        message_id: id in the catalogue.
        other: the entry that has the code already.
        problems: what is wrong with the values.
        **fields: values for the template's places.
    """

    def __init__(
        self,
        message_id: str,
        /,
        *,
        other: Entry | None = None,
        problems: tuple[Problem, ...] = (),
        **fields: object,
    ) -> None:
        self.other = other
        self.problems = problems
        super().__init__(message_id, **fields)

"""The shapes of an information model: elements, groups of repeated rows, conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """How an element is typed, checked and written (the ``tipo`` of a row)."""

    SECTION = "secao"
    GROUP = "grupo"
    TEXT = "texto"
    LONG_TEXT = "texto-longo"
    CODE = "codigo"
    TERM = "termo"
    DATE = "data"
    DATE_TIME = "data-hora"
    INTEGER = "inteiro"
    DECIMAL = "decimal"
    DURATION = "duracao"
    CNS = "cns"
    CNES = "cnes"
    INE = "ine"
    CEP = "cep"
    VERSION = "versao"
    OID = "oid"

    @property
    def is_container(self) -> bool:
        """Tell whether rows of this kind hold others and no value of their own."""
        return self in (Kind.SECTION, Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on another element of the same contact, named by its role.

    Args:
        role: the role read.
        present: required presence, or None when ``value`` is what counts.
        value: required value, or None when ``present`` is what counts.
    """

    role: str
    present: bool | None = None
    value: str | None = None

    def holds(self, value: object) -> bool:
        """Tell whether the condition holds for the value its role has (None when absent)."""
        if self.value is not None:
            return value == self.value
        return (value is not None) == self.present


@dataclass(frozen=True, slots=True)
class FormHint:
    """Layout hints of one element; all have defaults.

    Args:
        columns: width in columns of a 12-column line, or None for the kind's default.
        default: value proposed in a new row.
        first_default: value proposed in the first row of a list only.
        default_from: role whose value is proposed.
        toggles: role that this element stands in for when ``key`` is pressed.
        key: the key that switches to this element.
        carried: whether a new contact may take it from the contact before; None as what holds it.
        sheet: where it stands in a sheet of header and lines: ``cabecalho``, ``linha``,
            ``ambos`` or ``fora`` (only the whole form has it); None for the default of
            `coletor.sheets`.
    """

    columns: float | None = None
    default: str | None = None
    first_default: str | None = None
    default_from: str | None = None
    toggles: str | None = None
    key: str | None = None
    carried: bool | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """One row of an annex, with what the program derives from it.

    ``level``, ``minimum``/``maximum`` (None = N), ``item``, ``printed_type`` and ``concept``
    are the printed table; ``path`` is the place in the contact document
    (``procedimentos[].codigo``) and ``wire`` the place in the message.
    """

    row: int
    level: int
    minimum: int
    maximum: int | None
    item: str
    printed_type: str
    concept: str
    id: str
    label: str
    singular: str
    kind: Kind
    path: str
    wire: str
    role: str | None = None
    list_id: str | None = None
    values: tuple[str, ...] = ()
    table: str | None = None
    table_role: str | None = None
    automatic: bool = False
    repeats: bool = False
    required_when: tuple[Condition, ...] = ()
    applies_when: tuple[Condition, ...] = ()
    excludes: tuple[str, ...] = ()
    year_alone_when: tuple[Condition, ...] = ()
    length: int | None = None
    alphanumeric: bool = False
    lowest: str | None = None
    highest: str | None = None
    unit: str | None = None
    form: str | None = None
    hint: FormHint = field(default_factory=FormHint)

    @property
    def occurrence(self) -> str:
        """Return the printed occurrence without brackets, such as ``1..1`` or ``0..N``."""
        return f"{self.minimum}..{'N' if self.maximum is None else self.maximum}"

    @property
    def group_path(self) -> str:
        """Return the list this is a column of (``procedimentos[].profissionais``), or ''."""
        return self.path.rpartition("[].")[0]

    @property
    def column(self) -> str:
        """Return the column name for import and export, from the path (``individuo_cns``)."""
        return self.path.replace("[]", "").replace(".", "_")


@dataclass(frozen=True, slots=True)
class Group:
    """A list of rows of the document (``diagnosticos``), or the document itself (path '').

    Args:
        path: the list's path without its last brackets, '' for the document.
        label: heading for a person.
        singular: what one row is called.
        minimum: rows required where the parent row exists.
        maximum: rows allowed, None for N.
        elements: the elements with a value that are columns of this list, in annex order.
        parent: path of the list whose rows hold this one, None for the document itself.
    """

    path: str
    label: str
    singular: str
    minimum: int
    maximum: int | None
    elements: tuple[Element, ...]
    parent: str | None


@dataclass(frozen=True)
class Model:
    """An information model of the resolution, complete and in the order of its annex."""

    id: str
    name: str
    short_name: str
    annex: str
    source: str
    destination: str
    completeness: str
    valid_from: date | None
    valid_to: date | None
    elements: tuple[Element, ...]
    groups: tuple[Group, ...]

    def __hash__(self) -> int:
        """Return the hash of the id: what is worked out once for a model is asked for often."""
        return hash(self.id)

    @cached_property
    def by_path(self) -> Mapping[str, Element]:
        """Return the elements by document path."""
        return {element.path: element for element in self.elements}

    @cached_property
    def by_role(self) -> Mapping[str, Element]:
        """Return the elements that carry a role, by role."""
        return {element.role: element for element in self.elements if element.role}

    @cached_property
    def by_group(self) -> Mapping[str, Group]:
        """Return the groups by path; '' is the document itself."""
        return {group.path: group for group in self.groups}

    @cached_property
    def carried(self) -> frozenset[str]:
        """Return the paths of the values that a new contact may take from the contact before.

        A row of the annex follows what holds it unless its hint says otherwise; nothing is taken
        where no hint says so, because what stands there may belong to the person.
        """
        found: set[str] = set()
        holders: list[bool] = []
        for element in self.elements:
            del holders[element.level - 1 :]
            above = holders[-1] if holders else False
            holders.append(above if element.hint.carried is None else element.hint.carried)
            if holders[-1] and not element.kind.is_container:
                found.add(element.path)
        return frozenset(found)

    @cached_property
    def leaves(self) -> tuple[Element, ...]:
        """The elements that hold a value, in annex order."""
        return tuple(element for element in self.elements if not element.kind.is_container)

    @property
    def sections(self) -> Iterator[Element]:
        """Yield the level 1 rows, in annex order."""
        return (element for element in self.elements if element.level == 1)

    def children(self, group_path: str) -> tuple[Group, ...]:
        """Return the lists directly below a list (or below the document, for '')."""
        return tuple(group for group in self.groups if group.parent == group_path)

    def is_sent(self) -> bool:
        """Tell whether contacts of this model go to the CMD webservice."""
        return self.destination == "cmd"

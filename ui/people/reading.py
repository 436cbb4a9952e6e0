"""What the people screens read and write, off the GUI thread, and the words they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coletor import clock
from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.model import Kind
from coletor.registers import (
    Change,
    Definition,
    Difference,
    Entry,
    Problem,
    Register,
    RegisterError,
)
from coletor.registers import Field as Kept
from coletor.registers.words import words_of
from coletor.terminology import LOCAL
from coletor.terminology.text import fold
from coletor.workspace import Workspace
from ui.form import starting
from ui.form.circumstances import Circumstances
from ui.form.layout import lay_out
from ui.form.opening import Opening
from ui.form.rows import Rows
from ui.form.services import FormServices
from ui.tasks import Tasks

PAGE = 200
ALL, DIFFERING, BIN = "todos", "differing", "bin"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list should show.

    Args:
        text: words as typed.
        which: ``ALL``, ``DIFFERING`` or ``BIN``.
    """

    text: str = ""
    which: str = ALL


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list.

    Args:
        wanted: what was asked for.
        offset: rows before these.
        rows: the entries.
        found: entries that have the words, in the whole register; of a filter, its rows.
        total: entries of the register.
        differing: entries with differences, up to a page of them.
        removed: entries in the bin, up to a page of them.
    """

    wanted: Wanted
    offset: int
    rows: Sequence[Entry]
    found: int = 0
    total: int = 0
    differing: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Person:
    """What is known of one entry.

    Args:
        entry: the entry as it is now.
        differences: what contacts said otherwise.
        history: its saves, the latest first.
    """

    entry: Entry
    differences: Sequence[Difference] = ()
    history: Sequence[Change] = ()


def services_of(
    workspace: Workspace, tasks: Tasks, local: frozenset[str] = frozenset()
) -> FormServices:
    """Return the doors that the form's editors and names need, without a contact.

    Args:
        workspace: the open folder.
        tasks: runs work off the GUI thread.
        local: optional tables of the own município that are loaded.
    """
    model = workspace.model_in_force()
    opening = Opening(new_uuid(), Rows.fresh(model))
    start = starting.Start(lay_out(model), opening, workspace.automatic(), (), local)
    # Nobody of a register is picked in the register itself.
    return replace(starting.services_of(workspace, tasks, start), people=None)


def local_tables(workspace: Workspace) -> frozenset[str]:
    """Return the optional tables of the own município that are loaded; off the GUI thread."""
    return frozenset(each.table for each in workspace.library.packages()).intersection(LOCAL)


def page(register: Register, wanted: Wanted, offset: int, mark_id: int = 0) -> Page:
    """Return a part of what is wanted; the counts come with its beginning.

    Args:
        register: the register.
        wanted: words and filter.
        offset: rows that are shown already.
        mark_id: an entry that comes first where the beginning does not hold it; 0 for none.
    """
    if offset:
        return Page(wanted, offset, register.page(wanted.text, limit=PAGE, offset=offset))
    differing, removed = register.differing(PAGE), register.removed(PAGE)
    total = register.count()
    counts = (total, len(differing), len(removed))
    if wanted.which == ALL:
        rows = register.page(wanted.text, limit=PAGE)
        found = register.count(wanted.text) if wanted.text else total
        return Page(wanted, 0, [*_first(register, rows, mark_id), *rows], found, *counts)
    chosen = differing if wanted.which == DIFFERING else removed
    rows = [entry for entry in chosen if _has(register.definition, entry, wanted.text)]
    return Page(wanted, 0, rows, len(rows), *counts)


def _first(register: Register, rows: Sequence[Entry], mark_id: int) -> list[Entry]:
    """Return the entry to be marked where it stands further down than what is read."""
    if not mark_id or any(row.id == mark_id for row in rows):
        return []
    entry = register.get(mark_id)
    return [entry] if entry is not None and entry.removed_at is None else []


def _has(definition: Definition, entry: Entry, typed: str) -> bool:
    """Tell whether an entry of a short list has every word typed, or its beginning."""
    words = [*words_of(definition, entry.values).split()]
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())


def person(register: Register, entry_id: int) -> Person | None:
    """Return what is known of an entry, None where it is no more."""
    entry = register.get(entry_id)
    if entry is None:
        return None
    history = tuple(reversed(register.history(entry_id)))
    return Person(entry, register.differences(entry_id), history)


def name_of(definition: Definition, entry: Entry) -> str:
    """Return how an entry is called."""
    return definition.title_of(entry.values)


def on_day(instant: str | None) -> str:
    """Return the day of a stored instant as a person reads it."""
    return f"{clock.read(instant).astimezone():%d/%m/%Y}" if instant else ""


def used(entry: Entry) -> str:
    """Return the day of an entry's last contact."""
    return on_day(entry.used_at)


def other_of(error: ColetorError) -> int:
    """Return the id of the entry that has a number already, 0 where that is not what happened."""
    return error.other.id if isinstance(error, RegisterError) and error.other else 0


@dataclass(frozen=True)
class Saving:
    """Saves an entry that was typed; called on the writer's thread.

    Args:
        register: the register.
        values: what was typed, by field id.
        operator_id: who types.
        entry_id: the entry; None for a new one.
        services: doors to the tables.
        seen: the entry's values when it was shown.
    """

    register: Register
    values: dict[str, str]
    operator_id: int
    entry_id: int | None
    services: FormServices
    seen: Mapping[str, str] | None = None

    def __call__(self) -> Entry | list[Problem]:
        """Save, or return what is wrong.

        Raises:
            RegisterError: another entry has one of the numbers.
        """
        values = self._settled()
        problems = self.register.check(values)
        if problems:
            return list(problems)
        return self.register.save(values, self.operator_id, entry_id=self.entry_id, seen=self.seen)

    def _settled(self) -> dict[str, str]:
        """Return the values with names typed in a hurry as the only code they can mean."""
        fields = self.register.definition.by_id
        return {name: self._code(fields[name], value) for name, value in self.values.items()}

    def _code(self, kept: Kept, value: str) -> str:
        table = kept.shape.table or ""
        if kept.kind is not Kind.TERM or not table or self.services.find(table, value):
            return value
        lines = self.services.search(table, value, Circumstances())
        named = [line for line in lines if fold(line.name) == fold(value)]
        found = named or lines
        return found[0].code if len(found) == 1 else value

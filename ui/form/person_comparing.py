"""What a row of the form says of a person, set against what the register knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.form.names import Names
from ui.form.navigation import Stop
from ui.form.people_doors import PeopleDoors
from ui.form.session import FormSession

if TYPE_CHECKING:
    from coletor.model import Element
    from coletor.registers import Entry, Register


@dataclass(frozen=True, slots=True)
class Unlike:
    """One thing that a row and the register say differently, or that only the register says.

    Args:
        field_id: field of the register.
        label: what it is called.
        stop: the cell.
        typed: the value typed, as it is kept; empty where nothing is typed.
        kept: the register's value.
        shown_typed: the value typed, for a person.
        shown_kept: the register's value, for a person.
    """

    field_id: str
    label: str
    stop: Stop
    typed: str
    kept: str
    shown_typed: str
    shown_kept: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a row whose person the register knows.

    Args:
        register_id: the register.
        row: key of the row.
        entry: the person.
        name: what the person is called.
        unlike: where both say something, and not the same.
        missing: what only the register says.
    """

    register_id: str
    row: int
    entry: "Entry"
    name: str
    unlike: tuple[Unlike, ...]
    missing: tuple[Unlike, ...]


class Comparing:
    """Compares the rows of one draft with the registers.

    Args:
        session: the draft.
        names: the names of codes.
    """

    def __init__(self, session: FormSession, names: Names) -> None:
        self._session = session
        self._names = names
        self._columns_of: dict[tuple[str, str], Mapping[str, Element]] = {}
        self._compared: dict[tuple[str, int], tuple[Entry, dict[str, str], Remark]] = {}

    @property
    def doors(self) -> PeopleDoors:
        """The doors to the registers."""
        doors = self._session.services.people
        assert doors is not None
        return doors

    def register(self, register_id: str) -> "Register":
        """Return a register."""
        return self.doors.register(register_id)

    def columns(self, register_id: str, row_list: str) -> Mapping[str, "Element"]:
        """Return field id -> row of the model, for one list of rows."""
        key = (register_id, row_list)
        if key not in self._columns_of:
            self._columns_of[key] = self.doors.columns(register_id, self._session.model, row_list)
        return self._columns_of[key]

    def texts(self, entry: "Entry", row: int) -> dict[str, str]:
        """Return what choosing a person writes into a row, by element path."""
        rows = self._session.rows
        return self.register(entry.register).cells(entry, rows.model, rows.by_id[row].list)

    def compare(self, register_id: str, row: int, entry: "Entry") -> Remark:
        """Return what is to be said of a row; while nothing of it changes it is what it was.

        Args:
            register_id: the register.
            row: key of the row.
            entry: whom the row names.
        """
        key, cells = (register_id, row), self._session.rows.by_id[row].cells
        found = self._compared.get(key)
        if found is None or found[:2] != (entry, cells):
            found = (entry, dict(cells), self._compare_now(register_id, row, entry))
            self._compared[key] = found
        return found[2]

    def _compare_now(self, register_id: str, row: int, entry: "Entry") -> Remark:
        rows = self._session.rows
        definition = self.register(register_id).definition
        here = rows.by_id[row]
        unlike = {
            each.field_id
            for each in self.register(register_id).compare(entry, here.cells, rows.model, here.list)
        }
        differing, missing = [], []
        for name, text_ in self._cells_by_field(register_id, entry, row):
            element = self.columns(register_id, here.list)[name]
            kept = definition.by_id[name]
            typed = kept.parse(here.cells.get(element.path, ""))
            made = Unlike(
                name,
                kept.label,
                Stop(row, element.path),
                typed,
                text_,
                self._shown(element, kept.display(typed) if typed else "", typed),
                self._shown(element, kept.display(entry.values[name]), entry.values[name]),
            )
            if name in unlike:
                differing.append(made)
            elif not typed and self._session.states.state(row, element.path).applies:
                missing.append(made)
        name = definition.title_of(entry.values)
        return Remark(register_id, row, entry, name, tuple(differing), tuple(missing))

    def _cells_by_field(
        self, register_id: str, entry: "Entry", row: int
    ) -> Sequence[tuple[str, str]]:
        texts = self.texts(entry, row)
        columns = self.columns(register_id, self._session.rows.by_id[row].list)
        return [(name, texts[e.path]) for name, e in columns.items() if e.path in texts]

    def _shown(self, element: "Element", shown: str, value: str) -> str:
        """Return a value for a person: the name of a term where it is known."""
        return str(self._names.of(element, value)) if value and element.table else shown

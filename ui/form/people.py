"""People of the registers in the form: chosen, compared with what is typed, corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.errors import ColetorError
from coletor.messages import text
from ui.form import filling
from ui.form.navigation import Stop
from ui.form.people_doors import CODE, PATIENTS, PROFESSIONALS, PeopleDoors
from ui.form.rows import Change, Rows
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.model import Element
    from coletor.registers import Entry, Register

REGISTERS = (PATIENTS, PROFESSIONALS)
TOUCHED = ("people",)


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


class People(QObject):
    """What the registers have to do with one form; it dies with the form.

    Args:
        session: the draft.
        view: its form; it owns this object.
    """

    said = Signal(str, object)  # words, Tone
    remarked = Signal(object)  # Remark or None

    def __init__(self, session: FormSession, view: FormView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._known: dict[tuple[str, int], Entry] = {}
        self._asked: dict[tuple[str, int], Mapping[str, str]] = {}
        self._columns_of: dict[tuple[str, str], Mapping[str, Element]] = {}
        self._compared: dict[tuple[str, int], tuple[Entry, dict[str, str], Remark]] = {}
        self._remark: Remark | None = None
        view.picked.connect(self.take)
        view.focused.connect(lambda _stop: self._tell())
        session.pendingChanged.connect(self.refresh)

    @property
    def _doors(self) -> PeopleDoors:
        doors = self._session.services.people
        assert doors is not None
        return doors

    @property
    def remark(self) -> Remark | None:
        """What is said now."""
        return self._remark

    # Choosing

    def take(self, stop: Stop, entry: "Entry") -> None:
        """Fill in a person who was chosen in a field, and go on to what is missing."""
        session = self._session
        self._know(entry.register, stop.row, entry)
        texts = self._texts(entry, stop.row)
        session.fill(lambda rows: filling.fill_person(rows, stop.row, texts, stop.path))
        QTimer.singleShot(0, self, lambda: self._go_on(stop))

    def begin_with(self, entry: "Entry") -> None:
        """Fill in the patient of a new contact."""
        root = self._session.rows.root.id
        self._know(PATIENTS, root, entry)
        texts = self._texts(entry, root)
        self._session.fill(lambda rows: filling.fill_cells(rows, root, texts))
        first = self._session.navigator.first()
        if first is not None:
            self._go_on(first)

    def _go_on(self, stop: Stop) -> None:
        """Go to the next field that is empty and wanted; optional ones of the same row are not."""
        session = self._session
        stops = session.navigator.stops()
        place = stops.index(stop) if stop in stops else -1
        for each in stops[place + 1 :]:
            row = session.rows.by_id[each.row]
            if session.rows.text(each.row, each.path).strip():
                continue
            if row.list and session.rows.is_blank(row):
                self._view.focus(session.navigator.entry(row.id))
                return
            if each.row != stop.row or session.states.state(each.row, each.path).required:
                self._view.focus(each)
                return

    def _register(self, register_id: str) -> "Register":
        return self._doors.register(register_id)

    def _texts(self, entry: "Entry", row: int) -> dict[str, str]:
        rows = self._session.rows
        return self._register(entry.register).cells(entry, rows.model, rows.by_id[row].list)

    def _know(self, register_id: str, row: int, entry: "Entry") -> None:
        self._known[register_id, row] = entry
        self._asked[register_id, row] = {}

    # Comparing

    def _columns(self, register_id: str, row_list: str) -> Mapping[str, "Element"]:
        key = (register_id, row_list)
        if key not in self._columns_of:
            self._columns_of[key] = self._doors.columns(register_id, self._session.model, row_list)
        return self._columns_of[key]

    def refresh(self) -> None:
        """Look up who the rows name by now, and compare."""
        if self._session.services.people is None:
            return
        for register_id, row, values in self._named():
            key = (register_id, row)
            entry = self._known.get(key)
            if entry is not None and entry.values.get(CODE) == values[CODE]:
                continue
            self._known.pop(key, None)
            if self._asked.get(key) != values:
                self._asked[key] = values
                self._look_up(register_id, row, values)
        self._tell()

    def _named(self) -> list[tuple[str, int, dict[str, str]]]:
        """Return the rows that name a person by a code, with what they say of that person."""
        found = []
        for register_id in REGISTERS:
            definition = self._register(register_id).definition
            for row in self._session.rows.live():
                columns = self._columns(register_id, row.list) if not row.blank else {}
                code = columns.get(CODE)
                if code is None or code.group_path != row.list:
                    continue
                values = {
                    name: definition.by_id[name].parse(row.cells.get(element.path, ""))
                    for name, element in columns.items()
                }
                if values[CODE]:
                    found.append((register_id, row.id, values))
        return found

    def _look_up(self, register_id: str, row: int, values: Mapping[str, str]) -> None:
        doors = self._doors

        def done(entry: "Entry | None") -> None:
            if self._asked.get((register_id, row)) == values and entry is not None:
                self._known[register_id, row] = entry
                self._tell()

        self._session.services.tasks.query(
            lambda: doors.named(register_id, values), done, self._on_error, owner=self
        )

    def _tell(self) -> None:
        """Say what the row with the cursor differs in, or the first row that differs."""
        here = self._view.current.row if self._view.current is not None else 0
        live = [key for key in self._known if self._session.rows.is_live(key[1])]
        made = (self._compare(key) for key in sorted(live, key=lambda key: key[1] != here))
        remark = next((each for each in made if each.unlike or each.missing), None)
        if remark != self._remark:
            self._remark = remark
            self.remarked.emit(remark)

    def _compare(self, key: tuple[str, int]) -> Remark:
        """Return what is to be said of a row; while nothing of it changes it is what it was."""
        entry, cells = self._known[key], self._session.rows.by_id[key[1]].cells
        found = self._compared.get(key)
        if found is None or found[:2] != (entry, cells):
            found = (entry, dict(cells), self._compare_now(*key))
            self._compared[key] = found
        return found[2]

    def _compare_now(self, register_id: str, row: int) -> Remark:
        key = (register_id, row)
        entry, rows = self._known[key], self._session.rows
        definition = self._register(register_id).definition
        here = rows.by_id[row]
        unlike = {
            each.field_id
            for each in self._register(register_id).compare(
                entry, here.cells, rows.model, here.list
            )
        }
        differing, missing = [], []
        for name, text_ in self._cells_by_field(register_id, entry, row):
            element = self._columns(register_id, here.list)[name]
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
        texts = self._texts(entry, row)
        columns = self._columns(register_id, self._session.rows.by_id[row].list)
        return [(name, texts[e.path]) for name, e in columns.items() if e.path in texts]

    def _shown(self, element: "Element", shown: str, value: str) -> str:
        """Return a value for a person: the name of a term where it is known."""
        return str(self._view.names.of(element, value)) if value and element.table else shown

    # Settling

    def use_kept(self, stop: Stop) -> None:
        """Write what the register has: at the field with the cursor, or wherever it differs."""
        remark = self._remark
        if remark is None:
            self._say("people_alike")
            return
        here = tuple(each for each in remark.unlike if each.stop == stop)
        wanted = here or (*remark.unlike, *remark.missing)

        def write(rows: Rows) -> list[Change]:
            changes: list[Change] = []
            for each in wanted:
                changes += rows.write(each.stop.row, each.stop.path, each.kept)
            return changes

        self._session.fill(write)
        self._tell()
        self._say("people_used", name=remark.name)

    def correct_kept(self, stop: Stop) -> None:
        """Write into the register what is typed: at the field with the cursor, or all of it."""
        remark = self._remark
        if remark is None or not remark.unlike:
            self._say("people_alike")
            return
        here = tuple(each for each in remark.unlike if each.stop == stop)
        typed = {each.field_id: each.typed for each in here or remark.unlike}
        register, entry = self._register(remark.register_id), remark.entry
        operator = self._session.services.operator_id
        values = {**entry.values, **typed}

        def done(saved: "Entry") -> None:
            self.learn(remark.row, saved)
            self._say("people_corrected", name=remark.name)

        self._session.services.tasks.change(
            lambda: register.save(values, operator, entry_id=entry.id),
            done,
            self._on_error,
            touches=TOUCHED,
            owner=self,
        )

    def learn(self, row: int, entry: "Entry") -> None:
        """Take what the register says of a row's person from now on."""
        self._know(entry.register, row, entry)
        self._tell()

    def card_of(self, stop: Stop | None) -> tuple[str, int, "Entry | None", dict[str, str]]:
        """Return whose card belongs to a field: register, row, entry and what the row says.

        Args:
            stop: the field with the cursor; the patient's without it.
        """
        rows = self._session.rows
        row = rows.root
        if stop is not None and self._columns(PROFESSIONALS, rows.by_id[stop.row].list):
            row = rows.by_id[stop.row]
        register_id = PROFESSIONALS if row.list else PATIENTS
        columns = self._columns(register_id, row.list)
        said = {
            name: row.cells[element.path]
            for name, element in columns.items()
            if element.group_path == row.list and row.cells.get(element.path, "").strip()
        }
        return register_id, row.id, self._known.get((register_id, row.id)), said

    def _on_error(self, error: ColetorError) -> None:
        self.said.emit(str(error), Tone.ERROR)

    def _say(self, key: str, **fields: object) -> None:
        self.said.emit(text(f"form.screen.{key}", **fields), Tone.NEUTRAL)

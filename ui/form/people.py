"""People of the registers in the form: chosen, compared with what is typed, corrected."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.errors import ColetorError
from coletor.messages import text
from ui.form import filling
from ui.form.navigation import Stop
from ui.form.people_doors import CODE, PATIENTS, PROFESSIONALS
from ui.form.person_comparing import Comparing, Remark
from ui.form.rows import Change, Rows
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.registers import Entry

REGISTERS = (PATIENTS, PROFESSIONALS)
TOUCHED = ("people",)


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
        self._comparing = Comparing(session, view.names)
        self._remark: Remark | None = None
        view.picked.connect(self.take)
        view.focused.connect(lambda _stop: self._tell())
        session.pendingChanged.connect(self.refresh)
        session.services.tasks.changed.connect(self._on_changed)
        QTimer.singleShot(0, self, self.refresh)  # a contact opened again names people already

    @property
    def remark(self) -> Remark | None:
        """What is said now."""
        return self._remark

    # Choosing

    def take(self, stop: Stop, entry: "Entry") -> None:
        """Fill in a person who was chosen in a field, and go on to what is missing."""
        session = self._session
        self._know(entry.register, stop.row, entry)
        texts = self._comparing.texts(entry, stop.row)
        session.fill(lambda rows: filling.fill_person(rows, stop.row, texts, stop.path))
        self._go_on(stop)  # now: the keys that come with this one are of the next field

    def begin_with(self, entry: "Entry") -> None:
        """Fill in the patient of a new contact."""
        root = self._session.rows.root.id
        self._know(PATIENTS, root, entry)
        texts = self._comparing.texts(entry, root)
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

    def _know(self, register_id: str, row: int, entry: "Entry") -> None:
        self._known[register_id, row] = entry
        self._asked[register_id, row] = {}

    # Comparing

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
            definition = self._comparing.register(register_id).definition
            for row in self._session.rows.live():
                columns = self._comparing.columns(register_id, row.list) if not row.blank else {}
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

    def _on_changed(self, touched: frozenset[str]) -> None:
        """Compare anew with a register that was changed elsewhere, while this form was open."""
        if self._session.services.people is None or not touched.intersection(TOUCHED):
            return
        for register_id, row, values in self._named():
            if (register_id, row) in self._known:
                self._asked[register_id, row] = values
                self._look_up(register_id, row, values)

    def _look_up(self, register_id: str, row: int, values: Mapping[str, str]) -> None:
        doors = self._comparing.doors

        def done(entry: "Entry | None") -> None:
            if self._asked.get((register_id, row)) != values:
                return
            if entry is not None:
                self._known[register_id, row] = entry
            else:
                self._known.pop((register_id, row), None)
            self._tell()

        self._session.services.tasks.query(
            lambda: doors.named(register_id, values), done, self._on_error, owner=self
        )

    def _tell(self) -> None:
        """Say what the row with the cursor differs in, or the first row that differs."""
        here = self._view.current.row if self._view.current is not None else 0
        live = [key for key in self._known if self._session.rows.is_live(key[1])]
        made = (
            self._comparing.compare(*key, self._known[key])
            for key in sorted(live, key=lambda key: key[1] != here)
        )
        remark = next((each for each in made if each.unlike or each.missing), None)
        if remark != self._remark:
            self._remark = remark
            self.remarked.emit(remark)

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
        register, entry = self._comparing.register(remark.register_id), remark.entry
        operator = self._session.services.operator_id
        values = {**entry.values, **typed}

        def done(saved: "Entry") -> None:
            self.learn(remark.row, saved)
            self._say("people_corrected", name=remark.name)

        self._session.services.tasks.change(
            lambda: register.save(values, operator, entry_id=entry.id, seen=entry.values),
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
        if stop is not None and self._comparing.columns(PROFESSIONALS, rows.by_id[stop.row].list):
            row = rows.by_id[stop.row]
        register_id = PROFESSIONALS if row.list else PATIENTS
        columns = self._comparing.columns(register_id, row.list)
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

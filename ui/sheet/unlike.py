"""What a line says of its patient otherwise than the register, said at the foot of the sheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.messages import text
from ui.form.people_doors import CODE, PATIENTS
from ui.form.person_comparing import Comparing, Remark
from ui.form.rows import Change, Rows
from ui.sheet.lines import LineSession

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from coletor.registers import Entry
    from ui.sheet.view import SheetView

_TOUCHED = "people"


class Unlike(QObject):
    """Compares the line in hand with the register: a line may be older than a correction there.

    Args:
        view: the sheet on screen; it owns this object.
    """

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        self._line: LineSession | None = None
        self._code = ""
        self._entry: Entry | None = None
        self._comparing: Comparing | None = None
        view.desk.tasks.changed.connect(self._on_changed)

    def look(self, line: LineSession | None) -> None:
        """Look up whom a line names, unless that is known already."""
        if line is None or line.blank or line.services.people is None:
            self._line = self._entry = None
            return
        comparing = self._comparing
        if line is not self._line or comparing is None:
            comparing = self._comparing = Comparing(line, self._view.desk.names)
            self._line, self._code, self._entry = line, "", None
        cells, known = line.rows.root.cells, comparing.register(PATIENTS).definition.by_id
        columns = comparing.columns(PATIENTS, "")
        values = {name: known[name].parse(cells.get(e.path, "")) for name, e in columns.items()}
        if values.get(CODE, "") == self._code:
            return
        self._code, self._entry = values.get(CODE, ""), None
        asked, doors = (line, self._code), comparing.doors

        def done(entry: "Entry | None") -> None:
            if asked == (self._line, self._code):
                self._entry = entry
                self._view.say_findings()

        if self._code:
            self._view.desk.tasks.query(
                lambda: doors.named(PATIENTS, values), done, self._on_error, owner=self
            )

    def words(self, line: LineSession) -> str:
        """Return what is to be said of a line, empty where it agrees with the register."""
        remark = self._remark(line)
        if remark is None or not remark.unlike:
            return ""
        fields = ", ".join(
            text("sheet.findings.unlike", label=e.label, kept=e.shown_kept, typed=e.shown_typed)
            for e in remark.unlike
        )
        return text("sheet.findings.differs", name=remark.name, fields=fields)

    def use_kept(self) -> None:
        """Write into the line what the register says, as one act."""
        line = self._view.line
        remark = self._remark(line) if line is not None else None
        if line is None or remark is None or not remark.unlike:
            self._view.acts.say_of_form("people_alike")
            return

        def write(rows: Rows) -> list[Change]:
            changes: list[Change] = []
            for each in remark.unlike:
                changes += rows.write(each.stop.row, each.stop.path, each.kept)
            return changes

        line.fill(write)
        if self._view.editor is not None and self._view.editor.patient is not None:
            self._view.editor.patient.reload()
        self._view.acts.say_of_form("people_used", name=remark.name)

    def _remark(self, line: LineSession) -> Remark | None:
        if line is not self._line or self._entry is None or self._comparing is None:
            return None
        return self._comparing.compare(PATIENTS, line.rows.root.id, self._entry)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if _TOUCHED in touched:
            self._line = None
            self.look(self._view.line)

    def _on_error(self, error: "ColetorError") -> None:
        self._view.desk.failed.emit(error)

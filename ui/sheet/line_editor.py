"""The editors of the line being typed, each over its column."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from coletor.sheets import Slot
from coletor.sheets.slots import PATIENT
from ui.form.editors import make_editor
from ui.form.row_words import write
from ui.sheet.hosting import Doors, FieldHost
from ui.sheet.lines import LineSession
from ui.sheet.person_binding import PersonBinding, person_field
from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.line import LineEdit

HEIGHT = 30
RETIRE_MS = 3000
"""How long editors wait for answers that are under way after their line was left."""


class LineEditor(QWidget):
    """One line's editors; the patient's name and birth are painted between them.

    Args:
        session: the line.
        slots: what is typed in a line, the patient first.
        areas: returns where each column stands.
        doors: what it needs of the sheet.
        parent: the widget it stands over.
    """

    advanced = Signal(bool)  # the cursor wants to go on (True) or back

    def __init__(
        self,
        session: LineSession,
        slots: Sequence[Slot],
        areas: Callable[[], list[QRect]],
        doors: Doors,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.slots = tuple(slots)
        self._areas = areas
        self._number = ""
        self.host = FieldHost(session, doors.names, doors.on_key, self)
        self._editors: dict[str, LineEdit] = {}
        for slot in self.slots:
            self._add(slot, doors)
        session.cellChanged.connect(self._on_cell)
        session.statesChanged.connect(self.refresh)
        session.pendingChanged.connect(self.tell)
        self.refresh()
        self.tell()

    @property
    def order(self) -> list[str]:
        """Slots in the order typed."""
        return [slot.id for slot in self.slots]

    @property
    def patient(self) -> PersonBinding | None:
        """The patient's field."""
        found = self.host.bindings.get(self.slots[0].id)
        return found if isinstance(found, PersonBinding) else None

    @property
    def lacks_patient(self) -> bool:
        """Whether nothing was typed for the patient."""
        return self.patient is not None and not self.patient.editor.text().strip()

    @property
    def has_stranger(self) -> bool:
        """Whether a patient was typed and left of whom the line lacks the rest."""
        patient = self.patient
        if patient is None or patient.editor.person or self.host.current == patient.slot.id:
            return False
        paths = [element.path for element in patient.slot.elements]
        missing = any(item.missing for item in self.session.items_at(paths))
        return missing and not self.lacks_patient

    def _add(self, slot: Slot, doors: Doors) -> None:
        self.host.know(slot)
        session = self.session
        if slot.person:
            binding = person_field(slot, doors.registers(slot.person), self.host, self)
            binding.picked.connect(lambda _entry: self.update())
            if slot.person == PATIENT:
                binding.editor.set_font(fonts.code())
            self._editors[slot.id] = binding.editor
            return
        element = slot.element
        stop = session.stop_of(element.path)
        made = make_editor(
            element,
            session.services,
            doors.names,
            lambda role: session.rows.effective(stop.row, role),
            element.hint.columns or 3,
        )
        made.setParent(self)
        self._editors[slot.id] = made  # type: ignore[assignment]
        self.host.bind(made, stop, slot.label)

    # What stands there

    def show_number(self, number: int) -> None:
        """Say which line it is."""
        self._number = str(number)
        self.setAccessibleName(text("sheet.line_name", number=number))
        self.update()

    def refresh(self) -> None:
        """Show which fields are open and required."""
        for binding in self.host.bindings.values():
            binding.refresh()
        self.update()

    def tell(self) -> None:
        """Mark the fields that were left with what is pending there."""
        for slot in self.slots:
            binding = self.host.bindings[slot.id]
            left = any(
                self.session.stop_of(element.path) in self.session.visited
                for element in slot.elements
            )
            binding.tell(binding.pending() if left else None)

    def _on_cell(self, row: int, path: str) -> None:
        self.host.follow(path)
        self.update()

    def retire(self) -> None:
        """Go out of sight; answers that are under way still settle what was typed."""
        self.hide()
        QTimer.singleShot(RETIRE_MS, self, self.deleteLater)

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand over the columns."""
        super().resizeEvent(event)
        areas = self._areas()
        top = (self.height() - HEIGHT) // 2
        columns = [areas[1], *areas[4:-1]]
        for slot, area in zip(self.slots, columns, strict=True):
            self._editors[slot.id].setGeometry(area.left() + 1, top, area.width() - 8, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the number, the patient's name and birth, and that it is typed."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours()["accent_background"])
            areas = self._areas()
            self._write(painter, areas[0], self._number, colours()["muted"])
            by_role = {element.role: element for element in self.slots[0].elements}
            for role, area, font in (
                ("nome_individuo", areas[2], fonts.body()),
                ("data_nascimento", areas[3], fonts.code()),
            ):
                if area.isEmpty():
                    continue  # its column is left out where there is little room
                element = by_role.get(role)
                words = self.session.text_of(element.path) if element else ""
                inner = area.adjusted(8, 0, -8, 0)
                inner.setHeight(self.height())
                write(painter, inner, words, font, colours()["text"])
            painter.setFont(fonts.secondary_strong())
            self._write(painter, areas[-1], text("sheet.word.typing"), colours()["accent"])

    def _write(self, painter: QPainter, area: QRect, words: str, ink: QColor) -> None:
        inner = area.adjusted(8, 0, -8, 0)
        inner.setHeight(self.height())
        write(painter, inner, words, fonts.secondary_strong(), ink)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on in the order typed."""
        self.advanced.emit(forward)
        return True

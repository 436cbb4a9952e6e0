"""The lines of a sheet as a table that is painted; the line being typed has editors over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from coletor.sheets import Slot
from coletor.sheets.slots import PATIENT
from ui.sheet.lines import LineSession
from ui.sheet.person import codes_of
from ui.style.palette import metric
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

NUMBER, CODE, BIRTH, WORD = 40, 190, 104, 184
_TIGHT = (30, 168, 0, 132)
"""Those widths where the lines have little room (large text): the birth is left out there."""
_BIRTH_PLACE = 3
TYPED_HEIGHT = 42
_NARROWEST, _NARROW = 96, 128
"""Of the other columns: the least width, and that from which the birth is left out."""
_NAME_SHARE = 4.0
_CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class LineRow:
    """What the table shows of a line.

    Args:
        line: the draft.
        number: its place, from 1.
        code: number of the patient, or what stands for it.
        name: name of the patient.
        birth: date of birth.
        cells: what the other slots of the line show.
        word: what is to be said of it.
        tone: the word's colour.
    """

    line: LineSession = field(compare=False)
    number: int
    code: str
    name: str
    birth: str
    cells: tuple[str, ...]
    word: str
    tone: Tone


def columns_of(slots: Sequence[Slot]) -> list[Column[LineRow]]:
    """Return the columns of a sheet whose lines have these slots beside the patient."""
    found: list[Column[LineRow]] = [
        Column("#", lambda row: str(row.number), NUMBER, muted=True),
        Column(text("sheet.column.patient"), lambda row: row.code, CODE, code=True),
        Column(text("sheet.column.name"), lambda row: row.name),
        Column(text("sheet.column.birth"), lambda row: row.birth, BIRTH, code=True),
    ]
    plain = [slot for slot in slots if slot.person != PATIENT]
    for place, slot in enumerate(plain):
        found.append(Column(slot.label, _cell(place), 1, code=codes_of(slot.element)))
    found.append(
        Column(text("sheet.column.word"), lambda row: row.word, WORD, tone=lambda row: row.tone)
    )
    return found


def _cell(place: int) -> Callable[[LineRow], str]:
    """Return how the text of one slot is read from a line."""

    def read(row: LineRow) -> str:
        return row.cells[place] if place < len(row.cells) else ""

    return read


def _shared(room: int, shares: Sequence[float]) -> list[int]:
    """Share pixels, nobody with less than the least: what that takes, the widest gives."""
    widths = [max(_NARROWEST, int(room * share / sum(shares))) for share in shares]
    widest = widths.index(max(widths))
    widths[widest] = max(_NARROWEST, widths[widest] - max(0, sum(widths) - room))
    return widths


class LineTable(DataTable):
    """The lines; arrows mark one, Enter types in it, what is typed has its editors over the row.

    Args:
        parent: the widget it stands in.
    """

    edited = Signal(object)  # LineSession
    removed = Signal(object)  # LineSession
    copied = Signal(object)  # LineSession
    pressed_key = Signal(object)  # QKeyEvent that the page may know
    ended = Signal(bool)  # Tab past the table (True) or back before it (False)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("sheet.lines"), parent)
        self.setTabKeyNavigation(False)
        self._slots: tuple[Slot, ...] = ()
        self._over: QWidget | None = None
        self._over_row = -1
        self._rows: Rows[LineRow] = Rows(())
        self.verticalScrollBar().valueChanged.connect(self._place_over)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.opened.connect(lambda row: self.edited.emit(row.line))

    def lay_out(self, slots: Sequence[Slot]) -> None:
        """Take the columns of these slots."""
        self._slots = tuple(slot for slot in slots if slot.person != PATIENT)
        self._rows = Rows(columns_of(slots), self)
        self.show_rows(self._rows)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(_TIGHT[0])
        for section in range(self._rows.columnCount()):
            head.setSectionResizeMode(section, head.ResizeMode.Fixed)
        self.setMinimumWidth(sum(_TIGHT) + _NARROWEST * (1 + len(self._slots)))
        self.share_room()

    def share_room(self) -> None:
        """Share the room between the name and the slots, as wide as the form has them."""
        shares = [_NAME_SHARE, *(float(slot.element.hint.columns or 3) for slot in self._slots)]
        places, usual = (0, 1, _BIRTH_PLACE, 4 + len(self._slots)), (NUMBER, CODE, BIRTH, WORD)
        tight = self.viewport().width() < sum(usual) + _NARROW * len(shares)
        widths = _TIGHT if tight else usual
        room = max(self.viewport().width() - sum(widths), 0)
        head = self.horizontalHeader()
        self.setColumnHidden(_BIRTH_PLACE, tight)
        for section, width in zip(places, widths, strict=True):
            if width:
                head.resizeSection(section, width)
        sections = [2, *range(4, 4 + len(self._slots))]
        for section, width in zip(sections, _shared(room, shares), strict=True):
            head.resizeSection(section, width)
        self._place_over()

    def rows(self) -> Sequence[LineRow]:
        """Return what is shown."""
        return self._rows.rows()

    def show_lines(self, rows: Sequence[LineRow]) -> None:
        """Show the lines there are; the mark stays where it is."""
        self._rows.replace(rows)
        self._place_over()

    def row_of(self, line: LineSession) -> int:
        """Return the place of a line, -1 where it is not shown."""
        return next((n for n, row in enumerate(self.rows()) if row.line is line), -1)

    def mark(self, line: LineSession) -> None:
        """Mark a line and bring it into sight."""
        place = self.row_of(line)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place, 1))
            self.scrollTo(self._rows.index(place, 0))

    def marked_line(self) -> LineSession | None:
        """Return the marked line."""
        row = self.current()
        return row.line if row is not None else None

    # The editors

    def put_over(self, widget: QWidget, line: LineSession) -> None:
        """Show the editors of a line over its row, which grows to hold them."""
        self.take_over()
        self._over = widget
        self._over_row = self.row_of(line)
        widget.setParent(self.viewport())
        self.setRowHeight(self._over_row, TYPED_HEIGHT)
        self.mark(line)
        self._place_over()
        widget.show()

    def take_over(self) -> QWidget | None:
        """Take the editors away and return them."""
        over, self._over = self._over, None
        if self._over_row >= 0:
            self.setRowHeight(self._over_row, metric("row_height"))
        self._over_row = -1
        return over

    def follow(self, line: LineSession) -> None:
        """Keep the editors over their line when lines before it came or went."""
        place = self.row_of(line)
        if self._over is None or place == self._over_row or place < 0:
            return
        if 0 <= self._over_row < len(self.rows()):
            self.setRowHeight(self._over_row, metric("row_height"))
        self._over_row = place
        self.setRowHeight(place, TYPED_HEIGHT)
        self._place_over()

    def areas(self) -> list[QRect]:
        """Return where each column stands on a row, for the editors over it."""
        head = self.horizontalHeader()
        return [
            QRect(head.sectionViewportPosition(n), 0, head.sectionSize(n), TYPED_HEIGHT)
            for n in range(self._rows.columnCount())
        ]

    def _place_over(self) -> None:
        if self._over is None or self._over_row < 0:
            return
        top = self.rowViewportPosition(self._over_row)
        self._over.setGeometry(0, top, self.viewport().width(), TYPED_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if self._over is not None and self._over_row >= 0:
            self.scrollTo(self._rows.index(self._over_row, 0))  # a message below took its room

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type in, remove or copy the marked line."""
        line, key = self.marked_line(), event.key()
        if line is not None and key == Qt.Key.Key_Delete:
            self.removed.emit(line)
        elif line is not None and key == Qt.Key.Key_D and event.modifiers() & _CTRL:
            self.copied.emit(line)
        elif key == Qt.Key.Key_Down and line is not None and line is self.rows()[-1].line:
            self.edited.emit(line)
        elif event.matches(QKeySequence.StandardKey.Undo) or key in _PAGE_KEYS:
            self.pressed_key.emit(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the table for the line that waits, or for the header."""
        self.ended.emit(forward)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark a line; the one that waits is typed in at once."""
        super().mousePressEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if index.isValid():
            line = self.rows()[index.row()].line
            if line.blank:
                self.edited.emit(line)


_PAGE_KEYS = (
    Qt.Key.Key_F8,
    Qt.Key.Key_F9,
    Qt.Key.Key_F10,
    Qt.Key.Key_F11,
    Qt.Key.Key_Insert,
)

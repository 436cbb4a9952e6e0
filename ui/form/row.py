"""A row of a table: painted text until it is in focus, editors while it is."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coletor.model import Kind
from ui.form.binding import Binding, Host, mark_of
from ui.form.editors import LONG_HEIGHT, make_editor
from ui.form.layout import Line, Place, Table
from ui.form.navigation import Stop
from ui.form.pending import Pending, where
from ui.form.room import Area, columns_of
from ui.form.row_words import FindingLine, SummaryLine, paint_label, write, write_long
from ui.form.strip import Strip
from ui.form.summary import summary_of
from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.layouts import show_once

if TYPE_CHECKING:
    from ui.form.table import TableView

LINE = 32
LONG_LINE = LONG_HEIGHT + 2
LABEL = 15
INSET = 8
_CODES = (
    Kind.DATE,
    Kind.DATE_TIME,
    Kind.CNS,
    Kind.CNES,
    Kind.INE,
    Kind.CEP,
    Kind.INTEGER,
    Kind.DECIMAL,
)


class RowLine(Strip):
    """The cells of one row, or of one line of it where the columns take several.

    Args:
        table: the columns.
        places: those of this line.
        row: the row's key.
        host: the form.
        parent: the widget it stands in.
    """

    def __init__(
        self, table: Table, places: Line, row: int, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._line = places
        self.top_margin = 1 + (LABEL if table.wrapped else 0)
        long = any(place.element.kind is Kind.LONG_TEXT for place in places)
        self._cell = (LONG_LINE if long else LINE) - 2
        self._row = row
        self._host = host
        self._cells: tuple[int, list[Area]] | None = None
        self.bindings: dict[str, Binding] = {}
        self.active = False
        self.setFixedHeight(self.top_margin + self._cell + 1)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        """Return one line, its labels included."""
        return QSize(320, self.top_margin + self._cell + 1)

    def open(self) -> None:
        """Show editors; they are made the first time."""
        if not self.bindings:
            self._build()
        self.active = True
        for binding in self.bindings.values():
            binding.reload()
            binding.editor.show()
        self.refresh()
        self.update()

    def close_editors(self) -> None:
        """Show text again."""
        self.active = False
        for binding in self.bindings.values():
            binding.editor.hide()
        self.update()

    def refresh(self) -> None:
        """Show which cells are open now."""
        for binding in self.bindings.values():
            binding.refresh()
        self.setAccessibleName(summary_of(self._host, self._table, self._row))
        self.update()

    def _build(self) -> None:
        rows = self._host.session.rows
        for place in self._line:
            stop = Stop(self._row, place.element.path)
            editor = make_editor(
                place.element,
                self._host.session.services,
                self._host.names,
                lambda role: rows.effective(self._row, role),
                place.width,
            )
            self.put(editor, place)
            name = where(rows, stop)
            self.bindings[place.element.path] = self._host.bind(editor, stop, name)

    def _places(self) -> list[Place]:
        """Return the cells, whether their editors are made or not."""
        return list(self._line)

    def _rows(self) -> list[list[Area]]:
        """Return the areas of the cells: they stay below their heads, on one line."""
        if self._cells is None or self._cells[0] != self.width():
            self._cells = (self.width(), columns_of(self._line, self.width()))
        return [self._cells[1]]

    def _areas(self) -> Iterable[tuple[Place, Area]]:
        return zip(self._line, self._rows()[0], strict=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type where the mouse points."""
        for place, (left, width) in self._areas():
            if left <= event.position().x() < left + width + 8:
                self._host.focus(Stop(self._row, place.element.path))
                return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the labels of a row of several lines, and the cells where no editors stand."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._table.wrapped:
                for place, (left, width) in self._areas():
                    paint_label(painter, QRect(left, 0, width, LABEL), place)
            if self.active:
                return
            blank = self._host.session.rows.by_id[self._row].blank
            for place, (left, width) in self._areas():
                area = QRect(left, self.top_margin, width, self._cell)
                if blank:
                    self._paint_blank(painter, area, place)
                else:
                    self._paint_cell(painter, area, place)

    def _paint_blank(self, painter: QPainter, area: QRect, place: Place) -> None:
        """Paint a field that waits to be typed in, with what it is going to propose."""
        painter.setPen(colours()["line"])
        painter.setBrush(colours()["surface"])
        painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 6, 6)
        rows = self._host.session.rows
        words = self._host.names.of(
            place.element, rows.proposal(rows.by_id[self._row], place.element)
        )
        write(painter, area.adjusted(7, 0, -3, 0), words, fonts.body(), colours()["muted"])

    def _paint_cell(self, painter: QPainter, area: QRect, place: Place) -> None:
        rows, element = self._host.session.rows, place.element
        mark = mark_of(self._host.shown_at(Stop(self._row, element.path)))
        if mark:
            role = "warning" if mark == "warning" else "error"
            painter.setPen(colours()[role])
            painter.setBrush(colours()[f"{role}_background"])
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 6, 6)
        words = self._host.names.shown(
            element,
            rows.text(self._row, element.path),
            lambda role: rows.value(self._row, role),
            place.width,
        )
        font = fonts.code() if element.kind in _CODES else fonts.body()
        inner = area.adjusted(7, 0, -3, 0)
        if element.kind is Kind.LONG_TEXT:
            write_long(painter, area.adjusted(7, 5, -3, -3), words)
            return
        code, _, name = words.partition("  ")
        if element.kind is Kind.TERM and name:
            write(painter, inner, code, fonts.code_strong(), colours()["text"])
            inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(f"{code}  "))
            words = name
        write(painter, inner, words, font, colours()["text"])


class RowView(QWidget):
    """One row with what belongs to it.

    Args:
        table: the columns and inner lists.
        row: the row's key.
        host: the form.
        inner: makes the view of an inner list.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        table: Table,
        row: int,
        host: Host,
        inner: Callable[[Table, int], "TableView"],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self.row = row
        self._host = host
        self._inner = inner
        self.active = False
        self.tables: list[TableView] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lines = [RowLine(table, places, row, host, self) for places in table.lines]
        self._findings = [FindingLine(places) for places in table.lines]
        self._summary = SummaryLine()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, 0, INSET, 0)
        self._column.setSpacing(0)
        for line, finding in zip(self.lines, self._findings, strict=True):
            self._column.addWidget(line)
            self._column.addWidget(finding)
        self._column.addWidget(self._summary)
        self.tell()

    def open(self) -> None:
        """Come into focus: editors, and the lists of the row."""
        if not self.active:
            self.active = True
            for line in self.lines:
                line.open()
        self.refresh()

    def close_row(self) -> None:
        """Leave the focus."""
        self.active = False
        for line in self.lines:
            line.close_editors()
        self.refresh()

    def refresh(self) -> None:
        """Show what the row has and is now."""
        blank = self._host.session.rows.is_blank(self._host.session.rows.by_id[self.row])
        inner = self.active and not blank
        if inner and not self.tables:
            self._build_inner()
        for view in self.tables:
            show_once(view, shown=inner)
        self._summary.say("" if inner or blank else self._inner_words())
        self._reserve()
        for line in self.lines:
            line.refresh()
        self.update()

    def _reserve(self) -> None:
        """Show what is said under the cells: a finding that comes or goes moves nothing.

        Begun, a row in focus keeps the room of its findings, and so does one of several lines. In
        another row out of focus a finding stands in the place of the summary; where there is none
        (a row that holds no lists) the marked cell, its tool tip and the panel say it.
        """
        begun = not self._host.session.rows.is_blank(self._host.session.rows.by_id[self.row])
        open_to_all = self.active or self._table.wrapped
        summed_up = begun and not self.active and bool(self._table.tables)
        *others, last = self._findings
        for finding in others:
            show_once(finding, shown=open_to_all and (begun or not finding.empty))
        if summed_up:
            show_once(last, shown=not last.empty)
        else:
            show_once(last, shown=open_to_all and (begun or not last.empty))
        show_once(self._summary, shown=summed_up and last.empty)

    def tell(self) -> None:
        """Show what is pending in the row and below it."""
        for places, line, finding in zip(
            self._table.lines, self.lines, self._findings, strict=True
        ):
            said = []
            for place in places:
                item = self._host.shown_at(Stop(self.row, place.element.path))
                binding = line.bindings.get(place.element.path)
                if binding is not None:
                    binding.tell(item)
                if item is not None:
                    said.append((place, item))
            if finding is self._findings[-1]:
                said = self._of_lists(places[0], said)
            if finding.say(said):
                line.setToolTip(finding.toolTip())
                line.update()
        self._reserve()
        for view in self.tables:
            view.tell()

    def _of_lists(
        self, place: Place, said: list[tuple[Place, Pending]]
    ) -> list[tuple[Place, Pending]]:
        """Add what is pending of a list of the row as a whole, where nothing else is said."""
        if said and said[0][0] is place:
            return said
        for table in self._table.tables:
            item = self._host.shown_at(Stop(self.row, table.group.path))
            if item is not None:
                return [(place, _naming(item)), *said]
        return said

    def _build_inner(self) -> None:
        for table in self._table.tables:
            view = self._inner(table, self.row)
            view.setContentsMargins(24, 0, 0, 3)
            self.tables.append(view)
            self._column.addWidget(view)
            view.tell()

    def _inner_words(self) -> str:
        rows = self._host.session.rows
        parts = [
            summary_of(self._host, table, row.id)
            for table in self._table.tables
            for row in rows.children(self.row, table.group.path)
            if not rows.is_blank(row)
        ]
        return "   |   ".join(part for part in parts if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the row in focus; a faint line under the others."""
        with QPainter(self) as painter:
            if self.active:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours()["accent_background"])
                painter.drawRoundedRect(self.rect(), 6, 6)
            elif not self._host.session.rows.by_id[self.row].blank:
                painter.setPen(colours()["line_faint"])
                bottom = QPoint(INSET, self.height() - 1)
                painter.drawLine(bottom, QPoint(self.width() - INSET, self.height() - 1))


def _naming(item: Pending) -> Pending:
    """Return it with the list's name in its words: no cell above it tells which list it is."""
    name = item.where.rpartition(" · ")[2]
    words = item.message
    return replace(item, message=f"{name}: {words[:1].lower()}{words[1:]}")

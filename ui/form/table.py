"""A list of the document as a table: heads, rows, and the lists of the row in focus below it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.form.binding import Host
from ui.form.layout import Line, Table
from ui.form.navigation import Stop
from ui.form.room import columns_of
from ui.form.row import RowView
from ui.form.row_words import paint_label
from ui.style import fonts
from ui.widgets.cursor import cursor_in
from ui.widgets.labels import Elided, label

HEAD = 16
INSET = 8
"""Blank space left and right of what stands in a table's rows."""
TEXT = 7
"""Where the text of a cell begins."""


class TableHead(QWidget):
    """The names of the columns, those always required with their mark.

    Args:
        places: the columns.
        parent: the widget it stands in.
    """

    def __init__(self, places: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self.setFixedHeight(HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(320, HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each name over its column."""
        with QPainter(self) as painter:
            areas = columns_of(self._places, self.width() - 2 * INSET)
            for place, (left, width) in zip(self._places, areas, strict=True):
                # Over the text, as in every list, and not over the frame of the cursor.
                paint_label(painter, QRect(left + INSET + TEXT, 0, width, HEAD), place)


class TableView(QWidget):
    """One list of one row (or of the document).

    Args:
        table: the columns and inner lists.
        holder: the row that holds the list.
        host: the form.
        finding: where what is pending of the list as a whole is said; a list inside a row has
            none, the row says it.
        titled: whether the list's own name is shown above it, with the finding beside it.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        table: Table,
        holder: int,
        host: Host,
        finding: Elided | None = None,
        *,
        titled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.holder = holder
        self._host = host
        self.rows: dict[int, RowView] = {}
        self.setAccessibleName(table.group.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._finding = finding
        if titled:
            head = QHBoxLayout()
            head.setContentsMargins(0, 2, 0, 3)
            head.setSpacing(8)
            head.addWidget(label(_title(table), fonts.secondary_strong(), "muted"))
            if finding is None:
                head.addStretch(1)
            else:
                head.addWidget(finding, 1)
            self._column.addLayout(head)
        if not table.wrapped:
            self._column.addWidget(TableHead(table.places))
        self._first = self._column.count()
        self.sync()

    def sync(self) -> None:
        """Show the rows that the list has now, in their order."""
        rows = self._host.session.rows.children(self.holder, self.table.group.path)
        wanted = [row.id for row in rows]
        for key in [key for key in self.rows if key not in wanted]:
            view = self.rows.pop(key)
            self._column.removeWidget(view)
            inside = cursor_in(view)
            if inside is not None:
                inside.clearFocus()  # or hiding sends the cursor to a field nobody chose
            view.hide()
            view.deleteLater()
        for position, key in enumerate(wanted):
            if key not in self.rows:
                self.rows[key] = RowView(self.table, key, self._host, self._inner, self)
            if self._column.indexOf(self.rows[key]) != self._first + position:
                self._column.removeWidget(self.rows[key])
                self._column.insertWidget(self._first + position, self.rows[key])
                self.rows[key].show()  # at once: only what is shown takes the cursor
        for view in self.rows.values():
            view.refresh()

    def _inner(self, table: Table, holder: int) -> "TableView":
        return TableView(table, holder, self._host, titled=len(self.table.tables) > 1)

    def tell(self) -> None:
        """Show what is pending about the list as a whole, and in its rows."""
        item = self._host.shown_at(Stop(self.holder, self.table.group.path))
        if self._finding is not None:
            self._finding.set_text(item.message if item else "")
        for view in self.rows.values():
            view.tell()


def _title(table: Table) -> str:
    """Return what a list is called where its first column does not say the same."""
    same = table.group.label == table.places[0].element.label
    return table.group.singular if same else table.group.label

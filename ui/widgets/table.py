"""Tables: one look, rows from plain objects, status as a word on its colour."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.style import fonts, icons
from ui.style.palette import colours, metric
from ui.widgets.tone import Tone

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
BORDER = 2
"""Room around a list in which its focus is shown; the style sheet paints it."""
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ICON_ROLE = Qt.ItemDataRole.UserRole + 2
PICKED_ROLE = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column of a table.

    Args:
        title: the column's head.
        text: returns what a row shows.
        width: width in pixels; 0 takes what is left.
        tone: returns a row's status tone: the text is shown as a pill.
        code: figures of one width, for codes and dates.
        muted: shown in the muted colour, for what is secondary.
        right: aligned at the right, for counts.
        icon: returns the icon of a row's status, shown before its word.
        whole: never narrower than its width, such as a column of buttons.
    """

    title: str
    text: Callable[[T], str]
    width: int = 0
    tone: Callable[[T], Tone] | None = None
    code: bool = False
    muted: bool = False
    right: bool = False
    icon: Callable[[T], str] | None = None
    whole: bool = False

    @property
    def keeps(self) -> bool:
        """Whether it keeps its width where there is little room."""
        return self.code or self.whole


class Columned(QAbstractTableModel, Generic[T]):
    """Rows under columns that read them: what every table shows.

    Args:
        columns: the columns, left to right.
        parent: the object that owns it.
    """

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's head."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignRight" if self.columns[section].right else "AlignLeft"
            return int(Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter)
        return None


class Rows(Columned[T]):
    """Rows of plain objects under the columns that read them.

    Args:
        columns: the columns, left to right.
        parent: the object that owns it.
    """

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[T] = []

    def rows(self) -> Sequence[T]:
        """Return the rows."""
        return self._rows

    def replace(self, rows: Sequence[T]) -> None:
        """Show other rows; rows that stay at their place are not reset under the reader's eye."""
        rows = list(rows)
        common = min(len(rows), len(self._rows))
        if len(rows) < len(self._rows):
            self.beginRemoveRows(_NOWHERE, common, len(self._rows) - 1)
            del self._rows[common:]
            self.endRemoveRows()
        stale = [i for i in range(common) if rows[i] != self._rows[i]]
        self._rows[:common] = rows[:common]
        if stale:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(stale[0], 0), self.index(stale[-1], last))
        self.append(rows[common:])

    def append(self, rows: Sequence[T]) -> None:
        """Add rows at the end."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tone or row."""
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        if role == ICON_ROLE:
            return column.icon(row) if column.icon else None
        return None


class _Cells(QStyledItemDelegate):
    """Paints cells: text cut with "…", pills, a faint line under each row, one mark per row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, metric("row_height"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        roles = colours()
        area: QRect = option.rect
        state = option.state
        painter.save()
        picked = index.data(PICKED_ROLE)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        marked = selected or bool(picked)
        at_hand = option.widget.hasFocus()
        if marked:
            quiet = not at_hand and not picked
            painter.fillRect(area, roles["neutral_background" if quiet else "accent_background"])
        if selected and (at_hand or picked is not None) and index.column() == 0:
            # The row that the keys move, also among rows that are picked.
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), roles["accent"])
        painter.setPen(roles["line_faint"])
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        tone = index.data(TONE_ROLE)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        inner = area.adjusted(8, 0, -8, -1)
        if tone is not None and words:
            icon = index.data(ICON_ROLE) or ""
            # Qt hands a plain text back for a StrEnum.
            _paint_pill(painter, inner, words, Tone(tone), selected=marked, icon=icon)
        else:
            self._paint_text(painter, inner, words, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, inner: QRect, words: str, index: _Index) -> None:
        model = index.model()
        column: Column[Any] | None = (
            model.columns[index.column()] if isinstance(model, Columned) else None
        )
        font = _cell_font(column)
        painter.setFont(font)
        painter.setPen(colours()["muted" if column and column.muted else "text"])
        side = (
            Qt.AlignmentFlag.AlignRight if column and column.right else Qt.AlignmentFlag.AlignLeft
        )
        shown = _metrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)


_PILL_ICON = 13
_NAME_WIDTH, _LEAST_SHARE = 130, 0.7
"""Room that a column of names keeps, and the share of theirs that the others keep at least."""
_METRICS: dict[int, QFontMetrics] = {}


def _metrics(font: QFont) -> QFontMetrics:
    """Return the measures of one of the program's fonts, which live as long as it does."""
    found = _METRICS.get(id(font))
    if found is None:
        found = _METRICS[id(font)] = QFontMetrics(font)
    return found


def _cell_font(column: Column[Any] | None) -> QFont:
    if column is not None and column.code:
        return fonts.code()
    return fonts.secondary() if column is not None and column.muted else fonts.body()


def _paint_pill(
    painter: QPainter,
    inner: QRect,
    words: str,
    tone: Tone,
    *,
    selected: bool,
    icon: str = "",
) -> None:
    roles = colours()
    quiet = tone is Tone.NEUTRAL
    plain = quiet or tone is Tone.ACCENT  # their ground is that of a marked row
    font = fonts.secondary_strong()
    size = _metrics(font)
    before = _PILL_ICON + 4 if icon else 0
    words = size.elidedText(words, Qt.TextElideMode.ElideRight, inner.width() - 14 - before)
    width = size.horizontalAdvance(words) + 14 + before
    box = QRectF(inner.left(), inner.center().y() - 9, width, 19)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles["surface" if selected and plain else f"{tone}_background"])
    painter.drawRoundedRect(box, 4, 4)
    colour = roles["muted" if quiet else str(tone)]
    if icon:
        square = QRect(inner.left() + 6, inner.center().y() - 6, _PILL_ICON, _PILL_ICON)
        icons.paint(painter, square, icon, colour)
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(box.adjusted(before, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, words)


class DataTable(QTableView):
    """A read-only table worked by keyboard: arrows move, Enter opens, Tab leaves.

    Args:
        name: accessible name.
        parent: the widget it stands in.
    """

    opened = Signal(object)  # the row's object
    marked = Signal(object)  # the row's object, or None

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._share = 1.0
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metric("row_height"))
        head = self.horizontalHeader()
        head.setFont(fonts.secondary_strong())
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFixedHeight(30)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))

    def show_rows(self, model: Columned[Any]) -> None:
        """Attach rows and set the widths of their columns."""
        self.setModel(model)
        self._share = 1.0
        head = self.horizontalHeader()
        for position, column in enumerate(model.columns):
            if column.width:
                head.setSectionResizeMode(position, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(position, column.width)
            else:
                head.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_marked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room between the columns."""
        super().resizeEvent(event)
        self.share_room()

    def hide_columns(self, hidden: Collection[int]) -> None:
        """Leave these columns out and share their room between the others."""
        for position in range(self.model().columnCount()):
            self.setColumnHidden(position, position in hidden)
        self.share_room()

    def share_room(self) -> None:
        """Take room from the other columns before the one with the names is squeezed to nothing.

        Codes and dates keep theirs: cut, they could not be told from each other.
        """
        model = self.model()
        columns = model.columns if isinstance(model, Columned) else ()
        shown = [i for i in range(len(columns)) if not self.isColumnHidden(i)]
        kept = sum(columns[i].width for i in shown if columns[i].keeps)
        yielding = sum(columns[i].width for i in shown if not columns[i].keeps)
        free = sum(not columns[i].width for i in shown)
        if not yielding or not free:
            return
        share = (self.viewport().width() - free * _NAME_WIDTH - kept) / yielding
        share = min(1.0, max(_LEAST_SHARE, share))
        if share == self._share:
            return
        self._share = share
        for position, column in enumerate(columns):
            if column.width and not column.keeps:
                self.horizontalHeader().resizeSection(position, int(column.width * share))

    def fit(self, rows: int, most: int) -> None:
        """Take the height of the rows there are, up to so many."""
        shown = max(1, min(rows, most))
        rows_height = shown * metric("row_height")
        self.setFixedHeight(self.horizontalHeader().height() + rows_height + 2 * BORDER)

    def current(self) -> Any:
        """Return the marked row's object, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current()
            if row is not None:
                self.opened.emit(row)
            return
        super().keyPressEvent(event)

    def _on_marked(self, index: QModelIndex) -> None:
        self.marked.emit(index.data(ROW_ROLE) if index.isValid() else None)

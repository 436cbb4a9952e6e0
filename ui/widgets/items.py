"""Lines of plain lists: those that are marked quiet take the muted colour of the theme in use."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.style.palette import colours

_QUIET = Qt.ItemDataRole.UserRole + 64


class _Painter(QStyledItemDelegate):
    """Paints a quiet line muted; a colour kept in the line would outlive the theme."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(_QUIET):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colours()["muted"])


def has_quiet_lines(view: QListWidget) -> None:
    """Have a list paint its quiet lines.

    Args:
        view: the list.
    """
    view.setItemDelegate(_Painter(view))


def set_quiet(item: QListWidgetItem) -> None:
    """Mark a line as quiet: a head, a remark, what is in the bin."""
    item.setData(_QUIET, True)

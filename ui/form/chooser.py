"""The drafts that are open, to choose from; nothing is resumed unless somebody chooses it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from coletor.messages import text
from coletor.store import Summary
from ui.glance import local
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.marks import KeyHint

NEW = 0
ROW = 34


class _List(QListWidget):
    """A list in which Enter chooses and Esc goes back."""

    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the marked line, or go back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class DraftChooser(Card):
    """The open drafts and, first, a new contact.

    Args:
        parent: the widget it stands in.
    """

    chosen = Signal(int)  # draft id, or NEW
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("form.drafts.title"), "", parent)
        self.body.addWidget(wrapped(text("form.drafts.remark")))
        self.list = _List()
        self.list.setAccessibleName(text("form.drafts.title"))
        self.list.setStyleSheet("QListView::item { padding: 0 8px; }")
        self.body.addWidget(self.list, 1)
        keys = QHBoxLayout()
        keys.addWidget(KeyHint("↑ ↓", text("ui.suggestions.move")))
        keys.addWidget(KeyHint("↵", text("ui.suggestions.choose")))
        keys.addStretch(1)
        self.body.addLayout(keys)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self.list.cancelled.connect(self.cancelled)

    def show_drafts(self, drafts: Sequence[Summary]) -> None:
        """List the drafts; a new contact is marked, so that Enter alone starts one."""
        self.list.clear()
        self._add(text("form.drafts.new"), NEW)
        for draft in drafts:
            self._add(_words(draft), draft.id)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _add(self, words: str, draft_id: int) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, draft_id)
        item.setSizeHint(QSize(0, ROW))
        self.list.addItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(int(item.data(Qt.ItemDataRole.UserRole)))


def _words(draft: Summary) -> str:
    admission = text("form.drafts.no_admission")
    if draft.admission:
        year, month, day = draft.admission.split("-")
        admission = f"{day}/{month}/{year}"
    return text(
        "form.drafts.line",
        patient=draft.patient or text("form.screen.no_name"),
        admission=admission,
        changed=local(draft.changed_at),
    )

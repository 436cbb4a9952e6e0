"""Where it is said why a patient has no CNS, in the room of the findings of a line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Element
from ui.form.editors import options_of
from ui.style import fonts
from ui.widgets.choice import ChoiceEdit
from ui.widgets.labels import label
from ui.widgets.marks import KeyHint


class StandInPage(QWidget):
    """Asks for the value of an element that stands in for another; Enter keeps it, Esc goes back.

    Args:
        parent: the widget it stands in.
    """

    kept = Signal(str)  # the value
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._label = label("", fonts.secondary_strong())
        self._row.addWidget(self._label)
        self._row.addWidget(KeyHint("↵", text("sheet.key.keep")))
        column.addLayout(self._row)
        column.addStretch(1)
        self.editor: ChoiceEdit | None = None
        self._asking = False
        """Qt goes to the next field, too, when the one with the cursor goes out of sight."""

    def ask(self, element: Element, value: str) -> None:
        """Ask for a value.

        Args:
            element: a coded element.
            value: what it says now.
        """
        if self.editor is not None:
            self._row.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = ChoiceEdit(options_of(element))
        self.editor.setAccessibleName(element.label)
        self.editor.set_raw(value)
        self._asking = True
        self._label.setText(element.label)
        self._row.insertWidget(1, self.editor, 1)
        self.editor.show()
        self.editor.setFocus()
        self.editor.open_list()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the value once one was chosen."""
        chosen = self.editor.chosen() if self.editor is not None else None
        if self._asking and chosen is not None:
            self._asking = False
            self.kept.emit(chosen.code)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc; nothing else of the sheet hears it."""
        if event.key() == Qt.Key.Key_Escape:
            self._asking = False
            self.cancelled.emit()

"""Beside the form: how what is typed of a person differs from the register; nothing blocks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coletor.messages import text
from ui.form.person_comparing import Remark, Unlike
from ui.style import fonts
from ui.widgets.labels import Elided, label, rule, wrapped
from ui.widgets.layouts import clear
from ui.widgets.marks import KeyHint

SHOWN = 4
"""Differences that are listed; the keys act on all of them."""


class _Line(QWidget):
    """One difference: what is typed, what the register has. A click goes to the field."""

    clicked = Signal(object)  # Stop

    def __init__(self, item: Unlike) -> None:
        super().__init__()
        self._stop = item.stop
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(0)
        typed = text("form.person.typed", label=item.label, value=item.shown_typed)
        kept = text("form.person.kept", value=item.shown_kept)
        column.addWidget(wrapped(typed, tone="", font=fonts.secondary()))
        column.addWidget(wrapped(kept))
        self.setAccessibleName(f"{typed} {kept}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the field."""
        self.clicked.emit(self._stop)


class PersonRemark(QFrame):
    """Says calmly that a person is in the register and what differs, with the keys that settle it.

    Args:
        parent: the widget it stands in.
    """

    chosen = Signal(object)  # Stop

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(3)
        column.addWidget(rule())
        self._title = label("", fonts.strong())
        self._name = Elided("", fonts.secondary(), "muted")
        column.addWidget(self._title)
        column.addWidget(self._name)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        column.addLayout(self._lines)
        self._use = KeyHint("Ctrl R", text("form.person.use"))
        self._fill = KeyHint("Ctrl R", text("form.person.fill"))
        self._correct = KeyHint("Ctrl Shift R", text("form.person.correct"))
        for hint in (self._use, self._fill, self._correct):
            column.addWidget(hint)
        self.hide()

    def show_remark(self, remark: Remark | None) -> None:
        """Show what is to be said, or nothing."""
        clear(self._lines)
        self.setVisible(remark is not None)
        if remark is None:
            return
        differs = bool(remark.unlike)
        self._title.setText(text("form.person.differs" if differs else "form.person.known"))
        self._name.set_text(remark.name)
        for item in remark.unlike[:SHOWN]:
            line = _Line(item)
            line.clicked.connect(self.chosen)
            self._lines.addWidget(line)
        more = len(remark.unlike) - SHOWN
        if more > 0:
            self._lines.addWidget(
                label(text("form.person.more", count=more), fonts.secondary(), "muted")
            )
        self._use.setVisible(differs)
        self._correct.setVisible(differs)
        self._fill.setVisible(not differs)
        self.setAccessibleName(f"{self._title.text()}: {remark.name}")

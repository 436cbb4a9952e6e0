"""The line edit every field uses: raw text in and out, Enter goes on to the next field."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from ui.style import fonts, lettering

_CONTENTS = QStyle.SubElement.SE_LineEditContents
_BLANK = 1
"""Pixel without ink in which the last letter ends: a date that fits but for it is not cut."""
_PANEL = QStyle.PrimitiveElement.PE_PanelLineEdit
_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.OtherFocusReason)
"""How the cursor comes back from another window, and from another screen."""


class LineEdit(QLineEdit):
    """A line of text whose raw value is what the person typed or chose.

    What is shown may say more than what is kept (a code list shows the name beside the code): read
    and write the kept text with `raw` and `set_raw`, never with `text`.

    Args:
        font: a font of ``ui.style.fonts``.
        parent: the widget it stands in.
    """

    rawEdited = Signal(str)  # by the person; never by set_raw
    entered = Signal()
    left = Signal()

    def __init__(self, font: QFont | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_at = "", 0  # what stood here when the person went away, and where the cursor was
        self.set_font(font or fonts.body())
        self.textEdited.connect(self._on_edited)

    def set_font(self, font: QFont) -> None:
        """Take a font of ``ui.style.fonts``, the very object."""
        self._font = font
        self.setFont(font)

    def raw(self) -> str:
        """Return the text to keep."""
        return self.text()

    def set_raw(self, raw: str) -> None:
        """Show a kept text; the person's undo starts from here."""
        self.setText(raw)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def _on_edited(self, _shown: str) -> None:
        self.rawEdited.emit(self.raw())

    def advance(self, *, forward: bool = True) -> None:
        """Go to the next field, or back."""
        self.focusNextPrevChild(forward)

    def cuts(self, words: str) -> bool:
        """Tell whether the field has no room for all of a text."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self._exceeds(words, self._inner(option))

    def _inner(self, option: QStyleOptionFrame) -> QRect:
        return self.style().subElementRect(_CONTENTS, option, self).adjusted(2, 0, -2, 0)

    def _exceeds(self, words: str, inner: QRect) -> bool:
        return fonts.measures(self._font).horizontalAdvance(words) - _BLANK > inner.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut with "…" what does not fit, as every other text; while it is typed, it scrolls."""
        words = self.displayText()
        if not words or self.hasFocus():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self._inner(option)
        if not self._exceeds(words, inner):
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            self.style().drawPrimitive(_PANEL, option, painter, self)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            lettering.write(painter, inner, words, self._font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the next field; it never submits."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            == Qt.KeyboardModifier.NoModifier
        ):
            self.advance()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was entered; who was away goes on where they were."""
        super().focusInEvent(event)
        words, place = self._left_at
        if event.reason() in _AWAY and words == self.text() and not self.hasSelectedText():
            self.setCursorPosition(place)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless only a menu took the focus."""
        words, place = self.text(), self.cursorPosition()
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
        now = self.text()  # leaving may have tidied it
        self._left_at = now, len(now) if place == len(words) else min(place, len(now))


class AnswerEdit(LineEdit):
    """Where one question is answered: Enter gives the answer, Esc goes back without one."""

    given = Signal(str)  # what is written, without blanks around it
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the answer or go back; nobody else hears it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

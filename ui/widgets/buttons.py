"""Buttons that say their key, and the segmented control."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.style import fonts, lettering
from ui.style.palette import colours


class Button(QPushButton):
    """A button; with a key it paints the key after its word.

    Args:
        text: what it does, one or two words.
        key: the key that does the same, as shown to the person ("Ctrl ↵").
        kind: "" (plain), "primary" (the next step) or "flat" (in line with text).
        parent: the widget it stands in.
    """

    def __init__(
        self, text: str, key: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        if kind:
            self.setProperty("kind", kind)
        self.set_font(fonts.strong())
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if key:
            self.setAccessibleDescription(key)

    def set_font(self, font: QFont) -> None:
        """Take a font of ``ui.style.fonts``, the very object."""
        self._font = font
        self.setFont(font)

    @property
    def key(self) -> str:
        """The key shown beside the word."""
        return self._key

    def set_text(self, text: str) -> None:
        """Change what the button says."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _key_width(self) -> int:
        return fonts.measures(fonts.body()).horizontalAdvance(f" {self._key}") if self._key else 0

    def sizeHint(self) -> QSize:
        """Return the size with the key's room added."""
        size = super().sizeHint()
        return QSize(size.width() + self._key_width(), size.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: a button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button as the space bar does; Ctrl+Enter is the screen's."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then its word and its key side by side."""
        if not self._key:
            super().paintEvent(event)
            return
        self._paint_parts(self.text())

    def _paint_parts(self, word: str) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        with painter:  # ended even where an error holds on to it
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
            self._paint_words(painter, word)

    def _paint_words(self, painter: QPainter, word: str) -> int:
        """Paint a word and the key beside it; return where what belongs to them ends."""
        width = fonts.measures(self._font).horizontalAdvance(word)
        beside = self._key_width()
        area = self.rect()
        area.setLeft((area.width() - width - beside) // 2)
        role = "on_accent" if self.property("kind") == "primary" else "text"
        if self.isChecked():
            role = "accent"
        painter.setPen(colours()[role if self.isEnabled() else "muted"])
        lettering.write(painter, area, word, self._font)
        area.setLeft(area.left() + width)
        if self._key:
            lettering.write(painter, area, f" {self._key}", fonts.body())
        return area.left() + beside


def across(button: Button) -> Button:
    """Let a button take the whole width of its column: those below each other share both edges."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def alike(buttons: Collection[Button]) -> None:
    """Give buttons at the ends of lines below each other one width: the widest of theirs."""
    widest = max((button.sizeHint().width() for button in buttons), default=0)
    for button in buttons:
        button.setMinimumWidth(widest)


class PrimaryButton(Button):
    """The next step of a screen; at most one on a screen."""

    def __init__(self, text: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, key, "primary", parent)


class SegmentedControl(QFrame):
    """A few choices side by side, one in force; arrows move between them.

    Args:
        choices: (id, word) of each.
        name: accessible name of the whole.
        parent: the widget it stands in.
    """

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for identifier, word in choices:
            button = Button(word, kind="segment")
            button.setCheckable(True)
            button.set_font(fonts.make(weight=fonts.medium()))
            self._group.addButton(button)
            self._buttons[identifier] = button
            button.toggled.connect(self._take_tab)
            button.clicked.connect(lambda _=False, chosen=identifier: self.chosen.emit(chosen))
            row.addWidget(button)
        if choices:
            self._buttons[choices[0][0]].setChecked(True)

    def _take_tab(self) -> None:
        """Have Tab come to the choice in force: Qt sees to it only after a key was pressed here."""
        for button in self._buttons.values():
            chosen = button.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def value(self) -> str:
        """Return the id of the choice in force."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def set_value(self, identifier: str) -> None:
        """Put a choice in force without telling."""
        self._buttons[identifier].setChecked(True)

    def set_word(self, identifier: str, word: str) -> None:
        """Change what a choice says, such as its count."""
        self._buttons[identifier].set_text(word)

    def button(self, identifier: str) -> Button:
        """Return the button of a choice."""
        return self._buttons[identifier]

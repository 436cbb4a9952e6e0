"""The way into the help and back: what the person was doing does not notice that they looked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ui.help.book import INDEX, screen_pages
from ui.widgets.cursor import cursor_in

_TIED = "tied_for_help"
"""What a widget keeps the one under who knows its topic."""


@runtime_checkable
class Helpful(Protocol):
    """A widget that knows which page of the help tells of it and of what it holds."""

    def help_topic(self) -> str:
        """Return the topic at this moment, empty to leave it to what the widget stands in."""


class Reader(Protocol):
    """The screen that shows the help."""

    def prepare(self, topic: str) -> None:
        """Make a page that is going to be opened."""

    def open_topic(self, topic: str) -> None:
        """Show a page and take the cursor."""


@dataclass
class _Caret:
    """Where the cursor of a field was, and what it had marked."""

    position: int = 0
    anchor: int = 0

    @classmethod
    def of(cls, field: QWidget | None) -> "_Caret | None":
        if isinstance(field, QLineEdit):
            position, start = field.cursorPosition(), field.selectionStart()
            if start < 0:
                return cls(position, position)
            return cls(position, field.selectionEnd() if position == start else start)
        if isinstance(field, QPlainTextEdit):
            cursor = field.textCursor()
            return cls(cursor.position(), cursor.anchor())
        return None

    def restore(self, field: QWidget) -> None:
        if isinstance(field, QLineEdit):
            if self.anchor == self.position:
                field.deselect()
                field.setCursorPosition(self.position)
            else:
                field.setSelection(self.anchor, self.position - self.anchor)
        elif isinstance(field, QPlainTextEdit):
            cursor = field.textCursor()
            cursor.setPosition(self.anchor)
            cursor.setPosition(self.position, cursor.MoveMode.KeepAnchor)
            field.setTextCursor(cursor)


@dataclass
class _Place:
    """What the person left: the screen, the field that had the cursor, and the cursor in it."""

    page: QWidget
    field: QWidget | None
    caret: _Caret | None


class HelpDoor(QObject):
    """Shows the help in the place of the screens, and the screen again as it was.

    The field that had the cursor is not told that it was left: what was half typed stays half
    typed. It is told when the person goes on to another screen from here.

    Args:
        pages: the screens.
        reader: builds the help's screen, once.
        screen: tells the id of the screen in view.
        mark: shows in the navigation which screen is in view.
    """

    def __init__(
        self,
        pages: QStackedWidget,
        reader: Callable[[], Reader],
        screen: Callable[[], str],
        mark: Callable[[str], None],
    ) -> None:
        super().__init__(pages)
        self._pages = pages
        self._reader = reader
        self._screen = screen
        self._mark = mark
        self._place: _Place | None = None
        self._held: QWidget | None = None

    @property
    def open(self) -> bool:
        """Whether the help is in view."""
        return self._place is not None

    def here(self) -> None:
        """Open the page of the place that has the cursor."""
        self.show(self.topic())

    def topic(self) -> str:
        """Return the topic of the place that has the cursor; in the help itself, the first one."""
        if self.open:
            return INDEX
        page = self._pages.currentWidget()
        return topic_at(self._field_of(page)) or screen_pages().get(self._screen(), INDEX)

    def show(self, topic: str) -> None:
        """Open a page.

        Args:
            topic: what to show.
        """
        reader = self._reader()
        page = self._pages.currentWidget()
        if self._place is None and page is not None:
            field = self._field_of(page)
            self._place = _Place(page, field, _Caret.of(field))
            self._let_go(QApplication.focusWidget())
        if isinstance(reader, QWidget):
            self._pages.setCurrentWidget(reader)
        self._mark("ajuda")
        reader.open_topic(topic)

    def leave(self) -> None:
        """Go back to exactly where the person was."""
        place, self._place, self._held = self._place, None, None
        if place is None:
            return
        self._pages.setCurrentWidget(place.page)
        self._mark(self._screen())
        field = place.field
        if field is None or not shiboken6.isValid(field) or not field.isEnabled():
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if place.caret is not None:
            place.caret.restore(field)

    def drop(self) -> None:
        """Forget where the person was: they go elsewhere, and the field is left after all."""
        held, self._held, self._place = self._held, None, None
        if held is not None and shiboken6.isValid(held):
            QApplication.sendEvent(held, QFocusEvent(QEvent.Type.FocusOut))

    def _field_of(self, page: QWidget | None) -> QWidget | None:
        """Return what has the cursor in a screen, or had it last."""
        if page is None:
            return QApplication.focusWidget()
        return cursor_in(page) or page.focusWidget()

    def _let_go(self, field: QWidget | None) -> None:
        """Take the cursor away without the field noticing, as long as it is not left for good."""
        if field is None:
            return
        self._held = field
        field.installEventFilter(self)
        field.clearFocus()
        field.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep from a field that it lost the cursor."""
        return event.type() == QEvent.Type.FocusOut


def tie(widget: QWidget, knowing: Helpful) -> None:
    """Have something that is no widget tell the topic of one.

    To look for it among what the widget owns takes far longer the first time: Qt's whole library
    is loaded to name that.
    """
    setattr(widget, _TIED, knowing)


def topic_at(widget: QWidget | None) -> str:
    """Return the topic of a widget, or of the nearest that holds it and has one.

    What is tied to a widget, such as the cell of an editor, may know it as well as the widget.
    """
    while widget is not None:
        for knowing in (widget, getattr(widget, _TIED, None)):
            topic = knowing.help_topic() if isinstance(knowing, Helpful) else ""
            if topic:
                return topic
        widget = widget.parentWidget()
    return ""

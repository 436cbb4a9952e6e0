"""The cursor is in what can be seen, or whatever is typed would go where nobody looks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid


class CursorKeeper(QObject):
    """Gives the cursor back that something out of view took.

    Qt gives the keyboard to a widget of a hidden page that asks for it, and what is read, checked
    or brought in off the window's thread asks for it when it is there: the person may have gone to
    another screen meanwhile, or to another page of the same one.

    Args:
        pages: the screens; they own this object.
        take_up: has the screen in view take the cursor, where nothing had it before.
    """

    def __init__(self, pages: QStackedWidget, take_up: Callable[[], None]) -> None:
        super().__init__(pages)
        self._pages = pages
        self._take_up = take_up
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)  # of the class: it is called while Python takes the window apart, too
    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._is_astray(now):  # what comes into view in this very turn keeps it
            QTimer.singleShot(0, self, lambda: self._fetch(before))

    def _is_astray(self, place: QWidget | None) -> bool:
        return place is not None and not place.isVisible() and self._pages.isAncestorOf(place)

    def _fetch(self, before: QWidget | None) -> None:
        if not self._is_astray(QApplication.focusWidget()):
            return
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._take_up()

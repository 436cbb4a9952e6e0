"""Keys typed while a form is being opened: kept, and typed into it when it is there.

A letter put together from several keys (´ and a, ~ and a) is no key to Qt: it comes as the text of
an input method, and is kept like the keys.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_NEVER = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_F1)


class KeyBuffer(QObject):
    """Holds the keys of one screen from the moment a form is asked for until it is ready.

    It looks at the keys before the widget that has the keyboard does, so that none reaches the
    screen that goes away; shortcuts (Ctrl, Alt) stay what they are. Keys of another window are
    left alone. Watching the whole application would be simpler, but every event of every widget
    would come by while the form is built, and Qt's whole library be loaded to name them.

    Args:
        screen: the screen whose form is awaited; it owns this object.
    """

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._keys: list[QKeyEvent | QInputMethodEvent] = []
        self._window: QWidget | None = None
        self.holding = False

    @property
    def typed(self) -> str:
        """The letters and figures that are held."""
        return "".join(text for text in map(_text_of, self._keys) if text.isprintable())

    @property
    def empty(self) -> bool:
        """Whether no key is held."""
        return not self._keys

    def hold(self) -> None:
        """Keep every key from now on."""
        application = QApplication.instance()
        if self.holding or not isinstance(application, QApplication):
            return
        self.holding = True
        self._window = self._screen.window()
        self._window.installEventFilter(self)  # has the keys while no widget of it does
        application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def add(self, key: QKeyEvent) -> None:
        """Keep one more key, typed elsewhere but meant for the form.

        Args:
            key: a copy of the event.
        """
        self._keys.append(key)

    def skip(self) -> None:
        """Forget the first key that is kept: what it asked for was done."""
        del self._keys[:1]

    def release(self) -> None:
        """Type what was kept where the cursor is now, each key where the one before led."""
        keys = self._stop()
        for key in keys:
            target = QApplication.focusWidget()
            if target is not None:
                QApplication.sendEvent(target, key)

    def drop(self) -> str:
        """Keep keys no longer, forget those kept, and return the letters and figures."""
        typed = self.typed
        self._stop()
        return typed

    def _stop(self) -> list[QKeyEvent | QInputMethodEvent]:
        application = QApplication.instance()
        if self.holding and isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow)
            self._follow(QApplication.focusWidget(), None)
            if self._window is not None and isValid(self._window):
                self._window.removeEventFilter(self)
        self.holding, self._window = False, None
        keys, self._keys = self._keys, []
        return keys

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the widget that has the keyboard now, and the one before no longer."""
        if old is not None and old is not self._window:
            old.removeEventFilter(self)
        if new is not None and new is not self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key of typing or a composed letter; let everything else pass."""
        if isinstance(event, QInputMethodEvent):
            return self._keep_composed(watched, event)
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or not self._is_ours(watched, event):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._keys.append(event.clone())
        return True

    def _keep_composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """Keep the text that an input method is done with; what it is still at is shown nowhere."""
        if not self._screen.isVisible() or not self._in_window(watched):
            return False
        if event.commitString():
            kept = QInputMethodEvent()
            kept.setCommitString(event.commitString())
            self._keys.append(kept)
        return True

    def _is_ours(self, watched: QObject, event: QKeyEvent) -> bool:
        if not self._screen.isVisible() or event.key() in _NEVER:
            return False
        if event.modifiers() & ~_TYPING:
            return False
        return self._in_window(watched)

    def _in_window(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._screen.window()


def _text_of(key: QKeyEvent | QInputMethodEvent) -> str:
    return key.text() if isinstance(key, QKeyEvent) else key.commitString()

"""Keys typed while a form is being opened: kept, and typed into it when it is there.

A letter put together from several keys (´ and a, ~ and a) is no key to Qt: it comes as the text of
an input method, and is kept like the keys.
"""

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import ClassVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ui.replaying import Held, fields_of, is_shortcut_beside, replay, said_by

PATIENCE_S = 3.0
"""How long a shortcut waits for the form with the keys before it; then it does what it does."""
_NEVER = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_BY_SOMEBODY = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_COMING = (QEvent.Type.Show, QEvent.Type.WindowActivate)


class KeyBuffer(QObject):
    """Holds the keys of one screen from the moment a form is asked for until it is ready.

    Shortcuts are held in their place among what is typed (Ctrl+O is asked of the form that is on
    its way, Alt+4 leaves what was typed before it there), so that the same keys do the same
    however fast they come. Keys of another window, or of a text field beside the screen that took
    the cursor, are left alone.

    It looks at the keys before the widget that has the keyboard does, so that none reaches the
    screen that goes away. Watching the whole application would have every event come by.

    Args:
        screen: the screen whose form is awaited; it owns this object.
        anywhere: whether what was kept is typed wherever the cursor is, the screen or not.
    """

    # Those that hold keys back, the first to hold first; a window may close meanwhile, with them.
    _all: ClassVar["WeakKeyDictionary[KeyBuffer, None]"] = WeakKeyDictionary()
    # Of the class too: asked for while Python takes us apart.
    holding = False
    _window: QWidget | None = None
    _others: Sequence[QLineEdit] = ()

    def __init__(self, screen: QWidget, *, anywhere: bool = False) -> None:
        super().__init__(screen)
        self._screen = screen
        self._anywhere = anywhere
        self._taken: QLineEdit | None = None  # where somebody put the cursor meanwhile
        self._shown = False  # it holds for a moment only: what waited is typed first
        self._keys: list[Held] = []
        self._since = 0.0
        self._patience = 0.0
        self.idle = True
        """Whether what is awaited is of no use where no key is typed for it."""
        self._doors: Mapping[Qt.Key, Callable[[], None]] = {}
        self.told: Callable[[Held], None] | None = None
        """What is called with each key that is kept."""
        self.releasing = False
        """Whether what was kept is being typed now."""

    @property
    def typed(self) -> str:
        """The letters and figures that are held, field by field."""
        return said_by(self._keys)

    @property
    def empty(self) -> bool:
        """Whether no key is held."""
        return not self._keys

    @property
    def taken(self) -> bool:
        """Whether somebody put the cursor beside the screen meanwhile: there it stays."""
        return self._is_elsewhere(QApplication.focusWidget())

    @property
    def is_soon(self) -> bool:
        """Whether what is awaited may be expected to come at any moment: shortcuts wait for it."""
        return monotonic() - self._since <= self._patience

    @property
    def is_awaited(self) -> bool:
        """Whether a window that is closed stays for what may come at any moment."""
        young = monotonic() - self._since <= PATIENCE_S
        return young and not self._doors and not (self.empty and self.idle)

    @property
    def is_answered(self) -> bool:
        """Whether it turned out not to come, and nobody can have seen that yet."""
        return self.told is not None and not self._doors

    def hold(self, *, shortcuts: bool = True, idle: bool = True) -> None:
        """Keep every key from now on.

        Args:
            shortcuts: whether they wait, too; not where the wait may be long.
            idle: whether what is awaited is of no use where no key is typed for it.
        """
        application = QApplication.instance()
        self.idle = idle
        self._shown, self._taken = False, None  # the last wish is the form's again
        self._since, self._patience = monotonic(), PATIENCE_S if shortcuts else 0.0
        if self.holding or not isinstance(application, QApplication):
            return
        self.holding = True
        KeyBuffer._all[self] = None
        self._window = self._screen.window()
        self._window.installEventFilter(self)  # has the keys while no widget of it does
        self._watch_others(self._window)
        application.focusChanged.connect(self._follow)
        self._follow(None, self._watched())

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
        """Type what was kept where the cursor is now, each key where the one before led.

        What is not in view takes no keys: they wait until it is.
        """
        self._stop()
        if not self._keys:
            return
        if self._must_wait():
            self._screen.installEventFilter(self)
            return
        window = self._screen.window()
        keys, self._keys = self._keys, []
        self.releasing = True
        while keys:
            holder = holder_in(window)
            if holder is not None:  # a key before asked for another form
                holder._keys += keys
                break
            replay(keys.pop(0), window)
        self.releasing = False

    def drop(self) -> str:
        """Keep keys no longer, forget those kept, and return the letters and figures."""
        typed = self.typed
        self.take()
        return typed

    def take(self) -> list[Held]:
        """Keep keys no longer, and return those kept."""
        keys, self._keys = self._keys, []
        self._stop()
        return keys

    def put(self, keys: Sequence[Held]) -> None:
        """Have keys typed before those that are kept."""
        self._keys[:0] = keys

    @property
    def first(self) -> Held | None:
        """The first key that is held."""
        return self._keys[0] if self._keys else None

    def park(self, doors: Mapping[Qt.Key, Callable[[], None]]) -> None:
        """Go on keeping what is typed until one of some keys is pressed.

        The shortcuts of what stands around the screen do what they do: one may leave.

        Args:
            doors: what each of those keys does.
        """
        self._doors = doors

    def words(self) -> list[str]:
        """Forget the keys that are kept, and return what they say, field by field."""
        keys, self._keys = self._keys, []
        return fields_of(keys)

    def _must_wait(self) -> bool:
        """Tell whether the cursor is not where the keys belong."""
        if self._anywhere:
            return False
        away = not (self._screen.isVisible() and self._screen.isActiveWindow())
        return away or self.taken

    def _stop(self) -> None:
        application = QApplication.instance()
        if self.holding and isinstance(application, QApplication):
            KeyBuffer._all.pop(self, None)
            application.focusChanged.disconnect(self._follow)
            self._follow(self._watched(), None)
            for each in filter(isValid, self._others):
                each.removeEventFilter(self)
            self._others = ()
            if self._window is not None and isValid(self._window):
                self._window.removeEventFilter(self)
        self._screen.removeEventFilter(self)
        self.holding, self._window = False, None
        self._doors = {}
        self.told = None

    def _watch_others(self, window: QWidget) -> None:
        """Look out for the cursor being put into a text field beside the screen."""
        if self._anywhere:
            return
        fields = window.findChildren(QLineEdit)
        self._others = [each for each in fields if not self._screen.isAncestorOf(each)]
        for each in self._others:
            each.installEventFilter(self)

    def _watched(self) -> QWidget | None:
        """Return what gets the keys: where nothing has the cursor, Qt goes by who had it last."""
        return QApplication.focusWidget() or (self._window and self._window.focusWidget())

    @Slot(QWidget, QWidget)  # of the class: it is called while Python takes the screen apart, too
    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the widget that has the keyboard now, and the one before no longer."""
        if old is not None and old is not self._window and old not in self._others:
            old.removeEventFilter(self)
        if new is not None and new is not self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key or a composed letter; let everything else pass."""
        if event.type() in _COMING and watched is self._screen:
            self._on_show()
            return False
        if not self.holding:
            return False
        if isinstance(event, QFocusEvent):
            self._on_focus(watched, event)
            return False
        if isinstance(event, QInputMethodEvent):
            return self._keep_composed(watched, event)
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _NEVER or not self._is_ours(watched):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._override(event)
        if event.type() == QEvent.Type.KeyPress:
            self._keep(event)
        return True

    def _keep(self, event: QKeyEvent) -> None:
        """Keep a key, unless it is one that ends the keeping."""
        door = self._doors.get(Qt.Key(event.key()))
        if door is not None:
            door()
            return
        self._store(event.clone())

    def _store(self, kept: Held) -> None:
        self._keys.append(kept)
        if self.told is not None:
            self.told(kept)

    def _on_show(self) -> None:
        """Type what waited for the screen to be in view, before what is typed from now on."""
        if self._keys and not self.holding:
            self.hold()
            self._shown = True
            QTimer.singleShot(0, self, self._release_shown)

    def _on_focus(self, watched: QObject, event: QFocusEvent) -> None:
        """Note when somebody puts the cursor beside the screen, and when it leaves there again."""
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return
        if event.lostFocus() and watched is self._taken:
            self._taken = None
        elif isinstance(watched, QLineEdit) and event.gotFocus() and watched in self._others:
            self._taken = watched if event.reason() in _BY_SOMEBODY else None

    def _release_shown(self) -> None:
        if self._shown:  # no other form was asked for meanwhile
            self.release()

    def _override(self, event: QKeyEvent) -> bool:
        """Have a key come as a key, and not as the shortcut it is.

        A shortcut of the window around the screen waits only for what was typed before it, and
        for nothing where the keys are kept until somebody looks.
        """
        parked = bool(self._doors)
        if event.key() not in self._doors:
            around = (self.empty or parked) and is_shortcut_beside(event, self._screen)
            if around or not (self.is_soon or parked):
                return False
        event.accept()
        return True

    def _keep_composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """Keep the text that an input method is done with; what it is still at is shown nowhere."""
        if not self._is_ours(watched):
            return False
        if event.commitString():
            kept = QInputMethodEvent()
            kept.setCommitString(event.commitString())
            self._store(kept)
        return True

    def _is_ours(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget):
            return False
        return self.is_of(watched.window()) and not self._is_elsewhere(watched)

    def is_of(self, window: QWidget) -> bool:
        """Tell whether keys are kept of a window; a field that was left may be out of view."""
        seen = self._window if self._anywhere else self._screen
        return seen is not None and seen.isVisible() and self._screen.window() is window

    def _is_elsewhere(self, widget: QWidget | None) -> bool:
        """Tell whether a widget is a text field beside the screen, in which somebody types.

        Qt puts the cursor there, too, when what had it goes.
        """
        taken = self._taken
        return taken is not None and taken is widget and taken.isVisible()


def holder_in(window: QWidget) -> KeyBuffer | None:
    """Return what holds the keys of a window back now, if anything does."""
    for each in list(KeyBuffer._all):
        if isValid(each) and each.is_of(window):
            return each
    return None

"""What is typed on for the next contact or sheet, when this one turns out not to go.

Who types from paper looks at the paper: after Ctrl+Enter come the letters of the next patient,
whatever the screen says. What of them came before anybody can have seen the answer is no answer to
it. It is kept back, with all that follows, until a key says that the screen was looked at; then it
waits for the next contact.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from coletor.messages import text
from ui.buffering import KeyBuffer
from ui.form.telling import Telling
from ui.replaying import Held, said_by
from ui.tasks import Tasks
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

GLANCE_MS = 450
"""Nobody reads what was refused and begins to answer in less time."""
_SHOWN = 60
"""Letters of what waits that are shown; the last ones, which are the ones just typed."""
_REPEATING = (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F5)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Place(Protocol):
    """Where something is typed and concluded."""

    @property
    def keys(self) -> KeyBuffer:
        """What keeps its keys."""

    @property
    def telling(self) -> Telling:
        """What says things below it."""

    @property
    def notice(self) -> Notice:
        """Where they stand."""


class TypedOn(QObject):
    """Keeps the letters of what comes next out of what was not concluded.

    Args:
        screen: the screen; it owns this object.
        place: the same, as what keeps keys and says things.
        room: of its texts.
        tasks: asks whether anything waits before the folder is closed.
    """

    def __init__(self, screen: QWidget, place: Place, room: str, tasks: Tasks) -> None:
        super().__init__(screen)
        self._screen = screen
        self._place = place
        self._room = room
        self._go: Callable[[], None] = _stay
        self._waiting: list[Held] = []
        self.parked = False
        """Whether all that is typed is kept back until somebody looks."""
        self._glance = QTimer(self)
        self._glance.setSingleShot(True)
        self._glance.timeout.connect(self._on_seen)
        tasks.watch(self)

    # As something being typed: it is asked before the folder is closed

    @property
    def stored(self) -> bool:
        """Whether nothing waits for what comes next."""
        return not (self.parked or self._waiting)

    @property
    def why(self) -> str:
        """What waits, and what becomes of it where the window is closed."""
        kept = self._place.keys.typed if self.parked else ""
        typed = f"{said_by(self._waiting)} {kept}".strip()
        return self._text("typed_on_closing", typed=_end_of(typed))

    def finish(self) -> None:
        """Leave it to wait: it is of no contact yet."""

    def give_up(self) -> None:
        """Throw away what waits: the person closes the folder all the same."""
        self.stop_listening()
        if self.parked:
            self._leave()
        self._place.keys.drop()
        self._waiting = []

    def _text(self, key: str, **fields: object) -> str:
        return text(f"{self._room}.{key}", **fields)

    @property
    def listening(self) -> bool:
        """Whether what comes now would be taken for typed without looking."""
        return self._glance.isActive()

    def refuse(self, go: Callable[[], None]) -> None:
        """It was not concluded: go to where that is settled, unless somebody types on.

        Args:
            go: puts the cursor there.
        """
        self._go = go
        keys = self._place.keys
        while keys.first is not None and not _types_on(keys.first):
            keys.skip()  # pressed before there was anything to answer
        if not keys.empty:
            self._park()
            return
        go()
        if keys.holding:
            keys.told = self._judge
            self._glance.start(GLANCE_MS)

    def stop_listening(self) -> None:
        """It is concluded once more: the next answer is another one."""
        self._glance.stop()
        self._place.keys.told = None

    def _judge(self, key: Held) -> None:
        """Take the first key after the refusal for an answer, or for typed on."""
        self.stop_listening()
        if _types_on(key):
            self._park()
        else:
            QTimer.singleShot(0, self, self._place.keys.release)  # not while it is being kept

    def _on_seen(self) -> None:
        self._place.keys.release()

    # Kept back

    def _park(self) -> None:
        keys, application = self._place.keys, QApplication.instance()
        self.parked = True
        keys.park({Qt.Key.Key_F8: self._look, Qt.Key.Key_Escape: self._forget})
        keys.told = lambda _key: self._say()
        self._say()
        self._place.notice.take_focus()
        QApplication.beep()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _say(self) -> None:
        words = self._text("typed_on", typed=_end_of(self._place.keys.typed))
        back = self._text("typed_on_back")
        self._place.telling.tell(words, back, self._look, Tone.WARNING)

    def _leave(self) -> None:
        application = QApplication.instance()
        self.parked = False
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus)

    def _look(self) -> None:
        """Go to what is to be settled; what was typed waits for the next contact."""
        self._wait()
        self._go()

    def _wait(self) -> None:
        if not self.parked:
            return
        self._leave()
        typed = _end_of(self._place.keys.typed)
        self._waiting += self._place.keys.take()
        self._place.telling.tell(self._text("typed_on_waits", typed=typed))

    def _forget(self) -> None:
        """Throw away what was typed, and go to what is to be settled."""
        self._leave()
        self._place.keys.drop()
        self._place.telling.clear()
        self._go()

    @Slot(QWidget, QWidget)  # of the class: it is called while Python takes the screen apart, too
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Somebody put the cursor into the form: the screen was looked at."""
        screen, notice = self._screen, self._place.notice
        if new is not None and screen.isAncestorOf(new) and not notice.isAncestorOf(new):
            self._wait()

    # The next contact

    def on_begin(self, *, following: bool) -> None:
        """Another one comes: type what waits into it, or say that it is gone.

        Args:
            following: whether it is the next one to be typed, and no other.
        """
        self._glance.stop()
        if self.parked:
            self._wait()
        waiting, self._waiting = self._waiting, []
        keys = self._place.keys
        if not waiting:
            return
        if following:
            keys.put(waiting)
        else:
            lost = self._text("typed_on_lost", typed=_end_of(said_by(waiting)))
            self._place.telling.carry(lost)


def _types_on(key: Held) -> bool:
    """Tell whether a key begins a contact; others mean what is in sight, or go about in it."""
    if isinstance(key, QInputMethodEvent):
        return True
    if key.key() in _REPEATING:
        return True
    if key.modifiers() & _MODIFIERS:
        return Qt.Key.Key_1 <= key.key() <= Qt.Key.Key_9  # a package
    return bool(key.text()) and key.text().isprintable()


def _stay() -> None:
    """Go nowhere: nothing was refused yet."""


def _end_of(typed: str) -> str:
    return typed if len(typed) <= _SHOWN else f"…{typed[-_SHOWN:]}"

"""The shell of an open folder: bars around the screens, keys, and what is always in sight."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coletor.establishment.profile import Profile
from coletor.messages import text
from coletor.workspace import Workspace
from ui.finder.box import FinderBox
from ui.glance import Glance
from ui.help.book import INDEX
from ui.help.door import HelpDoor, Reader
from ui.pieces import paint_later
from ui.reading import read_glance
from ui.screens.base import ANOTHER, Context, Screen
from ui.screens.registry import SCREENS, Entry, begin, numbered
from ui.sending import Dispatcher
from ui.shell.cursor import CursorKeeper
from ui.shell.making import Arrival, Workshop
from ui.shell.navigation import Navigation
from ui.shell.pages import Pages
from ui.shell.statusline import StatusLine
from ui.shell.topbar import TopBar
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.cursor import cursor_in
from ui.widgets.notice import Notice, Toast
from ui.widgets.scrolling import ScrollPage
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from ui.help.screen import HelpScreen

HELP, TYPING = "ajuda", "digitar"
PRACTICE = "praticar"
"""Where `Frame.go` leads to the training folder, and from there back to work."""
_REFRESH_MS = 150
_LATER_MS = 5000
NARROW, SLIM = 1000, 1200
"""Widths of the window below which the bars around the screen, and the navigation, shrink."""


class Frame(QWidget):
    """The window's content once a folder is open.

    It is made for a folder before that is open, while the password is typed; `begin` opens it.

    Args:
        profile: whose folder it is.
        tasks: runs work off the GUI thread.
        theme: the theme in use.
        dispatcher: sends the outbox.
        entries: the screens, in the order of the navigation.
        parent: the window.
    """

    glanced = Signal(object)  # Glance
    practising = Signal()  # the training folder is wanted, or, in it, the way out

    def __init__(
        self,
        profile: Profile,
        tasks: Tasks,
        theme: Theme,
        dispatcher: Dispatcher,
        *,
        entries: tuple[Entry, ...] = SCREENS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self._tasks = tasks
        self._entries = {entry.identifier: entry for entry in entries}
        self._current = ""
        self.top = TopBar(profile.name, profile.cnes, training=profile.training)
        self.navigation = Navigation(entries)
        self.status = StatusLine()
        self.notice = Notice()
        self._wrong = ""
        self._pages = Pages()
        self._scroller = ScrollPage(self._pages)
        self.helping = HelpDoor(
            self._pages, self._reader, lambda: self._current, self.navigation.mark
        )
        self.toast = Toast(self)
        doors = dispatcher, self.head_for, self._say
        self.context = Context(None, tasks, theme, *doors, self._pages)
        make = partial(begin, self._entries, self.context)
        self._workshop = Workshop(make, self._pages, self._on_made)
        self._screens = self._workshop.made
        self._arrival = Arrival(self._pages, self._workshop, self._scroller)
        self.finder = FinderBox(self.context, entries, self)
        self.finder.adrift.connect(self._take_up)
        self._cursor = CursorKeeper(self._pages, self._take_up)
        self.top.add_search(self.finder)
        if not profile.training:
            self.finder.offer(text("help.practice.find"), PRACTICE)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def begin(self, workspace: Workspace) -> None:
        """Work with the folder, which is open now.

        Args:
            workspace: the open folder.
        """
        self.context.opened = workspace
        self.top.show_operator(workspace.operator.name)
        self._tasks.changed.connect(self._on_changed)
        self._tasks.saved.connect(self._on_saved)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._scroller, 1)
        middle.addWidget(self.notice)  # below: above, it would push what is being typed
        grid.addWidget(self.top, 0, 0, 1, 2)
        grid.addWidget(self.navigation, 1, 0)
        grid.addLayout(middle, 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.head_for)
        self.top.practice.clicked.connect(lambda: self.go(PRACTICE))
        self.status.helped.connect(self._help)
        self.status.doctored.connect(lambda: self.head_for("rede"))
        self.context.dispatcher.connected.connect(self.status.show_connection)
        self.context.dispatcher.failed.connect(self._on_not_sent)
        self.context.dispatcher.mended.connect(self.toast.take_back)
        for number, entry in numbered(self._entries.values()).items():
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.head_for, entry.identifier))
        for entry in self._entries.values():
            if entry.identifier == HELP:
                QShortcut(QKeySequence(entry.key), self).activated.connect(self._help)
            elif entry.key:
                QShortcut(QKeySequence(entry.key), self).activated.connect(self._type)

    def _type(self) -> None:
        """Go on typing; where that is already in view, begin another contact."""
        self.head_for(TYPING, ANOTHER if self.current == TYPING else "")

    @property
    def current(self) -> str:
        """Id of the screen in view."""
        return self._arrival.to or (HELP if self.helping.open else self._current)

    def _reader(self) -> Reader:
        return cast("HelpScreen", self._workshop.whole(HELP))

    def _on_made(self, identifier: str, screen: Screen) -> None:
        if identifier == HELP:
            cast("HelpScreen", screen).left.connect(self._on_help_left)

    def _help(self) -> None:
        """Open the help at the place that has the cursor."""
        self._arrival.end()
        self._open_help(self.helping.topic(), now=not self.isVisible())

    def _open_help(self, topic: str, *, now: bool) -> None:
        show, before = partial(self.helping.show, topic), lambda: self._reader().prepare(topic)
        self._arrival.bring(HELP, show, now=now, before=before)

    def offer_way_out(self, words: str) -> None:
        """Show how the training is left, in the bar and in Ctrl K.

        Args:
            words: where it leads.
        """
        self.top.offer_way_out(words)
        self.finder.offer(words, PRACTICE)

    @property
    def room(self) -> QSize:
        """How large a screen can be without scrolling."""
        return self._scroller.size()

    def screen_of(self, identifier: str) -> Screen:
        """Return a screen, built when first asked for; one on its way is in view then."""
        if identifier == self._arrival.to:
            self._arrival.end()
        return self._workshop.whole(identifier)

    def parts_of(self, identifier: str) -> Iterator[Callable[[], object]]:
        """Yield the parts of a screen that is going to be wanted, each to be made when it comes.

        A shell that is being left makes no more.
        """
        for part in self._workshop.parts(identifier):
            if not self.isEnabled():
                return
            yield part

    def head_for(self, identifier: str, argument: str = "") -> None:
        """Bring a screen into view as `go` does; one not made yet comes in some turns."""
        self.go(identifier, argument, now=not (self._current and self.isVisible()))

    def go(self, identifier: str, argument: str = "", *, now: bool = True) -> None:
        """Bring a screen into view.

        Args:
            identifier: the screen's id.
            argument: what it should show, such as a UUID.
            now: whether it is there in this very turn of the event loop.
        """
        if identifier == HELP:
            self._open_help(argument or INDEX, now=now)
            return
        self.helping.drop()
        here = self._screens.get(self._current)
        if here is not None and identifier != self._current and not here.may_leave():
            self.navigation.mark(self._current)
            self._pages.setCurrentWidget(here)
            self._arrival.stay()
            return
        if identifier == PRACTICE:
            self._arrival.stay()
            self.practising.emit()
            return
        self.navigation.mark(identifier)
        self._arrival.bring(identifier, lambda: self._show(identifier, argument), now=now)

    def _show(self, identifier: str, argument: str) -> None:
        screen, here = self._workshop.whole(identifier), self._screens.get(self._current)
        self._current = identifier
        self._pages.setCurrentWidget(screen)
        if here is not None and here is not screen:
            here.out_of_view()
        self._scroller.begin()
        screen.activate(argument)
        self._scroller.follow()

    def _on_help_left(self) -> None:
        """Go back from the help; what had the cursor may have gone meanwhile."""
        paint_later(self._scroller)
        self.helping.leave()
        here = self._screens.get(self._current)
        if here is not None and cursor_in(here) is None:
            here.activate()

    def _take_up(self) -> None:
        """Have the screen in view take the cursor, which nothing has any more."""
        here = self._screens.get(self._current)
        if here is not None and here.isVisible():
            here.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the toast in its place; leave room to the screen in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.navigation.set_compact(self.width() < SLIM)
        self.top.set_compact(narrow)
        self.status.set_compact(narrow)
        self.toast.follow()

    def refresh(self) -> None:
        """Read anew what is always in sight."""
        workspace = self.context.workspace
        self.top.show_month()
        self._tasks.query(lambda: read_glance(workspace), self._on_glance, self._on_error)

    def finish(self) -> None:
        """Have every screen store what is still in the air."""
        for screen in self._left():
            screen.finish()

    def end(self) -> None:
        """Have every screen store what is in the air and let go of it: the folder closes."""
        self._arrival.drop()
        for screen in self._left():
            screen.end()

    def _left(self) -> list[Screen]:
        """Go back from the help, if it is open, and return the screens there are."""
        self.helping.drop()
        return list(self._screens.values())

    def warn(self, words: str) -> None:
        """Say something wrong with the folder itself, until the person closes it."""
        self.notice.say(words, Tone.ERROR)

    def _say(self, words: str, tone: Tone = Tone.OK) -> None:
        if not self._is_said(words):
            self.toast.say(words, tone)

    def _is_said(self, words: str) -> bool:
        """Tell whether it can be read already, in the screen or below it: nothing is said twice."""
        return self.notice.words() == words or self._screen_says(words)

    def _screen_says(self, words: str) -> bool:
        here = self._screens.get(self._current)
        said = here.findChildren(Notice) if here is not None else []
        return any(each.isVisible() and each.words() == words for each in said)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "settings" in touched:
            self._show_profile()
        if not self._refresh.isActive():
            self._refresh.start()

    def _show_profile(self) -> None:
        profile = self.context.workspace.profile
        self.top.show_name(profile.name)
        self.window().setWindowTitle(window_title(profile))

    def _on_saved(self) -> None:
        self.status.show_saved(f"{datetime.now().astimezone():%H:%M:%S}")

    def _on_error(self, error: Exception) -> None:
        """Read again soon, and say it where it is still so: the screen in view says it at once."""
        QTimer.singleShot(_LATER_MS, self, self.refresh)
        before, self._wrong = self._wrong, str(error)
        if before != self._wrong:
            return
        self.toast.take_back(self._wrong)
        if self._screen_says(self._wrong):
            self.notice.take_back(self._wrong)
        else:
            self.notice.say(self._wrong, Tone.ERROR)

    def _on_not_sent(self, words: str) -> None:
        if self._current != "envio":  # there it is said in place
            self._say(words, Tone.ERROR)

    def _on_glance(self, glance: Glance) -> None:
        self.notice.take_back(self._wrong)  # what is always in sight can be read again
        self._wrong = ""
        self.status.show_glance(glance)
        self.navigation.show_glance(glance)
        self.glanced.emit(glance)


def window_title(profile: Profile) -> str:
    """Return the title of the window of an open folder; in training it says so."""
    name = text("ui.window.title", name=profile.name)
    return text("help.practice.window", name=name) if profile.training else name

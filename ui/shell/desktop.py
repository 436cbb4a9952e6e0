"""Leads from the entrance to an open folder and back out: opening, training, closing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.establishment.placing import place_doubts
from coletor.messages import text
from coletor.workspace import Workspace
from ui.buffering import holder_in
from ui.crash import CrashReporter
from ui.pieces import BREATH_MS, Pieces, Unhurried
from ui.sending import Dispatcher
from ui.shell import ahead, opening, practice, single
from ui.shell.content import Content
from ui.shell.elsewhere import Elsewhere
from ui.shell.entrance import WaitingPage
from ui.shell.frame import Frame, window_title
from ui.shell.looking_after import LookingAfter
from ui.shell.reception import Reception
from ui.shell.spare import Spare
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.training import TrainingServer

_SOON_MS = 30
"""Time after opening before the form and the other screens are loaded ahead."""
_AWAITED_MS = 30
"""Between two looks whether the window may be closed."""
_REST_MS = 40
"""Between two parts of screens made ahead, and how long the keys have to rest before each."""
_CALM_MS = 2000
"""Time after opening before the folder is looked after: first the person types."""


@dataclass(frozen=True)
class Kept:
    """An open folder between two windows of one program.

    Args:
        opened: the folder.
        work: where the way out of the training leads.
        screen: the screen that is shown first.
        argument: what it shows.
    """

    opened: opening.Opened
    work: Path | None
    screen: str = "configuracoes"
    argument: str = "aparencia/tamanho"


class Desktop(QObject):
    """One run of the window.

    Args:
        window: the main window.
        tasks: runs work off the GUI thread.
        theme: the theme in use.
        crashes: takes the errors nobody foresaw.
    """

    def __init__(
        self, window: MainWindow, tasks: Tasks, theme: Theme, crashes: CrashReporter
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._crashes = crashes
        self._content = Content(window, tasks, theme)
        self.reception = Reception(self._content, self._on_open, self)
        self._workspace: Workspace | None = None
        self._server: TrainingServer | None = None
        self._dispatcher: Dispatcher | None = None
        self._opened: opening.Opened | None = None
        self._presence: single.Presence | None = None
        self._elsewhere: Elsewhere | None = None
        self._warned = False
        tasks.saved.connect(self._on_saved)
        tasks.crashed.connect(crashes.show)

    @property
    def frame(self) -> Frame | None:
        """The shell of the open folder."""
        return self._content.frame

    @property
    def page(self) -> QWidget | None:
        """What is in the window."""
        return self._content.page

    @property
    def dispatcher(self) -> Dispatcher | None:
        """The sender of the open folder."""
        return self._dispatcher

    def start(self, folder: Path | None, *, training: bool, password: str | None) -> None:
        """Show what comes first; see `Reception.start`."""
        self.reception.start(folder, training=training, password=password)

    def resume(self, kept: Kept) -> None:
        """Show an open folder again that another window handed over."""
        self.reception.work = kept.work
        self.reception.let_in(kept.opened)
        if self.frame is not None:
            self.frame.go(kept.screen, kept.argument)

    def may_end(self) -> bool:
        """Tell as `may_close` does, once all that is typed or concluded is where it belongs.

        What turns out not to go is in view by then, and the window stays for it.
        """
        holder = holder_in(self._window)
        if holder is not None and holder.is_answered:
            return False
        if holder is not None and holder.is_awaited:
            QTimer.singleShot(_AWAITED_MS, self._window, self._window.close)
            return False
        return self.may_close()

    def may_close(self) -> bool:
        """Store what is in the air; where that fails, say so once instead of losing it."""
        frame = self.frame
        if frame is None:
            return True
        frame.finish()
        left = self._tasks.settle()
        if left and not self._warned:
            self._warned = True
            frame.notice.say(left[0].why, Tone.ERROR)
            return False
        for typing in left:
            typing.give_up()
        return True

    def _on_saved(self) -> None:
        if self._warned:
            QTimer.singleShot(0, self, self._take_back_warning)  # who stored it hears of it first

    def _take_back_warning(self) -> None:
        """Say no more that something is not stored, once all is."""
        if self._warned and self.frame is not None and not self._tasks.unstored():
            self._warned = False
            self.frame.notice.clear()

    def rest(self, then: Callable[[], None]) -> None:
        """Let what is under way in the open folder end, without holding the window up.

        Args:
            then: called when nothing is left.
        """
        frame = self.frame
        if not self.may_close():
            return
        if frame is not None:
            frame.setEnabled(False)
        if self._dispatcher is not None:
            self._dispatcher.rest()
        practice.Leaving(self._tasks, then, self)

    def hand_over(self) -> Kept | None:
        """End everything of this window but the open folder, and return that; None without one."""
        opened, self._opened = self._opened, None
        self._workspace = None
        work = self.reception.work
        self.close()
        return Kept(opened, work) if opened is not None else None

    def close(self) -> None:
        """Store what is in the air, wait for it, stop the training webservice, close the folder."""
        frame = self.frame
        if frame is not None:
            frame.end()
        if self._dispatcher is not None:
            self._dispatcher.stop()
        self._tasks.shutdown()
        if self._server is not None:
            self._server.stop()
        self._close_workspace()
        self._server = self._dispatcher = self._content.page = None

    # The open folder

    def _on_open(self, opened: opening.Opened, spare: Spare) -> None:
        workspace = opened.workspace
        self._workspace, self._opened = workspace, opened
        self._presence = single.Presence(workspace.folder, self)
        self._presence.called.connect(self._window.come_forward)
        self._elsewhere = Elsewhere(workspace, self._tasks, self._window, self)
        self._crashes.folder = workspace.layout.logs
        frame = spare.open(workspace)
        self._dispatcher = frame.context.dispatcher
        self._window.setWindowTitle(window_title(workspace.profile))
        frame.practising.connect(self._practise)
        work = self.reception.work
        if workspace.profile.training and work is not None:
            frame.offer_way_out(practice.way_out(work))
        self._content.show(frame)
        frame.go("inicio")
        frame.refresh()
        for doubt in place_doubts(workspace.folder):
            frame.notice.say(doubt, Tone.WARNING)
        if workspace.profile.training and not opened.address:
            QTimer.singleShot(0, self, self._start_training)  # after the first paint
        QTimer.singleShot(_SOON_MS, frame, lambda: self._load_screens(frame))
        QTimer.singleShot(_CALM_MS, self, self._look_after)

    def _load_screens(self, frame: Frame) -> None:
        """Load the form and then the other screens ahead: each opens at once later."""
        make = partial(self._make_screens, frame)
        screens = Pieces(frame, [*ahead.first(), make, *ahead.screens()], ahead.PAUSE_MS)

        def go_on() -> None:
            self._tasks.query(ahead.load_core, lambda _done: screens.start(), owner=frame)

        form = chain(ahead.pieces(), frame.parts_of("digitar"), [go_on])
        Pieces(frame, form, BREATH_MS).start()

    def _make_screens(self, frame: Frame) -> None:
        """Make the screens where most people go next, each where the keys rest for a moment."""
        made = chain.from_iterable(map(frame.parts_of, ahead.NEXT))
        Unhurried(frame, made, _REST_MS).start()

    def _practise(self) -> None:
        """Go from work to the training folder, or back to work: the folder in use is closed."""
        workspace, frame = self._workspace, self.frame
        if workspace is None or frame is None or not self.may_close():
            return
        work = self.reception.work
        if not workspace.profile.training:
            try:
                practice.place_for(workspace.folder)
            except ColetorError as error:
                frame.warn(str(error))
                return
            real = workspace.folder
            self._leave(frame, lambda: self.reception.begin_training(real))
        elif work is not None:
            self.reception.work = None
            self._leave(frame, lambda: self.start(work, training=False, password=None))

    def _leave(self, frame: Frame, then: Callable[[], None]) -> None:
        """Close the folder in use, once what is under way in it has ended and its screens are gone.

        Args:
            frame: its screens; until then they answer no more.
            then: what comes after.
        """
        words = text("help.practice.leaving")
        frame.end()
        frame.setEnabled(False)
        frame.notice.say(words)
        if self._dispatcher is not None:
            self._dispatcher.rest()

        def close() -> None:
            self._close_folder()
            then()

        def clear() -> None:
            self._content.show(WaitingPage(words))
            practice.Leaving(self._tasks, close, self)

        practice.Leaving(self._tasks, clear, self)

    def _close_folder(self) -> None:
        if self._dispatcher is not None:
            self._dispatcher.deleteLater()
        if self._server is not None:
            self._server.stop()
        self._close_workspace()
        self._crashes.folder = None
        self._server = self._dispatcher = None

    def _close_workspace(self) -> None:
        if self._presence is not None:
            self._presence.end()
        if self._elsewhere is not None:
            self._elsewhere.end()
        if self._workspace is not None:
            self._workspace.close()
        if self._opened is not None:
            self._opened.lock.release()
        self._workspace = self._opened = self._presence = self._elsewhere = None

    def _look_after(self) -> None:
        """Look after the folder in the background, once the person could begin."""
        workspace, frame = self._workspace, self.frame
        if workspace is None or frame is None:
            return
        LookingAfter(workspace, self._tasks, frame).start()

    def _start_training(self) -> None:
        workspace, dispatcher = self._workspace, self._dispatcher
        if workspace is None or dispatcher is None:
            return
        self._tasks.query(
            lambda: opening.start_training(workspace.layout.training),
            self._on_training,
            lambda error: dispatcher.failed.emit(str(error)),
        )

    def _on_training(self, server: "TrainingServer") -> None:
        self._server = server
        if self._dispatcher is not None:
            self._dispatcher.use_training(server.address)

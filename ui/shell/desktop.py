"""Leads from the entrance to an open folder and back out: opening, training, closing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.establishment.folder import profile_of
from coletor.establishment.placing import place_doubts
from coletor.messages import text
from coletor.workspace import Workspace, default_folder, training_folder
from coletor.workspace.usage import favourites_of
from ui.crash import CrashReporter
from ui.pieces import Pieces
from ui.sending import Dispatcher
from ui.shell import ahead, opening, practice, single
from ui.shell.entrance import CreationPage, PasswordPage, RecoveryPage, WaitingPage, WelcomePage
from ui.shell.forgotten import ForgottenPage
from ui.shell.frame import Frame, window_title
from ui.shell.leaflet import Leaflet
from ui.shell.spare import Spare
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.training import TrainingServer

TRAINING_CNES = "2077485"
_SOON_MS = 30
"""Time after opening before the form and the other screens are loaded ahead."""
_BREATH_MS = 1
"""Between two pieces of the form, which is wanted first."""
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
        self._theme = theme
        self._crashes = crashes
        self._workspace: Workspace | None = None
        self._server: TrainingServer | None = None
        self._dispatcher: Dispatcher | None = None
        self._page: QWidget | None = None
        self._spare: Spare | None = None
        self._opened: opening.Opened | None = None
        self._presence: single.Presence | None = None
        self._work: Path | None = None
        """Where the way out of the training leads; None: there is none."""
        self._warned = False
        tasks.saved.connect(self._on_saved)
        tasks.crashed.connect(crashes.show)

    @property
    def frame(self) -> Frame | None:
        """The shell of the open folder."""
        page = self._page
        return page if isinstance(page, Frame) else None

    @property
    def page(self) -> QWidget | None:
        """What is in the window."""
        return self._page

    @property
    def dispatcher(self) -> Dispatcher | None:
        """The sender of the open folder."""
        return self._dispatcher

    def start(self, folder: Path | None, *, training: bool, password: str | None) -> None:
        """Show what comes first: the folder, its password, or the welcome.

        Args:
            folder: the establishment's folder, None for the usual place.
            training: open the training folder, made when it is missing.
            password: the folder's password when it was given with the command.
        """
        place = folder or (training_folder() if training else default_folder())
        standing = opening.standing(place)
        if training and standing is opening.Standing.PASSWORD:
            self._refuse_practice(place)
        elif standing is not opening.Standing.NOTHING and single.is_open(place):
            self._call_other(place)
        elif training and standing is opening.Standing.NOTHING:
            self._make_training(place)
        elif standing is opening.Standing.NOTHING:
            self._welcome(place)
        elif standing is opening.Standing.PASSWORD and not password:
            self._ask_password(place)
        else:
            self._open(place, password)

    def _refuse_practice(self, place: Path) -> None:
        """Practise in no folder of real work, whoever named it (COLETOR_PASTA may)."""
        page = WaitingPage(text("ui.window.opening"))
        self._show(page)
        page.say(text("help.practice.not_training", folder=place))

    def _call_other(self, place: Path) -> None:
        """Bring the window that has the folder forward; say where it is if it does not hear."""
        first = self._page is None
        page = WaitingPage(text("ui.window.opening"))
        self._show(page)
        page.say(text("store.lock.janela"))
        if first:
            single.call_forward(place, page, self._end_soon)
        else:
            single.call_forward(place, page)

    def _end_soon(self) -> None:
        QTimer.singleShot(0, self, self._window.close)

    def resume(self, kept: Kept) -> None:
        """Show an open folder again that another window handed over."""
        self._work = kept.work
        self._on_open(kept.opened)
        if self.frame is not None:
            self.frame.go(kept.screen, kept.argument)

    def may_close(self) -> bool:
        """Store what is in the air; where that fails, say so once instead of losing it."""
        frame = self.frame
        if frame is None:
            return True
        frame.finish()
        left = self._tasks.settle()
        if left and not self._warned:
            self._warned = True
            frame.notice.say(text("ui.window.unsaved"), Tone.ERROR)
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
        work = self._work
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
        self._server = self._dispatcher = self._page = None

    # The pages before a folder is open

    def _show(self, page: QWidget) -> None:
        self._page = page
        if self._spare is not None:
            self._spare.drop()
            self._spare = None
        if isinstance(page, Frame):
            self._window.show_page(page)
        else:
            self._window.setWindowTitle(text("ui.window.name"))
            self._window.show_page(Leaflet(page, self._tasks, self._theme))

    def _welcome(self, place: Path) -> None:
        def begin() -> None:
            try:
                self._begin_training(place)
            except ColetorError as error:
                page.say(str(error))

        page = WelcomePage()
        page.training.connect(begin)
        page.creation.connect(lambda: self._ask_creation(place))
        self._show(page)

    def _begin_training(self, work: Path) -> None:
        """Open the training folder, and remember where the work is."""
        self._work = work
        self.start(practice.place_for(work), training=True, password=None)

    def _ask_creation(self, place: Path) -> None:
        page = CreationPage(str(place))
        page.back.connect(lambda: self._welcome(place))
        page.given.connect(lambda *given: self._create(place, page, opening.Typed(*given)))
        self._show(page)

    def _create(self, place: Path, page: CreationPage, typed: opening.Typed) -> None:
        def done(made: opening.Made) -> None:
            recovery = RecoveryPage(made.recovery_code, made.doubts)
            recovery.noted.connect(lambda: self._open(place, typed.password))
            self._show(recovery)

        self._tasks.change(
            lambda: opening.create(place, typed),
            done,
            lambda error: page.say(str(error)),
            owner=page,
        )

    def _make_training(self, place: Path) -> None:
        page = WaitingPage(text("ui.window.making"))
        self._show(page)
        self._tasks.change(
            lambda: opening.create_training(
                place, TRAINING_CNES, text("ui.training.name"), text("ui.training.operator")
            ),
            lambda _made: self._open(place, None),
            lambda error: page.say(str(error)),
            owner=page,
        )

    def _ask_password(self, place: Path) -> None:
        page = PasswordPage(opening.name_of(place), str(place))
        page.given.connect(lambda password: self._open(place, password, page))
        page.forgotten.connect(lambda: self._ask_recovery(place))
        self._show(page)
        self._spare = Spare(self._window, self._tasks, self._theme, profile_of(place))
        Pieces(page, [*ahead.pieces(), *self._spare.pieces()], ahead.PAUSE_MS).start()

    def _ask_recovery(self, place: Path) -> None:
        page = ForgottenPage(opening.name_of(place))
        page.back.connect(lambda: self._ask_password(place))
        page.given.connect(lambda code, password: self._reset(place, page, code, password))
        self._show(page)

    def _reset(self, place: Path, page: ForgottenPage, code: str, password: str) -> None:
        self._tasks.change(
            lambda: opening.reset_password(place, code, password),
            lambda _done: self._open(place, password),
            lambda error: page.say(str(error)),
            owner=page,
        )

    def _open(self, place: Path, password: str | None, asking: PasswordPage | None = None) -> None:
        page: PasswordPage | WaitingPage = asking or WaitingPage(text("ui.window.opening"))
        if asking is None:
            self._show(page)
        self._tasks.change(
            lambda: opening.open_workspace(place, password),
            self._on_open,
            lambda error: self._on_not_open(place, page, error),
        )

    def _on_not_open(
        self, place: Path, page: PasswordPage | WaitingPage, error: ColetorError
    ) -> None:
        if isinstance(page, WaitingPage) and opening.is_wrong_password(error):
            self._ask_password(place)
            page = self._page if isinstance(self._page, PasswordPage) else page
        page.say(str(error))
        if opening.is_open_elsewhere(error):
            single.call_forward(place, page)

    # The open folder

    def _on_open(self, opened: opening.Opened) -> None:
        workspace = opened.workspace
        self._workspace, self._opened = workspace, opened
        self._presence = single.Presence(workspace.folder, self)
        self._presence.called.connect(self._window.come_forward)
        self._crashes.folder = workspace.layout.logs
        spare = self._spare or Spare(self._window, self._tasks, self._theme, workspace.profile)
        frame, self._spare = spare.open(workspace), None
        self._dispatcher = frame.context.dispatcher
        self._window.setWindowTitle(window_title(workspace.profile))
        frame.practising.connect(self._practise)
        if workspace.profile.training and self._work is not None:
            frame.offer_way_out(practice.way_out(self._work))
        self._show(frame)
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
        screens = Pieces(frame, ahead.screens(), ahead.PAUSE_MS)

        def go_on() -> None:
            self._tasks.query(ahead.load_core, lambda _done: screens.start(), owner=frame)

        form = (*ahead.pieces(), lambda: frame.prepare("digitar"), go_on)
        Pieces(frame, form, _BREATH_MS).start()

    def _practise(self) -> None:
        """Go from work to the training folder, or back to work: the folder in use is closed."""
        workspace, frame = self._workspace, self.frame
        if workspace is None or frame is None or not self.may_close():
            return
        work = self._work
        if not workspace.profile.training:
            try:
                practice.place_for(workspace.folder)
            except ColetorError as error:
                frame.warn(str(error))
                return
            real = workspace.folder
            self._leave(frame, lambda: self._begin_training(real))
        elif work is not None:
            self._work = None
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
            self._show(WaitingPage(words))
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
        if self._workspace is not None:
            self._workspace.close()
        if self._opened is not None:
            self._opened.lock.release()
        self._workspace = self._opened = self._presence = None

    def _look_after(self) -> None:
        """Look after the folder in the background, once the person could begin."""
        workspace, frame = self._workspace, self.frame
        if workspace is None or frame is None:
            return
        self._tasks.query(favourites_of(workspace.store).refresh, owner=frame)
        self._tasks.long(
            lambda progress: workspace.maintain(stop=progress.stopping),
            lambda upkeep: frame.warn(upkeep.damage) if upkeep.damage else None,
            lambda error: frame.warn(str(error)),
            touches=("contacts", "outbox"),
            owner=frame,
        )

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

"""Leads from the entrance to an open folder: what is asked for until it is open."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.establishment.folder import profile_of
from coletor.establishment.profile import Profile
from coletor.messages import text
from coletor.workspace import default_folder, training_folder
from ui.pieces import Pieces
from ui.shell import ahead, opening, practice, single
from ui.shell.content import Content
from ui.shell.entrance import CreationPage, PasswordPage, RecoveryPage, WaitingPage, WelcomePage
from ui.shell.forgotten import ForgottenPage
from ui.shell.spare import Spare

_TRAINING_CNES = "2077485"


class Reception(QObject):
    """The pages before a folder is open.

    Args:
        content: what is in the window.
        let_in: called with a folder once it is open, and with the shell made for it.
        parent: the object that owns it.
    """

    def __init__(
        self,
        content: Content,
        let_in: Callable[[opening.Opened, Spare], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._tasks = content.tasks
        self._on_open = let_in
        self._spare: Spare | None = None
        self.work: Path | None = None
        """Where the way out of the training leads; None: there is none."""

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
            self.ask_password(place)
        else:
            self._open(place, password)

    def _refuse_practice(self, place: Path) -> None:
        """Practise in no folder of real work, whoever named it (COLETOR_PASTA may)."""
        page = self._wait("opening", lambda: self.start(place, training=True, password=None))
        page.say(text("help.practice.not_training", folder=place))

    def _call_other(self, place: Path) -> None:
        """Bring the window that has the folder forward; say where it is if it does not hear."""
        first = self._content.page is None
        page = self._wait("opening", lambda: self.start(place, training=False, password=None))
        page.say(text("store.lock.janela"))
        if first:
            single.call_forward(place, page, self._end_soon)
        else:
            single.call_forward(place, page)

    def _end_soon(self) -> None:
        QTimer.singleShot(0, self, self._content.window.close)

    def _wait(self, what: str, again: Callable[[], None]) -> WaitingPage:
        """Show that a folder is being opened or made.

        Args:
            what: which of the two.
            again: tries once more, where it did not go.
        """
        page = WaitingPage(text(f"ui.window.{what}"), practising=self.work is not None)
        page.again.connect(again)
        page.back.connect(self._back_to_work)
        page.leave.connect(self._content.window.close)
        self._show(page)
        return page

    def _back_to_work(self) -> None:
        """Give the training up before it is open."""
        work, self.work = self.work, None
        if work is not None:
            self.start(work, training=False, password=None)

    def _welcome(self, place: Path) -> None:
        def begin() -> None:
            try:
                self.begin_training(place)
            except ColetorError as error:
                page.say(str(error))

        page = WelcomePage()
        page.training.connect(begin)
        page.creation.connect(lambda: self._ask_creation(place))
        self._show(page)

    def begin_training(self, work: Path) -> None:
        """Open the training folder, and remember where the work is."""
        self.work = work
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
        page = self._wait("making", lambda: self.start(place, training=True, password=None))
        self._tasks.change(
            lambda: opening.create_training(
                place, _TRAINING_CNES, text("ui.training.name"), text("ui.training.operator")
            ),
            lambda _made: self._open(place, None),
            lambda error: page.say(str(error)),
            owner=page,
        )

    def ask_password(self, place: Path) -> None:
        """Ask a folder's password; its shell is made while that is typed."""
        page = PasswordPage(opening.name_of(place), str(place))
        page.given.connect(lambda password: self._open(place, password, page))
        page.forgotten.connect(lambda: self.ask_recovery(place))
        self._show(page)
        self._spare = self._spare_for(profile_of(place))
        Pieces(page, chain(ahead.pieces(), self._spare.pieces()), ahead.PAUSE_MS).start()

    def ask_recovery(self, place: Path) -> None:
        """Ask the recovery code of a folder, and a new password."""
        page = ForgottenPage(opening.name_of(place))
        page.back.connect(lambda: self.ask_password(place))
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
        page: PasswordPage | WaitingPage = asking or self._wait(
            "opening", lambda: self._open(place, password)
        )
        self._tasks.change(
            lambda: opening.open_workspace(place, password),
            self.let_in,
            lambda error: self._on_not_open(place, page, error),
        )

    def _on_not_open(
        self, place: Path, page: PasswordPage | WaitingPage, error: ColetorError
    ) -> None:
        if isinstance(page, WaitingPage) and opening.is_wrong_password(error):
            self.ask_password(place)
            page = self._content.page if isinstance(self._content.page, PasswordPage) else page
        page.say(str(error))
        if opening.is_open_elsewhere(error):
            single.call_forward(place, page)

    def let_in(self, opened: opening.Opened) -> None:
        """Go on with a folder that is open."""
        spare, self._spare = self._spare, None
        self._on_open(opened, spare or self._spare_for(opened.workspace.profile))

    def _spare_for(self, profile: Profile) -> Spare:
        content = self._content
        return Spare(content.window, content.tasks, content.theme, profile)

    def _show(self, page: QWidget) -> None:
        """Show a page; a shell that was made beside the one before it is not wanted any more."""
        if self._spare is not None:
            self._spare.drop()
            self._spare = None
        self._content.show(page)

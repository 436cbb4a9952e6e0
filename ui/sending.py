"""Sends the outbox from the window: by itself while there is a connection, or when asked."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coletor import clock
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import Workspace
from ui import preferences
from ui.access import Access
from ui.glance import Connection, State
from ui.pace import Pace
from ui.reachability import NetworkWatch
from ui.running import Ended, Held, Idle, Locked, Outcome, Wanted, keep_secrets, run
from ui.tasks import Handle, Tasks

if TYPE_CHECKING:
    from coletor.outbox.types import Result, Summary
    from coletor.webservice.answers import Credentials

_SOON_MS = 400
_HELD_MS = 30_000
"""How long another program that sends for the folder, or a full disk, is given."""
_MARGIN_MS = 50
_LONGEST_MS = 3_600_000
SENT = "envio"
"""What a run of the sender says it touched, beside the rest: it wakes no other run."""
ELSEWHERE = "outro-programa"
"""What is said to be touched, beside the rest, where another program wrote into the folder."""


class Dispatcher(QObject):
    """One sender of one open folder.

    It wakes for three reasons and never asks in a loop: something was concluded, the time of the
    next attempt has come, or the system says that the network is back.

    Args:
        workspace: the open folder; None where it is still to come, with `begin`.
        tasks: runs the network off the GUI thread.
        parent: the object that owns it.
        watch: says whether there is a network.
    """

    connected = Signal(object)  # Connection
    told = Signal(object)  # Result
    started = Signal()
    paced = Signal(object)  # Pace
    ended = Signal(object)  # Summary
    failed = Signal(str)
    mended = Signal(str)  # what was said to have failed, and does no more
    asked = Signal(str)  # credentials are wanted, and why they have to be typed
    held = Signal(str)  # another program sends for this folder
    locked = Signal(str)  # this folder may not send yet, and why

    def __init__(
        self,
        workspace: Workspace | None,
        tasks: Tasks,
        parent: QObject | None = None,
        watch: NetworkWatch | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._given_watch = watch
        self.automatic = False
        self.pace: Pace | None = None
        self._running: Handle | None = None
        self._again = self._asked_again = False
        self._quiet = False
        self._refused = self._held = False
        self._wrong = ""  # what ended the last run, where it was nothing of the service
        self._alarm = QTimer(self)
        self._alarm.setSingleShot(True)
        self._alarm.timeout.connect(lambda: self.send(quietly=True))
        if workspace is not None:
            self.begin(workspace)

    def begin(self, workspace: Workspace) -> None:
        """Send for a folder from now on.

        Args:
            workspace: the open folder.
        """
        self._workspace = workspace
        self.access = Access(workspace)
        self.automatic = preferences.automatic(workspace.profile.folder_id)
        self._watch = self._given_watch or NetworkWatch(self)
        self._watch.changed.connect(self._on_network)
        self._tasks.changed.connect(self._on_changed)
        self._wake(_SOON_MS)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._running is not None

    @property
    def sending(self) -> bool:
        """Whether a run found something to send: a mere look whether anything is due is none."""
        return self.pace is not None

    @property
    def quiet(self) -> bool:
        """Whether the last run was started by the program itself."""
        return self._quiet

    @property
    def online(self) -> bool:
        """Whether the service can be reached at all, as far as the system says."""
        return self._workspace.profile.training or self._watch.online

    def use_training(self, address: str) -> None:
        """Send to the training webservice that this program started."""
        self.access.training = address
        self.connected.emit(Connection("training"))
        self._wake(_SOON_MS)

    def set_automatic(self, automatic: bool) -> None:
        """Send by itself, or pause: what is under way ends after the calls already made."""
        self.automatic = automatic
        preferences.keep_automatic(automatic, self._workspace.profile.folder_id)
        if automatic:
            self._wake(0)
        else:
            self._alarm.stop()
            self.stop()

    def give(self, credentials: "Credentials", *, keep: bool) -> None:
        """Take credentials that the person typed, and send.

        Args:
            credentials: what was typed.
            keep: whether to put them in the system's keyring.
        """
        self.access.typed = credentials
        if not keep:
            self.send()
            return
        workspace = self._workspace
        self._tasks.query(
            lambda: keep_secrets(workspace, credentials),
            self._on_kept,
            owner=self,
        )

    def send(self, *, quietly: bool = False) -> None:
        """Send what waits.

        Args:
            quietly: started by the program: only what is due, and the person is asked nothing.
        """
        if self.running:
            self._again = True
            self._asked_again = self._asked_again or (self._quiet and not quietly)
            return
        if quietly and (self._refused or not self.automatic):
            return
        if quietly and not self.online:
            self.connected.emit(Connection("failed", text("ui.connection.no_network")))
            return
        workspace, access = self._workspace, self.access
        self._quiet, self._refused, self._held = quietly, False, False
        self._alarm.stop()
        self._running = self._tasks.long(
            lambda progress: run(workspace, access, progress, quietly=quietly),
            self._on_ended,
            self._on_error,
            self._on_progress,
            touches=("contacts", "outbox", SENT),
            owner=self,
        )

    def retry(self) -> None:
        """Try again: what a person had to do first was done."""
        self._refused = False
        self._wake(0)

    def reached(self) -> None:
        """Take note that somebody just reached the service: it is said, and what waited goes."""
        if self.running:
            return  # it will tell by itself
        self.connected.emit(Connection(self._fine()))
        if self.automatic and not self._refused:
            self._go_on()

    def stop(self) -> None:
        """End the run after the calls under way."""
        self._again = self._asked_again = False
        if self._running is not None:
            self._running.cancel()

    def rest(self) -> None:
        """Send nothing more, until the program starts anew: the folder is about to be closed."""
        self.automatic = False
        self._alarm.stop()
        self.stop()

    def _wake(self, milliseconds: int) -> None:
        """Try again so much later, unless something comes before."""
        if self.automatic:
            self._alarm.start(max(0, min(milliseconds, _LONGEST_MS)))

    def _wake_at(self, instant: str | None) -> None:
        if instant is not None:
            wait = (clock.read(instant).timestamp() - time.time()) * 1000
            self._wake(int(wait) + _MARGIN_MS)

    def _on_network(self, online: bool) -> None:
        if self._workspace.profile.training:
            return  # its service is on this very computer
        if not online:
            self.connected.emit(Connection("failed", text("ui.connection.no_network")))
        elif self.automatic and not self._refused:
            self.connected.emit(Connection())
            self._go_on()

    def _go_on(self) -> None:
        self._tasks.change(self._hurry, lambda _: self._wake(0), self._say, owner=self)

    def _hurry(self) -> None:
        """Let what waited for a later attempt be tried at once: it waited for the network."""
        self._workspace.outbox.send_now()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "contacts" not in touched or SENT in touched:
            return
        if self._held and ELSEWHERE in touched:
            return  # that program sends, and goes on by itself
        if self.running:
            self._again = True
        else:
            self._wake(_SOON_MS)

    def _on_progress(self, value: "int | list[Result]") -> None:
        if isinstance(value, int):
            self.pace = Pace(value)
            self.connected.emit(Connection("sending"))
            self.started.emit()
            return
        for result in value:
            self.told.emit(result)
        if self.pace is not None:
            self.pace.note([result.uuid for result in value])
            self.paced.emit(self.pace)

    def _on_kept(self, problem: str) -> None:
        if problem:
            self.failed.emit(problem)
        self.send()

    def _on_ended(self, outcome: Outcome) -> None:
        self._running = self.pace = None
        self._mend()
        if isinstance(outcome, Ended):
            self._tell(outcome.summary)
        elif isinstance(outcome, Idle):
            self._wake_at(outcome.next_at)
        elif isinstance(outcome, Held):
            self._held = True
            self.held.emit(outcome.why)
            self._wake(_HELD_MS)
        else:
            self._want(outcome)
        again, asked = self._again, self._asked_again
        self._again = self._asked_again = False
        if asked:
            self.send()  # a person is never answered by what the program did of itself
        elif again:
            self._wake(_SOON_MS)

    def _mend(self) -> None:
        """Take back what was wrong on this computer, once a run came to its end."""
        if self._wrong:
            wrong, self._wrong = self._wrong, ""
            self.connected.emit(Connection("training" if self.access.training else "unknown"))
            self.mended.emit(wrong)

    def _want(self, outcome: Wanted | Locked) -> None:
        """Say what a person has to do first; nothing is tried by itself until then."""
        self._refused = True
        self.connected.emit(Connection())
        if isinstance(outcome, Locked):
            self.locked.emit(outcome.why)
        elif not self._quiet:
            self.asked.emit(outcome.why)

    def _tell(self, summary: "Summary") -> None:
        if summary.stopped == "credenciais":
            self.access.typed = None
            self._refused = True
        bad = summary.message if summary.stopped not in (None, "pedido") else ""
        state: State = "failed" if bad or summary.failed else self._fine()
        self.connected.emit(Connection(state, bad or ""))
        self.ended.emit(summary)
        if summary.remaining and summary.stopped != "pedido":
            self._wake_at(summary.next_at)

    def _fine(self) -> State:
        return "training" if self.access.training else "ok"

    def _say(self, error: ColetorError) -> None:
        self.failed.emit(str(error))

    def _on_error(self, error: ColetorError) -> None:
        """Say what is wrong on this computer (a full disk), once, and try again in a while."""
        words, before = str(error), self._wrong
        self._running = self.pace = None
        self._again = self._asked_again = False
        self._wrong = words
        self.connected.emit(Connection("failed", words))
        if words != before or not self._quiet:
            self.failed.emit(words)
        self._wake(_HELD_MS)

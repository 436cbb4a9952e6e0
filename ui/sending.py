"""Sends the outbox from the window: when asked, or by itself after each conclusion."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.errors import ColetorError
from coletor.workspace import Workspace
from ui.glance import Connection, State
from ui.situations import WAITING
from ui.tasks import Handle, Progress, Tasks

if TYPE_CHECKING:
    from coletor.outbox.types import Result, Summary
    from coletor.webservice.answers import Credentials

_SOON_MS = 400
_LOOK_S = 0.1


class Dispatcher(QObject):
    """One sender of one open folder.

    Args:
        workspace: the open folder.
        tasks: runs the network off the GUI thread.
        parent: the object that owns it.
    """

    connected = Signal(object)  # Connection
    told = Signal(object)  # Result
    started = Signal()
    ended = Signal(object)  # Summary
    failed = Signal(str)
    asked = Signal(str)  # credentials are wanted, and why they have to be typed

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._typed: Credentials | None = None
        self._training_address = ""
        self._running: Handle | None = None
        self._again = False
        self._quiet = False
        self.automatic = workspace.profile.training
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(lambda: self.send(quietly=True))
        tasks.changed.connect(self._on_changed)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._running is not None

    def use_training(self, address: str) -> None:
        """Send to the training webservice that this program started."""
        self._training_address = address
        self.connected.emit(Connection("training"))
        self._soon.start()

    def set_automatic(self, automatic: bool) -> None:
        """Send by itself after each conclusion, or only when asked."""
        self.automatic = automatic
        if automatic:
            self._soon.start()

    def give(self, credentials: "Credentials", *, keep: bool) -> None:
        """Take credentials that the person typed, and send.

        Args:
            credentials: what was typed.
            keep: whether to put them in the system's keyring.
        """
        self._typed = credentials
        if not keep:
            self.send()
            return
        workspace = self._workspace
        self._tasks.query(
            lambda: _keep(workspace, credentials),
            self._on_kept,
            owner=self,
        )

    def send(self, *, quietly: bool = False) -> None:
        """Send what waits.

        Args:
            quietly: started by the program: ask the person for nothing.
        """
        if self.running:
            self._again = True
            return
        workspace, typed, address = self._workspace, self._typed, self._training_address
        if quietly and not (address or typed):
            return
        self._quiet = quietly
        self._running = self._tasks.long(
            lambda progress: _send(workspace, typed, address, progress, quietly=quietly),
            self._on_ended,
            self._on_error,
            self._on_progress,
            touches=("contacts", "outbox"),
            owner=self,
        )

    def stop(self) -> None:
        """End the run after the calls under way."""
        if self._running is not None:
            self._running.cancel()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.automatic and "contacts" in touched and "outbox" not in touched:
            self._soon.start()

    def _on_progress(self, value: "Result | None") -> None:
        if value is not None:
            self.told.emit(value)
            return
        self.connected.emit(Connection("sending"))
        self.started.emit()

    def _on_kept(self, problem: str) -> None:
        if problem:
            self.failed.emit(problem)
        self.send()

    def _on_ended(self, summary: "Summary | str | None") -> None:
        self._running = None
        if summary is None:  # nothing waited
            return
        if isinstance(summary, str):
            self.connected.emit(Connection())
            if not self._quiet:
                self.asked.emit(summary)
            return
        if summary.stopped == "credenciais":
            self._typed = None
        bad = summary.message if summary.stopped or summary.failed else ""
        state: State = "failed" if bad or summary.failed else self._fine()
        self.connected.emit(Connection(state, bad or ""))
        self.ended.emit(summary)
        if self._again:
            self._again = False
            self._soon.start()

    def _fine(self) -> State:
        return "training" if self._training_address else "ok"

    def _on_error(self, error: ColetorError) -> None:
        self._running = None
        self.connected.emit(Connection("failed", str(error)))
        self.failed.emit(str(error))


def _send(
    workspace: Workspace,
    typed: "Credentials | None",
    training: str,
    progress: Progress,
    *,
    quietly: bool,
) -> "Summary | str | None":
    """Run the sender; return why credentials are wanted where there are none.

    Started by the program, it does nothing and says nothing (None) when nothing waits.
    """
    if quietly and not _waiting(workspace):
        return None
    from coletor.workspace.connection import (  # noqa: PLC0415 - the network is not for start-up
        SecretsNeededError,
        address_of,
        secrets_of,
    )

    address = training or address_of(workspace.settings)
    if not training:
        workspace.require_sending_open()
    try:
        secrets = typed or secrets_of(workspace.profile, workspace.operator.login)
    except SecretsNeededError as error:
        return str(error)
    progress.report(None)
    stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(progress, stop), daemon=True)
    watch.start()
    try:
        return workspace.send(address, secrets, on_result=progress.report, stop=stop)
    finally:
        stop.set()
        watch.join()


def _waiting(workspace: Workspace) -> bool:
    counts = workspace.listing.counts()
    return any(counts.get(word) for word in WAITING)


def _watch(progress: Progress, stop: threading.Event) -> None:
    """Carry the person's wish to stop over to the sender."""
    while not stop.wait(_LOOK_S):
        if progress.cancelled:
            stop.set()


def _keep(workspace: Workspace, credentials: "Credentials") -> str:
    """Put credentials into the keyring and return why not, or an empty text."""
    from coletor.establishment import credentials as keyring  # noqa: PLC0415

    done = keyring.save(workspace.profile.folder_id, workspace.operator.login, credentials)
    return "" if isinstance(done, keyring.Saved) else done.text

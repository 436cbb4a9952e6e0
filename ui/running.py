"""One run of the sender on a worker: nothing here touches the window."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor import clock
from coletor.errors import ColetorError
from coletor.workspace import Workspace
from ui.access import Access
from ui.tasks import Progress

if TYPE_CHECKING:
    from coletor.outbox.types import Result, Summary
    from coletor.webservice.answers import Credentials

_TELL_S = 0.1
_BREATH_S = 0.001
"""Rest after each result, with the interpreter let go: typing comes before sending. A service
answers in a tenth of a second or more, so this only shows against a server on this computer."""
_REST = 10.0
"""Times the processor time of a call that its thread rests: four that call a server on this
computer kept the window waiting for the interpreter. A real one takes a hundred times as long."""
_ELSEWHERE = "store.lock.envio"


@dataclass(frozen=True)
class Ended:
    """A run that sent, or tried to."""

    summary: "Summary"


@dataclass(frozen=True)
class Idle:
    """Nothing was due; the next attempt has its time, or there is none."""

    next_at: str | None


@dataclass(frozen=True)
class Held:
    """Another program sends for this folder."""

    why: str


@dataclass(frozen=True)
class Wanted:
    """A person has to type the credentials."""

    why: str


@dataclass(frozen=True)
class Locked:
    """This folder may not send yet."""

    why: str


Outcome = Ended | Idle | Held | Wanted | Locked


class _Teller:
    """Hands results over some at a time: the window has better things to do than hear each."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._results: list[Result] = []
        self._told = 0.0

    def note(self, result: "Result") -> None:
        self._results.append(result)
        time.sleep(_BREATH_S)
        now = time.monotonic()
        if now - self._told >= _TELL_S:
            self._told = now
            self.flush()

    def flush(self) -> None:
        if self._results:
            self._progress.report(self._results)
            self._results = []


def run(workspace: Workspace, access: Access, progress: Progress, *, quietly: bool) -> Outcome:
    """Send what waits, reporting first how many wait and then the results, some at a time.

    Args:
        workspace: the open folder.
        access: address and secrets.
        progress: where results go, and whence the wish to stop comes.
        quietly: only if something is due.
    """
    waiting, due, next_at = _standing(workspace)
    if quietly and not (due and access.ready):
        return Idle(next_at if access.ready else None)
    from coletor.workspace.connection import (  # noqa: PLC0415 - the network is not for start-up
        SecretsNeededError,
    )

    try:
        access.require_open()
    except ColetorError as error:
        return Locked(str(error))
    try:
        secrets = access.secrets()
    except SecretsNeededError as error:
        return Wanted(str(error))
    if not quietly:
        workspace.outbox.send_now()
    return _send(workspace, access.address(), secrets, progress, waiting)


def _send(
    workspace: Workspace,
    address: str | None,
    secrets: "Credentials",
    progress: Progress,
    waiting: int,
) -> Outcome:
    progress.report(waiting)
    teller = _Teller(progress)
    try:
        summary = workspace.send(
            address, secrets, on_result=teller.note, stop=progress.stopping, rest=_REST
        )
    except ColetorError as error:
        if error.message_id == _ELSEWHERE:
            return Held(str(error))
        raise
    finally:
        teller.flush()
    return Ended(summary)


def _standing(workspace: Workspace) -> tuple[int, bool, str | None]:
    """Return how many wait, whether any may be tried now, and when the next may."""
    from coletor.outbox import leasing  # noqa: PLC0415 - not for start-up

    with workspace.store.query() as db:
        next_at = leasing.next_due(db)
        due = leasing.any_fresh(db) or (next_at is not None and next_at <= clock.now())
        return leasing.waiting(db), due, next_at


def keep_secrets(workspace: Workspace, credentials: "Credentials") -> str:
    """Put credentials into the keyring and return why not, or an empty text."""
    from coletor.establishment import credentials as keyring  # noqa: PLC0415

    done = keyring.save(workspace.profile.folder_id, workspace.operator.login, credentials)
    return "" if isinstance(done, keyring.Saved) else done.text

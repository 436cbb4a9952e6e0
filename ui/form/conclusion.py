"""Queues a draft once the checks of what was typed last find nothing wrong with it."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ui.form.checks import Checks
from ui.form.pending import Pending
from ui.form.saving import Saver
from ui.form.services import FormServices


class Typed(Protocol):
    """What is concluded."""

    @property
    def revision(self) -> int:
        """How often anything was changed in it."""

    @property
    def pending(self) -> list[Pending]:
        """What its checks say, in the form's order."""

    def finish(self) -> None:
        """Store everything that waits, even while another write is under way."""


class Conclusion(QObject):
    """The way from the key to the queue; what is typed on it is checked again.

    Args:
        typed: what is concluded.
        checks: its checks.
        saver: stores it.
        services: doors to the core.
        parent: the object that owns it.
    """

    blocked = Signal(object)  # Pending: not concluded because of it
    doubted = Signal(object)  # list[Pending]: not concluded before these warnings have a reason
    concluded = Signal(str)  # UUID
    failed = Signal(object)  # ColetorError

    def __init__(
        self, typed: Typed, checks: Checks, saver: Saver, services: FormServices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._typed = typed
        self._checks = checks
        self._saver = saver
        self._services = services
        self._revision: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether it was begun and has not come to its end."""
        return self._revision is not None

    def begin(self) -> None:
        """Check what stands there now, and queue it."""
        self._revision = self._typed.revision
        self._checks.run(self._on_checked)

    def give_up(self) -> None:
        """Something could not be stored, checked or queued."""
        self._revision = None

    def _on_checked(self) -> None:
        if self._revision != self._typed.revision:
            self.begin()
            return
        wrong = (item for item in self._typed.pending if item.error and not item.refused)
        first = next(wrong, None)
        if first is not None:
            self._revision = None
            self.blocked.emit(first)
            return
        doubted = [item for item in self._typed.pending if item.doubtful]
        if doubted:
            self._revision = None
            self.doubted.emit(doubted)
            return
        saver, conclude = self._saver, self._services.conclude
        self._typed.finish()

        def work() -> str:
            return conclude(saver.stored_id())

        self._services.tasks.change(
            work, self._on_concluded, self.failed.emit, touches=("contacts", "drafts"), owner=self
        )

    def _on_concluded(self, uuid: str) -> None:
        self._revision = None
        self.concluded.emit(uuid)

"""What an import does beside the window: a file is read, foreseen, brought in."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coletor.errors import ColetorError
from coletor.registers.spreadsheet import (
    Foreseen,
    PeopleStoppedError,
    Reading,
    Report,
    foresee,
    import_people,
    read_people,
)
from ui.people.editor import TOUCHED
from ui.screens.base import Context
from ui.tasks import Handle, Progress

_Looked = tuple[Reading, tuple[Foreseen, ...]]


class ImportWork(QObject):
    """Reads a spreadsheet of people and brings them in, one thing at a time.

    Args:
        context: what the screen works with.
        register_id: the register.
        parent: the object that owns it.
    """

    looked_at = Signal(object, object)  # Reading, tuple[Foreseen, ...]
    foreseen = Signal(object)  # tuple[Foreseen, ...]: by the columns asked for last
    advanced = Signal(int)  # rows that were gone through
    reported = Signal(object)  # Report
    failed = Signal(object)  # ColetorError
    given_up = Signal()  # the file is not waited for any more

    def __init__(self, context: Context, register_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._id = register_id
        self._reading: Reading | None = None
        self._running: Handle | None = None
        self._writing = False
        self._asked: Handle | None = None
        self.path = Path()
        """The file that is read or was read last."""

    @property
    def busy(self) -> bool:
        """Whether a file is being read or brought in."""
        return self._running is not None

    def open_file(self, path: Path) -> None:
        """Read a spreadsheet's columns, and how its first rows will be.

        Args:
            path: the file.
        """
        register_id, workspace = self._id, self._context.workspace

        def work(_: Progress) -> _Looked:
            found = read_people(path, register_id)
            return found, foresee(workspace, found)

        self._foresee_no_more()
        self.path, self._writing = path, False
        self._running = self._context.tasks.long(
            work, self._on_looked_at, self._on_failed, owner=self
        )

    def _on_looked_at(self, looked: _Looked) -> None:
        self._running = None
        self._reading, first = looked
        self.looked_at.emit(self._reading, first)

    def foresee_by(self, mapping: Mapping[int, str]) -> None:
        """Ask how the first rows will be by other columns.

        Args:
            mapping: position of a column -> field id.
        """
        reading, workspace = self._reading, self._context.workspace
        self._foresee_no_more()
        if reading is not None:
            self._asked = self._context.tasks.query(
                lambda: foresee(workspace, reading, mapping),
                self.foreseen.emit,
                self.failed.emit,
                owner=self,
            )

    def _foresee_no_more(self) -> None:
        if self._asked is not None:
            self._asked.drop()
            self._asked = None

    def bring_in(self, mapping: Mapping[int, str]) -> None:
        """Bring the rows in; each is in the register or refused with its reason.

        Args:
            mapping: position of a column -> field id.
        """
        workspace, register_id, path = self._context.workspace, self._id, self.path

        def work(progress: Progress) -> Report:
            return import_people(
                workspace,
                register_id,
                path,
                mapping,
                progress=progress.report,
                stop=progress.stopping,
                aside=True,
            )

        self._foresee_no_more()
        self._writing = True
        self._running = self._context.tasks.long(
            work,
            self._on_reported,
            self._on_failed,
            self.advanced.emit,
            touches=TOUCHED,
            owner=self,
        )

    def stop(self) -> None:
        """Stop the import; what came in stays. A file that is only read is not waited for."""
        if self._running is None:
            return
        if self._writing:
            self._running.cancel()
            return
        self._running.drop()
        self._running = None
        self.given_up.emit()

    def _on_reported(self, report: Report) -> None:
        self._running = None
        self.reported.emit(report)

    def _on_failed(self, error: ColetorError) -> None:
        self._running = None
        if isinstance(error, PeopleStoppedError):
            self.reported.emit(error.report)
        self.failed.emit(error)

"""Tabelas: the code tables in use, and importing official files into them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.terminology import ImportCancelled
from coletor.terminology.child import import_in_child
from coletor.terminology.types import Package
from ui.glance import local, table_name
from ui.screens.base import Context, Screen
from ui.style import fonts
from ui.style.icons import Icon
from ui.style.theme import restyle
from ui.tasks import Handle
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card, heading
from ui.widgets.labels import Elided, label, muted
from ui.widgets.notice import Notice
from ui.widgets.table import Column, DataTable, Rows
from ui.widgets.tone import Tone

_KEY = "Ctrl+I"


class DropArea(QFrame):
    """Takes files and folders that are dragged onto it."""

    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setFixedHeight(84)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(16)
        row.addWidget(Icon("download", "accent", 26))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(label(text("ui.tables.drop"), fonts.strong()))
        words.addWidget(muted(text("ui.tables.drop_remark")))
        words.addStretch(1)
        row.addLayout(words, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; show where they would go."""
        if event.mimeData().hasUrls():
            restyle(self, over="true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        restyle(self, over="")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the paths."""
        restyle(self, over="")
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def _month(package: Package) -> str:
    month = package.competencia
    return f"{month[4:]}/{month[:4]}" if len(month) == 6 else "–"


def _columns() -> list[Column[Package]]:
    return [
        Column(text("ui.tables.table"), lambda package: table_name(package.table), 150),
        Column(text("ui.tables.month"), _month, 120, code=True),
        Column(text("ui.tables.version"), lambda package: package.version, 170, code=True),
        Column(
            text("ui.tables.rows"),
            lambda package: f"{package.rows:,}".replace(",", "."),
            100,
            code=True,
            right=True,
        ),
        Column(
            text("ui.tables.kind"),
            lambda package: text(
                "ui.tables.demonstration" if package.demonstration else "ui.tables.official"
            ),
            140,
            tone=lambda package: Tone.WARNING if package.demonstration else Tone.OK,
        ),
        Column(
            text("ui.tables.imported"),
            lambda package: "" if package.demonstration else local(package.imported_at),
            150,
            muted=True,
        ),
        Column(text("ui.tables.origin"), lambda package: package.origin, muted=True),
    ]


class TablesScreen(Screen):
    """The loaded packages and their import."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        head, _, _ = heading(text("ui.screen.tabelas"), text("ui.tables.remark"))
        folder_button = Button(text("ui.tables.import_folder"))
        folder_button.clicked.connect(self._choose_folder)
        self.import_button = PrimaryButton(text("ui.tables.import"), _KEY.replace("+", " "))
        self.import_button.setShortcut(_KEY)
        self.import_button.clicked.connect(self._choose_files)
        self._starters = (folder_button, self.import_button)
        head.addWidget(folder_button)
        head.addWidget(self.import_button)
        self.page.addLayout(head)
        self.notice = Notice()
        self.page.addWidget(self.notice)
        self.drop = DropArea()
        self.drop.dropped.connect(self.import_paths)
        self.page.addWidget(self.drop)
        self._make_progress()
        card = Card(text("ui.tables.loaded"))
        self.table = DataTable(text("ui.tables.loaded"))
        self.rows = Rows(_columns(), self)
        self.table.show_rows(self.rows)
        card.body.addWidget(self.table, 1)
        self.page.addWidget(card, 1)
        self._running: Handle | None = None

    def _make_progress(self) -> None:
        self.progress = Card()
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(6)
        self._what = Elided(text("ui.tables.starting"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(text("ui.tables.progress"))
        words.addWidget(self._what)
        words.addWidget(self._bar)
        stop = Button(text("ui.cancel"), "Esc")
        stop.setShortcut(Qt.Key.Key_Escape)
        stop.clicked.connect(self.cancel)
        row.addLayout(words, 1)
        row.addWidget(stop)
        self.progress.body.addLayout(row)
        self.progress.hide()
        self.page.addWidget(self.progress)

    def activate(self, argument: str = "") -> None:
        """Read the list of packages anew."""
        self.import_button.setFocus()
        self._read()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders in a child process."""
        if self._running is not None:
            return
        self.notice.clear()
        self._show_running(True)
        folder, chosen = self.context.workspace.library.folder, list(paths)
        self._running = self.context.tasks.long(
            lambda progress: import_in_child(
                chosen,
                folder,
                progress=lambda *step: progress.report(step),
                cancelled=lambda: progress.cancelled,
            ),
            self._on_imported,
            self._on_refused,
            self._on_step,
            touches=("tables",),
            owner=self,
        )

    def cancel(self) -> None:
        """Stop the import; nothing half-made is left in use."""
        if self._running is not None:
            self._running.cancel()

    @property
    def importing(self) -> bool:
        """Whether an import is under way."""
        return self._running is not None

    def _read(self) -> None:
        library = self.context.workspace.library
        self.context.tasks.query(library.packages, self.rows.replace, self._on_error)

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, text("ui.tables.import"))
        if chosen:
            self.import_paths([Path(path) for path in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, text("ui.tables.import_folder"))
        if chosen:
            self.import_paths([Path(chosen)])

    def _show_running(self, running: bool) -> None:
        for button in self._starters:
            button.setEnabled(not running)
        self.drop.setVisible(not running)
        self.progress.setVisible(running)
        self._what.set_text(text("ui.tables.starting"))
        self._bar.setRange(0, 0)

    def _on_step(self, step: tuple[str, int, int]) -> None:
        what, done, total = step
        self._what.set_text(text("ui.tables.reading", what=what))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_imported(self, packages: list[Package]) -> None:
        self._running = None
        self._show_running(False)
        new = [package for package in packages if not package.unchanged]
        names = ", ".join(f"{table_name(package.table)} {_month(package)}" for package in new)
        if new:
            self.notice.say(text("ui.tables.done", names=names.replace(" –", "")), Tone.OK)
        else:
            self.notice.say(text("ui.tables.already"), Tone.NEUTRAL)
        self._read()

    def _on_refused(self, error: ColetorError) -> None:
        self._running = None
        self._show_running(False)
        stopped = isinstance(error, ImportCancelled)
        self.notice.say(str(error), Tone.NEUTRAL if stopped else Tone.ERROR)
        self._read()

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)

"""Tabelas: the code tables in use, what is missing, importing and fetching official files."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.terminology import ImportCancelled, ImportFailedError, Standing, TableFileError
from coletor.terminology.child import import_in_child
from coletor.terminology.standing import summary
from coletor.terminology.types import Package
from coletor.workspace.usage import months_in_use
from ui.glance import table_name
from ui.screens.base import Screen
from ui.tables.parts import MunicipioQuestion, columns, month_cell
from ui.tasks import Handle, Progress
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card, EmptyState, heading
from ui.widgets.intake import DropArea, ProgressCard
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.workspace.rechecking import Rechecked

_KEY = "Ctrl+I"
_PROXY = "proxy.endereco"


class TablesScreen(Screen):
    """The loaded packages, their import and their removal."""

    def _building(self) -> Iterator[None]:
        context = self.context
        self._running: Handle | None = None
        self._asked_for: list[Path] = []
        self._removed = ""
        self._resting: Button | None = None
        self._build_head()
        yield
        self.notice = Notice()
        self.notice.acted.connect(self.undo)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        self.standing = Notice()
        self.standing.acted.connect(self.download)
        self.drop = DropArea()
        self.drop.dropped.connect(self.import_paths)
        self.progress = ProgressCard()
        self.progress.stopped.connect(self.cancel)
        self.question = MunicipioQuestion(context.tasks, context.workspace.library)
        self.question.answered.connect(self._on_municipio)
        yield
        for widget in (self.notice, self.standing, self.question, self.drop, self.progress):
            self.page.addWidget(widget)
        yield
        yield from self._build_list()

    def _build_head(self) -> None:
        head, _, _ = heading(text("ui.screen.tabelas"), text("ui.tables.remark"))
        self.download_button = Button(text("terminology.screen.download"), "Ctrl B")
        self.download_button.setShortcut("Ctrl+B")
        self.download_button.clicked.connect(self.download)
        folder_button = Button(text("ui.tables.import_folder"))
        folder_button.clicked.connect(self._choose_folder)
        self.import_button = PrimaryButton(text("ui.tables.import"), _KEY.replace("+", " "))
        self.import_button.setShortcut(_KEY)
        self.import_button.clicked.connect(self._choose_files)
        self._starters = (self.download_button, folder_button, self.import_button)
        for button in self._starters:
            head.addWidget(button)
        self.page.addLayout(head)

    def _build_list(self) -> Iterator[None]:
        card = Card(text("ui.tables.loaded"))
        self.remove_button = Button(text("terminology.screen.remove"), "Del")
        self.remove_button.setShortcut(Qt.Key.Key_Delete)
        self.remove_button.setEnabled(False)
        self.remove_button.clicked.connect(self.remove)
        card.head.addWidget(self.remove_button)
        self.table = DataTable(text("ui.tables.loaded"))
        self.rows: Rows[Package] = Rows(columns(), self)
        self.table.show_rows(self.rows)
        self.table.marked.connect(self._on_marked)
        yield
        nothing = text("ui.tables.none"), text("ui.tables.none_remark")
        self._pages = QStackedWidget(card)
        for page in (self.table, EmptyState("table-2", *nothing)):
            self._pages.addWidget(page)
        card.body.addWidget(self._pages, 1)
        self.page.addWidget(card, 1)

    def activate(self, argument: str = "") -> None:
        """Read the list of packages anew."""
        self.import_button.setFocus()
        self._read()

    # Importing and fetching

    def import_paths(self, paths: Sequence[Path], municipio: str = "") -> None:
        """Import files and folders in a child process.

        Args:
            paths: files and folders.
            municipio: IBGE code for the CNES files, empty until it was asked.
        """
        folder, chosen = self.context.workspace.library.folder, list(paths)
        self._asked_for = chosen
        self._run(
            lambda progress: import_in_child(
                chosen,
                folder,
                progress=lambda *step: progress.report(step),
                cancelled=lambda: progress.cancelled,
                municipio=municipio,
            )
        )

    def download(self) -> None:
        """Fetch every table that has an official address, and import it."""
        workspace = self.context.workspace
        folder, settings = workspace.library.folder, workspace.settings

        def work(progress: Progress) -> list[Package]:
            from coletor.terminology.getting import bringing  # noqa: PLC0415 - requests: start-up

            return bringing.bring_all(
                folder,
                proxy=settings.get(_PROXY),
                progress=lambda *step: progress.report(step),
                cancelled=lambda: progress.cancelled,
            )

        self._run(work)

    def _run(self, work: Callable[[Progress], list[Package]]) -> None:
        if self._running is not None:
            return
        self.notice.clear()
        self.question.hide()
        self._show_running(True)
        self._running = self.context.tasks.long(
            work,
            self._on_imported,
            self._on_refused,
            self.progress.step,
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

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, text("ui.tables.import"))
        if chosen:
            self.import_paths([Path(path) for path in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, text("ui.tables.import_folder"))
        if chosen:
            self.import_paths([Path(chosen)])

    def _on_municipio(self, code: str) -> None:
        self.import_paths(self._asked_for, code)

    def _show_running(self, running: bool) -> None:
        if running:  # a button that rests gives the cursor away: it comes back to it
            self._resting = next((one for one in self._starters if one.hasFocus()), None)
        for button in self._starters:
            button.setEnabled(not running)
        if not running and self._resting is not None:
            self._resting.setFocus()
        self.drop.setVisible(not running)
        if running:
            self.progress.begin()
        else:
            self.progress.hide()

    def _on_imported(self, packages: list[Package]) -> None:
        self._running = None
        self._show_running(False)
        new = [package for package in packages if not package.unchanged]
        names = ", ".join(f"{table_name(package.table)} {month_cell(package)}" for package in new)
        if new:
            done = text("ui.tables.done", names=names.replace(" —", ""))
            self.notice.say(done, Tone.OK)
            self._recheck({package.table for package in new}, done)
        else:
            self.notice.say(text("ui.tables.already"), Tone.NEUTRAL)
        self._read()

    def _recheck(self, tables: Collection[str], done: str) -> None:
        """Check again what is not accepted yet, and say what the new tables changed."""
        workspace = self.context.workspace
        self.context.tasks.long(
            lambda _progress: workspace.recheck(tables),
            lambda found: self._on_rechecked(found, done),
            self._on_error,
            touches=("contacts", "outbox"),
            owner=self,
        )

    def _on_rechecked(self, found: "list[Rechecked]", done: str) -> None:
        changed = [one for one in found if one.changed]
        if not changed:
            return
        back = sum(one.withdrawn is not None for one in changed)
        said = text("ui.tables.rechecked", changed=len(changed), back=back)
        self.notice.say(f"{done} {said}", Tone.WARNING)

    def _on_refused(self, error: ColetorError) -> None:
        self._running = None
        self._show_running(False)
        if _wants_municipio(error):
            self.question.ask()
        else:
            stopped = isinstance(error, ImportCancelled)
            self.notice.say(str(error), Tone.NEUTRAL if stopped else Tone.ERROR)
        self._read()

    # The list

    def remove(self) -> None:
        """Remove the marked package, unless something not sent yet may need it."""
        package = self.table.current()
        if package is None or package.demonstration:
            return
        workspace = self.context.workspace
        self.context.tasks.change(
            lambda: workspace.library.remove(
                package.file, months_in_use=lambda: months_in_use(workspace.store)
            ),
            self._on_removed,
            self._on_error,
            touches=("tables",),
            owner=self,
        )

    def _on_removed(self, package: Package) -> None:
        name = f"{table_name(package.table)} {month_cell(package)}".replace(" —", "")
        self._removed = package.file
        words = text("terminology.screen.removed", table=name)
        self.notice.say(words, Tone.NEUTRAL, text("terminology.screen.undo"))
        self._read()

    def undo(self) -> None:
        """Have back the package that was removed last."""
        file, self._removed = self._removed, ""
        if not file:
            return
        library = self.context.workspace.library
        self.notice.clear()
        self.context.tasks.change(
            lambda: library.restore(file),
            lambda _: self._read(),
            self._on_error,
            touches=("tables",),
            owner=self,
        )

    def _on_marked(self, package: Package | None) -> None:
        self.remove_button.setEnabled(package is not None and not package.demonstration)

    def _read(self) -> None:
        library = self.context.workspace.library
        self.context.tasks.query(
            lambda: (library.packages(), library.standing()), self._on_read, self._on_error
        )

    def _on_read(self, found: tuple[list[Package], list[Standing]]) -> None:
        packages, standing = found
        self.rows.replace(packages)
        self._pages.setCurrentIndex(0 if packages else 1)
        self._on_marked(self.table.current())
        words = summary(standing)
        if words:
            self.standing.say(words, Tone.WARNING)
        else:
            self.standing.clear()

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)


def _wants_municipio(error: ColetorError) -> bool:
    """Tell whether an import only lacks the município; the other files are in place then."""
    problems = error.problems if isinstance(error, ImportFailedError) else [error]
    return all(
        isinstance(each, TableFileError) and each.reason == "no_municipio" for each in problems
    )

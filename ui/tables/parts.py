"""Parts of the Tabelas screen: where files are dropped, progress, columns, a question."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from coletor.messages import text
from coletor.terminology import Library
from coletor.terminology.months import month_words
from coletor.terminology.types import Package
from ui.glance import local, table_name
from ui.style import fonts
from ui.style.icons import Icon
from ui.style.theme import restyle
from ui.tasks import Tasks
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.labels import Elided, label, muted
from ui.widgets.suggestions import Suggestion
from ui.widgets.table import Column
from ui.widgets.tone import Tone
from ui.widgets.typeahead import TypeAhead

_MANY = 1 << 20
"""From so many on, what is counted is bytes."""


class DropArea(QFrame):
    """Takes files and folders that are dragged onto it.

    Args:
        title: what to drag here; the official files without it.
        remark: which files they may be.
    """

    dropped = Signal(list)

    def __init__(self, title: str = "", remark: str = "") -> None:
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
        words.addWidget(label(title or text("ui.tables.drop"), fonts.strong()))
        words.addWidget(muted(remark or text("ui.tables.drop_remark")))
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


def month_cell(package: Package) -> str:
    """Return a package's competência as a cell shows it."""
    return month_words(package.competencia) or "–"


def columns() -> list[Column[Package]]:
    """Return the columns of the list of packages."""
    return [
        Column(text("ui.tables.table"), lambda package: table_name(package.table), 150),
        Column(text("ui.tables.month"), month_cell, 120, code=True),
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
            lambda package: "–" if package.demonstration else local(package.imported_at),
            150,
            muted=True,
        ),
        Column(text("ui.tables.origin"), lambda package: package.origin, muted=True),
    ]


class ProgressCard(Card):
    """How far an import or download is, with a way to stop it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
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
        self.stop_button = stop = Button(text("ui.cancel"), "Esc")
        stop.setShortcut(Qt.Key.Key_Escape)
        stop.clicked.connect(self.stopped)
        row.addLayout(words, 1)
        row.addWidget(stop)
        self.body.addLayout(row)
        self.hide()

    def begin(self, words: str = "") -> None:
        """Show that something started.

        Args:
            words: what; that the official files are being recognised without them.
        """
        self._what.set_text(words or text("ui.tables.starting"))
        self._bar.setRange(0, 0)
        self.show()

    def say(self, words: str) -> None:
        """Show how far it is where nobody knows how far it goes."""
        self._what.set_text(words)

    def step(self, step: tuple[str, int, int]) -> None:
        """Show how far it is; bytes are counted in MB."""
        what, done, total = step
        if max(done, total) >= _MANY:
            share = f"{done / _MANY:.1f} MB".replace(".", ",")
            self._what.set_text(text("terminology.screen.downloading", what=what, share=share))
        else:
            self._what.set_text(text("ui.tables.reading", what=what))
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(1000 * done // total if total else 0)


class MunicipioQuestion(Card):
    """Asks of which município the national CNES files are wanted.

    Args:
        tasks: runs the searches.
        library: the loaded tables.
    """

    answered = Signal(str)  # IBGE code

    def __init__(self, tasks: Tasks, library: Library) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(text("terminology.screen.question"), fonts.strong()))
        self.field = TypeAhead(tasks, _municipios(library))
        self.field.setAccessibleName(text("terminology.screen.municipio"))
        self.field.setPlaceholderText(text("terminology.screen.municipio"))
        self.field.rawEdited.connect(self._on_edited)
        self.button = PrimaryButton(text("terminology.screen.import_municipio"))
        self.button.clicked.connect(lambda: self.answered.emit(self.field.raw()))
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.hide()

    def ask(self) -> None:
        """Show the question and take the focus."""
        self.field.set_raw("")
        self._on_edited("")
        self.show()
        self.field.setFocus()

    def _on_edited(self, _raw: str) -> None:
        code = self.field.raw()
        self.button.setEnabled(len(code) == 7 and code.isdigit())


def _municipios(library: Library) -> Callable[[str], list[Suggestion]]:
    def found(typed: str) -> list[Suggestion]:
        hits = library.search("municipio", typed)
        return [Suggestion(hit.code, hit.name, hit.group) for hit in hits]

    return found

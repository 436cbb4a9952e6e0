"""Parts of the Tabelas screen: its columns, and the question of which município."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from coletor.messages import text
from coletor.terminology import Library
from coletor.terminology.months import month_words
from coletor.terminology.types import Package
from ui.glance import local, table_name
from ui.style import fonts
from ui.tasks import Tasks
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.rows import Column
from ui.widgets.suggestions import Suggestion
from ui.widgets.tone import Tone
from ui.widgets.typeahead import TypeAhead
from ui.widgets.wording import figure


def month_cell(package: Package) -> str:
    """Return a package's competência as a cell shows it."""
    return month_words(package.competencia) or "—"


def _version(package: Package) -> str:
    return "—" if package.demonstration else package.version  # its kind says it already


def columns() -> list[Column[Package]]:
    """Return the columns of the list of packages."""
    return [
        Column(text("ui.tables.table"), lambda package: table_name(package.table), 150),
        Column(text("ui.tables.month"), month_cell, 120, code=True),
        Column(text("ui.tables.version"), _version, 170, code=True),
        Column(
            text("ui.tables.rows"),
            lambda package: figure(package.rows),
            100,
            code=True,
            right=True,
        ),
        Column(
            text("ui.tables.kind"),
            lambda package: text(
                "ui.tables.demonstration" if package.demonstration else "ui.tables.official"
            ),
            124,
            tone=lambda package: Tone.WARNING if package.demonstration else Tone.OK,
            whole=True,
        ),
        Column(
            text("ui.tables.imported"),
            lambda package: "—" if package.demonstration else local(package.imported_at),
            150,
            muted=True,
        ),
        Column(text("ui.tables.origin"), lambda package: package.origin, muted=True),
    ]


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

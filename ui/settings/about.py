"""Sobre: version, tables and model in force, licences, a report for who helps."""

from dataclasses import dataclass
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

import coletor
from coletor import clock, resources
from coletor.messages import text
from coletor.workspace import Workspace
from ui.glance import tables_in_use
from ui.screens.base import Context
from ui.settings.section import Section
from ui.style import fonts
from ui.widgets.buttons import Button, SegmentedControl
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.layouts import line_of
from ui.widgets.tone import Tone

_FACTS = ("version", "qt", "model", "tables")
_LICENCES = {"inter": ("fonts", "OFL.txt"), "lucide": ("icons", "LICENSE")}
_LICENCE_LINES = 7


@dataclass(frozen=True)
class Facts:
    """What is in force.

    Args:
        model: name of the model a new contact takes.
        tables: the tables in use.
    """

    model: str
    tables: str


def read_facts(workspace: Workspace) -> Facts:
    """Return what is in force; off the GUI thread."""
    tables = tables_in_use(workspace.library.packages())
    return Facts(workspace.model_in_force().name, " · ".join(tables))


class AboutSection(Section):
    """What this program is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card(text("settings.section.sobre"))
        self.facts = self.add_facts(card, "settings.about", _FACTS)
        self.facts["version"].setText(coletor.__version__)
        self.facts["qt"].setText(PySide6.__version__)
        self.report_button = Button(text("settings.report"))
        self.report_button.clicked.connect(self._choose_report)
        self.doctor_button = Button(text("ui.screen.rede"))
        self.doctor_button.clicked.connect(lambda: self.context.go("rede", ""))
        card.body.addLayout(line_of(self.report_button, self.doctor_button))
        self.column.addWidget(card)
        self.column.addWidget(self._make_licences())
        self.column.addStretch(1)

    def _make_licences(self) -> Card:
        card = Card(text("settings.licences"))
        card.body.addWidget(wrapped(text("settings.licences_remark"), tone=""))
        self.licence = SegmentedControl(
            [(name, text(f"settings.licence.{name}")) for name in _LICENCES],
            text("settings.licences"),
        )
        self.licence.chosen.connect(self._show_licence)
        card.body.addWidget(self.licence)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setFont(fonts.secondary())
        self.words.setAccessibleName(text("settings.licences"))
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * _LICENCE_LINES + 16)
        card.body.addWidget(self.words)
        self._show_licence(next(iter(_LICENCES)))
        return card

    def read(self) -> None:
        """Read what is in force."""
        workspace = self.context.workspace
        self.context.tasks.query(
            lambda: read_facts(workspace), self._on_read, self.fail, owner=self
        )

    def take_focus(self, key: str = "") -> None:
        """Put the cursor on the first button."""
        self.report_button.setFocus()

    def save_report(self, file: Path) -> None:
        """Write the report for who helps into a file."""
        workspace = self.context.workspace

        def work() -> Path:
            from coletor.workspace.support import report_of, save_report  # noqa: PLC0415 - seldom

            save_report(file, report_of(workspace, f"PySide6 {PySide6.__version__}"))
            return file

        self.context.tasks.query(work, self._on_saved, self.fail, owner=self)

    def _choose_report(self) -> None:
        words = text("settings.report")
        day = f"{clock.today():%Y-%m-%d}"
        name, _ = QFileDialog.getSaveFileName(self, words, f"relatorio-coletor-{day}.txt")
        if name:
            self.save_report(Path(name))

    def _show_licence(self, name: str) -> None:
        self.words.setPlainText(resources.path(*_LICENCES[name]).read_text(encoding="utf-8"))

    def _on_read(self, facts: Facts) -> None:
        self.facts["model"].setText(facts.model)
        self.facts["tables"].setText(facts.tables or text("ui.status.no_tables"))

    def _on_saved(self, file: Path) -> None:
        self.notice.say(text("settings.report_saved", file=file), Tone.OK)

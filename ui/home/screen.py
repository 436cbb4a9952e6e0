"""Início: what needs attention now, the month in figures, and what was worked on last."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from coletor import clock
from coletor.errors import ColetorError
from coletor.figures import MonthFigures, read_month
from coletor.messages import text
from coletor.store.database import Interrupt
from ui.help.steps import GuideLine
from ui.home.arrangement import HomeCards
from ui.home.attention import attention
from ui.home.exporting import Exporter
from ui.home.greeting import greeting, long_date
from ui.home.reading import Home, read_home
from ui.screens.base import Screen
from ui.tasks import Handle
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import heading
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_CALM_MS, _CALMER_MS = 400, 4000
"""While contacts are being sent, the figures are read anew this often at most; the second where
documents have to be counted."""


class HomeScreen(Screen):
    """The first screen; `guide` is the room above the cards for the guide of the first days."""

    def _building(self) -> Iterator[None]:
        context = self.context
        self._make_head()
        self.notice = Notice()
        self.notice.acted.connect(self._read)
        self.page.addWidget(self.notice)
        self.guide = QVBoxLayout()
        self.page.addLayout(self.guide)
        self.guide_line = GuideLine(context)
        self.guide.addWidget(self.guide_line)
        yield
        self.cards = HomeCards(context.go, f"{clock.today():%Y%m}", self)
        yield from self.cards.fill()
        self.page.addWidget(self.cards, 1)
        self.waiting, self.month = self.cards.waiting, self.cards.month
        self.division, self.recent = self.cards.division, self.cards.recent
        self.recent.opened.connect(lambda uuid: context.go("contatos", uuid))
        self.recent.begun.connect(self._type)
        self.exporter = Exporter(context, self)
        self._wrong: dict[str, str] = {}
        self._interrupt: Interrupt | None = None
        self._asked: Handle | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._read)
        self.month.chosen.connect(lambda _month: self._read_figures())
        self.division.wanted.connect(self._read_figures)
        self.month.viewed.connect(self.division.show_view)
        self.month.exporting.connect(self._export)
        self._add_keys()
        context.tasks.changed.connect(self._on_changed)

    def _make_head(self) -> None:
        head, self.title, self._date = heading(" ", long_date())
        self.type_button = PrimaryButton(text("ui.screen.digitar"), "Ctrl N")
        self.type_button.clicked.connect(self._type)
        head.addWidget(self.type_button)
        self.page.addLayout(head)

    def _add_keys(self) -> None:
        for key, slot in (
            ("Alt+Left", lambda: self.month.step(-1)),
            ("Alt+Right", lambda: self.month.step(1)),
            ("F10", self.month.open_exports),
            ("Ctrl+P", lambda: self._export("print")),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def activate(self, argument: str = "") -> None:
        """Read everything anew.

        Args:
            argument: a month AAAAMM to show, empty for the one in view.
        """
        self._greet()
        self.type_button.setFocus()
        self.guide_line.refresh()
        if argument and argument != self.month.month:
            self.month.show_month(argument)
        self._read()

    def _greet(self) -> None:
        """Greet by the hour and say the day, which may be another one than last time."""
        name = self.context.workspace.operator.name
        self.title.setText(greeting(datetime.now().astimezone(), name))
        self._date.setText(long_date())

    def _type(self) -> None:
        self.context.go("digitar", "")

    def _export(self, kind: str) -> None:
        if self.month.figures is not None and self.month.figures.typed:
            self.exporter.run(kind, self.month.figures)

    # Reading

    def _read(self) -> None:
        workspace = self.context.workspace
        self.context.tasks.query(
            lambda: read_home(workspace),
            self._on_home,
            lambda error: self._fail("home", error),
            owner=self,
        )
        self._read_figures()

    def _read_figures(self) -> None:
        """Read the month in view; what is still being read of another one is given up."""
        if self._interrupt is not None and self._asked is not None:
            self._asked.drop()
            self._interrupt.cancel()
        interrupt = self._interrupt = Interrupt()
        workspace, month = self.context.workspace, self.month.month
        acts = self.division.needs_acts()
        self._asked = self.context.tasks.query(
            lambda: read_month(workspace, month, interrupt, acts=acts),
            self._on_figures,
            lambda error: self._fail("figures", error),
            owner=self,
        )

    def _on_changed(self, _touched: object) -> None:
        if self.isVisible() and not self._calm.isActive():
            self._calm.start(_CALMER_MS if self.division.needs_acts() else _CALM_MS)

    def _fail(self, what: str, error: ColetorError) -> None:
        self._wrong[what] = str(error)
        self.notice.say(str(error), Tone.ERROR, text("home.again"))

    def _succeed(self, what: str) -> None:
        """Take the message away once nothing is wrong any more."""
        if self._wrong.pop(what, "") and not self._wrong:
            self.notice.clear()

    def _on_home(self, home: Home) -> None:
        self._succeed("home")
        self.recent.show_contacts(home.recent)
        self.waiting.show_items(attention(home.waiting))
        self.cards.order()

    def _on_figures(self, figures: MonthFigures) -> None:
        self._asked = self._interrupt = None
        self._succeed("figures")
        self.month.show_figures(figures)
        self.division.show_figures(figures)

"""The card of the month: which one, its days as a chart or as a table, and what leaves it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from coletor.figures import STANDINGS, Day, MonthFigures, Standing
from coletor.figures.types import next_month
from coletor.messages import text
from coletor.terminology.months import month_words
from ui.home.chart import DayChart
from ui.home.words import day_name, total_sentence
from ui.style import fonts, icons
from ui.widgets.buttons import Button, SegmentedControl
from ui.widgets.card import Card, EmptyState
from ui.widgets.labels import Elided
from ui.widgets.menus import open_under
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.wording import figure

CHART, TABLE = "grafico", "tabela"
EXPORTS = ("sheet", "picture", "pdf", "print")
_STEPPER = 26


class MonthCard(Card):
    """A month, day by day.

    Args:
        month: the month in view at first, AAAAMM.
        parent: the widget it stands in.
    """

    chosen = Signal(str)  # AAAAMM
    viewed = Signal(str)  # CHART or TABLE
    exporting = Signal(str)  # one of EXPORTS

    def __init__(self, month: str, parent: QWidget) -> None:
        super().__init__(month_words(month), parent=parent)
        self.month = month
        self.figures: MonthFigures | None = None
        self._make_head()
        self.said = Elided("", fonts.secondary(), "muted")
        self.body.addWidget(self.said)
        self.chart = DayChart()
        self.chart.marked.connect(lambda _said: self._say())
        self.table = DataTable(text("home.month.title", month=month_words(month)))
        self._rows = Rows[Day](_day_columns(), self)
        self.table.show_rows(self._rows)
        self.pages = QStackedWidget(self)
        self.empty = EmptyState(
            "chart-column", "", text("home.month.empty_remark"), parent=self.pages
        )
        for page in (self.chart, self.table, self.empty):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self._say()

    def _make_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        self.before = _stepper("chevron-left", text("home.month.before"))
        self.after = _stepper("chevron-right", text("home.month.after"))
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.head.removeWidget(self.title)
        self.title.setFixedWidth(62)
        for widget in (self.title, self.before, self.after):  # the name on the card's own edge
            row.addWidget(widget)
        self.head.insertLayout(0, row)
        self.view = SegmentedControl(
            [(CHART, text("home.month.chart")), (TABLE, text("home.month.table"))],
            text("home.month.view"),
        )
        self.view.chosen.connect(self._show_view)
        self.export = Button(text("home.month.export"), "F10")
        self.export.clicked.connect(self.open_exports)
        self.head.addWidget(self.view)
        self.head.addWidget(self.export)
        self.menu = QMenu(self)
        for name in EXPORTS:
            action = QAction(text(f"home.export.{name}"), self.menu)
            action.triggered.connect(lambda _=False, name=name: self.exporting.emit(name))
            self.menu.addAction(action)

    def step(self, months: int) -> None:
        """Go some months on, or back."""
        self.show_month(next_month(self.month, months))
        self.chosen.emit(self.month)

    def show_month(self, month: str) -> None:
        """Put a month in view whose figures are still to be read."""
        self.month = month
        self.title.setText(month_words(month))
        self._say()

    def show_figures(self, figures: MonthFigures) -> None:
        """Show the figures of the month in view."""
        self.figures = figures
        self.chart.show_figures(figures)
        self.table.setAccessibleName(text("home.month.title", month=figures.name))
        self._rows.replace([day for day in figures.days if day.counts])
        self.empty.say(
            text("home.month.empty", month=figures.name), text("home.month.empty_remark")
        )
        self.export.setEnabled(bool(figures.typed))
        self._show_page()
        self._say()

    def open_exports(self) -> None:
        """Offer the ways in which the figures leave the program."""
        if self.export.isEnabled():
            open_under(self.menu, self.export)

    def _show_view(self, view: str) -> None:
        self._show_page()
        self.viewed.emit(view)

    def _show_page(self) -> None:
        if self.figures is not None and not any(day.counts for day in self.figures.days):
            self.pages.setCurrentWidget(self.empty)
        else:
            self.pages.setCurrentWidget(self.table if self.view.value() == TABLE else self.chart)

    def _say(self) -> None:
        """Say the marked day, or the whole month."""
        figures = self.figures
        if figures is None or figures.month != self.month:
            self.said.set_text(text("home.month.reading"))
        else:
            marked = self.chart.sentence()
            total = total_sentence(figures) if figures.typed else ""
            self.said.set_text(marked or total, "text" if marked else "muted")


def _stepper(icon: str, name: str) -> Button:
    button = Button("", kind="flat")
    button.setIcon(QIcon(icons.pixmap(icon, "muted", 16, 2.0)))
    button.setIconSize(QSize(16, 16))
    button.setFixedWidth(_STEPPER)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _day_columns() -> list[Column[Day]]:
    def counted(standing: Standing) -> Callable[[Day], str]:
        return lambda day: figure(day.count(standing))

    return [
        Column(text("figures.by.dia"), day_name, 64, code=True),
        Column(text("figures.typed").capitalize(), lambda day: figure(day.typed), right=True),
        *(Column(each.label.capitalize(), counted(each), right=True) for each in STANDINGS),
    ]

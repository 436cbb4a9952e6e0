"""The card that divides the month: bars, or all of it in a table."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor.figures import DIVISIONS, MonthFigures, Share
from coletor.figures.types import MODALITIES
from coletor.messages import text
from coletor.model import masked
from ui.home.month import TABLE
from ui.home.shares import ShareBars
from ui.home.words import share_words
from ui.widgets.buttons import SegmentedControl
from ui.widgets.card import Card, EmptyState
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.wording import figure

_AROUND = 52
"""Margins of the card and gaps of its head."""


class DivisionCard(Card):
    """The month by modality, by procedure or by professional; the last two are read when asked.

    Args:
        parent: the widget it stands in.
    """

    wanted = Signal()  # a division whose figures were not read yet

    def __init__(self, parent: QWidget) -> None:
        super().__init__(text("figures.by_title.modalidade"), parent=parent)
        self._figures: MonthFigures | None = None
        self._as_table = False
        self.by = SegmentedControl(
            [(name, text(f"figures.by.{name}")) for name in DIVISIONS], text("home.month.by")
        )
        self.by.chosen.connect(lambda _by: self._choose())
        self.head.addWidget(self.by)
        self.title.setMinimumWidth(1)
        self.bars = ShareBars()
        self.table = DataTable(text("home.month.by"))
        self._rows = Rows[Share](
            [
                Column(text("figures.column.code"), _code, 132, code=True),
                Column(text("figures.column.name"), self._name),
                Column(
                    text("figures.column.count"), lambda share: figure(share.count), 84, right=True
                ),
            ],
            self,
        )
        self.table.show_rows(self._rows)
        self.pages = QStackedWidget(self)
        self._nothing = EmptyState("chart-bar", "", "", parent=self.pages)
        for page in (self.bars, self.table, self._nothing):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title out where there is no room for it: what is chosen says the same."""
        super().resizeEvent(event)
        needed = self.title.sizeHint().width() + self.by.sizeHint().width() + _AROUND
        self.title.setVisible(self.width() >= needed)

    def show_figures(self, figures: MonthFigures) -> None:
        """Show a month."""
        self._figures = figures
        self._show()

    def show_view(self, view: str) -> None:
        """Show bars, or all the figures in a table, as the month's card does."""
        self._as_table = view == TABLE
        self._show()

    def _name(self, share: Share) -> str:
        return share_words(self.by.value(), share)

    def needs_acts(self) -> bool:
        """Tell whether what is in view is counted from the documents."""
        return self.by.value() != MODALITIES

    def _choose(self) -> None:
        self._show()
        if self._figures is not None and self.by.value() not in self._figures.shares:
            self.wanted.emit()

    def _show(self) -> None:
        by = self.by.value()
        self.title.setText(text(f"figures.by_title.{by}"))
        shares = self._figures.shares.get(by) if self._figures is not None else None
        self.bars.show_shares(by, shares or ())
        self.table.setAccessibleName(text(f"figures.by_title.{by}"))
        self._rows.replace(())
        self._rows.replace(shares or ())
        said = "reading" if shares is None else "none"
        self._nothing.say(text(f"home.month.{said}"), text(f"home.month.{said}_remark"))
        shown = self.table if self._as_table else self.bars
        self.pages.setCurrentWidget(shown if shares else self._nothing)


def _code(share: Share) -> str:
    return masked(share.code)

"""The counters above the queue."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from coletor.messages import text
from ui.outbox.reading import Figures
from ui.widgets.card import StatCard
from ui.widgets.tone import Tone

_FEW = 3
"""How many stand side by side with large text in a small window."""


class Counters(QWidget):
    """Accepted of the month, waiting, without confirmation, refused, approved."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._columns = 0
        self.cards = {
            "accepted": StatCard(text("ui.sending.accepted")),
            "waiting": StatCard(text("ui.sending.waiting"), Tone.ACCENT),
            "unsure": StatCard(text("ui.sending.unsure"), Tone.WARNING),
            "rejected": StatCard(text("ui.sending.rejected"), Tone.ERROR),
            "approved": StatCard(text("ui.sending.approved")),
        }
        self._arrange(len(self.cards))

    def minimumSizeHint(self) -> QSize:
        """Return the width of three: the others can stand below them."""
        widest = max(card.minimumSizeHint().width() for card in self.cards.values())
        return QSize(widest * _FEW + 10 * (_FEW - 1), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where the names of all do not fit."""
        super().resizeEvent(event)
        widest = max(card.minimumSizeHint().width() for card in self.cards.values())
        whole = len(self.cards)
        columns = whole if widest * whole + 10 * (whole - 1) <= self.width() else _FEW
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *divmod(place, columns))
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def show_figures(self, figures: Figures) -> None:
        """Show the counts; what the management said of none is a dash, not a zero."""
        month = f"{figures.month[4:]}/{figures.month[:4]}"
        self.cards["accepted"].set_title(text("ui.sending.accepted_in", month=month))
        for name in ("accepted", "waiting", "unsure", "rejected"):
            self.cards[name].set_value(getattr(figures, name))
        if figures.approved is None:
            self.cards["approved"].set_unknown(text("ui.sending.approved_unknown"))
        else:
            self.cards["approved"].set_value(figures.approved)

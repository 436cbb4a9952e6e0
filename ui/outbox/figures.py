"""The counters above the queue."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from ui.outbox.reading import Figures
from ui.widgets.card import StatCard
from ui.widgets.tone import Tone


class Counters(QWidget):
    """Accepted of the month, waiting, without confirmation, refused, approved."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.cards = {
            "accepted": StatCard(text("ui.sending.accepted")),
            "waiting": StatCard(text("ui.sending.waiting"), Tone.ACCENT),
            "unsure": StatCard(text("ui.sending.unsure"), Tone.WARNING),
            "rejected": StatCard(text("ui.sending.rejected"), Tone.ERROR),
            "approved": StatCard(text("ui.sending.approved")),
        }
        for card in self.cards.values():
            row.addWidget(card, 1)

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

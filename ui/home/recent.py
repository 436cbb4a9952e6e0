"""The card of the contacts worked on last."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor.messages import text
from coletor.store import ListRow
from ui.screens.columns import BESIDE, contact_columns
from ui.widgets.card import Card, EmptyState
from ui.widgets.rows import Rows
from ui.widgets.table import DataTable


class RecentCard(Card):
    """The contacts worked on last, the newest first; where there are none, how to begin.

    Args:
        parent: the widget it stands in.
    """

    opened = Signal(str)  # a contact's UUID
    begun = Signal()  # the first one is wanted

    def __init__(self, parent: QWidget) -> None:
        super().__init__(text("home.recent"), text("home.recent_hint"), parent)
        self.table = DataTable(text("home.recent"))
        self._rows = Rows(contact_columns(), self)
        self.table.show_rows(self._rows)
        self.table.opened.connect(lambda row: self.opened.emit(row.uuid))
        self._pages = QStackedWidget(self)
        nothing = EmptyState(
            "list",
            text("home.nothing"),
            text("home.nothing_remark"),
            parent=self._pages,
        )
        nothing.offer(text("home.begin"), "Ctrl N").clicked.connect(self.begun)
        self._pages.addWidget(self.table)
        self._pages.addWidget(nothing)
        self.body.addWidget(self._pages, 1)

    def show_all(self, everything: bool) -> None:
        """Show every column, or those that fit beside another card."""
        self.table.hide_columns(() if everything else BESIDE)

    def show_contacts(self, contacts: Sequence[ListRow]) -> None:
        """Show the contacts worked on last."""
        self._rows.replace(contacts)
        self.hint.setVisible(bool(contacts))
        self._pages.setCurrentIndex(0 if contacts else 1)

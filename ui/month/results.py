"""What the management made of a month's contacts: fetched, or marked by hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.store.management import Managed
from ui.glance import local
from ui.month.reading import RESULTS_SHOWN
from ui.widgets.buttons import Button
from ui.widgets.card import Card, EmptyState
from ui.widgets.field import field_label
from ui.widgets.line import LineEdit
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone
from ui.widgets.wording import day

_TONES = {"aprovado": Tone.OK, "rejeitado": Tone.ERROR}


class ResultsPanel(QWidget):
    """Accepted contacts of a month with their result, and the means to mark one."""

    marking = Signal(str, str, str)  # UUID, result, reason
    fetching = Signal()
    opening = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(text("ui.month.results"), text("ui.month.results_hint"))
        self.fetch = Button(text("ui.month.fetch"))
        self.fetch.clicked.connect(self.fetching)
        card.head.addWidget(self.fetch)
        self.table = DataTable(text("ui.month.results"))
        self.rows = Rows[Managed](
            [
                Column(
                    text("ui.contact.patient"),
                    lambda one: one.patient or text("ui.contact.unnamed"),
                ),
                Column(
                    text("ui.contact.admission"), lambda one: day(one.admission), 104, code=True
                ),
                Column(
                    text("ui.month.result"),
                    lambda one: text(f"closing.result.{one.result}"),
                    128,
                    tone=lambda one: _TONES.get(one.result, Tone.NEUTRAL),
                ),
                Column(text("ui.sending.reason"), lambda one: one.reason, 142, muted=True),
                Column(text("ui.month.origin"), _origin, 176, muted=True),
            ],
            self,
        )
        self.table.show_rows(self.rows)
        self.table.marked.connect(lambda _: self._refresh())
        self.table.opened.connect(lambda one: self.opening.emit(one.uuid))
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.table)
        self.pages.addWidget(
            EmptyState("inbox", text("ui.month.no_results"), text("ui.month.no_results_remark"))
        )
        card.body.addWidget(self.pages, 1)
        card.body.addWidget(field_label(text("ui.month.seen")))
        card.body.addLayout(self._make_marking())
        column.addWidget(card, 1)
        self._hint = card.hint

    def _make_marking(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.approve = Button(text("ui.month.approve"), "Alt P")
        self.refuse = Button(text("ui.month.refuse"), "Alt R")
        self.forget = Button(text("ui.month.forget"))
        self.reason = LineEdit()
        self.reason.setAccessibleName(text("ui.month.reason"))
        self.reason.setPlaceholderText(text("ui.month.reason"))
        self.approve.clicked.connect(lambda: self._mark("aprovado"))
        self.refuse.clicked.connect(self._refuse)
        self.forget.clicked.connect(lambda: self._mark("desconhecido"))
        for key, button in (("Alt+P", self.approve), ("Alt+R", self.refuse)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        row.addWidget(self.approve)
        row.addWidget(self.reason, 1)
        row.addWidget(self.refuse)
        row.addWidget(self.forget)
        return row

    def show_results(self, results: list[Managed]) -> None:
        """Show the contacts of a month."""
        self.rows.replace(results)
        self.pages.setCurrentIndex(0 if results else 1)
        full = len(results) >= RESULTS_SHOWN
        self._hint.setText(text("ui.month.first", count=RESULTS_SHOWN) if full else "")
        if results and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._refresh()

    def _refresh(self) -> None:
        one = self.table.current()
        known = one is not None and one.result != "desconhecido"
        self.approve.setEnabled(one is not None and one.result != "aprovado")
        self.refuse.setEnabled(one is not None and one.result != "rejeitado")
        self.reason.setEnabled(one is not None and one.result != "rejeitado")
        self.forget.setEnabled(known)

    def _refuse(self) -> None:
        """Ask for the reason first where it is missing."""
        if self.reason.raw().strip():
            self._mark("rejeitado")
        else:
            self.reason.setFocus()

    def _mark(self, result: str) -> None:
        one = self.table.current()
        if one is not None:
            reason = self.reason.raw().strip() if result == "rejeitado" else ""
            self.reason.set_raw("")
            self.marking.emit(one.uuid, result, reason)


def _origin(one: Managed) -> str:
    return f"{text(f'closing.origin.{one.origin}')} · {local(one.at)}" if one.origin else ""

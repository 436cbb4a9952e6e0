"""One contact beside the list: its word, its receipts and its history."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import Event, ListRow
from coletor.store.situation import label as word_label
from coletor.workspace import Workspace
from ui.glance import local
from ui.screens.base import Context
from ui.screens.columns import cns, day, patient
from ui.situations import tone_of
from ui.style import fonts
from ui.tasks import Handle
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import label, muted, rule, wrapped
from ui.widgets.layouts import clear
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone


@dataclass(frozen=True)
class _Receipt:
    """One acceptance, in words."""

    title: str
    protocol: str


@dataclass(frozen=True)
class _Detail:
    receipts: tuple[_Receipt, ...]
    refusals: tuple[str, ...]
    events: tuple[Event, ...]


def _read(workspace: Workspace, uuid: str) -> _Detail:
    found = workspace.outbox.receipts(uuid)
    refused = workspace.outbox.rejections(uuid)
    return _Detail(
        tuple(
            _Receipt(
                text(
                    "ui.contact.receipt",
                    version=item.version,
                    when=local(item.accepted_at or item.received_at),
                ),
                item.protocol or text("ui.contact.no_protocol"),
            )
            for item in found
        ),
        tuple(item.message or item.code or "" for item in refused),
        tuple(workspace.contacts.history(uuid)),
    )


class DetailPanel(Card):
    """What is known about the marked contact.

    Args:
        context: what the screen works with.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: ListRow | None = None
        self._asked: Handle | None = None
        self.name = wrapped("", tone="", font=fonts.strong())
        self.word = Pill()
        self.facts = label("", fonts.make("secondary", code=True), "muted")
        self.open_button = Button(text("ui.contact.open"), "↵")
        self.open_button.clicked.connect(self.open_current)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.addLayout(self._list)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.name, self.word, self.facts, rule()):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.open_button)
        self.show_row(None)

    def show_row(self, row: ListRow | None) -> None:
        """Show a contact; without one, say how to choose."""
        same = row is not None and self._row is not None and row.uuid == self._row.uuid
        self._row = row
        for widget in (self.word, self.facts, self.open_button):
            widget.setVisible(row is not None)
        if row is None:
            self.name.setText(text("ui.contact.choose"))
            clear(self._list)
            return
        self.name.setText(patient(row))
        self.word.show_as(word_label(row.word), tone_of(row.word))
        facts = (
            cns(row),
            text("ui.contact.born", day=day(row.birth)) if row.birth else "",
            text("ui.contact.admitted", day=day(row.admission)) if row.admission else "",
        )
        self.facts.setText("\n".join(fact for fact in facts if fact))
        self.open_button.set_text(
            text("ui.contact.resume" if row.draft_id is not None else "ui.contact.open")
        )
        if not same:
            clear(self._list)
        if self._asked is not None:
            self._asked.drop()
        workspace, uuid = self._context.workspace, row.uuid
        self._asked = self._context.tasks.query(
            lambda: _read(workspace, uuid), self._on_read, self._on_error, owner=self
        )

    def open_current(self) -> None:
        """Open the contact that is shown."""
        if self._row is not None:
            self.open_row(self._row)

    def open_row(self, row: ListRow) -> None:
        """Open a contact in the form."""
        self._context.go("digitar", row.uuid)

    def _on_error(self, error: ColetorError) -> None:
        self._context.toast(str(error), Tone.ERROR)

    def _on_read(self, detail: _Detail) -> None:
        self._asked = None
        clear(self._list)
        if detail.refusals:
            self._head(text("ui.contact.refusals"))
            for words in detail.refusals:
                self._list.addWidget(wrapped(words, tone="error"))
        self._head(text("ui.contact.receipts"))
        for receipt in detail.receipts:
            self._list.addWidget(label(receipt.title))
            number = label(receipt.protocol, fonts.make("secondary", code=True), "muted")
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            number.setToolTip(receipt.protocol)
            number.setMinimumWidth(10)
            self._list.addWidget(number)
        if not detail.receipts:
            self._list.addWidget(muted(text("ui.contact.no_receipt")))
        self._head(text("ui.contact.history"))
        for event in reversed(detail.events):
            self._list.addWidget(wrapped(event.text, tone="", font=fonts.secondary()))
            self._list.addWidget(wrapped(f"{local(event.at)} · {event.operator}"))

    def _head(self, words: str) -> None:
        head = label(words, fonts.secondary_strong())
        head.setContentsMargins(0, 6, 0, 0)
        self._list.addWidget(head)

"""Contatos: every contact with its word; one of them with its receipts and its history."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import Filter, ListRow
from coletor.store.situation import WORDS
from coletor.store.situation import label as word_label
from coletor.workspace import Workspace
from ui.screens.base import CHOOSE, Context, Screen
from ui.screens.columns import contact_columns
from ui.screens.detail import DetailPanel
from ui.tasks import Handle
from ui.widgets.buttons import Button, PrimaryButton, SegmentedControl
from ui.widgets.card import Card, EmptyState, heading
from ui.widgets.search import SearchField
from ui.widgets.table import DataTable, Rows
from ui.widgets.tone import Tone

PAGE = 200
_ALL = "todos"
_ALWAYS = ("rascunho", "pronto", "rejeitado", "aceito")


@dataclass(frozen=True)
class _Page:
    rows: Sequence[ListRow]
    counts: dict[str, int]
    offset: int


def _read(workspace: Workspace, wanted: Filter, offset: int) -> _Page:
    rows = workspace.listing.page(wanted, limit=PAGE, offset=offset)
    return _Page(rows, {} if offset else workspace.listing.counts(), offset)


class ContactsScreen(Screen):
    """The list of contacts."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        head, _, self._remark = heading(text("ui.screen.contatos"))
        self.search = SearchField(text("ui.contact.search"))
        self.search.setFixedWidth(300)
        type_button = PrimaryButton(text("ui.screen.digitar"), "Ctrl N")
        type_button.clicked.connect(lambda: context.go("digitar", ""))
        other_button = Button(text("ui.contact.new_other"), "Ctrl O")
        other_button.clicked.connect(lambda: context.go("digitar", CHOOSE))
        head.addWidget(self.search)
        head.addWidget(other_button)
        head.addWidget(type_button)
        self.page.addLayout(head)
        choices = [(_ALL, text("ui.contact.all")), *((word, word_label(word)) for word in WORDS)]
        self.words = SegmentedControl(choices, text("ui.contact.filter"))
        self.page.addWidget(self.words)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self.page.addLayout(middle, 1)
        card = Card()
        card.layout().setContentsMargins(6, 4, 6, 6)  # type: ignore[union-attr]
        self.table = DataTable(text("ui.screen.contatos"))
        self.rows = Rows(contact_columns(), self)
        self.table.show_rows(self.rows)
        self._empty = EmptyState("list", "", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card.body.addWidget(self._pages)
        middle.addWidget(card, 1)
        self.detail = DetailPanel(context)
        self.detail.setFixedWidth(292)
        middle.addWidget(self.detail)
        self._asked: Handle | None = None
        self._wanted_uuid = ""
        self._complete = False
        self._show_counts({})
        self._connect()

    def _connect(self) -> None:
        self.search.sought.connect(lambda _: self._read())
        self.words.chosen.connect(lambda _: self._read())
        self.table.marked.connect(self.detail.show_row)
        self.table.opened.connect(self.detail.open_row)
        self.detail.deeds.left.connect(self.table.setFocus)
        for key, act in (
            ("F10", self.detail.take_focus),
            ("Ctrl+P", self.detail.print_page),
            ("Ctrl+O", lambda: self.context.go("digitar", CHOOSE)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.context.tasks.changed.connect(self._on_changed)

    def activate(self, argument: str = "") -> None:
        """Show the list; with a UUID, that contact marked; with a word, that word's contacts."""
        if argument in WORDS:
            self.words.set_value(argument)
        elif argument:
            self.words.set_value(_ALL)
            self.search.clear()
            self._wanted_uuid = argument
        self.table.setFocus()
        self._read()

    def filter(self) -> Filter:
        """Return what is wanted."""
        word = self.words.value()
        return Filter(word=None if word == _ALL else word, text=self.search.text().strip() or None)

    def _read(self, offset: int = 0) -> None:
        if self._asked is not None:
            self._asked.drop()
        workspace, wanted = self.context.workspace, self.filter()
        self._asked = self.context.tasks.query(
            lambda: _read(workspace, wanted, offset), self._on_page, self._on_error
        )

    def _on_page(self, page: _Page) -> None:
        self._asked = None
        self._complete = len(page.rows) < PAGE
        if page.offset:
            self.rows.append(page.rows)
            return
        marked = self._wanted_uuid or getattr(self.table.current(), "uuid", "")
        self._wanted_uuid = ""
        self.rows.replace(page.rows)
        self._show_counts(page.counts)
        self._show_empty(not page.rows, any(page.counts.values()))
        self._mark(marked)

    def _mark(self, uuid: str) -> None:
        rows = self.rows.rows()
        if not rows:
            self.detail.show_row(None)
            return
        place = next((i for i, row in enumerate(rows) if row.uuid == uuid), 0)
        if self.table.currentIndex().row() == place:
            self.detail.show_row(rows[place])
        self.table.selectRow(place)

    def _show_counts(self, counts: dict[str, int]) -> None:
        total = sum(counts.values())
        self._remark.setText(text("ui.contact.total", count=f"{total:,}".replace(",", ".")))
        for word in WORDS:
            count = counts.get(word, 0)
            name = word_label(word)
            self.words.set_word(word, f"{name} {count}" if count else name)
            chosen = self.words.value() == word
            self.words.button(word).setVisible(bool(count) or chosen or word in _ALWAYS)

    def _show_empty(self, empty: bool, any_at_all: bool) -> None:
        kind = "none_here" if any_at_all else "none"
        self._empty.say(text(f"ui.contact.{kind}"), text(f"ui.contact.{kind}_remark"))
        self._pages.setCurrentIndex(1 if empty else 0)

    def _on_scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        near = value > bar.maximum() - self.table.viewport().height()
        if near and not self._complete and self._asked is None and self.rows.rows():
            self._read(len(self.rows.rows()))

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched & {"contacts", "drafts", "outbox"}:
            self._read()

    def _on_error(self, error: ColetorError) -> None:
        self._asked = None
        self.context.toast(str(error), Tone.ERROR)

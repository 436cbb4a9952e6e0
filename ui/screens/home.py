"""Início: what needs attention now, and what was worked on last."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor import clock
from coletor.messages import text
from coletor.store import Filter, ListRow
from coletor.store.draft_rows import Summary
from coletor.workspace import Workspace
from ui.glance import Glance, local
from ui.reading import read_glance
from ui.screens.base import Context, Screen
from ui.screens.columns import contact_columns
from ui.situations import PARKED, REJECTED, WAITING
from ui.style import fonts
from ui.widgets.bars import Bar
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card, EmptyState, heading
from ui.widgets.labels import Elided, label, rule
from ui.widgets.layouts import clear, widgets
from ui.widgets.marks import Pill
from ui.widgets.table import DataTable, Rows
from ui.widgets.tone import Tone

_RECENT = 50
_DRAFTS = 500
_BARS = {
    "accepted": Tone.OK,
    "waiting": Tone.ACCENT,
    "rejected": Tone.ERROR,
    "typing": Tone.NEUTRAL,
}
_WORDS = {
    "accepted": ("aceito", "aprovado", "em_alteracao"),
    "waiting": WAITING,
    "rejected": REJECTED,
    "typing": ("rascunho",),
}


@dataclass(frozen=True)
class _Home:
    """What the screen shows."""

    glance: Glance
    drafts: tuple[Summary, ...]
    month: dict[str, int]
    recent: tuple[ListRow, ...]


@dataclass(frozen=True)
class Attention:
    """One thing that waits for somebody.

    Args:
        count: how many.
        tone: how it is meant.
        title: what waits.
        remark: what is known about it.
        action: the word of its button.
        screen: where the button leads.
        argument: what that screen should show.
    """

    count: int
    tone: Tone
    title: str
    remark: str
    action: str
    screen: str
    argument: str = ""


def _read(workspace: Workspace) -> _Home:
    parked = {row.uuid for row in workspace.listing.page(Filter(word=PARKED), limit=_DRAFTS)}
    return _Home(
        read_glance(workspace),
        tuple(
            item
            for item in workspace.drafts.summaries(_DRAFTS)
            if not item.blank and item.uuid not in parked
        ),
        workspace.listing.counts(f"{clock.today():%Y%m}"),
        tuple(workspace.listing.page(limit=_RECENT)),
    )


def _said(name: str, count: int) -> str:
    return text(f"ui.home.{name}_one" if count == 1 else f"ui.home.{name}")


def attention(glance: Glance, drafts: tuple[Summary, ...]) -> list[Attention]:
    """Return what waits for somebody, the most pressing first."""
    found: list[Attention] = []
    if glance.rejected:
        found.append(
            Attention(
                glance.rejected,
                Tone.ERROR,
                _said("rejected", glance.rejected),
                text("ui.home.rejected_remark"),
                text("ui.home.correct"),
                "envio",
            )
        )
    unsure = glance.count("sem_confirmacao")
    if unsure:
        found.append(
            Attention(
                unsure,
                Tone.WARNING,
                _said("unsure", unsure),
                text("ui.home.unsure_remark"),
                text("ui.home.see"),
                "envio",
            )
        )
    if drafts:
        newest = drafts[0]
        who = newest.patient or text("ui.contact.unnamed")
        found.append(
            Attention(
                len(drafts),
                Tone.NEUTRAL,
                _said("drafts", len(drafts)),
                text("ui.home.drafts_remark", who=who, when=local(newest.changed_at)),
                text("ui.home.resume"),
                "digitar",
                newest.uuid,
            )
        )
    parked = glance.count(PARKED)
    if parked:
        found.append(
            Attention(
                parked,
                Tone.NEUTRAL,
                _said("parked", parked),
                text("ui.home.parked_remark"),
                text("ui.home.see"),
                "contatos",
                PARKED,
            )
        )
    loaded = {package.table for package in glance.packages if not package.demonstration}
    shown = {package.table for package in glance.packages}
    if not loaded & {"sigtap", "cid-10"}:
        kind = "demonstration" if shown else "no_tables"
        found.append(
            Attention(
                0,
                Tone.WARNING,
                text(f"ui.home.{kind}"),
                text(f"ui.home.{kind}_remark"),
                text("ui.home.import"),
                "tabelas",
            )
        )
    return found


class AttentionRow(QWidget):
    """One line of what waits: count, words, button.

    Args:
        item: what waits.
    """

    def __init__(self, item: Attention) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        mark = Pill(str(item.count) if item.count else "!", item.tone)
        mark.setMinimumWidth(26)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(item.title, fonts.strong()))
        words.addWidget(Elided(item.remark, fonts.secondary(), "muted"))
        row.addLayout(words, 1)
        self.button = Button(item.action)
        self.button.setAccessibleDescription(item.title)
        row.addWidget(self.button)


def greeting(now: datetime, name: str) -> str:
    """Return the greeting of the hour."""
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    return text(f"ui.home.{part}", name=name.split(maxsplit=1)[0])


def long_date() -> str:
    """Return today in words."""
    today = clock.today()
    day = QDate(today.year, today.month, today.day)
    return QLocale("pt_BR").toString(day, "dddd, d 'de' MMMM")


class HomeScreen(Screen):
    """The first screen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        name = context.workspace.operator.name
        now = datetime.now().astimezone()
        head, self.title, _ = heading(greeting(now, name), long_date())
        self.type_button = PrimaryButton(text("ui.screen.digitar"), "Ctrl N")
        self.type_button.clicked.connect(lambda: context.go("digitar", ""))
        head.addWidget(self.type_button)
        self.page.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        self.page.addLayout(columns, 1)
        self._attention = Card(text("ui.home.attention"))
        self._attention.body.setSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._attention.body.addLayout(self._rows)
        self._fine = EmptyState("circle-check", text("ui.home.fine"), text("ui.home.fine_remark"))
        self._fine.hide()
        self._attention.body.addWidget(self._fine, 1)
        self._attention.body.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._attention, 1)
        left.addWidget(self._make_month())
        columns.addLayout(left, 4)
        columns.addWidget(self._make_recent(), 5)
        self._shown: list[Attention] | None = None
        context.tasks.changed.connect(self._on_changed)

    def _make_month(self) -> Card:
        card = Card(f"{clock.today():%m/%Y}", text("ui.home.month_hint"))
        self._bars: dict[str, Bar] = {}
        for name, tone in _BARS.items():
            self._bars[name] = Bar(text(f"ui.home.bar_{name}"), tone)
            card.body.addWidget(self._bars[name])
        card.body.setSpacing(2)
        return card

    def _show_month(self, counts: dict[str, int]) -> None:
        total = sum(counts.values())
        for name, words in _WORDS.items():
            self._bars[name].set_value(sum(counts.get(word, 0) for word in words), total)

    def _make_recent(self) -> Card:
        card = Card(text("ui.home.recent"), text("ui.home.recent_hint"))
        self.recent = DataTable(text("ui.home.recent"))
        self._recent_rows = Rows(contact_columns(short=True), self)
        self.recent.show_rows(self._recent_rows)
        self.recent.opened.connect(lambda row: self.context.go("contatos", row.uuid))
        self._nothing = EmptyState(
            "inbox",
            text("ui.home.nothing"),
            text("ui.home.nothing_remark"),
            action=text("ui.home.begin"),
            key="Ctrl N",
        )
        if self._nothing.button is not None:
            self._nothing.button.clicked.connect(lambda: self.context.go("digitar", ""))
        self._recent_pages = QStackedWidget()
        self._recent_pages.addWidget(self.recent)
        self._recent_pages.addWidget(self._nothing)
        card.body.addWidget(self._recent_pages, 1)
        return card

    def activate(self, argument: str = "") -> None:
        """Read everything anew."""
        self.type_button.setFocus()
        self._read()

    def attention_rows(self) -> list[AttentionRow]:
        """Return the lines of what waits."""
        return [item for item in widgets(self._rows) if isinstance(item, AttentionRow)]

    def _read(self) -> None:
        workspace = self.context.workspace
        self.context.tasks.query(lambda: _read(workspace), self._on_read, self._on_error)

    def _on_changed(self, _touched: object) -> None:
        if self.isVisible():
            self._read()

    def _on_error(self, error: Exception) -> None:
        self.context.toast(str(error), Tone.ERROR)

    def _on_read(self, home: _Home) -> None:
        self._recent_rows.replace(home.recent)
        self._recent_pages.setCurrentIndex(0 if home.recent else 1)
        self._show_month(home.month)
        items = attention(home.glance, home.drafts)
        if items == self._shown:
            return
        self._shown = items
        clear(self._rows)
        for item in items:
            row = AttentionRow(item)
            row.button.clicked.connect(
                lambda _=False, item=item: self.context.go(item.screen, item.argument)
            )
            self._rows.addWidget(row)
            self._rows.addWidget(rule())
        self._fine.setVisible(not items)

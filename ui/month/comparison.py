"""A month against the server's list: what is equal, what is not, and the way to settle each."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor.closing.types import DIFFERENT, EQUAL, FOREIGN, Closing, Line
from coletor.messages import text
from coletor.store.situation import label as word_label
from ui.glance import at
from ui.month.reading import Month
from ui.style import fonts
from ui.widgets import layouts
from ui.widgets.buttons import Button
from ui.widgets.card import Card, EmptyState
from ui.widgets.labels import wrapped
from ui.widgets.marks import Pill
from ui.widgets.notice import Notice
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone
from ui.widgets.wording import day

_FOREIGN_ROWS = 3
_SHORT = 8
_MOVING = ("pendente",)


def _patient(line: Line) -> str:
    """Return the name; of a contact of another origin only its number is known."""
    return line.patient or (text("ui.contact.unnamed") if line.word else line.uuid[:_SHORT])


def _tone(line: Line) -> Tone:
    if line.kind == DIFFERENT:
        return Tone.ERROR
    return Tone.ACCENT if line.kind in _MOVING else Tone.WARNING


class ComparisonPanel(QWidget):
    """What the last comparison of a month said, line by line.

    Args:
        parent: the widget it stands in.
    """

    settling = Signal(str, str)  # UUID, way
    opening = Signal(str)  # UUID

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)

    def fill(self) -> Iterator[None]:
        """Make what is in it; see `Screen._building`."""
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.verdict = Notice()
        self.verdict.set_closable(False)
        column.addWidget(self.verdict)
        yield
        column.addWidget(self._make_differences(), 1)
        yield
        column.addWidget(self._make_foreign())

    def _make_differences(self) -> Card:
        card = Card(text("ui.month.differences"), parent=self)
        self.count = Pill("", Tone.WARNING)
        card.add_mark(self.count)
        self.table = DataTable(text("ui.month.differences"))
        self.rows = Rows[Line](_difference_columns(), self)
        self.table.show_rows(self.rows)
        self.table.marked.connect(self._on_marked)
        self.table.opened.connect(self._first_way)
        self.pages = QStackedWidget(card)
        said = text("ui.month.not_yet"), text("ui.month.not_remark")
        self.empty = EmptyState("calendar-check", *said, parent=self.pages)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        card.body.addWidget(self.pages, 1)
        card.body.addWidget(self._make_strip(card))
        return card

    def _make_strip(self, card: Card) -> QWidget:
        """Make the line that says what a difference means and what may be done about it."""
        self.strip = QWidget(card)
        strip = QHBoxLayout(self.strip)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(10)
        self.advice = wrapped("", tone="", font=fonts.body())
        self.advice.setMinimumHeight(36)
        self.ways = QHBoxLayout()
        self.ways.setSpacing(8)
        strip.addWidget(self.advice, 1)
        strip.addLayout(self.ways)
        return self.strip

    def _make_foreign(self) -> Card:
        self.foreign_card = Card(
            text("ui.month.foreign"), text("ui.month.foreign_hint"), parent=self
        )
        self.foreign_count = Pill("", Tone.NEUTRAL)
        self.foreign_card.add_mark(self.foreign_count)
        self.foreign = DataTable(text("ui.month.foreign"))
        self.foreign_rows = Rows[Line](
            [
                Column(text("ui.month.identifier"), lambda line: line.uuid, code=True),
                Column(text("ui.month.protocol"), lambda line: line.protocol or "—", 260),
                Column(
                    text("ui.month.there"),
                    lambda line: text("ui.month.version", count=line.there),
                    110,
                    muted=True,
                ),
            ],
            self,
        )
        self.foreign.show_rows(self.foreign_rows)
        self.foreign_card.body.addWidget(self.foreign)
        self.foreign_card.hide()
        return self.foreign_card

    def show_month(self, month: Month, made: Closing | None) -> None:
        """Show a month.

        Args:
            month: how it stands.
            made: the comparison made in this session, None without one.
        """
        self.verdict.say(*_verdict(month, made))
        lines = made.lines if made else ()
        ours = [line for line in lines if line.kind not in (EQUAL, FOREIGN)]
        foreign = [line for line in lines if line.kind == FOREIGN]
        self.rows.replace(ours)
        self.count.setVisible(bool(ours))
        self.count.show_as(str(len(ours)), Tone.WARNING)
        self.pages.setCurrentIndex(0 if ours else 1)
        closed = month.closed
        stands = closed is not None and closed.green and not month.moved
        if not ours and (made is not None or stands):
            self.empty.say(text("ui.month.all_equal"), text("ui.month.all_equal_remark"))
        else:
            self.empty.say(text("ui.month.not_yet"), text("ui.month.not_remark"))
        self.strip.setVisible(bool(ours))
        if ours and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._on_marked(self.table.current() if ours else None)
        self.foreign_rows.replace(foreign)
        self.foreign_card.setVisible(bool(foreign))
        self.foreign_count.show_as(str(len(foreign)), Tone.NEUTRAL)
        self.foreign.fit(len(foreign), _FOREIGN_ROWS)

    def _on_marked(self, line: Line | None) -> None:
        layouts.clear(self.ways)
        self.advice.setText(line.advice if line is not None else "")
        if line is None:
            return
        for number, way in enumerate(line.ways):
            button = Button(text(f"closing.way.{way}"), "↵" if number == 0 else "")
            button.clicked.connect(partial(self.settling.emit, line.uuid, way))
            self.ways.addWidget(button)
        if not line.ways:
            button = Button(text("ui.sending.open_field"), "↵")
            button.clicked.connect(partial(self.opening.emit, line.uuid))
            self.ways.addWidget(button)

    def _first_way(self, line: Line) -> None:
        if line.ways:
            self.settling.emit(line.uuid, line.ways[0])
        else:
            self.opening.emit(line.uuid)


def _verdict(month: Month, made: Closing | None) -> tuple[str, Tone]:
    """Return what the month's comparison says, and its tone: green only when all is equal."""
    closed = month.closed
    if closed is None:
        return text("ui.month.never", month=month.name), Tone.NEUTRAL
    when = {"month": month.name, "when": at(closed.at), "operator": closed.operator}
    if month.moved:
        return text("ui.month.moved", **when), Tone.WARNING
    said = " ".join(made.sentences()) if made is not None else ""
    if closed.green:
        return said or text("ui.month.green", **when), Tone.OK
    return said or text("ui.month.red", **when), Tone.WARNING


def _difference_columns() -> list[Column[Line]]:
    return [
        Column(text("ui.contact.patient"), _patient),
        Column(text("ui.contact.admission"), lambda line: day(line.admission), 104, code=True),
        Column(
            text("ui.month.kind"),
            lambda line: text(f"closing.kind.{line.kind}"),
            170,
            tone=_tone,
        ),
        Column(
            text("ui.month.here"),
            lambda line: word_label(line.word) if line.word else "—",
            170,
            muted=True,
        ),
        Column(
            text("ui.month.there"),
            lambda line: text("ui.month.version", count=line.there) if line.there else "—",
            90,
            muted=True,
        ),
    ]

"""Fechamento: a month compared with the server, settled, followed up and printed."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coletor.closing.types import Closing
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store.management import Managed
from ui.month import reading
from ui.month.comparison import ComparisonPanel
from ui.month.reading import Month
from ui.month.results import ResultsPanel
from ui.month.sheet import SheetPanel
from ui.screens.base import Screen
from ui.tasks import Handle, Progress
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, PrimaryButton, SegmentedControl
from ui.widgets.card import Card, heading
from ui.widgets.notice import Notice
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

T = TypeVar("T")
_KEY = "F5"
_MONTHS_WIDTH = 312
_COMPARE, _RESULTS = "comparacao", "gestao"


class ClosingScreen(Screen):
    """The months and what there is to do in each."""

    def _building(self) -> Iterator[None]:
        self._made: dict[str, Closing] = {}
        self._running: Handle | None = None
        self.whole = QStackedWidget(self)
        self.page.addWidget(self.whole)
        main = QWidget()
        self.whole.addWidget(main)
        self._column = QVBoxLayout(main)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._make_head()
        yield
        yield from self._make_body(main)
        self.context.tasks.changed.connect(self._on_changed)

    def _make_head(self) -> None:
        head, _, _ = heading(text("ui.screen.fechamento"), text("ui.month.remark"))
        self.view = SegmentedControl(
            [(_COMPARE, text("ui.month.comparison")), (_RESULTS, text("ui.month.results"))],
            text("ui.month.view"),
        )
        self.view.chosen.connect(self._show_view)
        self.receipt_button = Button(text("ui.month.receipt"), "Ctrl P")
        self.receipt_button.clicked.connect(self._show_sheet)
        self.button = PrimaryButton(text("ui.month.compare"), _KEY)
        self.button.clicked.connect(self._compare)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self._compare)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._on_print_key)
        for widget in (self.view, self.receipt_button, self.button):
            head.addWidget(widget)
        self._column.addLayout(head)

    def _make_body(self, main: QWidget) -> Iterator[None]:
        self.notice = Notice()
        self.notice.acted.connect(lambda: self.context.go("envio", "credenciais"))
        self._column.addWidget(self.notice)
        body = Beside(main, width=_MONTHS_WIDTH, least=520, heights=(140, 320))
        card = Card(text("ui.month.months"), parent=body)
        self.months = DataTable(text("ui.month.months"))
        self.rows = Rows[Month](
            [
                Column(text("ui.month.month"), lambda month: month.name, 78, code=True),
                Column(
                    text("ui.sending.accepted"), lambda month: f"{month.accepted:n}", 72, right=True
                ),
                Column(text("ui.contact.word"), _word, tone=_tone),
            ],
            self,
        )
        self.months.show_rows(self.rows)
        self.months.marked.connect(lambda _: self._show_month())
        self.months.opened.connect(lambda _: self._compare())
        card.body.addWidget(self.months, 1)
        yield
        self.panels = QStackedWidget(body)
        self.comparison = ComparisonPanel(self.panels)
        yield from self.comparison.fill()
        self.comparison.settling.connect(self._settle)
        self.comparison.opening.connect(partial(self._go, "digitar"))
        self.panels.addWidget(self.comparison)
        yield
        body.stand(card, self.panels, fixed=card)
        self._column.addWidget(body, 1)

    @cached_property
    def results(self) -> ResultsPanel:
        """What the management says of each contact, made when it is first wanted."""
        made = ResultsPanel()
        made.marking.connect(self._mark)
        made.fetching.connect(self._fetch)
        made.opening.connect(partial(self._go, "contatos"))
        made.fetch.setEnabled(self._running is None)
        self.panels.addWidget(made)
        return made

    @cached_property
    def sheet(self) -> SheetPanel:
        """The sheet of receipts, made when it is first wanted."""
        made = SheetPanel(self.context.workspace, self.context.tasks)
        made.closed.connect(self._show_main)
        self.whole.addWidget(made)
        return made

    # Reading and showing

    def activate(self, argument: str = "") -> None:
        """Read the months anew.

        Args:
            argument: a month AAAAMM to be marked.
        """
        self._show_main()
        self._read(argument)

    @property
    def month(self) -> Month | None:
        """The month in view."""
        found = self.months.current()
        return found if isinstance(found, Month) else None

    def _read(self, wanted: str = "") -> None:
        workspace = self.context.workspace
        self.context.tasks.query(
            lambda: reading.read_months(workspace),
            lambda months: self._on_months(months, wanted),
            self._on_error,
            owner=self,
        )

    def _on_months(self, months: list[Month], wanted: str) -> None:
        here = wanted or (self.month.month if self.month else "")
        self.rows.replace(months)
        places = [place for place, month in enumerate(months) if month.month == here]
        if months and (places or self.month is None):
            self.months.selectRow(places[0] if places else 0)
        self._show_month()

    def _show_month(self) -> None:
        month = self.month
        self.receipt_button.setEnabled(month is not None and month.accepted > 0)
        if month is None:
            return
        self.comparison.show_month(month, self._made.get(month.month))
        if self.view.value() == _RESULTS:
            self._read_results()

    def _show_view(self, view: str) -> None:
        self.panels.setCurrentWidget(self.comparison if view == _COMPARE else self.results)
        self._show_month()

    def _read_results(self) -> None:
        month, workspace = self.month, self.context.workspace
        if month is not None:
            self.context.tasks.query(
                lambda: reading.read_results(workspace, month.month),
                lambda results: self._on_results(month.month, results),
                self._on_error,
                owner=self,
            )

    def _on_results(self, month: str, results: list[Managed]) -> None:
        if self.month is not None and self.month.month == month:  # another one may be marked by now
            self.results.show_results(results)

    def _show_main(self) -> None:
        self.whole.setCurrentIndex(0)
        self.months.setFocus()

    def _on_print_key(self) -> None:
        """Show the receipt; with it in view, print it: two shortcuts would be none."""
        if self.whole.currentWidget() is self.sheet:
            self.sheet.print_out()
        else:
            self._show_sheet()

    def _show_sheet(self) -> None:
        month = self.month
        if month is not None and month.accepted and self.whole.currentIndex() == 0:
            self.whole.setCurrentWidget(self.sheet)
            self.sheet.begin(month.month)

    def _go(self, screen: str, uuid: str) -> None:
        self.context.go(screen, uuid)

    # Asking the service

    def _compare(self) -> None:
        month = self.month
        if month is None or self._running is not None or self.whole.currentIndex() != 0:
            return
        self.view.set_value(_COMPARE)
        self.panels.setCurrentIndex(0)
        self.notice.clear()
        workspace, access = self.context.workspace, self.context.dispatcher.access

        def work(progress: Progress) -> Closing:
            return reading.compare(workspace, access, month.month, progress)

        self._ask(work, self._on_compared)
        self.comparison.verdict.say(text("ui.month.comparing", month=month.name), Tone.ACCENT)

    def _on_compared(self, made: Closing) -> None:
        self._end()
        self._made[made.month] = made
        self._read()

    def _settle(self, uuid: str, way: str) -> None:
        workspace, access = self.context.workspace, self.context.dispatcher.access

        def work(_: Progress) -> None:
            reading.settle(workspace, access, uuid, way)

        def done(_: None) -> None:
            self._end()
            self.notice.say(text("ui.month.settled", way=text(f"closing.way.{way}")), Tone.OK)

        if self._running is None:
            self._ask(work, done, touches=("contacts",))

    def _mark(self, uuid: str, result: str, reason: str) -> None:
        workspace = self.context.workspace
        self.context.tasks.change(
            lambda: reading.mark_by_hand(workspace, uuid, result, reason),
            None,
            self._on_error,
            touches=("contacts",),
            owner=self,
        )

    def _fetch(self) -> None:
        workspace, access = self.context.workspace, self.context.dispatcher.access

        def done(news: int) -> None:
            self._end()
            words = text("closing.follow.news", count=news) if news else text("ui.month.no_news")
            self.notice.say(words, Tone.OK if news else Tone.NEUTRAL)

        if self._running is None:
            self._ask(
                lambda _: reading.fetch_results(workspace, access), done, touches=("contacts",)
            )

    def _ask(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        touches: tuple[str, ...] = (),
    ) -> None:
        self._running = self.context.tasks.long(
            work, done, self._on_not_done, self._on_progress, touches=touches, owner=self
        )
        self._enable(False)

    def _on_progress(self, counted: tuple[int, int]) -> None:
        done, total = counted
        self.comparison.verdict.say(text("ui.month.asking", done=done, total=total), Tone.ACCENT)

    def _end(self) -> None:
        self._running = None
        self._enable(True)

    def _enable(self, able: bool) -> None:
        self.button.setEnabled(able)
        if self.panels.count() > 1:
            self.results.fetch.setEnabled(able)

    def _on_changed(self, _touched: object) -> None:
        if self.isVisible():
            self._read()

    def _on_not_done(self, error: ColetorError) -> None:
        self._end()
        self._on_error(error)
        self._show_month()

    def _on_error(self, error: ColetorError) -> None:
        wanted = error.message_id == "workspace.secrets_needed"
        self.notice.say(str(error), Tone.ERROR, text("ui.month.give") if wanted else "")


def _word(month: Month) -> str:
    if month.closed is None:
        return text("ui.month.word.open")
    if month.moved:
        return text("ui.month.word.moved")
    return text("ui.month.word.green" if month.green else "ui.month.word.red")


def _tone(month: Month) -> Tone:
    if month.closed is None:
        return Tone.NEUTRAL
    return Tone.OK if month.green else Tone.WARNING

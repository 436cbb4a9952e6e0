"""Envio: what waits, what was refused and why, what each call came to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import ListRow
from coletor.workspace import Workspace
from ui.glance import Glance, local
from ui.reading import read_glance
from ui.screens.base import Context, Screen
from ui.screens.columns import day
from ui.screens.credentials import CredentialsCard
from ui.situations import tone_of
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton, SegmentedControl
from ui.widgets.card import Card, EmptyState, StatCard, heading
from ui.widgets.labels import wrapped
from ui.widgets.marks import Pill
from ui.widgets.notice import Notice
from ui.widgets.table import Column, DataTable, Rows
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.outbox.types import QueueItem, Result, Summary

_SHOWN = 500
_REJECTED_SHOWN = 5
_KEY = "Ctrl+E"


@dataclass(frozen=True)
class Line:
    """One operation of the queue, as a row of a table.

    Args:
        item: the operation.
        patient: name as typed.
        admission: date of admission.
        result: what the last call of this session came to.
    """

    item: "QueueItem"
    patient: str
    admission: str
    result: str = ""


@dataclass(frozen=True)
class _Queue:
    glance: Glance
    lines: tuple[Line, ...]


def _read(workspace: Workspace) -> _Queue:
    items = workspace.outbox.queue(_SHOWN)
    return _Queue(
        read_glance(workspace),
        tuple(_line(item, workspace.listing.get(item.uuid)) for item in items),
    )


def _line(item: "QueueItem", row: ListRow | None) -> Line:
    name = row.patient if row is not None and row.patient else text("ui.contact.unnamed")
    return Line(item, name, day(row.admission) if row is not None else "")


def _next_step(line: Line) -> str:
    item = line.item
    if item.state == "pronto" and item.next_at:
        return text("ui.sending.retry", when=local(item.next_at), why=item.message or "")
    if item.state == "sem_confirmacao":
        return text("ui.sending.will_ask", when=local(item.next_at) or text("ui.sending.now"))
    return text(f"ui.sending.step.{item.state}")


def _reason(line: Line) -> str:
    code = f"{line.item.code} · " if line.item.code else ""
    return f"{code}{line.item.message or ''}"


class SendingScreen(Screen):
    """The outbox on screen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        dispatcher = context.dispatcher
        head, _, self._remark = heading(text("ui.screen.envio"))
        self.state = Pill()
        head.insertWidget(1, self.state)
        self.state.hide()
        self.mode = SegmentedControl(
            [
                ("automatico", text("ui.sending.automatic")),
                ("pedido", text("ui.sending.on_request")),
            ],
            text("ui.sending.mode"),
        )
        self.mode.set_value("automatico" if dispatcher.automatic else "pedido")
        self.mode.chosen.connect(lambda mode: dispatcher.set_automatic(mode == "automatico"))
        self.send_button = PrimaryButton(text("ui.sending.send"), _KEY.replace("+", " "))
        self.send_button.setShortcut(_KEY)
        self.send_button.clicked.connect(self._send_or_stop)
        head.addWidget(self.mode)
        head.addWidget(self.send_button)
        self.page.addLayout(head)
        self.notice = Notice()
        self.page.addWidget(self.notice)
        self.credentials = CredentialsCard()
        self.credentials.given.connect(self._give)
        self.credentials.hide()
        self.page.addWidget(self.credentials)
        self._make_stats()
        self._make_rejected()
        self._make_queue()
        self._results: dict[str, Result] = {}
        self._connect()

    def _make_stats(self) -> None:
        stats = QHBoxLayout()
        stats.setSpacing(10)
        self.stats = {
            "accepted": StatCard(text("ui.sending.accepted")),
            "waiting": StatCard(text("ui.sending.waiting"), Tone.ACCENT),
            "unsure": StatCard(text("ui.sending.unsure"), Tone.WARNING),
            "rejected": StatCard(text("ui.sending.rejected"), Tone.ERROR),
        }
        for card in self.stats.values():
            stats.addWidget(card)
        self.page.addLayout(stats)

    def _make_rejected(self) -> None:
        self.rejected_card = Card(
            text("ui.sending.rejected_title"), text("ui.sending.rejected_hint")
        )
        self.rejected = DataTable(text("ui.sending.rejected_title"))
        self._rejected_rows = Rows[Line](
            [
                Column(text("ui.contact.patient"), lambda line: line.patient, 220),
                Column(text("ui.contact.admission"), lambda line: line.admission, 104, code=True),
                Column(text("ui.sending.reason"), _reason),
            ],
            self,
        )
        self.rejected.show_rows(self._rejected_rows)
        self.rejected.opened.connect(self._open)
        self.open_button = Button(text("ui.sending.open_field"), "↵")
        self.open_button.clicked.connect(lambda: self._open(self.rejected.current()))
        self.rejected_card.head.addWidget(self.open_button)
        self.rejected_card.body.addWidget(self.rejected)
        self.reason = wrapped("", tone="error", font=fonts.body())
        self.reason.setMinimumHeight(34)
        self.rejected.marked.connect(self._show_reason)
        self.rejected_card.body.addWidget(self.reason)
        self.rejected_card.hide()
        self.page.addWidget(self.rejected_card)

    def _make_queue(self) -> None:
        card = Card(text("ui.sending.queue"))
        self.queue = DataTable(text("ui.sending.queue"))
        self._queue_rows = Rows[Line](
            [
                Column(text("ui.contact.patient"), lambda line: line.patient),
                Column(text("ui.contact.admission"), lambda line: line.admission, 104, code=True),
                Column(
                    text("ui.sending.operation"),
                    lambda line: text(f"ui.operation.{line.item.operation}"),
                    110,
                ),
                Column(
                    text("ui.contact.word"),
                    lambda line: text(f"ui.sending.state.{line.item.state}"),
                    150,
                    tone=lambda line: tone_of(line.item.state),
                ),
                Column(text("ui.sending.next"), _next_step, 330, muted=True),
            ],
            self,
        )
        self.queue.show_rows(self._queue_rows)
        self._empty = EmptyState("inbox", text("ui.sending.empty"), text("ui.sending.empty_remark"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.queue)
        self._pages.addWidget(self._empty)
        card.body.addWidget(self._pages, 1)
        self.page.addWidget(card, 1)

    def _connect(self) -> None:
        dispatcher = self.context.dispatcher
        dispatcher.started.connect(self._on_started)
        dispatcher.told.connect(self._on_result)
        dispatcher.ended.connect(self._on_ended)
        dispatcher.failed.connect(self._on_failed)
        dispatcher.asked.connect(self._on_asked)
        self.context.tasks.changed.connect(self._on_changed)

    def activate(self, argument: str = "") -> None:
        """Read the queue anew."""
        self.send_button.setFocus()
        self._show_running()
        self._read()

    def _read(self) -> None:
        workspace = self.context.workspace
        self.context.tasks.query(lambda: _read(workspace), self._on_read, self._on_error)

    def _on_read(self, queue: _Queue) -> None:
        glance = queue.glance
        self.stats["accepted"].set_value(glance.count("aceito", "aprovado", "em_alteracao"))
        self.stats["waiting"].set_value(glance.waiting - glance.count("sem_confirmacao"))
        self.stats["unsure"].set_value(glance.count("sem_confirmacao"))
        self.stats["rejected"].set_value(glance.rejected)
        rejected = [line for line in queue.lines if line.item.state == "rejeitado"]
        waiting = [line for line in queue.lines if line.item.state != "rejeitado"]
        self._rejected_rows.replace(rejected)
        self.rejected.fit(len(rejected), _REJECTED_SHOWN)
        self.rejected_card.setVisible(bool(rejected))
        if rejected and not self.rejected.currentIndex().isValid():
            self.rejected.selectRow(0)
        self._show_reason(self.rejected.current())
        self._queue_rows.replace(waiting)
        self._pages.setCurrentIndex(0 if waiting else 1)

    def _send_or_stop(self) -> None:
        if self.context.dispatcher.running:
            self.context.dispatcher.stop()
        else:
            self.notice.clear()
            self.context.dispatcher.send()

    def _open(self, line: Line | None) -> None:
        if line is not None:
            self.context.go("digitar", line.item.uuid)

    def _show_reason(self, line: Line | None) -> None:
        self.reason.setText(_reason(line) if line is not None else "")

    def _give(self, user: str, password: str, cpf: str, operator: str, keep: bool) -> None:
        from coletor.webservice.answers import Credentials  # noqa: PLC0415 - not for start-up

        self.credentials.hide()
        self.context.dispatcher.give(Credentials(user, password, cpf, operator), keep=keep)

    def _show_running(self) -> None:
        running = self.context.dispatcher.running
        self.send_button.set_text(text("ui.sending.stop" if running else "ui.sending.send"))
        self.state.setVisible(running)
        if running:
            self.state.show_as(text("ui.sending.running"), Tone.ACCENT)

    def _on_started(self) -> None:
        self._results.clear()
        self._show_running()

    def _on_result(self, result: "Result") -> None:
        self._results[result.uuid] = result
        done = len(self._results)
        self.state.show_as(text("ui.sending.done", count=done), Tone.ACCENT)

    def _on_ended(self, summary: "Summary") -> None:
        self._show_running()
        if summary.message:
            self.notice.say(summary.message, Tone.WARNING)
        elif summary.rejected:
            self.notice.say(text("ui.sending.some_rejected", count=summary.rejected), Tone.WARNING)
        elif summary.unknown or summary.failed:
            words = text("ui.sending.some_waiting", count=summary.unknown + summary.failed)
            self.notice.say(words, Tone.WARNING)
        elif summary.accepted:
            self.notice.say(text("ui.sending.all_accepted", count=summary.accepted), Tone.OK)

    def _on_failed(self, words: str) -> None:
        self._show_running()
        self.notice.say(words, Tone.ERROR)

    def _on_asked(self, why: str) -> None:
        self._show_running()
        self.credentials.ask(why)

    def _on_changed(self, _touched: object) -> None:
        if self.isVisible():
            self._read()

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)

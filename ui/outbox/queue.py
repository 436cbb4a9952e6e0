"""The queue: each operation with its state and its next step, in words and in time."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget

from coletor import clock
from coletor.messages import text
from coletor.store.traffic import Movement
from ui.glance import local
from ui.outbox.reading import SHOWN
from ui.pace import Pace, countdown
from ui.situations import tone_of
from ui.widgets.card import Card, EmptyState
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.wording import day

DIFFERENT = "conteudo-diferente"
"""What the outbox calls a contact whose content on the server is another (its machine's word)."""

_TICK_MS = 1000


def _wait(line: Movement) -> float:
    return clock.read(line.next_at).timestamp() - time.time() if line.next_at else 0.0


def next_step(line: Movement, *, automatic: bool) -> str:
    """Return what comes next for an operation.

    Args:
        line: the operation.
        automatic: whether the program sends by itself.
    """
    if line.state == "aceito":
        protocol = line.protocol
        return text("ui.step.receipt", protocol=protocol) if protocol else text("ui.step.adopted")
    if line.state == "enviando":
        return text("ui.step.now")
    if line.code == DIFFERENT:
        return text("ui.step.choose")
    if not automatic:
        return text("ui.step.paused")
    wait = _wait(line)
    if line.state == "sem_confirmacao":
        return text("ui.step.ask", wait=countdown(wait)) if wait > 0 else text("ui.step.ask_now")
    if wait > 0:
        return text("ui.step.retry", wait=countdown(wait), why=_short(line.message))
    return text("ui.step.next")


def _short(message: str) -> str:
    """Return the first sentence of a message, to stand after other words."""
    first = message.partition(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:] if first[1:2].islower() or first[1:2] == " " else first


def state_word(line: Movement) -> str:
    """Return an operation's state in a word or two."""
    if line.state == "aceito":
        return text("ui.sending.state.aceito", when=local(line.at))
    if line.code == DIFFERENT:
        return text("ui.sending.state.diferente")
    return text(f"ui.sending.state.{line.state}")


_ONES, _TIGHT_ONES = {2}, {1, 2}
_NARROW, _TIGHT = 860, 640
"""Widths below which the operation is left out, and the day of admission, too."""


class QueueRows(Rows[Movement]):
    """Rows of the queue; waits count down each second while somebody looks.

    Args:
        automatic: tells whether the program sends by itself.
        parent: the object that owns it.
    """

    def __init__(self, automatic: Callable[[], bool], parent: QObject) -> None:
        columns = [
            Column[Movement](
                text("ui.contact.patient"), lambda line: line.patient or text("ui.contact.unnamed")
            ),
            Column[Movement](
                text("ui.contact.admission"), lambda line: day(line.admission), 104, code=True
            ),
            Column[Movement](
                text("ui.sending.operation"),
                lambda line: text(f"ui.operation.{line.operation}"),
                100,
            ),
            Column[Movement](
                text("ui.contact.word"), state_word, 156, tone=lambda line: tone_of(line.state)
            ),
            Column[Movement](
                text("ui.sending.next"),
                lambda line: next_step(line, automatic=automatic()),
                380,
                muted=True,
            ),
        ]
        super().__init__(columns, parent)

    @property
    def counting(self) -> bool:
        """Whether any row waits for an instant."""
        return any(line.next_at for line in self.rows())

    def tick(self) -> None:
        """Say the waits anew."""
        last = len(self.columns) - 1
        waiting = [number for number, line in enumerate(self.rows()) if line.next_at]
        if waiting:
            self.dataChanged.emit(self.index(waiting[0], last), self.index(waiting[-1], last))


class QueueCard(Card):
    """The queue with its progress.

    Args:
        automatic: tells whether the program sends by itself.
    """

    chosen = Signal(object)  # Movement
    beginning = Signal()  # a contact is to be typed

    def __init__(self, automatic: Callable[[], bool]) -> None:
        super().__init__(text("ui.sending.queue"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(text("ui.pace.name"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        self.table = DataTable(text("ui.sending.queue"))
        self.rows = QueueRows(automatic, self)
        self.table.show_rows(self.rows)
        self.table.opened.connect(self.chosen)
        empty = EmptyState("send", text("ui.sending.empty"), text("ui.sending.empty_remark"))
        empty.offer(text("ui.sending.begin"), "Ctrl N").clicked.connect(self.beginning)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.table)
        self.pages.addWidget(empty)
        self.body.setSpacing(0)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.pages, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be seen elsewhere before a state or a name is cut."""
        super().resizeEvent(event)
        width = self.width()
        self.table.hide_columns(_TIGHT_ONES if width < _TIGHT else _ONES if width < _NARROW else ())

    def show_lines(self, lines: tuple[Movement, ...], waiting: int) -> None:
        """Show the head of the queue and what was accepted lately.

        Args:
            lines: the rows.
            waiting: how many wait in all.
        """
        self.rows.replace(lines)
        self.pages.setCurrentIndex(0 if lines else 1)
        if self.bar.isHidden():
            more = waiting > SHOWN
            self.hint.setText(text("ui.sending.more", count=SHOWN, total=waiting) if more else "")
        if self.rows.counting and not self._tick.isActive():
            self._tick.start()

    def show_pace(self, pace: Pace | None) -> None:
        """Show how far a run is; None when none is under way."""
        self.bar.setVisible(pace is not None)
        if pace is None:
            self.hint.clear()
            return
        self.bar.setMaximum(max(1, pace.total))
        self.bar.setValue(pace.done)
        self.hint.setText(pace.words())

    def _on_tick(self) -> None:
        if not self.isVisible() or not self.rows.counting:
            self._tick.stop()
            return
        self.rows.tick()

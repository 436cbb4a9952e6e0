"""Envio: what was accepted, what waits and for what, what was refused and how to settle it."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store.traffic import Movement
from ui.outbox.batch import BatchPanel
from ui.outbox.causes import CausesCard
from ui.outbox.difference import DifferencePanel
from ui.outbox.figures import Counters
from ui.outbox.queue import DIFFERENT, QueueCard
from ui.outbox.reading import Cause, Standing, read_standing
from ui.outbox.release import ReleaseCard
from ui.pace import Pace
from ui.screens.base import Screen
from ui.screens.credentials import CredentialsCard
from ui.widgets.buttons import Button, PrimaryButton, SegmentedControl
from ui.widgets.card import heading
from ui.widgets.marks import Pill
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.outbox.types import Summary

_KEY = "Ctrl+E"
_AGAIN_MS = 1000
_LATER_MS = 5000
"""When what could not be read is read again."""


class SendingScreen(Screen):
    """The outbox on screen."""

    def _building(self) -> Iterator[None]:
        self.pages = QStackedWidget(self)
        self.page.addWidget(self.pages)
        self._main = QWidget()
        self.pages.addWidget(self._main)
        self.page_layout = QVBoxLayout(self._main)
        self.page_layout.setContentsMargins(0, 0, 0, 0)
        self.page_layout.setSpacing(10)
        self._make_head()
        yield
        yield from self._make_body()
        self._reading = False
        self._stale = False
        self._wrong = ""
        self._arriving = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._read)
        self._connect()

    @cached_property
    def batch(self) -> BatchPanel:
        """The correction of many at once, made when it is first wanted."""
        made = BatchPanel(self.context.workspace, self.context.tasks)
        made.closed.connect(self._show_main)
        made.opening.connect(self._open)
        made.applied.connect(self._on_settled)
        self.pages.addWidget(made)
        return made

    @cached_property
    def difference(self) -> DifferencePanel:
        """The comparison with what the service holds, made when it is first wanted."""
        context = self.context
        made = DifferencePanel(context.workspace, context.tasks, context.dispatcher.access)
        made.closed.connect(self._show_main)
        made.decided.connect(self._on_settled)
        self.pages.addWidget(made)
        return made

    def _make_head(self) -> None:
        dispatcher = self.context.dispatcher
        head, _, _ = heading(text("ui.screen.envio"))
        self.weather = Pill()
        head.insertWidget(1, self.weather)
        self.weather.hide()
        self.mode = SegmentedControl(
            [
                ("automatico", text("ui.sending.automatic")),
                ("pausado", text("ui.sending.paused")),
            ],
            text("ui.sending.mode"),
        )
        self.mode.set_value("automatico" if dispatcher.automatic else "pausado")
        self.mode.chosen.connect(self._set_mode)
        self.doctor = Button(text("ui.screen.rede"))
        self.doctor.clicked.connect(lambda: self.context.go("rede", "agora"))
        self.send_button = PrimaryButton(text("ui.sending.send"), _KEY.replace("+", " "))
        self.send_button.clicked.connect(self._send_or_stop)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self._send_or_stop)
        for widget in (self.mode, self.doctor, self.send_button):
            head.addWidget(widget)
        self.page_layout.addLayout(head)

    def _make_body(self) -> Iterator[None]:
        column = self.page_layout
        self.notice = Notice()
        self.notice.acted.connect(lambda: self.context.go("rede", "agora"))
        column.addWidget(self.notice)
        self.credentials = CredentialsCard()
        self.credentials.given.connect(self._give)
        self.credentials.hide()
        column.addWidget(self.credentials)
        yield
        self.release = ReleaseCard(self.context.workspace, self.context.tasks)
        column.addWidget(self.release)
        yield
        self.counters = Counters()
        self.causes = CausesCard()
        for widget in (self.counters, self.causes):
            column.addWidget(widget)
        yield
        self.queue = QueueCard(lambda: self.context.dispatcher.automatic)
        column.addWidget(self.queue, 1)
        yield

    def _connect(self) -> None:
        dispatcher = self.context.dispatcher
        dispatcher.started.connect(self._on_started)
        dispatcher.paced.connect(self._on_pace)
        dispatcher.ended.connect(self._on_ended)
        dispatcher.failed.connect(self._on_failed)
        dispatcher.mended.connect(self.notice.take_back)
        dispatcher.asked.connect(self._on_asked)
        dispatcher.held.connect(self._on_held)
        dispatcher.locked.connect(self._on_locked)
        self.context.tasks.changed.connect(self._refresh)
        self.causes.correcting.connect(self._correct)
        self.causes.opening.connect(self._open)
        self.queue.chosen.connect(self._on_line)
        self.queue.beginning.connect(lambda: self.context.go("digitar", ""))
        self.release.opened.connect(self._on_released)

    # Coming into view and reading

    def activate(self, argument: str = "") -> None:
        """Read the queue anew.

        Args:
            argument: "credenciais" asks for the credentials at once.
        """
        if self.pages.currentIndex() == 0:
            self._take_focus()
            self._arriving = True
        self._show_running()
        self.release.read()
        self._read()
        if argument:
            self._on_asked(text("ui.sending.credentials_wanted"))

    def _on_held(self, words: str) -> None:
        self._quiet(words, Tone.ACCENT)

    def _refresh(self, _touched: object = None) -> None:
        """Read anew soon, if anybody looks; not more than once a second."""
        if self.isVisible() and not self._again.isActive():
            self._again.start(0 if not self._reading else _AGAIN_MS)

    def _read(self) -> None:
        if self._reading:
            self._stale = True
            return
        self._reading = True
        workspace = self.context.workspace
        self.context.tasks.query(lambda: read_standing(workspace), self._on_read, self._on_error)

    def _on_read(self, standing: Standing) -> None:
        self._reading = False
        self.notice.take_back(self._wrong)
        self._wrong = ""
        if self._stale:
            self._stale = False
            self._again.start()
        figures = standing.figures
        self.counters.show_figures(figures)
        self.causes.show_causes(standing.causes)
        self.queue.show_lines(standing.lines, figures.waiting + figures.unsure)
        if self._arriving and self.send_button.hasFocus():
            self._take_focus()  # what was refused is what one comes for
        self._arriving = False
        self.weather.setVisible(bool(standing.weather.words))
        self.weather.show_as(standing.weather.words, standing.weather.tone)

    # What a person does

    def _set_mode(self, mode: str) -> None:
        self.context.dispatcher.set_automatic(mode == "automatico")
        self.queue.rows.tick()
        self._refresh()

    def _send_or_stop(self) -> None:
        if self.pages.currentIndex() != 0:
            return
        dispatcher = self.context.dispatcher
        if dispatcher.sending:
            self.mode.set_value("pausado")
            dispatcher.set_automatic(False)
        else:
            self.notice.clear()
            dispatcher.send()

    def _open(self, uuid: str) -> None:
        self._show_main()
        self.context.go("digitar", uuid)

    def _on_line(self, line: Movement) -> None:
        if line.code == DIFFERENT:
            self.difference.begin(line)
            self.pages.setCurrentWidget(self.difference)
        else:
            self.context.go("contatos", line.uuid)

    def _correct(self, cause: Cause) -> None:
        self.pages.setCurrentWidget(self.batch)
        self.batch.begin(cause)

    def _show_main(self) -> None:
        self.pages.setCurrentIndex(0)
        self._read()
        self._take_focus()

    def _take_focus(self) -> None:
        (self.causes.table if self.causes.isVisible() else self.send_button).setFocus()

    def _on_settled(self, words: str) -> None:
        self._show_main()
        self.notice.say(words, Tone.OK)

    def _give(self, user: str, password: str, cpf: str, operator: str, keep: bool) -> None:
        from coletor.webservice.answers import Credentials  # noqa: PLC0415 - not for start-up

        self.credentials.hide()
        self.context.dispatcher.give(Credentials(user, password, cpf, operator), keep=keep)

    # What the sender says

    def _show_running(self) -> None:
        dispatcher = self.context.dispatcher
        self.send_button.set_text(
            text("ui.sending.stop" if dispatcher.sending else "ui.sending.send")
        )
        self.queue.show_pace(dispatcher.pace)

    def _on_started(self) -> None:
        self._show_running()
        self._refresh()

    def _on_pace(self, pace: Pace) -> None:
        if self.isVisible():
            self.queue.show_pace(pace)
            if not self._again.isActive():
                self._again.start()

    def _on_ended(self, summary: "Summary") -> None:
        self._show_running()
        if summary.message:
            self.notice.say(summary.message, Tone.WARNING, text("ui.screen.rede"))
        elif summary.rejected:
            self.notice.say(_counted("some_rejected", summary.rejected), Tone.WARNING)
        elif summary.unknown or summary.failed:
            words = _counted("some_waiting", summary.unknown + summary.failed)
            self.notice.say(words, Tone.WARNING, text("ui.screen.rede"))
        elif self.context.dispatcher.quiet:
            self.notice.clear()  # what was wrong before is not any more
        elif summary.accepted:
            self.notice.say(_counted("all_accepted", summary.accepted), Tone.OK)

    def _quiet(self, words: str, tone: Tone) -> None:
        self._show_running()
        self.notice.say(words, tone)

    def _on_failed(self, words: str) -> None:
        self._show_running()
        self.notice.say(words, Tone.ERROR)

    def _on_asked(self, why: str) -> None:
        self._show_running()
        self.credentials.ask(why)

    def _on_locked(self, _why: str) -> None:
        self._show_running()
        self.release.read()
        if self.isVisible() and not self.release.isHidden():
            self.release.begin()

    def _on_released(self) -> None:
        self.notice.say(text("ui.release.opened"), Tone.OK)
        self.context.dispatcher.retry()

    def _on_error(self, error: ColetorError) -> None:
        self._reading = False
        self._wrong = str(error)
        self.notice.say(self._wrong, Tone.ERROR)
        QTimer.singleShot(_LATER_MS, self, self._refresh)


def _counted(name: str, count: int) -> str:
    return text(f"ui.sending.{name}_one" if count == 1 else f"ui.sending.{name}", count=count)

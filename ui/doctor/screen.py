"""Diagnóstico da rede: what keeps contacts from arriving, step by step, and the one thing to do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.network.types import STEPS
from coletor.workspace import Workspace
from ui.access import Access
from ui.screens.base import Screen
from ui.style import fonts
from ui.style.icons import Icon
from ui.style.theme import restyle
from ui.tasks import Handle, Progress
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, heading
from ui.widgets.labels import label, rule, wrapped
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.network.types import Diagnosis, Step
    from coletor.webservice.client import Webservice

_KEY = "F5"
_MARKS = {
    "certo": ("circle-check", "ok"),
    "falha": ("circle-x", "error"),
    "nao_conferido": ("circle-minus", "faint"),
}
_NAME_WIDTH = 150
_SERVICE = "servico"
_ADDRESS, _PROXY = "webservice.endereco", "proxy.endereco"
_SETTINGS = {"proxy": _PROXY} | dict.fromkeys(("endereco", "nome", "conexao", "servico"), _ADDRESS)
"""What may be wrong in the settings when a step fails."""


class _StoppedError(Exception):
    """The person does not want the rest."""


def examine(workspace: Workspace, access: Access, progress: Progress) -> "Diagnosis | None":
    """Look at everything up to the service, reporting each step; None when it was stopped."""
    from coletor.network.doctor import diagnose  # noqa: PLC0415 - the network is not for start-up
    from coletor.workspace.connection import options_of  # noqa: PLC0415 - not for start-up

    def told(step: "Step") -> None:
        if progress.cancelled:
            raise _StoppedError
        progress.report(step)

    def service() -> "Webservice | None":
        try:
            return access.service()
        except ColetorError:
            # No secrets at hand, or locked: a password never goes to an address not released.
            return None

    try:
        return diagnose(
            access.address(),
            options=options_of(workspace.profile, workspace.settings),
            service=service,
            on_step=told,
        )
    except _StoppedError:
        return None


class StepRow(QWidget):
    """One step: mark, name, what was found.

    Args:
        step: its id.
    """

    def __init__(self, step: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(10)
        self.step = step
        self._mark = Icon("circle", "faint")
        self._name = label(text(f"network.step.{step}"), fonts.strong())
        self._name.setFixedWidth(_NAME_WIDTH)
        self.found = wrapped("")
        row.addWidget(self._mark)
        row.addWidget(self._name)
        row.addWidget(self.found, 1)
        self.outcome = ""

    def wait(self, *, now: bool = False) -> None:
        """Show that the step was not taken yet, or is being taken."""
        self.outcome = ""
        self._mark.show_as("loader" if now else "circle", "accent" if now else "faint")
        self.found.setText(text("ui.doctor.looking") if now else "")
        restyle(self.found, tone="muted")
        restyle(self._name, tone="" if now else "muted")

    def show_step(self, step: "Step") -> None:
        """Show how the step came out."""
        self.outcome = step.outcome.value
        self._mark.show_as(*_MARKS[self.outcome])
        self.found.setText(step.message)
        restyle(self.found, tone="error" if self.outcome == "falha" else "muted")
        restyle(self._name, tone="muted" if self.outcome == "nao_conferido" else "")
        self.setAccessibleName(
            f"{step.name}: {text(f'network.outcome.{self.outcome}')}. {step.message}"
        )


class DoctorScreen(Screen):
    """The steps from this computer to the service."""

    diagnosed = Signal(object)  # Diagnosis

    def _building(self) -> Iterator[None]:
        self._running: Handle | None = None
        self._found: Diagnosis | None = None
        head, _, _ = heading(text("ui.screen.rede"), text("ui.doctor.remark"))
        self.button = PrimaryButton(text("ui.doctor.look"), _KEY)
        self.button.clicked.connect(self._look_or_stop)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self._look_or_stop)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._stop)
        head.addWidget(self.button)
        self.page.addLayout(head)
        self.sentence = Notice()
        self.sentence.acted.connect(self._open_settings)
        self.page.addWidget(self.sentence)
        yield
        card = Card(text("ui.doctor.steps"))
        column = QVBoxLayout()
        column.setSpacing(0)
        self.rows = {step: StepRow(step) for step in STEPS}
        for step, row in self.rows.items():
            if step != STEPS[0]:
                column.addWidget(rule())
            column.addWidget(row)
        card.body.addLayout(column)
        self.page.addWidget(card)
        self.page.addStretch(1)

    def activate(self, argument: str = "") -> None:
        """Come into view.

        Args:
            argument: anything begins at once.
        """
        self.button.setFocus()
        if argument and self._running is None:
            self._look()

    def finish(self) -> None:
        """Stop."""
        self._stop()

    def _look_or_stop(self) -> None:
        if self._running is None:
            self._look()
        else:
            self._stop()

    def _look(self) -> None:
        self.sentence.clear()
        for row in self.rows.values():
            row.wait()
        self.rows[STEPS[0]].wait(now=True)
        workspace, access = self.context.workspace, self.context.dispatcher.access

        def work(progress: Progress) -> "Diagnosis | None":
            return examine(workspace, access, progress)

        self._running = self.context.tasks.long(
            work, self._on_done, self._on_error, self._on_step, owner=self
        )
        self.button.set_text(text("ui.sending.stop"))

    def _stop(self) -> None:
        """Let it be; a step that waits for the network ends by itself, unheard."""
        if self._running is None:
            return
        self._running.cancel()
        self._running.drop()
        self._end()
        for row in self.rows.values():
            if not row.outcome:
                row.wait()
        self.sentence.say(text("ui.doctor.stopped"), Tone.NEUTRAL)

    def _end(self) -> None:
        self._running = None
        self.button.set_text(text("ui.doctor.look"))

    def _on_step(self, step: "Step") -> None:
        self.rows[step.id].show_step(step)
        later = STEPS[STEPS.index(step.id) + 1 :]
        if later and step.outcome.value != "falha":
            self.rows[later[0]].wait(now=True)

    def _on_done(self, found: "Diagnosis | None") -> None:
        self._end()
        if found is None:
            return
        for step in found.steps:
            self.rows[step.id].show_step(step)
        action = text("ui.screen.configuracoes") if self._setting(found) else ""
        self._found = found
        if any(step.id == _SERVICE and step.outcome.value == "certo" for step in found.steps):
            self.context.dispatcher.reached()
        self.sentence.say(found.sentence, Tone.ERROR if found.failure else Tone.OK, action)
        self.diagnosed.emit(found)

    def _setting(self, found: "Diagnosis | None") -> str:
        """Return the setting that what failed is about, empty where it is about none."""
        failure = found.failure if found is not None else None
        return _SETTINGS.get(failure.id, "") if failure is not None else ""

    def _open_settings(self) -> None:
        self.context.go("configuracoes", f"envio/{self._setting(self._found)}")

    def _on_error(self, error: ColetorError) -> None:
        self._end()
        self.sentence.say(str(error), Tone.ERROR)

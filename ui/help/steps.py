"""The first steps on screen: the whole list in the help, one line of it on Início."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coletor.messages import text
from ui import preferences
from ui.help.guide import PRACTICE, Step, read_steps
from ui.screens.base import Context
from ui.style import fonts
from ui.style.icons import Icon
from ui.widgets.buttons import Button, PrimaryButton, alike
from ui.widgets.card import Card
from ui.widgets.headline import BreakingLine
from ui.widgets.labels import label, muted, rule, wrapped
from ui.widgets.layouts import clear
from ui.widgets.tone import Tone

GUIDE = "guia"
"""Topic of the help that shows the first steps."""
WIDEST = 860
"""Width of a page of the help in a large window."""


class StepRow(QWidget):
    """One step: whether it is done, what it is for, and its button.

    Args:
        step: the step.
        following: whether it is the one to do now.
    """

    def __init__(self, step: Step, *, following: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(14)
        role = "ok" if step.done else "accent" if following else "faint"
        row.addWidget(Icon("circle-check" if step.done else "circle", role, 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(step.title, fonts.strong()))
        if step.done:
            head.addWidget(label(text("help.guide.done"), fonts.secondary_strong(), "ok"))
        head.addStretch(1)
        words.addLayout(head)
        words.addWidget(wrapped(step.remark))
        row.addLayout(words, 1)
        self.button = PrimaryButton(step.action) if following else Button(step.action)
        said = text("help.guide.done_step" if step.done else "help.guide.open_step")
        self.button.setAccessibleDescription(f"{step.title}: {said}")
        row.addWidget(self.button)


class _Reading(QWidget):
    """Reads the steps when it is shown and whenever something changed while it is in view."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.steps: tuple[Step, ...] = ()
        context.tasks.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read the steps anew."""
        workspace = self.context.workspace
        self.context.tasks.query(
            lambda: read_steps(workspace), self._on_steps, self._on_error, owner=self
        )

    def open_step(self, step: Step) -> None:
        """Go where a step is done."""
        self.context.go(step.screen, step.argument)

    def show_steps(self) -> None:
        """Show what was read."""
        raise NotImplementedError

    def _on_steps(self, steps: tuple[Step, ...]) -> None:
        if steps != self.steps:
            self.steps = steps
            self.show_steps()

    def _on_changed(self, _touched: object) -> None:
        if self.isVisible():
            self.read()

    def _on_error(self, error: Exception) -> None:
        self.context.toast(str(error), Tone.ERROR)


def following(steps: tuple[Step, ...]) -> Step | None:
    """Return the first step that is not done."""
    return next((step for step in steps if not step.done), None)


class GuidePage(_Reading):
    """Every step, in the order in which to do them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(text("help.guide.title"))
        card.setMaximumWidth(WIDEST)
        self._figure = muted()
        card.body.addWidget(self._figure)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        card.body.addLayout(self._rows)
        self.again = Button(text("help.guide.again"), kind="flat")
        self.again.clicked.connect(self._show_again)
        card.body.addWidget(self.again)
        card.body.addStretch(1)
        column.addWidget(card, 1)
        self.rows: list[StepRow] = []

    def show_steps(self) -> None:
        """Show the steps, the next one with the button that stands out."""
        held = next((n for n, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        clear(self._rows)
        self.rows = []
        now = following(self.steps)
        training = self.context.workspace.profile.training  # nobody goes there from here
        for step in self.steps:
            row = StepRow(step, following=step is now)
            row.button.clicked.connect(lambda _=False, step=step: self.open_step(step))
            row.button.setVisible(not (training and step.screen == PRACTICE))
            self.rows.append(row)
            self._rows.addWidget(row)
            self._rows.addWidget(rule())
            row.show()  # only what is shown takes the cursor
        alike([row.button for row in self.rows])
        done = sum(step.done for step in self.steps)
        self._figure.setText(text("help.guide.figure", done=done, count=len(self.steps)))
        self.again.setVisible(preferences.guide_dismissed(self.context.workspace.profile.folder_id))
        if held >= 0:
            self.rows[held].button.setFocus()

    def take_focus(self) -> None:
        """Put the cursor on the button of the next step."""
        now = following(self.steps)
        if self.rows:
            place = self.steps.index(now) if now in self.steps else 0
            self.rows[place].button.setFocus()

    def _on_steps(self, steps: tuple[Step, ...]) -> None:
        first = not self.rows
        super()._on_steps(steps)
        self.again.setVisible(preferences.guide_dismissed(self.context.workspace.profile.folder_id))
        if first:
            self.take_focus()

    def _show_again(self) -> None:
        preferences.keep_guide_dismissed(self.context.workspace.profile.folder_id, dismissed=False)
        self.again.hide()
        self.take_focus()
        self.context.toast(text("help.guide.back"), Tone.OK)


class GuideLine(_Reading):
    """One line on Início of a new folder: how far, what comes next; it goes away for good."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = Card("")
        card.body.setSpacing(0)
        line = BreakingLine()
        self._figure = muted()
        words = label(text("help.guide.title"), fonts.strong())
        for place, widget in enumerate((Icon("graduation-cap", "accent", 18), words, self._figure)):
            line.names.insertWidget(place, widget)
        self.next = Button("")
        self.all = Button(text("help.guide.all"), kind="flat")
        self.dismiss = Button(text("help.guide.dismiss"), kind="flat")
        for button in (self.next, self.all, self.dismiss):
            line.acts.addWidget(button)
        card.body.addWidget(line)
        outer.addWidget(card)
        self.next.clicked.connect(self._on_next)
        self.all.clicked.connect(lambda: context.go("ajuda", GUIDE))
        self.dismiss.clicked.connect(self._on_dismissed)
        self.hide()

    @property
    def _folder(self) -> str:
        return self.context.workspace.profile.folder_id

    def refresh(self) -> None:
        """Read how far the person is, unless the line is not wanted here."""
        if self.context.workspace.profile.training or preferences.guide_dismissed(self._folder):
            self.hide()
            return
        self.read()

    def show_steps(self) -> None:
        """Show how far the person is; with everything done there is nothing to show."""
        now = following(self.steps)
        self.setVisible(now is not None)
        if now is None:
            return
        done = sum(step.done for step in self.steps)
        self._figure.setText(
            text("help.guide.line", done=done, count=len(self.steps), next=now.title)
        )
        self.next.set_text(now.action)

    def _on_steps(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.show_steps()

    def _on_next(self) -> None:
        now = following(self.steps)
        if now is not None:
            self.open_step(now)

    def _on_dismissed(self) -> None:
        preferences.keep_guide_dismissed(self._folder, dismissed=True)
        self.hide()
        self.context.toast(text("help.guide.dismissed"), Tone.NEUTRAL)

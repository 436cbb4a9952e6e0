"""The pages of the panel of many contacts: the offers, the question, the report."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.messages import text
from coletor.workspace.bulk import Preview, Report
from coletor.workspace.bulk_acts import ACTS, REASON, RESULT, Act
from ui.style import fonts
from ui.widgets.buttons import Button, SegmentedControl, across
from ui.widgets.labels import label, wrapped
from ui.widgets.layouts import clear, line_of, widgets
from ui.widgets.line import LineEdit
from ui.widgets.scrolling import Scrolled
from ui.widgets.wording import figure

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_RESULTS = ("aprovado", "rejeitado", "desconhecido")
_NAMED = 50


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.setSpacing(6)


class OfferPage(_Page):
    """What can be done; arrows move, Enter chooses."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        for act in ACTS:
            button = Button(text(f"contacts.act.{act}"))
            button.setToolTip(text(f"contacts.effect.{act}"))
            button.setAccessibleDescription(text(f"contacts.effect.{act}"))
            button.clicked.connect(lambda _=False, act=act: self.chosen.emit(act))
            self.buttons[act] = button
            self.column.addWidget(across(button))
        self.column.addStretch(1)

    def take_focus(self) -> None:
        """Put the cursor on the first offer."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the offers."""
        step = _MOVES.get(Qt.Key(event.key()))
        offers = list(self.buttons.values())
        place = next((n for n, button in enumerate(offers) if button.hasFocus()), -1)
        if step is None or place < 0:
            super().keyPressEvent(event)
        else:
            offers[(place + step) % len(offers)].setFocus(Qt.FocusReason.TabFocusReason)


class AskPage(_Page):
    """What an act will do, to how many, which are left out and why; then it is confirmed."""

    confirmed = Signal()
    left = Signal()
    changed = Signal()  # what it is told changes for whom it is

    def __init__(self) -> None:
        super().__init__()
        self._act: Act | None = None
        self._possible = 0
        self.name = label("", fonts.strong())
        self.effect = wrapped()
        self.result_name = label(text("contacts.bulk.result"), fonts.secondary_strong())
        self.result = SegmentedControl(
            [(one, text(f"contacts.bulk.result_{one}")) for one in _RESULTS],
            text("contacts.bulk.result"),
        )
        self.result.chosen.connect(lambda _: self.changed.emit())
        self.reason = LineEdit()
        self.reason.setPlaceholderText(text("contacts.bulk.reason"))
        self.reason.setAccessibleName(text("contacts.bulk.reason"))
        self.reason.returnPressed.connect(self._confirm)
        self.missing = wrapped(text("contacts.bulk.reason_missing"), tone="error")
        self.counts = wrapped("", tone="", font=fonts.strong())
        self._left = QVBoxLayout()
        self._left.setSpacing(4)
        self.confirm_button = Button(text("acts.confirm"), "↵", kind="primary")
        self.back_button = Button(text("acts.back"), "Esc")
        self.confirm_button.clicked.connect(self._confirm)
        self.back_button.clicked.connect(self.left)
        for widget in (self.name, self.effect, self.result_name, self.result, self.reason):
            self.column.addWidget(widget)
        self.column.addWidget(self.missing)
        self.column.addSpacing(4)
        self.column.addWidget(self.counts)
        self.column.addLayout(self._left)
        self.column.addSpacing(4)
        self.column.addLayout(line_of(self.confirm_button, self.back_button))
        self.column.addStretch(1)

    def ask(self, act: Act) -> None:
        """Ask about an act."""
        self._act = act
        self.name.setText(text(f"contacts.act.{act.id}").rstrip("…"))
        self.effect.setText(text(f"contacts.effect.{act.id}"))
        for widget in (self.result_name, self.result):
            widget.setVisible(RESULT in act.needs)
        self.reason.clear()
        self.reason.setVisible(REASON in act.needs)
        self.missing.hide()

    def choices(self) -> Mapping[str, str]:
        """Return what the act is told."""
        if self._act is None:
            return {}
        said = {RESULT: self.result.value(), REASON: self.reason.text().strip()}
        return {name: said[name] for name in self._act.needs}

    def show_counting(self, seen: int, total: int) -> None:
        """Say how far the looking is."""
        self._possible = 0
        self.confirm_button.setEnabled(False)
        words = text("contacts.bulk.counting", count=figure(seen), total=figure(total))
        self.counts.setText(words)
        clear(self._left)

    def show_preview(self, preview: Preview) -> None:
        """Say what will be done, and what is left out."""
        self._possible = preview.possible
        whole = "possible" if preview.left else "possible_all"
        name = whole if preview.possible else "impossible"
        self.counts.setText(text(f"contacts.bulk.{name}", count=figure(preview.possible)))
        clear(self._left)
        for reason, count in sorted(preview.left.items(), key=lambda one: -one[1]):
            self._left.addWidget(wrapped(left_words(reason, count)))
        self.confirm_button.setEnabled(bool(preview.possible))
        if self.back_button.hasFocus():  # it only waited for the looking to end
            self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where something is to be said or confirmed."""
        needs = self._act.needs if self._act else ()
        place: QWidget = self.back_button
        if RESULT in needs:
            place = self.result.button(self.result.value())
        elif REASON in needs:
            place = self.reason
        elif self.confirm_button.isEnabled():
            place = self.confirm_button
        place.setFocus(Qt.FocusReason.TabFocusReason)

    def _confirm(self) -> None:
        if not self._possible:
            return
        choices = self.choices()
        approving = choices.get(RESULT) not in (None, "rejeitado")
        if choices.get(REASON) == "" and not approving:
            self.missing.show()
            self.reason.setFocus()
            return
        self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm with Enter from anywhere on the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        else:
            super().keyPressEvent(event)


class ReportPage(_Page):
    """What was done and what was not."""

    closed = Signal()
    undoing = Signal(object)  # Report

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        scroll = Scrolled(self)
        self._lines = QVBoxLayout(scroll.inside())
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(5)
        whole = QVBoxLayout()
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a long report is read with the arrows
        whole.addWidget(scroll)
        self.close_button = Button(text("contacts.bulk.close"), "↵", kind="primary")
        self.close_button.clicked.connect(self.closed)
        self.undo_button = Button(text("contacts.bulk.undo"), "Ctrl Z")
        self.undo_button.setShortcut("Ctrl+Z")
        self.undo_button.clicked.connect(lambda: self.undoing.emit(self._report))
        self.column.addLayout(whole, 1)
        self.column.addWidget(self.undo_button)
        self.column.addWidget(self.close_button)

    def words(self) -> str:
        """Return the report as one text."""
        return "\n".join(str(one.property("text")) for one in widgets(self._lines))

    def show_report(self, report: Report, **said: str) -> None:
        """Tell what came of an act.

        Args:
            report: what came of it.
            said: what its words need besides the count.
        """
        clear(self._lines)
        self._report = report
        self.undo_button.setVisible(bool(report.undoable))
        self.undo_button.setEnabled(True)
        if report.stopped:
            self._say(text("contacts.bulk.stopped"), tone="warning")
        if report.trouble:
            said_so = text("contacts.bulk.trouble", reason=report.trouble)
            self._say(said_so, tone="error")
        if report.done or not (report.stopped or report.trouble):
            done = text(f"contacts.done.{report.act}", count=figure(report.done), **said)
            self._say(done, strong=True)
        for reason, count in report.left.most_common():
            self._say(left_words(reason, count))
        if report.failures:
            self._say(text("contacts.bulk.failed", count=figure(report.failures)), tone="error")
            self._name(report.failed, report.failures)
        if report.notes:
            self._say(text("contacts.bulk.noted", count=figure(report.notes)), tone="warning")
            self._name(report.noted, report.notes)
        elif report.act == "conferir" and report.done:
            self._say(text("contacts.bulk.clean"))
        self._lines.addStretch(1)

    def _name(self, told: list[tuple[str, str, str]], count: int) -> None:
        for _, patient, words in told[:_NAMED]:
            name = patient or text("contacts.bulk.unnamed")
            self._say(text("contacts.bulk.line", name=name, words=words))
        if count > _NAMED:
            self._say(text("contacts.bulk.more", count=figure(count - _NAMED)))

    def _say(self, words: str, *, tone: str = "muted", strong: bool = False) -> None:
        font = fonts.strong() if strong else fonts.secondary()
        self._lines.addWidget(wrapped(words, tone="" if strong else tone, font=font))

    def take_focus(self) -> None:
        """Put the cursor on what closes it."""
        self.close_button.setFocus(Qt.FocusReason.TabFocusReason)


def left_words(reason: str, count: int) -> str:
    """Return how many are left out and why."""
    words = text(f"contacts.left.{reason}")
    name = "left_one" if count == 1 else "left"
    return text(f"contacts.bulk.{name}", count=figure(count), reason=words)

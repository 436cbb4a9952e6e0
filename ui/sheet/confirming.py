"""Warnings before a sheet is concluded: one reason for the same warning in many lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.sheets import Plan, WarningGroup
from ui.form.pending import is_reason
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.line import LineEdit
from ui.widgets.scrolling import Scrolled

_NAMES = 3
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConfirmCard(Card):
    """Asks the reasons, says what would go, and goes only when told.

    Args:
        parent: the widget it stands in.
    """

    confirmed = Signal(object)  # dict[tuple[str, str], str]: reasons by kind
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("sheet.confirm.title"), "", parent)
        self._plan: Plan | None = None
        self.reasons: dict[tuple[str, str], LineEdit] = {}
        self.body.addWidget(wrapped(text("sheet.confirm.remark")))
        self._scroll = Scrolled()
        self.body.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.preview = wrapped("", tone="", font=fonts.strong())
        foot.addWidget(self.preview, 1)
        self.back = Button(text("sheet.confirm.back"), "Esc")
        self.back.clicked.connect(self.left)
        self.go = PrimaryButton(text("sheet.confirm.go", count=0), text("form.key.conclude_cap"))
        self.go.clicked.connect(self.confirm)
        foot.addWidget(self.back)
        foot.addWidget(self.go)
        self.body.addLayout(foot)

    def show_plan(self, plan: Plan) -> None:
        """Show the warnings of a plan and take the cursor."""
        self._plan = plan
        self.reasons.clear()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        for group in plan.groups:
            self._add(group, column)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._refresh()
        next(iter(self.reasons.values()), self.go).setFocus()

    def _add(self, group: WarningGroup, column: QVBoxLayout) -> None:
        column.addWidget(wrapped(group.message, tone="warning", font=fonts.body()))
        column.addWidget(wrapped(_lines(group)))
        edit = LineEdit()
        edit.setPlaceholderText(text("sheet.findings.reason"))
        edit.setAccessibleName(f"{text('sheet.findings.reason')} {group.message}")
        edit.setText(group.usual)
        edit.selectAll()  # another reason is typed over it
        edit.textChanged.connect(self._refresh)
        self.reasons[group.kind] = edit
        column.addWidget(edit)
        column.addSpacing(8)

    def given(self) -> dict[tuple[str, str], str]:
        """Return the reasons written so far; what says nothing is none, as in the form."""
        written = {kind: edit.text().strip() for kind, edit in self.reasons.items()}
        return {kind: words for kind, words in written.items() if is_reason(words)}

    def _refresh(self) -> None:
        plan = self._plan
        if plan is None:
            return
        going = len(plan.going(self.given()))
        waiting = len(plan.lines) - going - len(plan.wrong)
        parts = [text("sheet.confirm.preview", going=going, total=len(plan.lines))]
        if waiting:
            parts.append(text("sheet.confirm.preview_waiting", count=waiting))
        if plan.wrong:
            parts.append(text("sheet.confirm.preview_wrong", count=len(plan.wrong)))
        self.preview.setText(" ".join(parts))
        self.go.set_text(text("sheet.confirm.go", count=going))
        self.go.setEnabled(bool(going))

    def confirm(self) -> None:
        """Go with the reasons written, where anything would go."""
        if self.go.isEnabled():
            self.confirmed.emit(self.given())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Conclude with Ctrl+Enter, go back with Esc."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTERS and control:
            self.confirm()
        else:
            super().keyPressEvent(event)


def _lines(group: WarningGroup) -> str:
    names = [name or text("sheet.no_one") for _, name in group.lines]
    said = ", ".join(names[:_NAMES])
    if len(names) > _NAMES:
        said = text("sheet.confirm.names_more", names=said, count=len(names) - _NAMES)
    if len(names) == 1:
        return text("sheet.confirm.group_one", names=said)
    return text("sheet.confirm.group", count=len(names), names=said)

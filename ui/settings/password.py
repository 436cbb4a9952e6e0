"""Senha e recuperação: another password for this person, another printed code for the folder."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.establishment.changing import change_password, new_recovery_code
from coletor.establishment.errors import WrongPasswordError
from coletor.messages import text
from ui.screens.base import Context
from ui.settings.section import Section
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import label, wrapped
from ui.widgets.notice import Notice
from ui.widgets.secret import secret_field
from ui.widgets.tone import Tone


class _SecretCard(Card):
    """Fields that are not shown, a button, and what came of it; nothing typed stays in them."""

    asked = Signal()

    def __init__(self, title: str, remark: str, names: tuple[str, ...], does: str) -> None:
        super().__init__(title)
        self.body.addWidget(wrapped(remark))
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self.fields = tuple(secret_field(name) for name in names)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in self.fields:
            row.addWidget(field)
        self.button = Button(does)
        self.button.clicked.connect(self._ask)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def typed(self) -> tuple[str, ...]:
        """Return what the fields hold, and empty them."""
        words = tuple(field.raw() for field in self.fields)
        for field in self.fields:
            field.set_raw("")
        return words

    def refuse(self, error: ColetorError) -> None:
        """Say why not, at the field it is about."""
        wrong = isinstance(error, WrongPasswordError)
        field = self.fields[0] if wrong else self.fields[min(1, len(self.fields) - 1)]
        field.set_finding(str(error))
        field.editor.setFocus()

    def _ask(self) -> None:
        self.notice.clear()
        for field in self.fields:
            field.set_finding("" if field.raw() else text("ui.creation.missing"))
        *_, first, second = (None, *self.fields)
        if len(self.fields) > 2 and first is not None and first.raw() != second.raw():
            second.set_finding(second.finding() or text("ui.creation.different"))
        unfit = next((field for field in self.fields if field.finding()), None)
        if unfit is not None:
            unfit.editor.setFocus()
            return
        self.asked.emit()


class PasswordSection(Section):
    """What opens the folder."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        if context.workspace.profile.training:
            card = Card(text("settings.section.senha"))
            card.body.addWidget(wrapped(text("settings.password_training"), tone=""))
            self.column.addWidget(card)
            self.column.addStretch(1)
            return
        self.password = _SecretCard(
            text("settings.password"),
            text("settings.password_remark"),
            tuple(text(f"settings.password_{name}") for name in ("now", "new", "again")),
            text("settings.password_change"),
        )
        self.password.asked.connect(self._change)
        self.recovery = _SecretCard(
            text("settings.recovery"),
            text("settings.recovery_remark"),
            (text("settings.password_now"),),
            text("settings.recovery_make"),
        )
        self.recovery.asked.connect(self._renew)
        self.code = label("", fonts.code_strong())
        self.code.setAccessibleName(text("settings.recovery"))
        self._shown = self._make_shown()
        self.recovery.body.addWidget(self._shown)
        self.column.addWidget(self.password)
        self.column.addWidget(self.recovery)
        self.column.addStretch(1)

    def _make_shown(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.noted_button = Button(text("settings.recovery_noted"))
        self.noted_button.clicked.connect(self._forget_code)
        row.addWidget(self.code)
        row.addWidget(self.noted_button)
        row.addStretch(1)
        holder.hide()
        return holder

    def take_focus(self, key: str = "") -> None:
        """Put the cursor on the first field."""
        if not self.context.workspace.profile.training:
            self.password.fields[0].editor.setFocus()

    def _change(self) -> None:
        workspace = self.context.workspace
        now, new, _ = self.password.typed()
        folder, login = workspace.folder, workspace.operator.login
        self._do(
            self.password,
            lambda: change_password(folder, now, new, operator=login),
            lambda _login: self.password.notice.say(text("settings.password_changed"), Tone.OK),
        )

    def _renew(self) -> None:
        workspace = self.context.workspace
        (now,) = self.recovery.typed()
        folder, login = workspace.folder, workspace.operator.login
        self._do(
            self.recovery,
            lambda: new_recovery_code(folder, now, operator=login),
            self._show_code,
        )

    def _do(
        self, card: _SecretCard, work: Callable[[], str], on_done: Callable[[str], None]
    ) -> None:
        self.context.tasks.change(work, on_done, card.refuse, owner=card)

    def _show_code(self, code: str) -> None:
        self.code.setText(code)
        self._shown.show()
        self.recovery.notice.say(text("settings.recovery_new"), Tone.WARNING)
        self.noted_button.setFocus()

    def _forget_code(self) -> None:
        self.code.clear()
        self._shown.hide()
        self.recovery.notice.clear()
        self.recovery.fields[0].editor.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take a code that was shown away with the section: it is shown once."""
        if not self.context.workspace.profile.training and not self.isVisible():
            self.code.clear()
            self._shown.hide()
        super().hideEvent(event)

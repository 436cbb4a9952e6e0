"""A section of the settings: cards under each other, read anew when it comes into view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store.settings import Declaration
from ui.screens.base import Context
from ui.settings.setting import Setting, choice
from ui.widgets.card import Card
from ui.widgets.labels import muted, rule, wrapped
from ui.widgets.line import LineEdit
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_WIDEST = 960
"""In a wide window a setting stays near its name."""


class Section(QWidget):
    """One section.

    Args:
        context: what it works with.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self.setMaximumWidth(_WIDEST)
        self.context = context
        self.settings: dict[str, Setting] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.notice = Notice()
        self.column.addWidget(self.notice)

    def read(self) -> None:
        """Read anew what is in force."""

    def take_focus(self, key: str = "") -> None:
        """Put the cursor on a setting, or on the first.

        Args:
            key: the setting's key.
        """
        setting = self.settings.get(key) or next(iter(self.settings.values()), None)
        if setting is not None:
            first_editor(setting).setFocus()

    def add_settings(self, card: Card, *settings: tuple[str, Setting]) -> None:
        """Put settings under each other on a card.

        Args:
            card: where.
            *settings: key and setting.
        """
        card.body.setContentsMargins(0, 4, 0, 0)
        for key, setting in settings:
            if card.body.count():
                card.body.addWidget(rule())
            card.body.addWidget(setting)
            self.settings[key] = setting

    def add_declared(self, card: Card, declared: list[Declaration]) -> None:
        """Put the settings of the folder's catalogue on a card; each is kept when changed."""
        for declaration in declared:
            setting = made_from(declaration)
            self.add_settings(card, (declaration.key, setting))
            setting.wanted.connect(
                lambda value, key=declaration.key, setting=setting: self._configure(
                    key, setting, value
                )
            )

    def add_facts(self, card: Card, room: str, names: Sequence[str]) -> dict[str, QLabel]:
        """Put facts under each other on a card; return where each is said.

        Args:
            card: where.
            room: beginning of the ids of what they are called.
            names: the ends of those ids.
        """
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        facts = {}
        for name in names:
            facts[name] = wrapped(tone="")
            facts[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(muted(text(f"{room}.{name}")), facts[name])
        card.body.addLayout(form)
        return facts

    def show_declared(self, declared: list[Declaration]) -> None:
        """Read the values in force of settings of the catalogue."""
        workspace = self.context.workspace

        def shown(values: dict[str, str]) -> None:
            for declaration in declared:
                self.settings[declaration.key].show_value(values[declaration.key])

        self.context.tasks.query(workspace.settings.values, shown, self.fail, owner=self)

    def keep(self, setting: Setting, work: Callable[[], str]) -> None:
        """Write a setting off the GUI thread, then show what is in force or why not.

        Args:
            setting: where it is said.
            work: writes it and returns the value in force.
        """
        self.context.tasks.change(
            work,
            setting.kept,
            lambda error: setting.refuse(str(error)),
            touches=("settings",),
            owner=setting,
        )

    def fail(self, error: ColetorError) -> None:
        """Say what could not be read or done."""
        self.notice.say(str(error), Tone.ERROR)

    def _configure(self, key: str, setting: Setting, value: str) -> None:
        workspace = self.context.workspace
        self.keep(setting, lambda: workspace.configure(key, value))


def first_editor(setting: Setting) -> QWidget:
    """Return what of a setting takes the cursor."""
    editor = setting.editor
    return editor if isinstance(editor, LineEdit) else editor.button(editor.value())


def made_from(declaration: Declaration) -> Setting:
    """Return the setting of a declaration of the catalogue."""
    if declaration.kind == "escolha":
        named = list(zip(declaration.choices, declaration.names, strict=True))
        return choice(declaration.label, declaration.help, named)
    return Setting(declaration.label, declaration.help, LineEdit())

"""Ajuda: the keys of the program, how it should look, and where it comes from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

import coletor
from coletor.messages import text
from ui import preferences
from ui.screens.base import Context, Screen
from ui.style import fonts
from ui.style.theme import Scheme
from ui.widgets.buttons import SegmentedControl
from ui.widgets.card import Card, heading
from ui.widgets.labels import label, wrapped
from ui.widgets.marks import KbdMark

# Keys as shown, and the message that says what they do.
_EVERYWHERE = (
    ("Ctrl N", "new"),
    ("Alt 1 … 6", "screens"),
    ("Tab", "next"),
    ("Shift Tab", "previous"),
    ("F1", "help"),
)
_TYPING = (
    ("↵", "advance"),
    ("↑ ↓", "list"),
    ("Esc", "close"),
    ("h", "today"),
    ("F2", "repeat"),
    ("F7", "unidentified"),
    ("F8", "pending"),
    ("F9", "confirm"),
    ("Ctrl +", "row"),
    ("Ctrl Z", "undo"),
    ("Ctrl ↵", "conclude"),
    ("Ctrl O", "documents"),
    ("F10", "deeds"),
)
_LISTS = (
    ("↑ ↓", "rows"),
    ("↵", "open"),
    ("F10", "deeds"),
    ("Ctrl P", "print"),
    ("Ctrl E", "send"),
    ("Ctrl I", "import"),
)


def _keys(title: str, keys: tuple[tuple[str, str], ...]) -> Card:
    card = Card(text(f"ui.help.{title}"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(9)
    for row, (key, does) in enumerate(keys):
        grid.addWidget(KbdMark(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(text(f"ui.key.{does}")), row, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    return card


class HelpScreen(Screen):
    """The keys, and how the program looks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        head, _, _ = heading(text("ui.screen.ajuda"), text("ui.help.remark"))
        self.page.addLayout(head)
        keys = QHBoxLayout()
        keys.setSpacing(12)
        for title, listed in (("everywhere", _EVERYWHERE), ("typing", _TYPING), ("lists", _LISTS)):
            keys.addWidget(_keys(title, listed), 1)
        self.page.addLayout(keys)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(self._make_look(), 1)
        lower.addWidget(self._make_about(), 2)
        self.page.addLayout(lower)
        self.page.addStretch(1)

    def _make_look(self) -> Card:
        card = Card(text("ui.help.look"))
        self.scheme = SegmentedControl(
            [(str(scheme), text(f"ui.scheme.{scheme}")) for scheme in Scheme], text("ui.help.look")
        )
        self.scheme.set_value(str(self.context.theme.scheme))
        self.scheme.chosen.connect(self._choose)
        card.body.addWidget(self.scheme)
        card.body.addWidget(wrapped(text("ui.help.look_remark")))
        card.body.addStretch(1)
        return card

    def _make_about(self) -> Card:
        card = Card(text("ui.help.about"))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(text("ui.help.version", version=coletor.__version__), fonts.body()))
        folder = wrapped(text("ui.help.folder", folder=self.context.workspace.folder))
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(folder)
        column.addWidget(wrapped(text("ui.help.licences")))
        card.body.addLayout(column)
        card.body.addStretch(1)
        return card

    def activate(self, argument: str = "") -> None:
        """Take the focus."""
        self.scheme.button(self.scheme.value()).setFocus()

    def _choose(self, scheme: str) -> None:
        preferences.keep_scheme(Scheme(scheme))
        self.context.theme.choose(Scheme(scheme))

"""Dados: where the folder is, how large, how much room is left, its last check, its copies."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace.condition import Condition, check_now, condition_of
from ui.glance import local
from ui.screens.base import Context
from ui.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.layouts import line_of
from ui.widgets.tone import Tone

_FACTS = ("folder", "size", "free", "checked", "copies")
_LITTLE = 500 * 1024**2
"""Room below which the person is told, in bytes: a month's work and a copy fit in it."""


class DataSection(Section):
    """The folder of the establishment's data."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card(text("settings.section.dados"))
        self.facts = self.add_facts(card, "settings.data", _FACTS)
        card.body.addWidget(wrapped(text("settings.data_remark")))
        self.open_button = Button(text("settings.data_open"))
        self.open_button.clicked.connect(self._open)
        self.check_button = Button(text("settings.data_check"))
        self.check_button.clicked.connect(self.check)
        card.body.addLayout(line_of(self.open_button, self.check_button))
        self.column.addWidget(card)
        self.column.addStretch(1)

    def read(self) -> None:
        """Read how the folder stands."""
        workspace = self.context.workspace
        self.context.tasks.query(
            lambda: condition_of(workspace), self._on_read, self.fail, owner=self
        )

    def take_focus(self, key: str = "") -> None:
        """Put the cursor on the first button."""
        self.open_button.setFocus()

    def check(self) -> None:
        """Read the whole database in the background; typing goes on."""
        workspace = self.context.workspace
        self.check_button.setEnabled(False)
        self.notice.say(text("settings.data_checking"), Tone.ACCENT)
        self.context.tasks.long(
            lambda _progress: check_now(workspace), self._on_sound, self._on_not_sound, owner=self
        )

    def _open(self) -> None:
        folder = self.context.workspace.folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.notice.say(text("settings.data_not_opened", folder=folder), Tone.WARNING)

    def _on_read(self, state: Condition) -> None:
        self.facts["folder"].setText(str(state.folder))
        self.facts["size"].setText(size_words(state.database))
        self.facts["free"].setText(size_words(state.free))
        self.facts["checked"].setText(local(state.checked_at) or text("settings.data.never"))
        copies = text(
            "settings.data.copies_size", count=state.copies, size=size_words(state.copies_size)
        )
        self.facts["copies"].setText(copies if state.copies else text("settings.data.no_copies"))
        if state.free < _LITTLE:
            words = text("settings.data_little", free=size_words(state.free))
            self.notice.say(words, Tone.WARNING)
        elif state.cloud:
            self.notice.say(text("establishment.cloud", cloud=state.cloud), Tone.WARNING)

    def _on_sound(self, _done: None) -> None:
        self.check_button.setEnabled(True)
        self.notice.say(text("settings.data_sound"), Tone.OK)
        self.read()

    def _on_not_sound(self, error: ColetorError) -> None:
        self.check_button.setEnabled(True)
        self.fail(error)


def size_words(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    number = float(count)
    for unit in ("KB", "MB", "GB"):
        number /= 1024
        if number < 1000 or unit == "GB":
            break
    shown = f"{number:.1f}" if number < 10 else f"{number:.0f}"
    return f"{shown.replace('.', ',')} {unit}"

"""Aparência: the theme and the size of the text, both at once."""

from PySide6.QtCore import QTimer

from coletor.messages import text
from ui import preferences
from ui.screens.base import Context
from ui.settings.section import Section
from ui.settings.setting import Setting, choice
from ui.style.theme import ZOOMS, Scheme
from ui.widgets.card import Card

THEME, ZOOM = "tema", "tamanho"
PAUSE_MS = 700
"""How long a size waits for another: the arrows pass over those between, which open no window."""


class AppearanceSection(Section):
    """How the program looks on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card(text("settings.section.aparencia"))
        self.theme = choice(
            text("settings.theme"),
            text("settings.theme_remark"),
            [(str(scheme), text(f"ui.scheme.{scheme}")) for scheme in Scheme],
        )
        self.zoom = choice(
            text("settings.zoom"),
            text("settings.zoom_remark"),
            [(str(zoom), text("settings.percent", value=zoom)) for zoom in ZOOMS],
        )
        self.add_settings(card, (THEME, self.theme), (ZOOM, self.zoom))
        self.theme.wanted.connect(self._choose_theme)
        self.zoom.wanted.connect(self._choose_zoom)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(lambda: context.theme.zoomed.emit(preferences.zoom()))
        self.column.addWidget(card)
        self.column.addStretch(1)

    def read(self) -> None:
        """Show what is in force."""
        _show(self.theme, str(self.context.theme.scheme))
        _show(self.zoom, str(preferences.zoom()))

    def _choose_theme(self, value: str) -> None:
        preferences.keep_scheme(Scheme(value))
        self.context.theme.choose(Scheme(value))
        self.theme.kept(value)

    def _choose_zoom(self, value: str) -> None:
        preferences.keep_zoom(int(value))
        self.zoom.kept(value)
        self._pause.start(PAUSE_MS)


def _show(setting: Setting, value: str) -> None:
    if setting.value() != value or not setting.said():
        setting.show_value(value)

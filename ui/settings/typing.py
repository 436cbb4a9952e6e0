"""Digitação: how typing begins, and the first steps on Início."""

from coletor.messages import text
from ui import preferences
from ui.screens.base import Context
from ui.settings.section import Section
from ui.settings.setting import choice
from ui.typing.ways import FORM, SHEET
from ui.widgets.card import Card

MODE, GUIDE = "modo", "passos"
_YES, _NO = "sim", "nao"


class TypingSection(Section):
    """What a clerk may choose about typing on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card(text("settings.section.digitacao"))
        self.mode = choice(
            text("settings.typing_mode"),
            text("settings.typing_mode_remark"),
            [(mode, text(f"form.mode.{mode}")) for mode in (FORM, SHEET)],
        )
        self.add_settings(card, (MODE, self.mode))
        self.mode.wanted.connect(self._choose_mode)
        self.guide = choice(
            text("settings.guide"),
            text("settings.guide_remark"),
            [(_YES, text("settings.yes")), (_NO, text("settings.no"))],
        )
        self.guide.wanted.connect(self._choose_guide)
        if not context.workspace.profile.training:  # practice has no first steps
            self.add_settings(card, (GUIDE, self.guide))
        self._folder = context.workspace.profile.folder_id
        self.column.addWidget(card)
        self.column.addStretch(1)

    def read(self) -> None:
        """Show what is in force."""
        self.mode.show_value(preferences.typing_mode() or FORM)
        self.guide.show_value(_NO if preferences.guide_dismissed(self._folder) else _YES)

    def _choose_mode(self, mode: str) -> None:
        preferences.keep_typing_mode(mode)
        self.mode.kept(mode)

    def _choose_guide(self, shown: str) -> None:
        preferences.keep_guide_dismissed(self._folder, dismissed=shown == _NO)
        self.guide.kept(shown)

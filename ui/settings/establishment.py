"""Estabelecimento: its name, its CNES, and what it reports by other ways."""

from coletor.messages import text
from coletor.store.settings import declarations
from ui.screens.base import Context
from ui.settings.section import Section
from ui.settings.setting import Setting
from ui.widgets.card import Card
from ui.widgets.line import LineEdit

IDENTIFIER = "estabelecimento"
NAME, CNES = "nome", "cnes"


class EstablishmentSection(Section):
    """Whose folder it is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        identity = Card(text("settings.section.estabelecimento"))
        self.name = Setting(text("settings.name"), text("settings.name_remark"), LineEdit())
        self.cnes = Setting(text("settings.cnes"), text("settings.cnes_remark"), LineEdit())
        self.cnes.editor.setReadOnly(True)  # type: ignore[union-attr]
        self.add_settings(identity, (NAME, self.name), (CNES, self.cnes))
        self.name.wanted.connect(self._rename)
        reporting = Card(text("settings.reporting"))
        self._declared = [one for one in declarations().values() if one.section == IDENTIFIER]
        self.add_declared(reporting, self._declared)
        self.column.addWidget(identity)
        self.column.addWidget(reporting)
        self.column.addStretch(1)

    def read(self) -> None:
        """Show what is in force."""
        profile = self.context.workspace.profile
        self.name.show_value(profile.name)
        self.cnes.show_value(profile.cnes)
        self.show_declared(self._declared)

    def _rename(self, name: str) -> None:
        workspace = self.context.workspace
        self.keep(self.name, lambda: workspace.rename(name).name)

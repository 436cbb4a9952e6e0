"""Which screens there are, in the order of the navigation; each is imported when first opened."""

import importlib
from dataclasses import dataclass
from typing import cast

from coletor.messages import text
from ui.screens.base import Context, Screen


@dataclass(frozen=True)
class Entry:
    """One screen.

    Args:
        identifier: its id, also the end of its message ids.
        icon: stem of its icon.
        factory: ``module:class``.
        key: another key than its number that opens it.
    """

    identifier: str
    icon: str
    factory: str
    key: str = ""

    @property
    def title(self) -> str:
        """The name shown in the navigation."""
        return text(f"ui.screen.{self.identifier}")

    def make(self, context: Context) -> Screen:
        """Import and build the screen."""
        module, _, name = self.factory.partition(":")
        return cast("Screen", getattr(importlib.import_module(module), name)(context))


SCREENS = (
    Entry("inicio", "house", "ui.screens.home:HomeScreen"),
    Entry("digitar", "square-pen", "ui.form.screen:FormScreen", "Ctrl+N"),
    Entry("contatos", "list", "ui.screens.contacts:ContactsScreen"),
    Entry("envio", "send", "ui.screens.sending:SendingScreen"),
    Entry("fechamento", "calendar-check", "ui.screens.closing:ClosingScreen"),
    Entry("tabelas", "table-2", "ui.screens.tables:TablesScreen"),
    Entry("rede", "stethoscope", "ui.screens.doctor:DoctorScreen"),
    Entry("ajuda", "circle-question-mark", "ui.screens.help:HelpScreen", "F1"),
)

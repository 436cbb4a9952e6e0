"""Which screens there are, in the order of the navigation; each is imported when first opened."""

import importlib
from collections.abc import Iterable, Mapping
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
        shown: whether the navigation lists it; the others are reached from where they are needed.
    """

    identifier: str
    icon: str
    factory: str
    key: str = ""
    shown: bool = True

    @property
    def title(self) -> str:
        """The name shown in the navigation."""
        return text(f"ui.screen.{self.identifier}")

    def make(self, context: Context, *, whole: bool = True) -> Screen:
        """Import and build the screen, or begin to."""
        module, _, name = self.factory.partition(":")
        kind = getattr(importlib.import_module(module), name)
        return cast("Screen", kind(context, whole=whole))


def begin(entries: Mapping[str, Entry], context: Context, identifier: str) -> Screen:
    """Begin to build one of some screens; see `Screen.make_on`."""
    return entries[identifier].make(context, whole=False)


MOST_NUMBERS = 9
"""Alt and a figure open what the navigation shows, as far as there are figures."""


def numbered(entries: Iterable[Entry]) -> dict[int, Entry]:
    """Return what Alt and each figure opens: the screens of the navigation, in its order."""
    shown = [entry for entry in entries if entry.shown]
    return dict(enumerate(shown[:MOST_NUMBERS], start=1))


SCREENS = (
    Entry("inicio", "house", "ui.home.screen:HomeScreen"),
    Entry("digitar", "square-pen", "ui.typing.screen:TypingScreen", "Ctrl+N"),
    Entry("contatos", "list", "ui.contacts.screen:ContactsScreen"),
    Entry("pacientes", "users", "ui.people.screen:PatientsScreen"),
    Entry("profissionais", "id-card", "ui.people.screen:ProfessionalsScreen"),
    Entry("envio", "send", "ui.outbox.screen:SendingScreen"),
    Entry("fechamento", "calendar-check", "ui.month.screen:ClosingScreen"),
    Entry("tabelas", "table-2", "ui.tables.screen:TablesScreen"),
    Entry("configuracoes", "settings", "ui.settings.screen:SettingsScreen"),
    Entry("rede", "stethoscope", "ui.doctor.screen:DoctorScreen", shown=False),
    Entry("ajuda", "circle-question-mark", "ui.help.screen:HelpScreen", "F1"),
)

"""What can be gone to by its name: screens, what they do, sections of the settings, settings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coletor.contact.fold import fold
from coletor.messages import text
from coletor.store.settings import declarations
from ui.screens.base import CHOOSE
from ui.screens.registry import Entry, numbered

PLACE, PATIENT, CONTACT, CODE, MANUAL = "lugar", "paciente", "contato", "codigo", "manual"
_SETTINGS = "configuracoes"


@dataclass(frozen=True)
class Found:
    """One thing that was found.

    Args:
        group: what kind of thing it is.
        title: its name.
        remark: what tells it from others like it.
        code: its number as it is shown, in figures of one width.
        screen: where Enter goes, empty for what is only shown.
        argument: what that screen shows.
        bare: the code without mask, as it is copied.
    """

    group: str
    title: str
    remark: str = ""
    code: str = ""
    screen: str = ""
    argument: str = ""
    bare: str = ""

    def said(self) -> str:
        """Return it as a screen reader says it."""
        kind = text(f"finder.group.{self.group}")
        return ", ".join(part for part in (kind, self.code, self.title, self.remark) if part)


# Screen, argument, and the end of the message that says what is done there.
_DEEDS = (
    ("digitar", CHOOSE, "new"),
    ("rede", "agora", "doctor"),
    (_SETTINGS, "aparencia/tema", "theme"),
    (_SETTINGS, "aparencia/tamanho", "size"),
    (_SETTINGS, "senha", "password"),
    (_SETTINGS, "envio", "credentials"),
    (_SETTINGS, "dados", "folder"),
    (_SETTINGS, "sobre", "version"),
)


def places(entries: Iterable[Entry]) -> tuple[Found, ...]:
    """Return everything that has a name of its own, in the order it is offered.

    Args:
        entries: the screens there are.
    """
    known = tuple(entries)
    return (*_screens(known), *_deeds({entry.identifier for entry in known}))


def matching(known: Iterable[Found], typed: str, most: int) -> list[Found]:
    """Return the places whose words begin with every word typed.

    Args:
        known: the places.
        typed: what was typed.
        most: how many at most.
    """
    wanted = fold(typed).split()
    if not wanted:
        return []
    found = []
    for place in known:
        words = fold(f"{place.title} {place.remark}").replace("(", " ").split()
        if all(any(word.startswith(one) for word in words) for one in wanted):
            found.append(place)
    first = wanted[0]
    found.sort(key=lambda place: not fold(place.title).startswith(first))
    return found[:most]


def _screens(entries: tuple[Entry, ...]) -> Iterator[Found]:
    keys = {entry.identifier: f"Alt {number}" for number, entry in numbered(entries).items()}
    for entry in entries:
        key = entry.key.replace("+", " ") or keys.get(entry.identifier, "")
        yield Found(PLACE, entry.title, key, screen=entry.identifier)


def _deeds(screens: set[str]) -> Iterator[Found]:
    for screen, argument, name in _DEEDS:
        if screen in screens:
            yield Found(PLACE, text(f"finder.deed.{name}"), screen=screen, argument=argument)
    if _SETTINGS in screens:
        remark = text("ui.screen.configuracoes")
        for one in declarations().values():
            argument = f"{one.section}/{one.key}"
            yield Found(PLACE, one.label, remark, screen=_SETTINGS, argument=argument)

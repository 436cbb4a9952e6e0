"""The keys of the program: the one list that help shows and that the tests hold the screens to.

It is ``resources/messages/keys.toml``: a table for each screen, and ``dentro`` in it for the keys
of its fields and lists.
"""

from dataclasses import dataclass
from functools import cache

from coletor.messages import identifiers, text

ANYWHERE = "qualquer"
LISTS = "listas"
ALIKE = {"profissionais": "pacientes"}
"""Screens with the keys of another."""
_ROOM = "keys."
_INSIDE = "dentro"
_CAPS = {
    "Return": "↵",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Delete": "Del",
    "Insert": "Ins",
    "Space": "Espaço",
    "PgDown": "PgDn",
}


@dataclass(frozen=True)
class Key:
    """Some keys that go together, and what they do.

    Args:
        keys: as Qt writes them (``Ctrl+N``).
        does: what they do.
        place: where they work: ``ANYWHERE``, ``LISTS`` or the id of a screen.
        bound: whether they are shortcuts of that screen and not keys of a field or a list.
    """

    keys: tuple[str, ...]
    does: str
    place: str
    bound: bool

    @property
    def cap(self) -> str:
        """Return the keys as screens show them: ``Ctrl ↵``, ``Alt 1 … 9``."""
        first, last = cap(self.keys[0]), cap(self.keys[-1])
        if len(self.keys) > 2:
            return f"{first} … {last.rpartition(' ')[2]}"
        return first if len(self.keys) == 1 else f"{first} {last}"


def cap(key: str) -> str:
    """Return how screens write a key that Qt writes with plus signs."""
    if key.endswith("++"):
        return f"{key[:-2].replace('+', ' ')} +"
    return " ".join(_CAPS.get(part, part) for part in key.split("+"))


@cache
def keys() -> tuple[Key, ...]:
    """Return every key, by place, in the order in which help lists them."""
    found = []
    for identifier in identifiers():
        if identifier.startswith(_ROOM):
            place, _, rest = identifier.removeprefix(_ROOM).partition(".")
            names = rest.removeprefix(f"{_INSIDE}.")
            found.append(Key(tuple(names.split("|")), text(identifier), place, names == rest))
    return tuple(found)


def keys_of(screen: str) -> tuple[Key, ...]:
    """Return the keys that work on a screen, those of everywhere included."""
    places = (ANYWHERE, LISTS, ALIKE.get(screen, screen))
    return tuple(key for key in keys() if key.place in places)


def places() -> tuple[str, ...]:
    """Return the places that have keys, in order."""
    return tuple(dict.fromkeys(key.place for key in keys()))


def place_title(place: str) -> str:
    """Return a place as a heading."""
    if place in (ANYWHERE, LISTS):
        return text(f"help.keys.{place}")
    alike = [place, *(screen for screen, other in ALIKE.items() if other == place)]
    joiner = f" {text('model.dictionary.and')} "
    names = joiner.join(text(f"ui.screen.{screen}") for screen in alike)
    return text("help.keys.screen", screen=names)

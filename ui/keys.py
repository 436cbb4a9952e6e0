"""The keys of the program: the one list that help shows and that the tests hold the screens to."""

from dataclasses import dataclass

from coletor.messages import text

ANYWHERE = "qualquer"
LISTS = "listas"
_CAPS = {
    "Return": "↵",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Delete": "Del",
    "Insert": "Ins",
    "Space": "Espaço",
}


@dataclass(frozen=True)
class Key:
    """One key and what it does.

    Args:
        keys: as Qt writes them (``Ctrl+N``); several that go together are separated by a blank.
        does: end of the message that says what it does.
        place: where it works: ``ANYWHERE``, ``LISTS`` or the id of a screen.
        bound: whether it is a shortcut of that screen and not a key of a field or a list.
    """

    keys: str
    does: str
    place: str = ANYWHERE
    bound: bool = True

    @property
    def cap(self) -> str:
        """Return the key as it is shown on screens: ``Ctrl ↵``."""
        return " ".join(cap(key) for key in self.keys.split())

    @property
    def words(self) -> str:
        """Return what it does."""
        return text(f"help.key.{self.does}")


def cap(key: str) -> str:
    """Return how screens write a key that Qt writes with plus signs."""
    if key.endswith("++"):
        return f"{key[:-2].replace('+', ' ')} +"
    return " ".join(_CAPS.get(part, part) for part in key.split("+"))


def _of(place: str, *keys: tuple[str, str], bound: bool = True) -> tuple[Key, ...]:
    return tuple(Key(key, does, place, bound) for key, does in keys)


KEYS = (
    *_of(ANYWHERE, ("F1", "help"), ("Ctrl+N", "new"), ("Alt+1", "screens")),
    *_of(ANYWHERE, ("Tab", "next"), ("Shift+Tab", "previous"), ("Esc", "back"), bound=False),
    *_of(
        "digitar",
        ("Return", "advance"),
        ("Up Down", "list"),
        ("F2", "repeat"),
        ("F4", "whole"),
        ("F6", "why"),
        ("F7", "unidentified"),
        ("F8", "pending"),
        ("F9", "confirm"),
        ("Ctrl++", "row"),
        ("Ctrl+Delete", "row_gone"),
        ("Ctrl+Z", "undo"),
        ("Ctrl+Y", "redo"),
        bound=False,
    ),
    *_of("digitar", ("Ctrl+Return", "conclude"), ("Ctrl+O", "documents"), ("F10", "deeds")),
    *_of(LISTS, ("Up Down", "rows"), ("Return", "open"), bound=False),
    *_of("ajuda", ("Ctrl+F", "help_search"), ("Ctrl+G", "help_next")),
    *_of("ajuda", ("Ctrl+Shift+G", "help_previous"), ("Alt+Left", "help_back")),
    *_of("ajuda", ("Alt+Right", "help_forward"), ("Ctrl+P", "help_print"), ("Esc", "help_leave")),
)
"""Every key, by place, in the order in which help lists them."""


def places() -> tuple[str, ...]:
    """Return the places that have keys, in order."""
    return tuple(dict.fromkeys(key.place for key in KEYS))


def place_title(place: str) -> str:
    """Return a place as a heading."""
    if place in (ANYWHERE, LISTS):
        return text(f"help.keys.{place}")
    return text("help.keys.screen", screen=text(f"ui.screen.{place}"))

"""Every text of the window exists, is used, and its icon too."""

import re
from pathlib import Path

from coletor import resources
from coletor.messages import exists, identifiers
from ui.situations import WORDS, tone_of

_SOURCES = Path(__file__).resolve().parent.parent.parent / "ui"
_CODE = "\n".join(file.read_text(encoding="utf-8") for file in _SOURCES.rglob("*.py"))
# Places in the code where the end of an id is a value: text(f"ui.key.{does}").
_PREFIXES = tuple(set(re.findall(r'f"(ui\.[a-z_.]*)\{', _CODE)))


def test_every_text_that_is_named_exists() -> None:
    named = set(re.findall(r'"(ui\.[a-z_]+(?:\.[a-z_0-9-]+)*)"', _CODE))
    assert named
    assert sorted(name for name in named if not exists(name) and not _is_module(name)) == []


def _is_module(name: str) -> bool:
    """Tell whether it is the place of a part of the window, such as what is loaded later."""
    return _SOURCES.parent.joinpath(*name.split(".")).with_suffix(".py").is_file()


def test_every_text_is_used() -> None:
    ours = [name for name in identifiers() if name.startswith("ui.")]
    unused = [n for n in ours if f'"{n}"' not in _CODE and not n.startswith(_PREFIXES)]
    assert unused == []


def test_every_icon_is_there_and_used() -> None:
    there = {file.stem for file in resources.path("icons").glob("*.svg")}
    used = {name for name in there if f'"{name}"' in _CODE or f'"{name}.svg"' in _CODE}
    assert there == used


def test_every_word_of_a_contact_has_its_tone() -> None:
    assert {str(tone_of(word)) for word in WORDS} == {
        "neutral",
        "accent",
        "warning",
        "error",
        "ok",
    }

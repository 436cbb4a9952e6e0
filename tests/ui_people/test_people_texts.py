"""Every text of the people screens exists and is used."""

import re
from pathlib import Path

from coletor.messages import exists, identifiers

_FOLDER = Path(__file__).resolve().parents[2] / "ui" / "people"
_CODE = "\n".join(file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.py"))
_NAMED = {name for _, name in re.findall(r"""(["'])(people\.[^"']+)\1""", _CODE)}


def test_every_text_that_is_named_exists() -> None:
    plain = {name for name in _NAMED if "{" not in name}
    assert plain
    assert sorted(name for name in plain if not exists(name)) == []


def test_every_text_is_used() -> None:
    patterns = [re.sub(r"\\\{.*?\\\}", "[a-z_]+", re.escape(name)) for name in _NAMED]
    ours = [name for name in identifiers() if name.startswith("people.")]
    unused = [name for name in ours if not any(re.fullmatch(x, name) for x in patterns)]
    assert unused == []

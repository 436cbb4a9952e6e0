"""The window knows models by roles and hints only; every text of the form is used somewhere."""

import re
from pathlib import Path

import pytest

from coletor.messages import identifiers
from coletor.model import load_all

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {file: file.read_text(encoding="utf-8") for file in (ROOT / "ui").rglob("*.py")}

ROOMS = {"form", "typing"}
"""Whose words are the form's."""


@pytest.mark.parametrize("model_id", sorted(load_all()))
def test_no_place_of_a_model_is_written_in_the_window(model_id: str) -> None:
    model = load_all()[model_id]
    places = {element.path for element in model.elements if "." in element.path}
    places |= {group.path for group in model.groups if group.path}
    for file, source in SOURCES.items():
        literals = set(re.findall(r"\"([^\"\n]*)\"", source))
        assert not literals & places, file


def test_every_text_of_the_form_is_used() -> None:
    source = "".join(text for file, text in SOURCES.items() if ROOMS & set(file.parts))
    used = set(re.findall(r"\"(form\.[a-z_.]+)\"", source))
    families = ("form.key.", "form.screen.", "form.mode.")  # put together from an act's name
    for identifier in identifiers():
        if not identifier.startswith("form.") or identifier in used:
            continue
        assert identifier.startswith(families), identifier
        assert f'"{identifier.rpartition(".")[2]}"' in source, identifier

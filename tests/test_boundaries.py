"""The boundaries: core and window, store and screens, room and room; every element everywhere."""

import ast
import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import coletor
from coletor.contact.document import pattern_of, put
from coletor.exchange.columns import columns
from coletor.model import Element, Group, Kind, Model, load_all
from coletor.model.dictionary import render
from coletor.rules import Checker
from coletor.webservice.encoding import encode
from coletor.webservice.names import load_wire
from ui.form.layout import lay_out

CORE = Path(coletor.__file__).parent
WINDOW = CORE.parent / "ui"
MODELS = sorted(load_all())


@dataclass(frozen=True)
class Said:
    """What one file of Python says: imports anywhere, imports at its top, texts."""

    imports: frozenset[str]
    at_the_top: frozenset[str]
    texts: frozenset[str]


@pytest.fixture(scope="module")
def said() -> dict[Path, Said]:
    """Return what every file of the program says, each read once."""
    files = (file for root in (CORE, WINDOW) for file in sorted(root.rglob("*.py")))
    return {file: _said(ast.parse(file.read_text("utf-8"))) for file in files}


def _said(tree: ast.Module) -> Said:
    nodes = list(ast.walk(tree))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return Said(
        frozenset(imported(nodes)),
        frozenset(imported(tree.body)),
        frozenset(text for text in texts if isinstance(text, str)),
    )


def imported(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_core_names_neither_qt_nor_the_window(said: dict[Path, Said]) -> None:
    for file, here in said.items():
        roots = {name.partition(".")[0] for name in here.imports}
        assert file.is_relative_to(WINDOW) or not roots & {"PySide6", "shiboken6", "ui"}, file


def test_the_window_asks_the_store_in_no_sql(said: dict[Path, Said]) -> None:
    for file, here in said.items():
        asking = [text for text in here.texts if text.startswith("SELECT ")]
        assert file.is_relative_to(CORE) or not asking, file


def test_the_rooms_of_the_window_stand_on_each_other_in_no_circle(said: dict[Path, Said]) -> None:
    below: dict[str, set[str]] = {}
    for file, here in said.items():
        if file.is_relative_to(WINDOW):
            room = file.relative_to(WINDOW).parts[0].removesuffix(".py")
            # What a function imports is opened from below: the card of a person over the form.
            rooms = {name.split(".")[1] for name in here.at_the_top if name.startswith("ui.")}
            below.setdefault(room, set()).update(rooms - {room})
    assert list(TopologicalSorter(below).static_order())


def test_no_python_names_a_place_of_a_model(said: dict[Path, Said]) -> None:
    places = {
        element.path
        for model in load_all().values()
        for element in model.leaves
        if "." in element.path
    }
    for file, here in said.items():
        assert not places & here.texts, file


def whole(model: Model) -> dict[str, Any]:
    """Return a contact with a value at every place of its model, one row in every list."""
    document: dict[str, Any] = {"modelo": model.id, "uuid": "6513270e-269e-4d37-b2a7-4de452e6b438"}
    _fill(model, model.by_group[""], document)
    return document


def _fill(model: Model, group: Group, target: dict[str, Any]) -> None:
    start = len(group.path) + len("[].") if group.path else 0
    for element in group.elements:
        put(target, element.path[start:], _value(element))
    for child in model.children(group.path):
        row: dict[str, Any] = {}
        _fill(model, child, row)
        put(target, child.path[start:], [row])


def _value(element: Element) -> Any:
    if element.kind is Kind.INTEGER:
        return element.row
    if element.kind is Kind.CODE:
        return element.values[0]
    return "2026-07-14" if element.kind is Kind.DATE else f"valor{element.row}"


@pytest.mark.parametrize("model_id", MODELS)
def test_every_element_has_its_place_in_the_form(model_id: str) -> None:
    model = load_all()[model_id]
    layout = lay_out(model)
    automatic = {one.path for section in layout.sections for one in section.automatic}
    for element in model.leaves:
        if element.automatic and not element.group_path:
            assert element.path in automatic
        elif not element.automatic:
            assert element.path in layout.places


@pytest.mark.parametrize("model_id", MODELS)
def test_every_element_is_checked(model_id: str) -> None:
    """A value of a type that no element takes is found at its own place."""
    model = load_all()[model_id]
    checker = Checker(model)
    for element in model.leaves:
        document = whole(model)
        here: Any = document
        *way, last = element.path.replace("[]", "").split(".")
        for key in way:
            here = here[key]
            here = here[0] if isinstance(here, list) else here
        here[last] = True
        places = {pattern_of(finding.path) for finding in checker.check(document)}
        assert element.path in places, element.path


def test_every_element_reaches_the_wire() -> None:
    wire = load_wire()
    model = load_all()[wire.model_id]
    encoded = encode(model, wire, whole(model), "incluir")
    reached = {pattern_of(path) for path in encoded.places.values()}
    texts = {node.text for node in etree.fromstring(encoded.body).iter() if node.text}
    for element in model.leaves:
        assert element.path in reached
        if str(_value(element)).startswith("valor"):
            assert _value(element) in texts, element.path


@pytest.mark.parametrize("model_id", MODELS)
def test_every_element_has_a_column_and_a_dictionary_entry(model_id: str) -> None:
    model = load_all()[model_id]
    names = columns(model)
    assert len(names) == len(set(names))
    described = {json.loads(line)["caminho"] for line in render(model, "json").splitlines()}
    sheet = csv.reader(io.StringIO(render(model, "csv")), delimiter=";")
    columns_described = {line[9] for line in sheet}
    for element in model.elements:
        assert element.path in described
        if not element.kind.is_container:
            assert element.column in names
            assert element.column in columns_described

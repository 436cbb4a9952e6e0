"""The generated JSON Schema: valid itself, true to the model, and of one mind with our checks."""

import copy
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import TODAY, contacts

from coletor.contact.document import get
from coletor.model import Model, load_all, load_list, load_model
from coletor.model.jsonschema import DRAFT, document_schema, render_schema
from coletor.rules import Checker, Finding, Severity
from coletor.rules.registry import structural_ids

MODELS = list(load_all().values())
EXAMPLES = ("ordinary", "permanencia-part-1", "two-financings-third-party", "unidentified")
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def validator(model: Model) -> Draft202012Validator:
    return _validator(model.id)


@cache
def _validator(model_id: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(render_schema(load_model(model_id))))


def example(shared: Path, name: str) -> dict[str, Any]:
    file = shared / "design" / "examples" / f"{name}.json"
    document: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return document


@each_model
def test_the_schema_is_valid_named_and_closed(model: Model) -> None:
    schema = document_schema(model)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    assert schema["$id"] == f"urn:coletor-cmd:modelo:{model.id}"
    assert model.name in schema["title"]
    objects = [node for node in nodes(schema) if node.get("type") == "object"]
    assert objects
    assert all(node["additionalProperties"] is False for node in objects)


def nodes(schema: Any) -> list[dict[str, Any]]:
    """Return every object of the schema."""
    if isinstance(schema, list):
        return [node for item in schema for node in nodes(item)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(node for item in schema.values() for node in nodes(item))]


@each_model
def test_every_element_has_its_label_and_every_value_its_name(model: Model) -> None:
    schema = document_schema(model)
    for element in model.leaves:
        node = schema
        for step in element.path.split("."):
            node = node["properties"][step.removesuffix("[]")]
            node = node["items"] if step.endswith("[]") else node
        assert node["title"] == element.label
        if element.concept:
            assert node["description"].startswith(element.concept)
        if element.list_id:
            named = {value.code: value.name for value in load_list(element.list_id).values}
            assert [(each["const"], each["title"]) for each in node["oneOf"]] == [
                (code, named[code]) for code in element.values
            ]


@pytest.mark.reference
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_valid(shared: Path, name: str) -> None:
    assert list(validator(load_model("cmd-2017")).iter_errors(example(shared, name))) == []


def all_valid(model: Model, examples: int) -> None:
    check_schema = validator(model)

    @settings(relaxed, max_examples=examples)
    @given(contacts(model))
    def check(document: dict[str, Any]) -> None:
        assert [error.message for error in check_schema.iter_errors(document)] == []

    check()


@each_model
def test_generated_contacts_are_valid(model: Model) -> None:
    all_valid(model, 20)


@pytest.mark.long
@pytest.mark.timeout(900)
@each_model
def test_thousands_of_generated_contacts_are_valid(model: Model) -> None:
    all_valid(model, 2_500)


def placed(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        home, _, key = path.rpartition(".")
        (get(document, home) if home else document)[key] = value

    return change


def removed(path: str) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        home, _, key = path.rpartition(".")
        del (get(document, home) if home else document)[key]

    return change


BROKEN = {
    "other model": placed("modelo", "cmd-2016"),
    "no model": removed("modelo"),
    "uuid of another version": placed("uuid", "9531985d-5d9d-19f8-9818-e811892f902b"),
    "unknown key": placed("individuo.apelido", "Cida"),
    "unknown key at the top": placed("observacao", "x"),
    "null": placed("individuo.nome", None),
    "empty text": placed("individuo.nome", ""),
    "blanks only": placed("individuo.nome", "  "),
    "line break in a name": placed("individuo.nome", "Maria\nAparecida"),
    "name too long": placed("individuo.nome", "M" * 71),
    "number as text": placed("procedimentos[0].quantidade", "1"),
    "quantity of zero": placed("procedimentos[0].quantidade", 0),
    "quantity in halves": placed("procedimentos[0].quantidade", 1.5),
    "CNS of 14 digits": placed("individuo.cns", "70840123456789"),
    "CNS with a line break": placed("individuo.cns", "708401234567896\n"),
    "CNS that starts with 3": placed("individuo.cns", "308401234567896"),
    "CNS as a number": placed("individuo.cns", 708401234567896),
    "date of Brazil": placed("contato.admissao.data", "14/07/2026"),
    "thirteenth month": placed("contato.admissao.data", "2026-13-01"),
    "year alone with CNS": placed("individuo.data_nascimento", "1984"),
    "value that is not printed": placed("contato.admissao.carater", "03"),
    "no admission": removed("contato.admissao"),
    "no section": removed("individuo"),
    "no diagnoses": placed("diagnosticos", []),
    "diagnoses are no list": placed("diagnosticos", {}),
    "procedure without professional": removed("procedimentos[0].profissionais"),
    "row that is no object": placed("procedimentos[0].profissionais", ["225125"]),
    "CIAP-2 chapter as CID-10": placed("diagnosticos[0].codigo", "J45.9"),
    "CID-10 code as CIAP-2": placed("diagnosticos[0].terminologia", "ciap-2"),
    "SIGTAP with mask": placed("procedimentos[0].codigo", "03.01.01.007-2"),
    "version without its letter": placed("procedimentos[0].versao", "20260710"),
    "neither CNS nor justification": removed("individuo.cns"),
    "CNS and justification": placed("individuo.justificativa", "01"),
    "no name though identified": removed("individuo.nome"),
    "town outside Brazil": placed("individuo.pais_residencia", "31"),
    "no town in Brazil": removed("individuo.municipio_residencia"),
}


@pytest.mark.reference
@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_contact_is_refused(shared: Path, name: str) -> None:
    document = example(shared, "ordinary")
    BROKEN[name](document)
    assert not validator(load_model("cmd-2017")).is_valid(document)


# What a schema cannot say, and our checks do: check digits, and days that no calendar has. A
# whole number written 3.0 is the same number to JSON Schema, and is tested apart.
BEYOND = {"cns-digito"}
CALENDAR = {"modelo-data", "modelo-data-hora", "modelo-versao"}
LOOKS_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?|\d{8}[A-Z]?", re.ASCII)

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**16, "", " ", "x", "1", "01", "S", "10", "31", "1980", "0000",
    "2026-02-30", "2026-07-14", "2026-07-14T10:30", "14/07/2026", "cid-10", "ciap-2", "tuss",
    "20260710A", "20260230", "J459", "j45.9", "P72", "0301010072", "12345678", "2251F5",
    "708401234567896", "708401234567890", "P2D", "PT", "1.2.3", "1..2", "a\nb", "a\x00b",
    "y" * 80, "z" * 1_001, [], {}, ["x"], {"x": 1}, [{}],
)  # fmt: skip


def places(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Return (path, container or value) of everything below the document."""
    found: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        for key, child in value.items():
            inner = f"{path}.{key}" if path else key
            found += [(inner, child), *places(child, inner)]
    elif isinstance(value, list):
        for index, child in enumerate(value):
            found += [(f"{path}[{index}]", child), *places(child, f"{path}[{index}]")]
    return found


def mutate(document: dict[str, Any], data: st.DataObject) -> None:
    """Break a document in one place: take out, replace, add a key, empty a list."""
    choices = places(document)
    path, value = data.draw(st.sampled_from(choices))
    what = data.draw(st.sampled_from(("remove", "replace", "replace", "add", "copy")))
    if what == "add":
        if isinstance(value, dict):
            value[data.draw(st.sampled_from(("apelido", "cns", "justificativa", "data")))] = "01"
        return
    drawn = data.draw(st.sampled_from(VALUES))
    if what == "copy":
        drawn = data.draw(st.sampled_from(choices))[1]
    new = copy.deepcopy(drawn)  # a list put into itself by a second change would never end
    if path.endswith("]"):
        home, _, index = path.rpartition("[")
        rows = get(document, home)
        position = int(index[:-1])
        if what == "remove":
            del rows[position]
        else:
            rows[position] = new
        return
    home, _, key = path.rpartition(".")
    here = get(document, home) if home else document
    if what == "remove":
        del here[key]
    else:
        here[key] = new


class Scripted:
    """Draws what it was told to."""

    def __init__(self, *drawn: Any) -> None:
        self._drawn = list(drawn)

    def draw(self, _strategy: object) -> Any:
        return self._drawn.pop(0)


def test_a_value_put_into_a_document_is_its_own() -> None:
    empty: list[Any] = [{}]
    document: dict[str, Any] = {"a": 1}
    mutate(document, Scripted(("a", 1), "replace", empty))  # type: ignore[arg-type]
    mutate(document, Scripted(("a[0]", {}), "replace", empty))  # type: ignore[arg-type]
    assert document == {"a": [[{}]]}
    assert empty == [{}]


def is_beyond(finding: Finding, document: dict[str, Any]) -> bool:
    if finding.rule in BEYOND:
        return True
    value = get(document, finding.path)
    dated = isinstance(value, str) and LOOKS_DATED.fullmatch(value)
    return finding.rule in CALENDAR and bool(dated)


def agree(model: Model, examples: int) -> None:
    check_schema, checker = validator(model), Checker(model, today=TODAY)
    structural = structural_ids()

    @settings(relaxed, max_examples=examples)
    @given(contacts(model, rows=2), st.data())
    def check(document: dict[str, Any], data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 2))):
            mutate(document, data)
        errors = [
            finding
            for finding in checker.check(document)
            if finding.rule in structural and finding.severity is Severity.ERROR
        ]
        said = [finding for finding in errors if not is_beyond(finding, document)]
        refused = [
            (list(error.path), error.message) for error in check_schema.iter_errors(document)
        ]
        if said or not errors:
            assert bool(refused) is bool(said), (refused, said)

    check()


@each_model
def test_schema_and_checks_agree_on_what_is_broken(model: Model) -> None:
    agree(model, 40)


@pytest.mark.long
@pytest.mark.timeout(900)
@each_model
def test_schema_and_checks_agree_on_thousands(model: Model) -> None:
    agree(model, 5_000)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("individuo.cns", "708401234567890", "cns-digito"),
        ("contato.admissao.data", "2026-02-30", "modelo-data"),
        ("procedimentos[0].versao", "20260230A", "modelo-versao"),
        ("procedimentos[0].quantidade", 1.0, "modelo-inteiro"),
    ],
)
def test_what_only_the_checks_can_say(shared: Path, path: str, value: Any, rule: str) -> None:
    document = example(shared, "ordinary")
    placed(path, value)(document)
    model = load_model("cmd-2017")
    assert validator(model).is_valid(document)
    assert rule in {finding.rule for finding in Checker(model, today=TODAY).check(document)}

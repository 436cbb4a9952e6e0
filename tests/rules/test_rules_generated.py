"""Generated contacts of every model: right ones are right, and any document gets an answer."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import TODAY, contacts

from coletor.contact.document import get, walk
from coletor.model import Kind, Model, load_all
from coletor.model.loader import read_model
from coletor.rules import Checker, Severity

INVENTED = read_model(Path(__file__).parent / "inventado.toml")
MODELS = [*load_all().values(), INVENTED]
quick = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # big documents shrink for minutes
    suppress_health_check=list(HealthCheck),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_valid_contacts_have_no_error(model: Model) -> None:
    checker = Checker(model, today=TODAY)

    @quick
    @given(contacts(model))
    def check(document: dict[str, Any]) -> None:
        findings = checker.check(json.loads(json.dumps(document)))
        assert [f for f in findings if f.severity is Severity.ERROR] == []

    check()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_any_value_in_any_place_gets_findings_at_places_and_never_a_crash(model: Model) -> None:
    checker = Checker(model, today=TODAY)

    @quick
    @given(contacts(model), st.data())
    def check(document: dict[str, Any], data: st.DataObject) -> None:
        places = [path for path, _ in walk(document)]
        path = data.draw(st.sampled_from(places))
        parent, _, key = path.rpartition(".")
        here = get(document, parent) if parent else document
        here[key] = data.draw(json_values)
        findings = checker.check(document)
        assert findings == checker.check(document)
        assert findings == Checker(model, today=TODAY).check(document)  # which remembers nothing
        keys = [(f.rule, f.path) for f in findings]
        assert len(set(keys)) == len(keys)
        for finding in findings:
            assert finding.message
            finding.message.encode("utf-8")
            json.dumps(dict(finding.fields), ensure_ascii=False).encode("utf-8")

    check()


@quick
@given(json_values)
def test_anything_at_all_is_answered(value: Any) -> None:
    for model in MODELS:
        findings = Checker(model, today=TODAY).check(value)
        assert any(f.severity is Severity.ERROR for f in findings)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_taking_out_one_required_value_is_one_finding_there(model: Model) -> None:
    checker = Checker(model, today=TODAY)

    @quick
    @given(contacts(model), st.data())
    def check(document: dict[str, Any], data: st.DataObject) -> None:
        before = {f.rule + f.path for f in checker.check(document) if f.severity == "erro"}
        required = [
            path
            for path, _ in walk(document)
            if (element := model.by_path.get(_pattern(path))) and element.minimum
        ]
        path = data.draw(st.sampled_from(required))
        parent, _, key = path.rpartition(".")
        del get(document, parent)[key]
        errors = [f for f in checker.check(document) if f.severity == "erro"]
        assert before == set()
        assert [f.path for f in errors] == [path]
        assert errors[0].rule == "modelo-obrigatorio"

    check()


def _pattern(path: str) -> str:
    from coletor.contact.document import pattern_of

    return pattern_of(path)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_checking_only_what_changed_says_what_checking_all_says(model: Model) -> None:
    checker = Checker(model, today=TODAY)

    @quick
    @given(contacts(model), contacts(model), st.data())
    def check(document: dict[str, Any], other: dict[str, Any], data: st.DataObject) -> None:
        previous = checker.check(document)
        for _ in range(3):
            path = data.draw(st.sampled_from([p for p, _ in walk(document) if "." in p]))
            element = model.by_path[_pattern(path)]
            new = data.draw(st.sampled_from(_values_of(other, element.path)) | st.just("x"))
            parent, _, key = path.rpartition(".")
            get(document, parent)[key] = new
            changed = [element.role] if element.role else []
            previous = checker.check_roles(document, changed, previous)
            assert previous == checker.check(document)

    check()


def _values_of(document: dict[str, Any], pattern: str) -> list[Any]:
    return [value for path, value in walk(document) if _pattern(path) == pattern] or ["y"]


def test_the_generator_reaches_every_kind_and_both_kinds_of_people() -> None:
    model = next(model for model in MODELS if model.id == "cmd-2017")
    seen: set[str] = set()

    @settings(quick, max_examples=80, derandomize=True)
    @given(contacts(model))
    def collect(document: dict[str, Any]) -> None:
        seen.update(_pattern(path) for path, _ in walk(document))

    collect()
    leaves = {element.path for element in model.leaves}
    assert leaves <= seen
    assert {element.kind for element in model.leaves} >= {Kind.CNS, Kind.CNES, Kind.INE}

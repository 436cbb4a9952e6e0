"""Paths, canonical bytes and identity of contacts."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coletor.contact import canonical_bytes, content_hash, get, new_uuid, parse_path, same_content
from coletor.contact.document import pattern_of, walk
from coletor.contact.identity import is_uuid4

CONTACT = {
    "uuid": "u",
    "individuo": {"nome": "Inês"},
    "procedimentos": [{"codigo": "1", "profissionais": [{"cbo": "a"}, {"cbo": "b"}]}],
}


def test_paths_lead_to_values() -> None:
    assert parse_path("procedimentos[0].profissionais[1].cbo") == (
        "procedimentos",
        0,
        "profissionais",
        1,
        "cbo",
    )
    assert get(CONTACT, "procedimentos[0].profissionais[1].cbo") == "b"
    assert (
        pattern_of("procedimentos[0].profissionais[1].cbo") == "procedimentos[].profissionais[].cbo"
    )


@pytest.mark.parametrize("path", ["nada", "procedimentos[5]", "uuid.x", "individuo[0]"])
def test_a_path_that_leads_nowhere_gives_nothing(path: str) -> None:
    assert get(CONTACT, path) is None


def test_every_walked_path_leads_back_to_its_value() -> None:
    walked = dict(walk(CONTACT))
    assert len(walked) == 5
    assert all(get(CONTACT, path) == value for path, value in walked.items())


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers()), max_size=5), st.randoms())
def test_the_order_of_rows_and_keys_does_not_count(
    rows: list[dict[str, int]], shuffler: random.Random
) -> None:
    other = [dict(sorted(row.items(), reverse=True)) for row in rows]
    shuffler.shuffle(other)
    assert same_content({"d": rows}, {"d": other})
    assert content_hash({"d": rows}) == content_hash({"d": other})


def test_another_value_is_another_content() -> None:
    assert not same_content({"d": [{"a": 1}]}, {"d": [{"a": "1"}]})
    assert canonical_bytes({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'.encode()


def test_identifiers_are_version_4() -> None:
    assert is_uuid4(new_uuid())
    assert is_uuid4("3F0B8A52-6A1E-4C1D-9A53-5D6C2F1E7B10")
    assert not is_uuid4("3f0b8a52-6a1e-1c1d-9a53-5d6c2f1e7b10")
    assert not is_uuid4(7)

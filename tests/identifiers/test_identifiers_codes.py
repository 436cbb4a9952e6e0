"""Codes of the terminologies: the stored form, and what a person may type."""

import pytest

from coletor.identifiers import cbo, ciap2, cid10


@pytest.mark.parametrize("code", ["J459", "A00", "S069", "Z999"])
def test_cid10_stored_form(code: str) -> None:
    assert cid10.is_valid(code)


@pytest.mark.parametrize("code", ["j459", "J45.9", "J4", "J4599", "1459", "J45X", "", "J459 "])
def test_cid10_other_forms_are_not_stored(code: str) -> None:
    assert not cid10.is_valid(code)


def test_cid10_typed_with_dot_and_lower_case() -> None:
    assert cid10.normalise(" j45.9 ") == "J459"


@pytest.mark.parametrize(
    ("code", "right"),
    [("P72", True), ("A01", True), ("C01", False), ("p72", False), ("P7", False), ("P720", False)],
)
def test_ciap2(code: str, right: bool) -> None:
    assert ciap2.is_valid(code) is right
    assert ciap2.normalise("p-72") == "P72"


@pytest.mark.parametrize(
    ("code", "right"),
    [("225125", True), ("2231F9", True), ("2231f9", False), ("22512", False), ("A25125", False)],
)
def test_cbo(code: str, right: bool) -> None:
    assert cbo.is_valid(code) is right
    assert cbo.normalise("2231-f9") == "2231F9"

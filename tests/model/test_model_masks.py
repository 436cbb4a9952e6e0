"""Codes as their publishers print them, told by the terminologies' own definitions."""

import pytest

from coletor.contact.entry import display, editable, parse
from coletor.model import Kind, load_list, load_model, masked
from coletor.terminology.text import code_like


@pytest.mark.parametrize(
    ("code", "table", "shown"),
    [
        ("J459", "cid-10", "J45.9"),
        ("I10", "cid-10", "I10"),
        ("0301010072", "sigtap", "03.01.01.007-2"),
        ("10101012", "tuss", "1.01.01.01-2"),
        ("A01", "ciap-2", "A01"),
        ("225125", "cbo", "225125"),
        ("2927408", "municipio", "2927408"),
        ("J459", "ciap-2", "J459"),
        ("030101007", "sigtap", "030101007"),
        ("03.01.01.007-2", "sigtap", "03.01.01.007-2"),
        ("", "sigtap", ""),
    ],
)
def test_a_code_is_shown_as_its_table_prints_it(code: str, table: str, shown: str) -> None:
    assert masked(code, table) == shown


def test_without_the_terminology_the_form_of_the_code_tells() -> None:
    assert [masked(code) for code in ("J459", "I10", "0301010072", "10101012", "225125")] == [
        "J45.9",
        "I10",
        "03.01.01.007-2",
        "1.01.01.01-2",
        "225125",
    ]


def test_no_two_masks_tell_one_form_in_two_ways() -> None:
    masks = {one.mask for one in load_list("terminologia").values if one.mask}
    forms = {"".join(letter for letter in mask if letter.isalnum()) for mask in masks}
    assert len(forms) == len(masks)


@pytest.mark.parametrize("model", ["cmd-2017", "cmd-2016"])
def test_values_are_shown_masked_and_kept_bare(model: str) -> None:
    coded = [e for e in load_model(model).leaves if e.kind is Kind.TERM and e.table_role]
    assert coded
    for element in coded:
        for bare, shown in (("J459", "J45.9"), ("0301010072", "03.01.01.007-2")):
            assert display(element, bare) == shown
            assert editable(element, bare) == bare
            assert parse(element, shown) == parse(element, bare) == bare
            assert code_like(shown) == bare

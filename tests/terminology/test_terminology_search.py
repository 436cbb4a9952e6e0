"""Search as a clerk types, on the demonstration set and on the official tables."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coletor.terminology import TABLES, Library
from coletor.terminology.text import code_like, fold, query_words, variants

DAY = date(2026, 7, 14)

FIRST = {
    ("sigtap", "03.01.01.007-2"): "0301010072",
    ("sigtap", "0301010072"): "0301010072",
    ("sigtap", "raio x torax perfil"): "0204030153",
    ("sigtap", "exame de sangue"): "0202020380",
    ("sigtap", "CURATIVOS SIMPLES"): "0301100284",
    ("sigtap", "especializada consulta medica"): "0301010072",
    ("sigtap", "ecg"): "0211020036",
    ("cid-10", "j45.9"): "J459",
    ("cid-10", "pressão alta"): "I10",
    ("cid-10", "HAS"): "I10",
    ("cid-10", "ivas"): "J069",
    ("cid-10", "asma nao esp"): "J459",
    ("ciap-2", "p72"): "P72",
    ("ciap-2", "esquizofrenias"): "P72",
    ("cbo", "tecnico de enfermagem"): "322205",
    ("cbo", "2251-25"): "225125",
    ("cbo", "enfermeiro"): "223505",
    ("municipio", "bom jesus pi"): "2201903",
    ("municipio", "sao paulo"): "3550308",
    ("municipio", "sao paulo sp"): "3550308",
    ("pais", "brasil"): "10",
    ("pais", "10"): "10",
    ("tuss", "hemograma"): "40304361",
}


@pytest.mark.parametrize(("table", "typed"), FIRST)
def test_what_a_clerk_types_finds_the_code_first(
    demonstration: Library, table: str, typed: str
) -> None:
    hits = demonstration.search(table, typed, on=DAY)
    assert hits[0].code == FIRST[table, typed]
    assert hits[0].table == table
    assert hits[0].status == "ok"


@pytest.mark.reference
@pytest.mark.parametrize(("table", "typed"), FIRST)
def test_the_same_is_first_in_the_official_tables(
    official: Library, table: str, typed: str
) -> None:
    assert official.search(table, typed, on=DAY)[0].code == FIRST[table, typed]


@pytest.mark.parametrize("typed", ["", "   ", "...", "--/;:!?", "ç" * 5000, "a " * 2500, "'\"*()"])
def test_nothing_to_look_for_finds_nothing(demonstration: Library, typed: str) -> None:
    for table in TABLES:
        assert demonstration.search(table, typed) == []


def test_the_limit_is_kept_and_no_code_comes_twice(demonstration: Library) -> None:
    codes = [hit.code for hit in demonstration.search("cid-10", "a", limit=7)]
    assert len(codes) == len(set(codes)) == 7


@settings(max_examples=150, deadline=None)
@given(typed=st.text(max_size=30) | st.from_regex(r"[A-Za-z0-9 .\-\"*:()^]{1,12}", fullmatch=True))
@pytest.mark.parametrize("table", ["sigtap", "cid-10"])
def test_no_text_breaks_the_search(searched: Library, table: str, typed: str) -> None:
    hits = searched.search(table, typed, on=DAY)
    assert len(hits) <= 20
    assert len({hit.code for hit in hits}) == len(hits)


@given(st.text())
def test_folding_gives_plain_words_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert fold(folded) == folded
    assert all(word.isalnum() for word in folded.split())


@given(st.text())
def test_a_code_is_letters_and_digits_with_a_digit(text: str) -> None:
    code = code_like(text)
    assert not code or (code.isalnum() and code.isascii() and any(c.isdigit() for c in code))


def test_little_words_help_but_are_not_required() -> None:
    assert query_words("técnico de enfermagem") == (["tecnico", "enfermagem"], ["de"])
    assert query_words("hepatite a") == (["hepatite"], ["a"])
    assert query_words("a") == (["a"], [])


@pytest.mark.parametrize(
    ("typed", "meets"),
    [("pulmoes", "pulmao"), ("pulmao", "pulmoes"), ("renais", "renal"), ("dores", "dor"),
     ("consultas", "consulta"), ("homens", "homem")],
)  # fmt: skip
def test_singular_and_plural_meet(typed: str, meets: str) -> None:
    assert meets in variants(typed)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("table", "typed", "code"),
    [
        ("sigtap", "ultrassom obstetrico", "0205020143"),
        ("sigtap", "contraste tomografia", "0206030045"),
        ("cid-10", "diabetes", "E14"),
        ("cid-10", "pre natal", "Z34"),
        ("cid-10", "dor nas costas", "M54"),
        ("cbo", "clinico geral", "225125"),
    ],
)
def test_everyday_words_lead_to_the_ordinary_code_among_all(
    official: Library, table: str, typed: str, code: str
) -> None:
    assert official.search(table, typed, on=DAY)[0].code == code

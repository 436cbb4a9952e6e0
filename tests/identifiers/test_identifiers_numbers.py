"""Identifiers against independent formulations of the same routines and against real codes."""

import csv
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coletor.identifiers import cep, cnes, cns, cpf, ine, municipio, sigtap, tuss


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


def official_cns(base: str) -> str:
    """The official routine, step by step as the manual tells it (independent of the product)."""
    total = 0
    for position in range(11):
        total += int(base[position]) * (15 - position)
    dv = 11 - total % 11
    if dv == 11:
        dv = 0
    if dv == 10:
        total += 2
        dv = 11 - total % 11
        return base + "001" + str(dv)
    return base + "000" + str(dv)


@given(st.sampled_from("12"), digits(10))
def test_a_cns_of_1_or_2_is_valid_only_as_the_whole_number_of_its_base(
    first: str, rest: str
) -> None:
    base = first + rest
    right = official_cns(base)
    assert cns.build(base) == right
    accepted = [base + f"{end:04}" for end in range(0, 3000) if cns.is_valid(base + f"{end:04}")]
    assert accepted == [right]


def test_the_short_cut_that_accepts_a_second_number_is_not_used() -> None:
    chance = random.Random(7)
    weights = range(15, 0, -1)
    doubled = 0
    for _ in range(300):
        base = str(chance.randint(10**10, 3 * 10**10 - 1))
        for end in range(0, 20):
            number = base + f"{end:04}"
            divisible = sum(int(d) * w for d, w in zip(number, weights, strict=True)) % 11 == 0
            doubled += divisible and not cns.is_valid(number)
    assert doubled > 100  # the weaker test would have let these through


@given(st.sampled_from("789"), digits(14))
def test_a_cns_of_7_8_9_needs_the_weighted_sum_divisible_by_11(first: str, rest: str) -> None:
    number = first + rest
    total = sum(int(number[i]) * (15 - i) for i in range(15))
    assert cns.is_valid(number) == (total % 11 == 0)


@given(st.sampled_from("789"), digits(13))
def test_built_78_numbers_are_valid(first: str, rest: str) -> None:
    built = cns.build_78(first + rest)
    assert cns.is_valid(built)
    assert built[:13] == first + rest[:12]


@pytest.mark.parametrize(
    "text",
    ["", "819217217061851", "0" * 15, "70840123456789", "7084012345678960", "70840123456789X",
     "٧٠٨٤٠١٢٣٤٥٦٧٨٩٦", "3" + "0" * 14, "708401234567896\n"],
)  # fmt: skip
def test_wrong_cns(text: str) -> None:
    assert not cns.is_valid(text)


def test_cns_with_mask_and_first_digits() -> None:
    assert cns.normalise("708 4012 3456 7896") == "708401234567896"
    assert cns.is_valid("708401234567896")
    assert [first for first in "0123456789" if cns.starts_well(first + "0" * 14)] == list("12789")


@pytest.mark.parametrize("base", ["3" + "0" * 10, "1" * 10, "1" * 12, "x" * 11])
def test_cns_build_refuses_what_is_no_base(base: str) -> None:
    with pytest.raises(ValueError, match="base"):
        cns.build(base)
    with pytest.raises(ValueError, match="prefix"):
        cns.build_78(base)


@given(digits(11))
def test_cpf_against_the_multiply_by_ten_formulation(text: str) -> None:
    first = sum(int(text[i]) * (10 - i) for i in range(9)) * 10 % 11 % 10
    second = sum(int(text[i]) * (11 - i) for i in range(10)) * 10 % 11 % 10
    right = text[9:] == f"{first}{second}" and text != text[0] * 11
    assert cpf.is_valid(text) == right


@given(digits(9))
def test_built_cpf_is_valid_unless_all_digits_are_equal(base: str) -> None:
    built = cpf.build(base)
    assert cpf.is_valid(built) == (built != built[0] * 11)


def test_cpf_known_numbers() -> None:
    assert cpf.is_valid("52998224725")
    assert not cpf.is_valid("52998224724")
    assert not cpf.is_valid("11111111111")
    assert cpf.normalise("529.982.247-25") == "52998224725"
    with pytest.raises(ValueError, match="9 digits"):
        cpf.build("1")


@given(digits(6))
def test_cnes_has_one_check_digit_or_none(base: str) -> None:
    accepted = [d for d in "0123456789" if cnes.is_valid(base + d)]
    total = sum(int(d) * w for d, w in zip(base, (7, 6, 5, 4, 3, 2), strict=True))
    built = cnes.build(base)
    if total % 11 == 1:  # the digit would be 10
        assert accepted == []
        assert built is None
    else:
        assert [base + accepted[0]] == [built]
        assert (total + int(accepted[0])) % 11 == 0


def test_cnes_known_numbers() -> None:
    assert cnes.is_valid("2077485")
    assert cnes.has_form("3191384")
    assert not cnes.is_valid("3191384")
    assert not cnes.is_valid("1113333")
    assert not cnes.has_form("207748")
    assert cnes.normalise(" 207.748-5 ") == "2077485"
    with pytest.raises(ValueError, match="6 digits"):
        cnes.build("1")


@given(digits(9))
def test_sigtap_codes_have_one_check_digit(base: str) -> None:
    accepted = [d for d in "0123456789" if sigtap.is_valid(base + d)]
    total = sum((10 - i) * int(base[i]) for i in range(9))
    remainder = 11 - total % 11
    assert accepted == [str(0 if remainder > 9 else remainder)]
    assert sigtap.build(base) == base + accepted[0]


def test_sigtap_mask() -> None:
    assert sigtap.normalise("03.01.01.007-2") == "0301010072"
    assert sigtap.is_valid("0301010072")
    assert not sigtap.is_valid("0301010071")
    with pytest.raises(ValueError, match="9 digits"):
        sigtap.build("1")


@pytest.mark.reference
def test_every_real_sigtap_code_is_valid(shared) -> None:  # type: ignore[no-untyped-def]
    import zipfile

    package = shared / "data/sigtap/TabelaUnificada_202607_v2607101010.zip"
    with zipfile.ZipFile(package) as zipped:
        rows = zipped.read("tb_procedimento.txt").splitlines()
    wrong = [row[:10] for row in rows if not sigtap.is_valid(row[:10].decode("ascii"))]
    assert len(rows) > 4000
    assert wrong == []


@pytest.mark.reference
def test_every_real_municipio_is_valid(shared) -> None:  # type: ignore[no-untyped-def]
    with (shared / "data/municipios/derivado_municipios_dtb2024.csv").open(
        encoding="utf-8-sig"
    ) as f:
        rows = list(csv.reader(f, delimiter=_delimiter(f)))
    codes = [cell for row in rows for cell in row if len(cell) == 7 and cell.isdigit()]
    assert len(codes) > 5500
    assert [code for code in codes if not municipio.is_valid(code)] == []


def _delimiter(stream) -> str:  # type: ignore[no-untyped-def]
    first = stream.readline()
    stream.seek(0)
    return ";" if ";" in first else ","


def test_municipio_check_digit_and_its_nine_exceptions() -> None:
    exceptions = [
        "2201919", "2201988", "2202251", "2611533", "3117836",
        "3152131", "4305871", "5203939", "5203962",
    ]  # fmt: skip
    for code in exceptions:
        assert municipio.is_valid(code)
        assert not luhn(code)
    assert municipio.is_valid("3550308")
    assert not municipio.is_valid("3550309")
    assert not municipio.is_valid("9950308")
    assert municipio.state("3550308") == "SP"
    assert municipio.state("9950308") is None
    assert municipio.normalise("355030-8") == "3550308"
    with pytest.raises(ValueError, match="6 digits"):
        municipio.build("1")


def luhn(code: str) -> bool:
    """The check written as digit sums of the doubled even places (independent formulation)."""
    total = sum(sum(map(int, str(int(d) * (2 if i % 2 else 1)))) for i, d in enumerate(code[:6]))
    return (total + int(code[6])) % 10 == 0


@given(digits(6))
def test_built_municipio_is_an_exception_or_checks(base: str) -> None:
    built = municipio.build(base)
    assert built[:6] == base
    assert luhn(built) or municipio.is_valid(built)


@pytest.mark.parametrize(
    ("code", "state"),
    [("01001000", "SP"), ("19999999", "SP"), ("69300000", "RR"), ("69400000", "AM"),
     ("72800000", "GO"), ("73000000", "DF"), ("73700000", "GO"), ("99999999", "RS"),
     ("00999999", None), ("78900000", None)],
)  # fmt: skip
def test_cep_ranges(code: str, state: str | None) -> None:
    assert cep.is_valid(code)
    assert cep.state(code) == state


@given(st.text(max_size=12))
def test_nothing_crashes_on_any_text(text: str) -> None:
    from coletor import identifiers

    for name in identifiers.__all__:
        module = getattr(identifiers, name)
        assert module.is_valid(text) in (True, False)
        if module.is_valid(text):
            assert text.isascii()
            assert module.normalise(text) == text


def test_forms_without_check() -> None:
    assert ine.is_valid("0000471828")
    assert not ine.is_valid("471828")
    assert ine.normalise("0000 471828") == "0000471828"
    assert tuss.is_valid("40302040")
    assert not tuss.is_valid("4030204")
    assert tuss.normalise("4.03.02.04-0") == "40302040"
    assert cep.normalise("01001-000") == "01001000"
    assert not cep.is_valid("0100100")

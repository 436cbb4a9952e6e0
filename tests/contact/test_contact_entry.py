"""What is typed becomes a value, and a value is shown as people read it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coletor.contact.entry import display, editable, parse
from coletor.contact.fold import fold
from coletor.model import load_model

MODEL = load_model("cmd-2017")
ROLES = MODEL.by_role
TODAY = date(2026, 7, 14)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("14/07/2026", "2026-07-14"),
        ("14072026", "2026-07-14"),
        ("140726", "2026-07-14"),
        ("14.7.26", "2026-07-14"),
        ("15/07/26", "1926-07-15"),
        ("2026-07-14", "2026-07-14"),
        ("1980", "1980"),
        ("14/0", "14/0"),
        ("31/02/2026", "2026-02-31"),
        ("hoje", "hoje"),
    ],
)
def test_dates_are_read_as_clerks_type_them(typed: str, value: str) -> None:
    assert parse(ROLES["data_admissao"], typed, today=TODAY) == value


@pytest.mark.parametrize(
    ("role", "typed", "value"),
    [
        ("cns_individuo", "708 4012 3456 7896", "708401234567896"),
        ("cns_individuo", "708 4012x", "708 4012x"),
        ("cep_residencia", "01001-000", "01001000"),
        ("sexo", "feminino", "F"),
        ("sexo", "f", "F"),
        ("modalidade", "atencao basica", "01"),
        ("modalidade", "1", "01"),
        ("modalidade", "atenção", "atenção"),
        ("quantidade", "2", 2),
        ("quantidade", "2,5", "2,5"),
        ("quantidade", "²", "²"),
        ("codigo_diagnostico", "j45.9", "J459"),
        ("codigo_procedimento", "03.01.01.007-2", "0301010072"),
        ("codigo_procedimento", "consulta medica", "consulta medica"),
        ("numero_autorizacao", "35.267-00", "3526700"),
        ("nome_individuo", "  Maria   Aparecida ", "Maria Aparecida"),
    ],
)
def test_masks_names_and_short_codes_are_understood(role: str, typed: str, value: object) -> None:
    assert parse(ROLES[role], typed) == value


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_nothing_typed_is_no_value(typed: str) -> None:
    assert parse(ROLES["nome_individuo"], typed) is None


@given(typed=st.text(max_size=60), role=st.sampled_from(sorted(ROLES)))
def test_no_text_breaks_the_parser_nor_is_lost(typed: str, role: str) -> None:
    value = parse(ROLES[role], typed, today=TODAY)
    assert (value is None) == (not typed.strip())
    display(ROLES[role], value)


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_date_comes_back_from_its_own_display(day: date) -> None:
    element = ROLES["data_admissao"]
    assert parse(element, display(element, day.isoformat())) == day.isoformat()


def test_values_are_shown_with_mask_and_name() -> None:
    assert display(ROLES["cns_individuo"], "708401234567896") == "708 4012 3456 7896"
    assert display(ROLES["cep_residencia"], "01001000") == "01001-000"
    assert display(ROLES["modalidade"], "07") == "Ambulatorial Especializada"
    assert display(ROLES["modalidade"], "77") == "77"
    assert display(ROLES["quantidade"], None) == ""
    assert editable(ROLES["modalidade"], "07") == "07"
    assert editable(ROLES["data_admissao"], "2026-07-14") == "14/07/2026"


def test_folding_forgives_accents_and_case() -> None:
    assert fold("Município ÇÃO") == "municipio cao"

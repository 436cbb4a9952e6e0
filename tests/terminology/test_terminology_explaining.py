"""Why a code is left out: each answer that a person may get."""

from datetime import date
from pathlib import Path

import pytest
import tiny_sigtap

from coletor.messages import text
from coletor.model import masked
from coletor.terminology import Library, Situation, import_paths
from coletor.terminology.explaining import explain

JULY, AUGUST = date(2026, 7, 15), date(2026, 8, 15)
WOMAN = Situation(sex="F", age_months=400, cbo="225125", cids=frozenset({"J459"}))


def _why(library: Library, typed: str, day: date = JULY, known: Situation | None = None) -> str:
    return explain(library, "sigtap", typed, on=day, situation=known)


def test_a_code_that_fits_is_said_to_fit(tiny: Library) -> None:
    said = _why(tiny, "03.01.01.007-2", known=WOMAN)
    assert said == text(
        "terminology.why.fits",
        code=masked(tiny_sigtap.CONSULTA),
        name="CONSULTA MÉDICA – ESPECIALIZADA",
    )


@pytest.mark.parametrize(
    ("known", "part"),
    [
        (Situation(sex="M"), "sexo feminino"),
        (Situation(age_months=3), "a partir de"),
        (Situation(age_months=1600), "Só até"),
        (Situation(cbo="322205"), "322205"),
        (Situation(cids=frozenset({"Z000"})), "CID"),
    ],
)
def test_each_reason_is_given(tiny: Library, known: Situation, part: str) -> None:
    said = _why(tiny, tiny_sigtap.CONSULTA, known=known)
    assert part in said
    assert said.startswith(f"{masked(tiny_sigtap.CONSULTA)} · ")


def test_words_explain_the_best_answer(tiny: Library) -> None:
    assert "sexo feminino" in _why(tiny, "consulta medica", known=Situation(sex="M"))


def test_what_does_not_exist_is_told_from_a_slip_of_the_finger(tiny: Library) -> None:
    assert "não existe na tabela SIGTAP" in _why(tiny, "0301010064")
    assert "dígito verificador" in _why(tiny, "0301010073")
    assert "não existe na tabela SIGTAP" in _why(tiny, "zzzz")
    assert _why(tiny, "  ") == text("terminology.why.nothing_typed")


def test_the_missing_month_and_the_missing_table_are_said(tiny: Library, tmp_path: Path) -> None:
    said = _why(tiny, tiny_sigtap.CONSULTA, AUGUST)
    assert "08/2026" in said
    assert "07/2026" in said
    assert explain(tiny, "pais", "10") == text("terminology.why.no_table", table="Países")


def test_a_code_of_another_month_says_which(tmp_path: Path, folder: Path) -> None:
    def only_here(tables: dict[str, tiny_sigtap.TinyTable]) -> None:
        row = list(tables["tb_procedimento"].rows[1])
        row[:2] = ["0211020044", "HOLTER DE MAIO"]
        tables["tb_procedimento"].rows.append(row)

    may = tiny_sigtap.package(tmp_path, only_here, name="TabelaUnificada_202605_v2605181714.zip")
    import_paths([may, tiny_sigtap.package(tmp_path)], folder)
    library = Library(folder)
    assert "05/2026" in _why(library, "0211020044")
    library.close()

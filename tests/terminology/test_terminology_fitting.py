"""Procedures that do not fit the form, favourites, and the tables as trees."""

from dataclasses import replace
from datetime import date

import pytest
from tiny_sigtap import CONSULTA, EXAME

from coletor.terminology import Library, Situation
from coletor.terminology.fitting import why_not

DAY = date(2026, 7, 14)


@pytest.mark.parametrize(
    ("situation", "reason"),
    [
        (Situation(sex="M"), "Só para o sexo feminino."),
        (Situation(age_months=11), "Só a partir de 1 ano."),
        (Situation(age_months=1572), "Só até 130 anos e 11 meses."),
        (
            Situation(cbo="223505"),
            "A tabela não prevê a ocupação 223505 para este procedimento.",
        ),
        (
            Situation(cids=frozenset({"F200"})),
            "A tabela não prevê para este procedimento nenhum dos CID informados.",
        ),
        (Situation(sex="F", age_months=12, cbo="225125", cids=frozenset({"J459", "F200"})), ""),
        (Situation(age_months=1571), ""),
        (Situation(), ""),
    ],
)
def test_what_does_not_fit_is_marked_with_the_reason(
    tiny: Library, situation: Situation, reason: str
) -> None:
    (hit,) = tiny.search("sigtap", "consulta", on=DAY, situation=situation)
    assert hit.code == CONSULTA
    assert (hit.status, hit.reason) == ("fora" if reason else "ok", reason)


def test_what_fits_comes_before_what_does_not(tiny: Library) -> None:
    codes = [hit.code for hit in tiny.search("sigtap", "0", on=DAY)]
    assert codes == [EXAME, CONSULTA]
    hits = tiny.search("sigtap", "0", on=DAY, situation=Situation(cbo="2231F9"))
    assert [(hit.code, hit.status) for hit in hits] == [(EXAME, "ok"), (CONSULTA, "fora")]
    assert len(tiny.search("sigtap", "0", on=DAY, limit=1, situation=Situation())) == 1


def test_limits_of_sex_age_and_free_occupations(tiny: Library) -> None:
    consulta = tiny.procedure(CONSULTA, DAY)
    assert consulta is not None
    man = replace(consulta, sex="M", age_min=1, age_max=1)
    assert why_not(man, Situation(sex="F")) == ["Só para o sexo masculino."]
    assert why_not(man, Situation(age_months=0)) == ["Só a partir de 1 mês."]
    assert why_not(man, Situation(age_months=30)) == ["Só até 1 mês."]
    free = replace(consulta, details=frozenset({"021"}), sex="I")
    assert why_not(free, Situation(sex="M", cbo="223505")) == []
    two = why_not(consulta, Situation(sex="M", age_months=0))
    assert len(two) == 2


def test_favourites_come_after_the_exact_code_and_only_where_they_answer(
    demonstration: Library,
) -> None:
    plain = [hit.code for hit in demonstration.search("cid-10", "asma")]
    assert plain[0] == "J459"
    loved = [hit.code for hit in demonstration.search("cid-10", "asma", favourites=["J450", "I10"])]
    assert loved == ["J450", *[code for code in plain if code != "J450"]]
    exact = [hit.code for hit in demonstration.search("cid-10", "j45.9", favourites=["J450"])]
    assert exact[0] == "J459"


def test_sigtap_is_a_tree_of_groups_down_to_procedures(tiny: Library) -> None:
    (group, other) = tiny.branches("sigtap", on=DAY)
    assert (group.id, group.label, other.name) == ("02", "02", "Clínicos")
    (sub,) = tiny.branches("sigtap", "03", on=DAY)
    (form,) = tiny.branches("sigtap", sub.id, on=DAY)
    assert (form.label, form.name) == ("03.01.01", "Consultas médicas")
    assert tiny.branches("sigtap", form.id, on=DAY) == []
    assert [term.code for term in tiny.leaves("sigtap", form.id, on=DAY)] == [CONSULTA]
    assert tiny.branches("pais") == tiny.leaves("pais") == []


def test_a_procedure_has_its_description(tiny: Library, demonstration: Library) -> None:
    assert tiny.description(CONSULTA, DAY) == "CONSULTA COM MÉDICO"
    assert tiny.description(EXAME, DAY) == ""
    assert Library(tiny.folder / "outra").description(CONSULTA) == ""


@pytest.mark.reference
def test_the_official_tables_are_trees(official: Library) -> None:
    chapters = official.branches("cid-10")
    assert len(chapters) == 22
    respiratory = next(node for node in chapters if node.label == "J00-J99")
    groups = official.branches("cid-10", respiratory.id)
    chronic = next(node for node in groups if node.label == "J40-J47")
    categories = {node.id for node in official.branches("cid-10", chronic.id)}
    assert "J45" in categories
    assert [t.code for t in official.leaves("cid-10", "J45")][:3] == ["J45", "J450", "J451"]
    tumours = next(node for node in chapters if node.label == "C00-D48")
    assert "C00-C97" in {node.id for node in official.branches("cid-10", tumours.id)}
    assert "C00-C75" in {node.id for node in official.branches("cid-10", "C00-C97")}
    assert len(official.branches("municipio")) == 27
    assert len(official.leaves("municipio", "22")) == 224
    assert any(term.code == "225125" for term in official.leaves("cbo", "2251"))
    assert len(official.leaves("ciap-2")) == 686


@pytest.mark.reference
def test_every_category_hangs_somewhere(official: Library) -> None:
    waiting, seen = [""], set()
    while waiting:
        nodes = official.branches("cid-10", waiting.pop())
        for node in nodes:
            assert node.id not in seen
            seen.add(node.id)
            waiting.append(node.id)
    assert len(seen) == 22 + 275 + 2045

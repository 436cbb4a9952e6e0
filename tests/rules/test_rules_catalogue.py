"""Every rule of the catalogue: bound, tested on both sides and at the edge, well said."""

import re
from pathlib import Path
from string import Formatter

import pytest
import rules_cases_general
import rules_cases_model
import rules_cases_tables
import rules_coverage
from rules_cases import CASES, Case
from rules_contacts import TODAY, changed

from coletor.errors import ColetorError
from coletor.exchange import decoding
from coletor.model import Model, load_all, load_model
from coletor.model.loader import read_model
from coletor.rules import Checker, Severity, catalogue, find_rule
from coletor.rules import chapter as chapter_of_the_manual
from coletor.rules.registry import functions, structural_ids

FILES = (rules_cases_general, rules_cases_model, rules_cases_tables)
HERE = Path(__file__).parent
OF_FILES = {rule.id for rule in catalogue() if rule.id.startswith("arquivo-")}
"""Rules about files; tests/exchange has their cases."""


def model_of(document: dict[str, object]) -> Model:
    if document["modelo"] == "inventado":
        return read_model(HERE / "inventado.toml")
    return load_model("cmd-2017")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    base = case.base()
    checker = Checker(model_of(base), **{"today": TODAY, **case.around})
    findings = checker.check(changed(base, case.changes))
    assert checker.check(changed(base, case.changes)) == findings
    assert not case.expected or case.rule not in checker.not_checked
    assert sorted({finding.rule for finding in findings} - set(case.also)) == (
        [case.rule] if case.expected else []
    )
    mine = [finding for finding in findings if finding.rule == case.rule]
    if case.expected:
        assert [finding.path for finding in mine] == [case.path]
        assert mine[0].severity == case.severity
        assert mine[0].message.startswith(case.says), mine[0].message
        if case.suggestion is not None:
            assert mine[0].suggestion == case.suggestion


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_every_rule_has_a_case_of_each_kind(rule) -> None:  # type: ignore[no-untyped-def]
    if rule.id in OF_FILES:
        return
    kinds = {case.kind for case in CASES if case.rule == rule.id}
    assert kinds == {"passes", "fails", "boundary"}
    said = [case.says for case in CASES if case.rule == rule.id and case.kind == "fails"]
    assert all(said)


def test_the_reference_is_covered_and_no_rule_is_without_reference() -> None:
    covered = {rule_id for _, _, ids in rules_coverage.asked() for rule_id in ids}
    assert covered == {rule.id for rule in catalogue()}
    assert all(rules_coverage.tests_of(rule_id) for rule_id in covered)
    assert "| `cns-digito` | erro | 1 passes, " in rules_coverage.table()


def test_no_case_is_about_an_unknown_rule() -> None:
    assert {case.rule for case in CASES} <= {rule.id for rule in catalogue()}


def test_every_id_has_a_function_and_every_function_an_id() -> None:
    assert decoding.DECODER
    bound = set(functions()) | structural_ids()
    assert bound == {rule.id for rule in catalogue()}
    assert not set(functions()) & structural_ids()


def test_ids_are_unique_and_kebab_case() -> None:
    ids = [rule.id for rule in catalogue()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule_id) for rule_id in ids)


def test_what_each_rule_says_of_itself() -> None:
    roles = {role for model in load_all().values() for role in model.by_role}
    for rule in catalogue():
        assert set(rule.roles) <= roles, rule.id
        assert not rule.points_at or rule.points_at in rule.roles, rule.id
        assert rule.title and rule.source
        assert rule.grade in ("oficial", "derivado", "medido", "analogia")
        assert bool(rule.table) == (rule.needs == "tables") or rule.needs == "store"
        assert bool(rule.roles) == (rule.id in functions())


def test_messages_say_where_what_and_what_to_do() -> None:
    for rule in catalogue():
        for template in (rule.message, *rule.variants.values()):
            names = {name for _, name, _, _ in Formatter().parse(template) if name}
            assert names & {"rotulo", "valor", "linha"}, template
            assert len(template) > 40
            assert template.endswith(".")
            assert template.count(". ") + template.count(": ") >= 1
            assert "inválid" not in template.lower()
            assert "erro de validação" not in template.lower()
            assert not (rule.in_file and "arquivo" in template)  # at a field nobody has a file


def test_at_a_field_nobody_is_told_to_leave_out_what_the_field_puts_in() -> None:
    """Spaces, hyphens and points of a number come by themselves; only a file has them or not."""
    signs = re.compile(r"sem (espaços?|hífen|pontos?|traços?)\b")
    for rule in catalogue():
        for template in (rule.message, *rule.variants.values()):
            assert not signs.search(template), rule.id
    bare = {"cns-forma", "cep-forma", "termo-forma", "modelo-alfanumerico"}
    assert bare == {rule.id for rule in catalogue() if signs.search(rule.in_file)}


def test_no_rule_names_a_place_of_a_document() -> None:
    """Rules name roles; a path in them would tie them to one model."""
    places = {
        element.path
        for model in load_all().values()
        for element in model.elements
        if "." in element.path
    }
    folder = HERE.parent.parent / "coletor" / "rules"
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        code = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
        assert not [place for place in places if f'"{place}"' in code], file.name
        assert "procedimentos[" not in code
        assert "individuo." not in code


def test_the_manual_s_chapter_is_the_catalogue() -> None:
    written = chapter_of_the_manual.FILE.read_text(encoding="utf-8")
    assert written == chapter_of_the_manual.render(), "python -m coletor.rules.chapter"
    for rule in catalogue():
        assert f"### {rule.title}" in written
        assert f"`{rule.id}`" in written


def test_an_unknown_rule_is_told() -> None:
    with pytest.raises(ColetorError, match="nada-disso") as error:
        find_rule("nada-disso")
    assert error.value.message_id == "rules.unknown"
    assert find_rule("cns-digito").severity is Severity.ERROR

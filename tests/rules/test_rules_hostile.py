"""Contacts that nobody would type: very large, very deep, of impossible values."""

import json
from cProfile import Profile
from typing import Any

import pytest
from rules_contacts import (
    CONSULTATION,
    COUNTED,
    NURSE,
    SURGERY,
    TODAY,
    UNKNOWN,
    SmallTables,
    changed,
    diagnosis,
    ordinary,
    procedure,
    unidentified,
)

from coletor.contact.document import walk
from coletor.model import load_model
from coletor.rules import Checker, Finding
from coletor.rules.reporting import shown

MODEL = load_model("cmd-2017")
CHECKER = Checker(MODEL, today=TODAY)
CALLS = 60
"""Calls a value or finding of a contact may cost, whatever stands in it: one more for every pair
of a thousand rows is seen."""


def check(changes: dict[str, Any], **around: Any) -> list[Finding]:
    base = around.pop("base", ordinary)
    checker = Checker(MODEL, **{"today": TODAY, **around}) if around else CHECKER
    return checker.check(changed(base(), changes))


def quickly(document: Any) -> list[Finding]:
    """Check a hostile contact, counting calls: time itself would depend on the machine."""
    checker = Checker(MODEL, today=TODAY, tables=SmallTables())
    with Profile() as counting:
        findings = checker.check(document)
    calls = sum(each.callcount for each in counting.getstats())
    values = 500 + sum(1 for _ in walk(document)) + len(findings)
    assert calls < CALLS * values, calls / values
    return findings


def test_a_thousand_procedures() -> None:
    contact = ordinary()
    contact["procedimentos"] = [procedure() for _ in range(1_000)]
    findings = quickly(contact)
    assert len(findings) == 999
    assert {finding.rule for finding in findings} == {"procedimento-identico"}
    contact["procedimentos"] = [{} for _ in range(500)]
    assert len(quickly(contact)) == 3_000
    contact["procedimentos"] = [
        procedure(codigo=CONSULTATION if number % 2 else COUNTED, quantidade=number + 1)
        for number in range(500)
    ]
    assert {"procedimento-repetido", "sigtap-quantidade"} == {f.rule for f in quickly(contact)}


def test_as_many_procedures_as_diagnoses_and_wrong_occupations() -> None:
    contact = ordinary()
    contact["diagnosticos"] = [diagnosis(codigo=f"K{number % 1000:03}") for number in range(1_000)]
    wrong = [{"cbo": "251510", "cns": NURSE}]
    contact["procedimentos"] = [
        procedure(codigo=SURGERY if number % 2 else CONSULTATION, profissionais=wrong)
        for number in range(1_000)
    ]
    assert {"sigtap-cid", "sigtap-cbo"} < {f.rule for f in quickly(contact)}


def test_a_procedure_of_a_thousand_professionals_and_as_many_diagnoses() -> None:
    contact = ordinary()
    contact["procedimentos"][0]["profissionais"] *= 1_000
    contact["diagnosticos"] = [diagnosis(categoria="02") for _ in range(1_000)]
    findings = quickly(contact)
    assert {f.rule for f in findings} == {
        "profissional-repetido", "diagnostico-repetido", "diagnostico-sem-principal",
    }  # fmt: skip


def test_strings_of_a_megabyte_in_every_place() -> None:
    for long in ("9" * 10**6, "A" * 10**6, "é\x00" * 10**6, " " * 10**6):
        contact = ordinary()
        for section in ("individuo",):
            contact[section] = dict.fromkeys(contact[section], long)
        contact["contato"]["estabelecimento"] = long
        contact["contato"]["admissao"] = dict.fromkeys(contact["contato"]["admissao"], long)
        contact["diagnosticos"] = [dict.fromkeys(diagnosis(), long)]
        contact["procedimentos"] = [procedure(**dict.fromkeys(procedure(), long))]
        contact[long[:1000]] = long
        findings = quickly(contact)
        assert len(findings) > 20
        assert all(len(finding.message) < 600 for finding in findings)
        assert all(len(finding.path) < 200 for finding in findings)


def test_many_unknown_keys_are_told_without_end() -> None:
    findings = quickly(ordinary() | {f"k{number}": 1 for number in range(100_000)})
    assert {finding.rule for finding in findings} == {"modelo-chave"}
    assert len(findings) == 50


def test_deep_nesting_in_a_place() -> None:
    deep: Any = []
    for _ in range(20_000):
        deep = [deep]
    for path in ("individuo.nome", "procedimentos", "zebra", "diagnosticos[0].codigo"):
        assert quickly(changed(ordinary(), {path: deep}))
    while deep:  # let it go without the interpreter's recursion
        deep = deep[0]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0000-01-01", "2026-02-30", "0000"])
@pytest.mark.parametrize(
    "path",
    ["individuo.data_nascimento", "contato.admissao.data", "contato.desfecho.data",
     "procedimentos[0].data"],
)  # fmt: skip
def test_dates_at_the_ends_of_the_calendar(path: str, day: str) -> None:
    for base in (ordinary, unidentified):
        contact = changed(base(), {path: day, "procedimentos[0].codigo": UNKNOWN})
        findings = quickly(contact)
        assert any(finding.path.endswith(path.rpartition(".")[2]) for finding in findings)


def test_numbers_and_text_that_cannot_be_printed_are_shown_safely() -> None:
    assert shown(10**5000) == "…"
    assert shown("a\x00\ud800" + "b" * 100) == "a��" + "b" * 37 + "…"
    assert shown(False) == "false"
    assert shown(None) == "null"
    assert shown({}) == "{…}"
    assert shown([]) == "[…]"
    assert shown(1.5) == "1.5"
    for finding in check({"individuo.\ud800": 1, "procedimentos[0].codigo": "\ud800"}):
        json.dumps([finding.path, finding.message], ensure_ascii=False).encode("utf-8")

"""The checker: order, one finding per cause, hostile documents, places in words, real tables."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from official_tables import official_tables, take
from rules_contacts import (
    ABSENT,
    COUNTED,
    NURSE,
    TODAY,
    UNKNOWN,
    SmallStore,
    SmallTables,
    changed,
    invented,
    ordinary,
    procedure,
    unidentified,
)

from coletor.model import load_model
from coletor.model.loader import read_model
from coletor.rules import Checker, Finding, Severity, catalogue, version, where
from coletor.rules.codes import completed_months, years_before
from coletor.rules.structure.dates import read_year
from coletor.terminology.types import Cover

MODEL = load_model("cmd-2017")
CHECKER = Checker(MODEL, today=TODAY)


def check(changes: dict[str, Any], **around: Any) -> list[Finding]:
    base = around.pop("base", ordinary)
    checker = Checker(MODEL, **{"today": TODAY, **around}) if around else CHECKER
    return checker.check(changed(base(), changes))


def brief(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in findings]


def test_right_contacts_have_no_finding() -> None:
    for contact in (ordinary(), unidentified()):
        assert CHECKER.check(contact) == []
        assert Checker(MODEL, today=TODAY, tables=SmallTables()).check(contact) == []


def test_findings_come_in_the_order_of_the_form_whatever_the_order_of_the_keys() -> None:
    contact = changed(
        ordinary(),
        {
            "zebra": 1,
            "individuo.cns": ABSENT,
            "individuo.cep_residencia": "1",
            "contato.desfecho.data": "2026-07-13",
            "contato.admissao.carater": "9",
            "diagnosticos[0].categoria": "02",
            "diagnosticos[0].codigo": "x",
            "procedimentos[0].profissionais[0].cns": "1",
            "procedimentos[0].quantidade": 0,
            "procedimentos[1]": procedure(data="2026-07-40"),
            "uuid": "x",
        },
    )
    findings = CHECKER.check(contact)
    assert [finding.path for finding in findings] == [
        "uuid",
        "individuo.cns",
        "individuo.cep_residencia",
        "contato.admissao.carater",
        "contato.desfecho.data",
        "diagnosticos",
        "diagnosticos[0].codigo",
        "procedimentos[0].quantidade",
        "procedimentos[0].profissionais[0].cns",
        "procedimentos[1].data",
        "zebra",
    ]

    def shuffled(value: Any) -> Any:
        if not isinstance(value, dict):
            return [shuffled(item) for item in value] if isinstance(value, list) else value
        keys = random.Random(3).sample(list(value), len(value))
        return {key: shuffled(value[key]) for key in keys}

    assert CHECKER.check(shuffled(contact)) == findings


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"individuo.cns": ""}, ["modelo-vazio"]),
        ({"individuo.pais_nascimento": ABSENT}, ["modelo-exigido"]),
        ({"individuo.pais_nascimento": "xx"}, ["termo-forma"]),
        ({"diagnosticos[0].terminologia": "x"}, ["modelo-valor"]),
        ({"diagnosticos[0].terminologia": ABSENT, "diagnosticos[0].versao": ABSENT}, ["modelo-obrigatorio"]),  # noqa: E501
        ({"contato.admissao": []}, ["modelo-tipo"]),
        ({"contato.admissao.data": "x"}, ["modelo-data"]),
        ({"contato.desfecho.data": "x"}, ["modelo-data"]),
        ({"individuo.justificativa": "99", "individuo.cns": ABSENT}, ["modelo-valor"]),
        ({"procedimentos[0].profissionais[0].cns": "x"}, ["cns-forma"]),
        ({"procedimentos[0].financiamento": "x"}, ["modelo-valor"]),
    ],
)  # fmt: skip
def test_one_finding_per_cause(changes: dict[str, Any], expected: list[str]) -> None:
    assert [finding.rule for finding in check(changes)] == expected


def test_a_contact_hangs_on_what_it_holds_not_on_what_others_left() -> None:
    findings = [CHECKER.check(contact) for contact in (ordinary(), {}, ordinary(), 3, ordinary())]
    assert findings[0] == findings[2] == findings[4] == []


def test_today_is_the_computer_s_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker(MODEL)
    monkeypatch.setattr("coletor.clock.today", lambda: date(2026, 7, 13))
    assert ("admissao-futura", "contato.admissao.data") in brief(checker.check(ordinary()))
    monkeypatch.setattr("coletor.clock.today", lambda: date(2026, 7, 14))
    assert checker.check(ordinary()) == []


def test_what_was_not_checked_is_named() -> None:
    needing = {rule.id for rule in catalogue() if rule.needs != "pure"}
    assert set(CHECKER.not_checked) == needing
    with_tables = Checker(MODEL, today=TODAY, tables=SmallTables())
    assert set(with_tables.not_checked) == {
        rule.id for rule in catalogue() if rule.needs in ("store", "profile")
    }
    nothing_loaded = Checker(MODEL, today=TODAY, tables=SmallTables(kind=Cover.NONE))
    assert set(nothing_loaded.not_checked) == needing
    tables, store = SmallTables(), SmallStore()
    assert Checker(MODEL, today=TODAY, tables=tables, store=store).not_checked == (
        "perfil-atencao-basica",
        "perfil-saude-suplementar",
    )


def test_rules_of_roles_a_model_has_not_are_neither_checked_nor_named() -> None:
    model = read_model(Path(__file__).parent / "inventado.toml")
    assert "sigtap-cbo" not in Checker(model).not_checked
    assert "sigtap-tabela" in Checker(model).not_checked
    assert Checker(model, today=TODAY).check(invented()) == []


def test_the_store_is_asked_about_the_days_of_the_contact() -> None:
    store = SmallStore()
    check({"contato.admissao.modalidade": "04", "contato.desfecho.data": "2026-07-16"}, store=store)
    assert store.asked[0]["first"] == date(2026, 7, 14)
    assert store.asked[0]["last"] == date(2026, 7, 16)
    assert store.asked[0]["modality"] == "04"


def test_suggestion_of_an_occupation_survives_tables_without_its_name() -> None:
    tables = SmallTables(change={"occupations": frozenset({"999999"})})
    (finding,) = check({}, tables=tables)
    assert finding.suggestion == "999999"


def test_an_occupation_the_professional_has_elsewhere_is_suggested_first() -> None:
    doctor = ordinary()["procedimentos"][0]["profissionais"][0]
    wrong = {"cbo": "251510", "cns": doctor["cns"]}
    nurse = {"cbo": "223505", "cns": NURSE}
    here = "procedimentos[0].profissionais"
    other = procedure(codigo=COUNTED, profissionais=[nurse, doctor])
    changes = {here: [wrong], "procedimentos[1]": other}
    (finding,) = check(changes, tables=SmallTables())
    assert finding.rule == "sigtap-cbo"
    assert (finding.suggestion or "").startswith("225125 Médico clínico; 223505 Enfermeiro; ")
    (finding,) = check({here: [wrong]}, tables=SmallTables())
    assert (finding.suggestion or "").startswith("223505 Enfermeiro; 225125 Médico clínico; ")


def test_of_many_diagnoses_the_nearest_are_suggested() -> None:
    many = dict.fromkeys(("A00", "J40", "J450", "J451", "J46", "Z00"), True)
    (finding,) = check({}, tables=SmallTables(change={"cids": many}))
    assert finding.rule == "sigtap-cid"
    assert finding.suggestion == "CID-10 J45.0, J45.1, J40 ou outro da lista"  # rules.cids_near


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "procedimentos[1].profissionais[0].cbo",
            "Procedimento 2 › Profissional 1 › Ocupação (CBO)",
        ),
        ("procedimentos[1]", "Procedimento 2"),
        ("procedimentos", "Procedimentos realizados"),
        ("procedimentos[0].profissionais", "Procedimento 1 › Profissional"),
        ("individuo.cns", "CNS"),
        ("contato", "Contato assistencial"),
        ("uuid", "Identificador (UUID)"),
        ("modelo", "Modelo"),
        ("individuo.zebra", "zebra"),
        ("zebras[3].x", "zebras 4 › x"),
        ("", ""),
    ],
)
def test_places_in_words(path: str, words: str) -> None:
    assert where(MODEL, path) == words


def test_reckoning_of_ages() -> None:
    assert completed_months(date(2020, 1, 31), date(2020, 2, 29)) == 0
    assert completed_months(date(2020, 1, 31), date(2020, 3, 31)) == 2
    assert completed_months(date(2021, 1, 1), date(2020, 12, 31)) == -1
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_before(date(100, 1, 1), 130) == date.min
    assert read_year("0000") is None


def test_the_version_of_the_catalogue_is_stable() -> None:
    assert version() == version()
    assert len(version()) == 12


@pytest.fixture(scope="session")
def official(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The real SIGTAP of 07/2026 and the real CID-10."""
    from coletor.terminology import Library

    tables = official_tables(shared, tmp_path_factory)
    library = Library(take(tables, tmp_path_factory.mktemp("so") / "tabelas", "sigtap", "cid-10"))
    yield library
    library.close()


@pytest.mark.reference
def test_the_examples_have_no_error_with_the_real_tables(shared: Path, official: Any) -> None:
    for tables in (None, official):
        checker = Checker(MODEL, tables=tables, today=date(2026, 11, 21))
        for file in sorted((shared / "design/examples").glob("*.json")):
            findings = checker.check(json.loads(file.read_text(encoding="utf-8")))
            assert [f for f in findings if f.severity is Severity.ERROR] == [], file.name


@pytest.mark.reference
def test_the_real_tables_find_what_is_wrong(shared: Path, official: Any) -> None:
    contact = json.loads((shared / "design/examples/ordinary.json").read_text(encoding="utf-8"))
    checker = Checker(MODEL, tables=official, today=date(2026, 7, 20))
    wrong = changed(
        contact,
        {
            "diagnosticos[0].codigo": "J999",
            "procedimentos[0].profissionais[0].cbo": "223505",
            "procedimentos[1]": procedure(codigo=UNKNOWN),
        },
    )
    assert brief(checker.check(wrong)) == [
        ("cid-tabela", "diagnosticos[0].codigo"),
        ("sigtap-cbo", "procedimentos[0].profissionais[0].cbo"),
        ("sigtap-tabela", "procedimentos[1].codigo"),
    ]
    finding = checker.check(wrong)[1]
    assert finding.suggestion
    assert "Médico" in finding.suggestion or "MÉDICO" in finding.suggestion.upper()

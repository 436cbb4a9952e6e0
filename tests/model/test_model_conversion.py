"""From the model of 2016 to that of 2017: nothing is lost, presumed or missing without a note."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_contacts import maria
from strategies import TODAY, contacts

from coletor import resources
from coletor.contact.document import get, pattern_of, put, walk
from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.model.conversion import Converted, NoteKind, convert, describe, load_conversion
from coletor.model.conversion.mapping import read_conversion
from coletor.rules import Checker, Severity
from coletor.rules.registry import structural_ids

OLD, NEW = load_model("cmd-2016"), load_model("cmd-2017")
FILE = resources.path("conversions", "cmd-2016--cmd-2017.toml")
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))

CONTACT: dict[str, Any] = {
    "modelo": "cmd-2016",
    "uuid": "9531985d-5d9d-49f8-9818-e811892f902b",
    "individuo": maria(),
    "contato": {
        "estabelecimento": "2077485",
        "admissao": {
            "data": "2017-07-14",
            "procedencia": "2016-02",
            "modalidade": "07",
            "carater": "01",
        },
        "desfecho": {"motivo": "08", "data": "2017-07-14"},
    },
    "diagnosticos": [
        {
            "terminologia": "cid-10",
            "versao": "20080101",
            "codigo": code,
            "presenca_admissao": "S",
            "diagnostico_principal": principal,
        }
        for code, principal in (("J459", "S"), ("I10", "N"))
    ],
    "procedimentos": [
        {
            "financiamento": "01",
            "terminologia": "sigtap",
            "versao": "20170710A",
            "codigo": "0301010072",
            "quantidade": 1,
            "data": "2017-07-14",
            "profissionais": [{"cbo": "225125"}],
        }
    ],
}


def converted(*changes: tuple[str, Any]) -> Converted:
    """Convert the whole contact after some changes; None takes a value out."""
    document = copy.deepcopy(CONTACT)
    for path, value in changes:
        home, _, key = path.rpartition(".")
        here = get(document, home) if home else document
        if value is None:
            del here[key]
        else:
            here[key] = value
    return convert(document, OLD, NEW)


def said(result: Converted) -> list[tuple[str, str]]:
    return [(note.kind.value, note.path) for note in result.notes]


def errors(document: dict[str, Any]) -> list[str]:
    structural = structural_ids()
    return [
        finding.path
        for finding in Checker(NEW, today=TODAY).check(document)
        if finding.severity is Severity.ERROR and finding.rule in structural
    ]


def test_a_whole_contact_needs_no_note_and_is_right() -> None:
    result = converted()
    assert result.notes == ()
    assert errors(result.document) == []
    assert result.document["modelo"] == "cmd-2017"
    assert result.document["uuid"] == CONTACT["uuid"]
    assert result.document["individuo"] == CONTACT["individuo"]
    assert result.document["procedimentos"] == CONTACT["procedimentos"]
    assert [row["categoria"] for row in result.document["diagnosticos"]] == ["01", "02"]
    assert "diagnostico_principal" not in result.document["diagnosticos"][0]


@pytest.mark.parametrize(
    ("old", "new", "presumed"),
    [
        ("2016-01", "09", True),
        ("2016-02", "11", False),
        *((f"2016-{number:02}", "12", True) for number in range(3, 11)),
        ("2016-11", "10", False),
    ],
)
def test_each_procedencia_has_its_decision(old: str, new: str, presumed: bool) -> None:
    result = converted(("contato.admissao.procedencia", old))
    assert result.document["contato"]["admissao"]["procedencia"] == new
    expected = [("presumido", "contato.admissao.procedencia")] if presumed else []
    assert said(result) == expected
    for note in result.notes:
        assert note.value == old
        assert "Confira." in note.message
        assert "Art. 92, I" in note.message


def test_what_2017_requires_and_nobody_has_is_missing_by_name() -> None:
    result = converted(("individuo.nome", None), ("individuo.raca_cor", None))
    assert said(result) == [("falta", "individuo.nome"), ("falta", "individuo.raca_cor")]
    assert result.notes[0].message == (
        "Nome completo: falta informar; o CMD 2017 o exige, e o contato antigo não o traz."
    )


def test_the_unidentified_owes_none_of_it() -> None:
    document = copy.deepcopy(CONTACT)
    document["individuo"] = {"justificativa": "03", "sexo": "I", "data_nascimento": "1980-01-01"}
    assert convert(document, OLD, NEW).notes == ()


def test_the_country_is_told_by_town_or_cep_and_noted() -> None:
    result = converted(("individuo.pais_residencia", None), ("individuo.pais_nascimento", None))
    assert result.document["individuo"]["pais_residencia"] == "10"
    assert said(result) == [
        ("presumido", "individuo.pais_nascimento"),
        ("presumido", "individuo.pais_residencia"),
    ]
    assert "foi preenchido com 10. O código de município é do IBGE" in result.notes[0].message


def test_town_and_cep_of_another_country_are_lost_by_name() -> None:
    result = converted(("individuo.pais_residencia", "31"))
    assert said(result) == [
        ("perdido", "individuo.municipio_residencia"),
        ("perdido", "individuo.cep_residencia"),
    ]
    assert result.notes[0].value == "3550308"
    assert "não cabe com o que está em País de residência" in result.notes[0].message
    assert errors(result.document) == []


def test_an_unknown_value_is_lost_and_then_missing() -> None:
    result = converted(("contato.admissao.procedencia", "09"))
    assert said(result) == [
        ("perdido", "contato.admissao.procedencia"),
        ("falta", "contato.admissao.procedencia"),
    ]
    assert "“09” não é um valor do modelo antigo" in result.notes[0].message


@pytest.mark.parametrize(
    ("path", "value", "lost"),
    [
        ("apelido", "Cida", "apelido"),
        ("individuo.cns", {"numero": "1"}, "individuo.cns.numero"),
        ("procedimentos", {"x": "1"}, "procedimentos.x"),
        ("diagnosticos", ["J459"], "diagnosticos[0]"),
        ("individuo", "Maria", "individuo"),
    ],
)
def test_what_has_no_place_is_lost_by_name(path: str, value: Any, lost: str) -> None:
    result = converted((path, value))
    assert ("perdido", lost) in said(result)
    note = next(note for note in result.notes if note.path == lost)
    assert "não passou" in note.message


def test_a_key_that_looks_like_a_path_is_lost_too() -> None:
    result = converted(("individuo", {**CONTACT["individuo"], "x": 1}))
    assert said(result) == [("perdido", "individuo.x")]
    document = {**copy.deepcopy(CONTACT), "individuo.cns": "1", "diagnosticos[0].codigo": "2"}
    assert [note.value for note in convert(document, OLD, NEW).notes] == ["1", "2"]


def test_a_long_value_is_cut_in_the_text_only() -> None:
    (note,) = converted(("apelido", "z" * 500)).notes
    assert len(note.message) < 250
    assert note.value == "z" * 500


def test_lists_that_are_missing_are_named() -> None:
    result = converted(("diagnosticos", None), ("procedimentos", []))
    assert said(result) == [("falta", "diagnosticos"), ("falta", "procedimentos")]


def test_rows_keep_their_places_in_the_notes() -> None:
    document = copy.deepcopy(CONTACT)
    second = copy.deepcopy(document["procedimentos"][0])
    del second["data"], second["profissionais"][0]["cbo"]
    document["procedimentos"].append(second)
    assert said(convert(document, OLD, NEW)) == [
        ("falta", "procedimentos[1].data"),
        ("falta", "procedimentos[1].profissionais[0].cbo"),
    ]


@relaxed
@given(contacts(OLD))
def test_errors_of_converted_contacts_stand_at_places_in_notes(document: dict[str, Any]) -> None:
    before = copy.deepcopy(document)
    result = convert(document, OLD, NEW)
    assert document == before
    named = {note.path for note in result.notes}
    assert set(errors(result.document)) <= named
    missing = {note.path for note in result.notes if note.kind is NoteKind.MISSING}
    assert missing <= set(errors(result.document))


@relaxed
@given(contacts(OLD))
def test_every_value_is_in_the_converted_contact_or_in_a_note(document: dict[str, Any]) -> None:
    result = convert(document, OLD, NEW)
    conversion = load_conversion(OLD.id, NEW.id)
    arrived = [value for _, value in walk(result.document)]
    noted = [note.value for note in result.notes]
    for path, value in walk(document):
        if path == "modelo":
            continue
        element = OLD.by_path.get(pattern_of(path))
        values = conversion.roles[element.role or ""].values if element else {}
        expected = values[value].code if value in values else value
        assert expected in arrived or value in noted, path


@relaxed
@given(contacts(OLD, rows=2), st.data())
def test_any_value_in_any_place_is_answered(document: dict[str, Any], data: st.DataObject) -> None:
    paths = [path for path, _ in walk(document) if "[" not in path]
    path = data.draw(st.sampled_from(paths))
    value = data.draw(
        st.sampled_from((None, "", 7, True, 1.5, "x", [], {}, [1], {"a": [{"b": 2}]}))
    )
    put(document, path, value)
    result = convert(document, OLD, NEW)
    assert result.document["modelo"] == "cmd-2017"
    json.dumps([note.as_json() for note in result.notes])


def test_the_document_is_the_one_that_the_file_gives() -> None:
    written = resources.path("docs", "conversao-2016-2017.md").read_text("utf-8")
    assert written == describe(load_conversion("cmd-2016", "cmd-2017"))


def test_the_document_says_certainty_and_reason_of_each_value() -> None:
    document = describe(load_conversion("cmd-2016", "cmd-2017"))
    assert "| 2016-02 Retorno | 11 Retorno | mesmo conceito |" in document
    assert "| 2016-08 Atenção Hospitalar | 12 Demanda referenciada | presumido, com" in document
    assert "| S Sim | 01 Principal | mesmo conceito |" in document
    assert "- Data de nascimento" in document


def test_there_is_no_way_back() -> None:
    with pytest.raises(ColetorError, match=r"Não há conversão.*cmd-2016 → cmd-2017") as caught:
        convert({}, NEW, OLD)
    assert caught.value.message_id == "model.conversion.none"


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (replaced("[conversao]\n", "[conversao\n"), "forma esperada"),
        (replaced("[conversao]\n", "[outra]\n"), "forma esperada"),
        (replaced('de = "sexo"\npara = "sexo"', 'de = "equipe"\npara = "sexo"'), "Faltam: sexo"),
        (replaced('para = "sexo"', 'para = "genero"'), "papel “sexo -> genero”"),
        (replaced('papel = "pais_nascimento"', 'papel = "pais"'), "papel “pais”"),
        (replaced('de = "2016-01"', 'de = "2016-99"'), "não têm: 2016-99"),
        (replaced('para = "09"', 'para = "99"'), "não têm: 99"),
        (replaced('certeza = "presumido"', 'certeza = "talvez"'), "certeza “talvez”"),
    ],
    ids=["toml", "header", "forgotten", "role", "deduction", "code", "new code", "certainty"],
)
def test_a_malformed_file_is_refused_with_its_reason(
    change: Callable[[str], str], words: str, tmp_path: Path
) -> None:
    file = tmp_path / "quebrado.toml"
    file.write_text(change(FILE.read_text("utf-8")), "utf-8")
    with pytest.raises(ColetorError, match=r"quebrado\.toml") as caught:
        read_conversion(file)
    assert words in str(caught.value)
    assert caught.value.message_id == "model.conversion.malformed"

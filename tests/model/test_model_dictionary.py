"""The data dictionary holds every row of the annex, in each format."""

import csv
import io
import json

import pytest
from lxml import html

from coletor.messages import text
from coletor.model import load_all, load_list, load_model
from coletor.model.dictionary import FORMATS, entries, render
from coletor.rules.catalogue import catalogue
from coletor.webservice.names import load_wire

MODELS = sorted(load_all())


@pytest.mark.parametrize("model_id", MODELS)
def test_json_has_one_object_a_row_in_the_order_of_the_annex(model_id: str) -> None:
    model = load_model(model_id)
    rows = [json.loads(line) for line in render(model, "json").splitlines()]
    assert [row["caminho"] for row in rows] == [element.path for element in model.elements]
    for row, element in zip(rows, model.elements, strict=True):
        assert list(row) == [
            "nivel",
            "ocorrencia",
            "id",
            "rotulo",
            "tipo",
            "conceito",
            "caminho",
            "lista",
        ]
        assert (row["nivel"], row["ocorrencia"]) == (element.level, element.occurrence)
        assert row["conceito"] == element.concept


@pytest.mark.parametrize("model_id", MODELS)
def test_csv_html_and_markdown_have_every_row_too(model_id: str) -> None:
    model = load_model(model_id)
    expected = [element.item for element in model.elements]
    sheet = list(
        csv.reader(io.StringIO(render(model, "csv").removeprefix("\ufeff")), delimiter=";")
    )
    assert [line[2] for line in sheet[1:]] == expected
    page = html.fromstring(render(model, "html"))
    assert [cell.text_content() for cell in page.find_class("item")] == expected
    lines = render(model, "md").splitlines()[6:]
    assert len(lines) == len(expected)
    assert {line.count(" | ") for line in lines} == {len(sheet[0]) - 1}


def test_conditions_and_values_are_said_in_words() -> None:
    model = load_model("cmd-2017")
    by_role = {entry.element.role: entry for entry in entries(model)}
    town = " ".join(by_role["municipio_residencia"].checks)
    assert "Preenchido somente quando “País de residência” é 10." in town
    assert "“Justificativa (não identificado)” não está preenchido e" in town
    assert "Não pode estar junto com: CNS." in by_role["justificativa"].checks
    assert "só o ano" in by_role["data_nascimento"].checks[0]
    assert "está preenchido" in by_role["data_nascimento"].checks[0]
    assert by_role["estabelecimento"].checks == ("Preenchido pelo programa.",)
    assert ("07", "Ambulatorial Especializada") in by_role["modalidade"].values
    assert by_role["codigo_procedimento"].list_id == "sigtap, tuss, cbhpm"


def test_a_model_that_is_sent_has_the_names_of_the_message() -> None:
    model, wire = load_model("cmd-2017"), load_wire()
    found = {entry.element.role: entry.wire for entry in entries(model) if entry.element.role}
    assert found["cns_individuo"] == "contatoAssistencial/individuo/cns"
    assert found["cbo"] == (
        "contatoAssistencial/procedimentos/financiamento*/terminologia*/procedimento*"
        "/profissional*/cbo"
    )
    sheets = [render(model, form) for form in ("csv", "md")]
    for entry in entries(model):
        names = [name.removesuffix("*") for name in entry.wire.split("/")]
        assert names[0] == wire.parts["contato"]
        assert names[-1] == wire.elements[entry.element.wire.replace("*", "")]
        assert all(entry.wire in sheet for sheet in sheets)


@pytest.mark.parametrize("model_id", [name for name in MODELS if name != "cmd-2017"])
def test_a_model_that_is_not_sent_names_no_message(model_id: str) -> None:
    model = load_model(model_id)
    assert {entry.wire for entry in entries(model)} == {""}
    assert not html.fromstring(render(model, "html")).find_class("wire")


@pytest.mark.parametrize("model_id", MODELS)
def test_each_element_names_the_rules_that_concern_it(model_id: str) -> None:
    model = load_model(model_id)
    page = html.fromstring(render(model, "html"))
    sheets = [render(model, form) for form in ("csv", "md")]
    rules = {rule.id: rule for rule in catalogue()}
    for entry in entries(model):
        for name in entry.rules:
            assert entry.element.role in (*rules[name].roles, rules[name].points_at)
            assert all(name in sheet for sheet in sheets)
    cited = {name for entry in entries(model) for name in entry.rules}
    listed = {
        row.get("id").removeprefix("r-")
        for row in page.iterfind(".//table[@class='rules']/tbody/tr")
    }
    assert listed == cited
    anchors = {node.get("id") for node in page.iter() if node.get("id")}
    links = {node.get("href") for node in page.iter("a")}
    assert links
    assert links <= {f"#{anchor}" for anchor in anchors}


def test_rules_that_read_or_point_at_the_role_are_named() -> None:
    by_role = {entry.element.role: entry for entry in entries(load_model("cmd-2017"))}
    assert "cep-estado" in by_role["municipio_residencia"].rules
    assert "cep-estado" in by_role["cep_residencia"].rules
    assert by_role["equipe"].rules == () or "cep-estado" not in by_role["equipe"].rules


def test_the_page_gives_the_definitions_of_article_92() -> None:
    page = html.fromstring(render(load_model("cmd-2017"), "html"))
    said = page.text_content()
    for name in ("procedencia", "modalidade", "carater", "motivo-desfecho", "financiamento"):
        for value in load_list(name).values:
            assert value.definition in said
            assert value.article in said
    assert "41 linhas do anexo" in said
    assert "enviado ao CMD" in said
    assert "vale desde 08/01/2018" in said


def test_the_page_says_what_a_model_is_and_what_its_copy_lacks() -> None:
    assert "valeu até 07/01/2018" in render(load_model("cmd-2016"), "html")
    assert "documento local, que não é enviado" in render(load_model("sumario-alta-2017"), "html")
    notice = text("model.dictionary.page.incomplete")
    assert notice in render(load_model("atendimento-clinico-2017"), "html")
    assert notice not in render(load_model("sumario-alta-2017"), "html")


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = html.fromstring(render(load_model("cmd-2017"), "html"))
    assert page.find(".//html") is None
    for node in page.iter():
        assert "src" not in node.attrib
        assert node.get("href", "#").startswith("#")
    assert "url(" not in render(load_model("cmd-2017"), "html")


def test_the_formats_are_the_four_that_the_secretarias_ask_for() -> None:
    assert sorted(FORMATS) == ["csv", "html", "json", "md"]

"""The data dictionary holds every row of the annex, in each format."""

import csv
import io
import json

import pytest
from lxml import html

from coletor.model import load_all, load_model
from coletor.model.dictionary import FORMATS, entries, render

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
    assert [row[2].text_content() for row in page.iterfind(".//tbody/tr")] == expected
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


def test_the_formats_are_the_four_that_the_secretarias_ask_for() -> None:
    assert sorted(FORMATS) == ["csv", "html", "json", "md"]

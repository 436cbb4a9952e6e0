"""A draft's rows become a document and come back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from coletor.contact import same_content
from coletor.contact.drafting import Automatic, NewRow, derive, rows_of
from coletor.model import load_model

MODEL = load_model("cmd-2017")


@dataclass
class Row:
    id: int
    list: str
    parent_id: int | None
    position: int
    cells: dict[str, str]


def flatten(top: NewRow) -> list[Row]:
    ids = count(1)

    def walk(row: NewRow, parent: int | None, position: int) -> Iterator[Row]:
        own = next(ids)
        yield Row(own, row.list_path, parent, position, row.cells)
        for place, child in enumerate(row.rows):
            yield from walk(child, own, place)

    return list(walk(top, None, 0))


@pytest.mark.reference
@pytest.mark.parametrize(
    "name", ["ordinary", "permanencia-part-1", "two-financings-third-party", "unidentified"]
)
def test_a_document_survives_the_way_through_a_draft(shared: Path, name: str) -> None:
    document = json.loads((shared / "design" / "examples" / f"{name}.json").read_text("utf-8"))
    rows = flatten(rows_of(MODEL, document))
    assert same_content(derive(MODEL, document["uuid"], rows).document, document)


def root(**cells: str) -> Row:
    by_role = {MODEL.by_role[role].path: text for role, text in cells.items()}
    return Row(1, "", None, 0, by_role)


def test_half_typed_text_stays_in_the_document_as_typed() -> None:
    derived = derive(MODEL, "u", [root(data_admissao="14/0", cns_individuo="708 40")])
    assert derived.document["contato"]["admissao"]["data"] == "14/0"
    assert derived.document["individuo"]["cns"] == "70840"


def test_an_empty_row_is_no_row() -> None:
    rows = [root(), Row(2, "diagnosticos", 1, 0, {}), Row(3, "procedimentos", 1, 0, {})]
    assert derive(MODEL, "u", rows).document == {"modelo": "cmd-2017", "uuid": "u"}


def test_a_row_with_only_a_nested_row_is_kept() -> None:
    cbo = MODEL.by_role["cbo"].path
    rows = [
        root(),
        Row(2, "procedimentos", 1, 0, {}),
        Row(3, "procedimentos[].profissionais", 2, 0, {cbo: "225125"}),
    ]
    derived = derive(MODEL, "u", rows)
    assert derived.document["procedimentos"] == [{"profissionais": [{"cbo": "225125"}]}]


def test_places_point_at_the_row_after_one_was_removed() -> None:
    code = MODEL.by_role["codigo_diagnostico"].path
    rows = [
        root(),
        Row(7, "diagnosticos", 1, 0, {code: "J459"}),
        Row(9, "diagnosticos", 1, 2, {code: "I10"}),
    ]
    derived = derive(MODEL, "u", rows)
    assert derived.places["diagnosticos[1].codigo"] == (9, code)
    assert derived.places["diagnosticos"] == (1, "diagnosticos")
    assert derived.places["diagnosticos[0]"] == (7, "diagnosticos")


def test_the_program_fills_establishment_and_versions_by_the_rows_own_date() -> None:
    asked: list[tuple[str, date | None]] = []

    def version(table: str, day: date | None) -> str | None:
        asked.append((table, day))
        return {"sigtap": "20260710A"}.get(table)

    by_role = {role: MODEL.by_role[role].path for role in MODEL.by_role}
    rows = [
        root(data_admissao="01/07/2026"),
        Row(2, "diagnosticos", 1, 0, {by_role["terminologia_diagnostico"]: "cid-10"}),
        Row(
            3,
            "procedimentos",
            1,
            0,
            {
                by_role["terminologia_procedimento"]: "sigtap",
                by_role["data_procedimento"]: "14/07/2026",
            },
        ),
    ]
    automatic = Automatic({"estabelecimento": "2077485"}, version)
    document = derive(MODEL, "u", rows, automatic).document
    assert document["contato"]["estabelecimento"] == "2077485"
    assert document["procedimentos"][0]["versao"] == "20260710A"
    assert "versao" not in document["diagnosticos"][0]
    assert asked == [("cid-10", date(2026, 7, 1)), ("sigtap", date(2026, 7, 14))]


def test_a_version_beside_its_terminology_serves_the_codes_below_it() -> None:
    """Anexo IX names the terminology once for a section, and lists the codes below it."""
    model = load_model("sumario-alta-2017")
    role = {name: model.by_role[name].path for name in model.by_role}
    rows = [
        Row(
            1,
            "",
            None,
            0,
            {role["terminologia_diagnostico"]: "cid-10", role["data_admissao"]: "01/07/2026 10:00"},
        ),
        Row(2, model.by_role["codigo_diagnostico"].group_path, 1, 0, {}),
    ]
    automatic = Automatic({}, lambda table, day: f"{table} {day}")
    document = derive(model, "u", rows, automatic).document
    assert document["avaliacao"]["versao"] == "cid-10 2026-07-01"

"""The form comes out of the model: sections, lines, tables and their nesting."""

from pathlib import Path

import pytest

from coletor.model import Model, load_all, load_model
from coletor.model.loader import read_model
from ui.form.layout import COLUMNS, lay_out

DATA = Path(__file__).parent / "data"


@pytest.fixture
def invented() -> Model:
    return read_model(DATA / "visita.toml")


def lines(model: Model) -> list[list[str]]:
    return [
        [place.element.path for place in line]
        for section in lay_out(model).sections
        for line in section.lines
    ]


def test_the_2017_model_keeps_the_annex_order_on_twelve_columns() -> None:
    model = load_model("cmd-2017")
    layout = lay_out(model)
    shown = [path for line in lines(model) for path in line]
    order = [element.path for element in model.by_group[""].elements]
    assert shown == [path for path in order if path in shown]
    for section in layout.sections:
        for line in section.lines:
            last = line[-1]
            assert last.start + last.width <= COLUMNS
    assert [section.label for section in layout.sections] == [s.label for s in model.sections]


@pytest.mark.parametrize("model_id", sorted(load_all()))
def test_every_element_of_every_model_has_one_place(model_id: str) -> None:
    model = load_model(model_id)
    layout = lay_out(model)
    automatic = {element.path for section in layout.sections for element in section.automatic}
    for element in model.leaves:
        if element.automatic:
            assert element.path not in layout.places
            assert element.group_path or element.path in automatic
        else:
            assert element.path in layout.places


def test_an_element_with_a_key_stands_in_the_place_of_the_other() -> None:
    model = load_model("cmd-2017")
    place = lay_out(model).places[model.by_role["justificativa"].path]
    assert place.element is model.by_role["cns_individuo"]
    assert place.stand_ins == (model.by_role["justificativa"],)


def test_lists_become_tables_with_their_own_lists_below() -> None:
    layout = lay_out(load_model("cmd-2017"))
    outer = [table for section in layout.sections for table in section.tables]
    assert [table.group.path for table in outer] == ["diagnosticos", "procedimentos"]
    assert [table.group.path for table in outer[1].tables] == ["procedimentos[].profissionais"]
    assert outer[0].entry.role == "codigo_diagnostico"  # the first that nothing proposes
    assert outer[1].entry.role == "codigo_procedimento"


def test_an_invented_model_gets_its_own_form(invented: Model) -> None:
    layout = lay_out(invented)
    assert [section.label for section in layout.sections] == ["Lugar", "Cômodos vistos", ""]
    first, last = layout.sections[0], layout.sections[2]
    assert [[place.element.id for place in line] for line in first.lines] == [
        ["nome", "data", "cep"],
        ["relato"],
    ]
    assert [place.element.id for place in last.lines[0]] == ["observacao"]
    rooms = layout.sections[1].tables[0]
    assert [table.group.path for table in rooms.walk()] == [
        "comodos",
        "comodos[].recipientes",
        "comodos[].recipientes[].larvas",
    ]


def test_a_table_wider_than_the_line_goes_on_in_another(tmp_path: Path) -> None:
    text = (DATA / "visita.toml").read_text(encoding="utf-8")
    wide = text.replace(
        'papel = "nome_comodo"', 'papel = "nome_comodo"\nformulario = { colunas = 12 }'
    )
    file = tmp_path / "larga.toml"
    file.write_text(wide, encoding="utf-8")
    table = lay_out(read_model(file)).table("comodos")
    assert table.wrapped
    assert [place.element.id for place in table.lines[0]] == ["nome"]
    assert all(sum(place.width for place in line) <= COLUMNS for line in table.lines)
    assert all(line[0].start == 0 for line in table.lines)

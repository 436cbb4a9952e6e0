"""The model file is the annex; a malformed one is refused with file, row and reason."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coletor import resources
from coletor.errors import ColetorError
from coletor.model import ModelError, damaged, in_force, library, load_all, load_list, load_model
from coletor.model.loader import read_model

GOOD = resources.path("models", "cmd-2017.toml")


def squeeze(text: str) -> str:
    """Drop white space and case: the law's copy lost some spaces between lines."""
    return re.sub(r"\s", "", text).casefold()


ANNEXES = {"cmd-2016": "anexo-vii-cmd-2016.txt", "cmd-2017": "anexo-viii-cmd-2017.txt"}


@pytest.mark.reference
@pytest.mark.parametrize("model_id", sorted(ANNEXES))
def test_every_row_stands_in_the_annex_in_its_order(shared: Path, model_id: str) -> None:
    annex = squeeze((shared / "law" / ANNEXES[model_id]).read_text("utf-8"))
    place = annex.index("1[1..1]")
    for element in load_model(model_id).elements:
        head = squeeze(f"{element.level} [{element.occurrence}] {element.item}")
        printed = head + squeeze(element.printed_type) + squeeze(element.concept)
        assert annex.startswith(printed, place), element.item
        place += len(printed)
    assert annex[place:] == ""


CLINICAL = {
    "sumario-alta-2017": "anexo-ix-sumario-de-alta.txt",
    "atendimento-clinico-2017": "anexo-x-registro-de-atendimento-clinico.txt",
}
ROW_HEAD = re.compile(r"^(\d) \[([01]\.\.[1N])\] ", re.MULTILINE)
PAGE_HEAD = "RESOLUÇÃO DE CONSOLIDAÇÃO CIT N° 1, DE 30 DE MARÇO DE 2021"


def printed_rows(annex: str) -> list[tuple[int, str, str]]:
    """Split the printed table into (level, occurrence, all that stands in the row's cells)."""
    table = annex[annex.index("Nível Ocorrência Seção/Item") :].replace(PAGE_HEAD, "")
    heads = list(ROW_HEAD.finditer(table))
    ends = [head.start() for head in heads[1:]] + [len(table)]
    return [
        (int(head[1]), head[2], table[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    ]


@pytest.mark.reference
@pytest.mark.parametrize("model_id", sorted(CLINICAL))
def test_every_row_of_the_clinical_annexes_stands_in_its_order(shared: Path, model_id: str) -> None:
    """Their cells are printed broken over lines, side by side: order within a row is lost."""
    printed = printed_rows((shared / "law" / CLINICAL[model_id]).read_text("utf-8"))
    elements = load_model(model_id).elements
    assert [(e.level, e.occurrence) for e in elements] == [row[:2] for row in printed]
    for element, (_, _, cells) in zip(elements, printed, strict=True):
        assert squeeze(cells).startswith(squeeze(element.item)), element.item
        ours = f"{element.item} {element.printed_type} {element.concept}"
        missing = [word for word in ours.split() if squeeze(word) not in squeeze(cells)]
        assert not missing, element.item
        assert Counter(squeeze(cells)) == Counter(squeeze(ours)), element.item


def test_the_clinical_documents_are_local_and_say_what_their_copy_lacks() -> None:
    summary, record = load_model("sumario-alta-2017"), load_model("atendimento-clinico-2017")
    assert (len(summary.elements), len(record.elements)) == (75, 60)
    assert (summary.completeness, record.completeness) == ("completo", "texto incompleto")
    for model in (summary, record):
        assert not model.is_sent()
        assert not any(element.wire for element in model.elements)
        assert all(element.role for element in model.leaves)
    assert in_force(date(2026, 7, 14), "local").destination == "local"


def test_the_2017_model_is_whole() -> None:
    model = load_model("cmd-2017")
    assert len(model.elements) == 41
    assert [section.id for section in model.sections] == [
        "individuo",
        "contato",
        "diagnosticos",
        "procedimentos",
    ]
    assert {group.path: group.parent for group in model.groups} == {
        "": None,
        "diagnosticos": "",
        "procedimentos": "",
        "procedimentos[].profissionais": "procedimentos",
    }
    assert all(element.role for element in model.leaves)
    assert model.is_sent()


def test_every_definition_of_article_92_is_the_help_of_a_value() -> None:
    lists = ("procedencia", "modalidade", "carater", "motivo-desfecho", "financiamento")
    values = [value for name in lists for value in load_list(name).values]
    assert len(values) == 27
    assert all(value.definition and value.article.startswith("Art. 92") for value in values)


def test_a_new_contact_takes_the_model_in_force() -> None:
    assert in_force(date(2026, 7, 14)).id == "cmd-2017"
    assert in_force(date(2018, 1, 8)).id == "cmd-2017"
    assert in_force(date(2018, 1, 7)).id == "cmd-2016"
    with pytest.raises(ColetorError, match="15/06/1999"):
        in_force(date(1999, 6, 15))


def test_an_unknown_model_is_named_with_those_that_exist() -> None:
    with pytest.raises(ColetorError, match=r"cmd-9999.*cmd-2017"):
        load_model("cmd-9999")
    assert "cmd-2017" in load_all()


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


BROKEN = {
    "model.reason.toml": (replaced("[[linha]]", "[[linha"), "cabeçalho"),
    "model.reason.no_header": (replaced("[modelo]", "[outro]"), "cabeçalho"),
    "model.reason.missing": (replaced('item = "Identificação do Indivíduo"\n', ""), "linha 1 "),
    "model.reason.unknown_keys": (replaced("\nrepete = true", "\nrepetido = true"), "linha 27"),
    "model.reason.not_text": (replaced('rotulo = "Sexo"', "rotulo = 7"), "linha 6"),
    "model.reason.form": (replaced('id = "sexo"', 'id = "Sexo!"'), "linha 6"),
    "model.reason.level": (replaced("nivel = 1", "nivel = 0"), "linha 1 "),
    "model.reason.level_jump": (replaced("nivel = 2", "nivel = 3"), "linha 2"),
    "model.reason.occurrence": (
        replaced('ocorrencia = "[0..1]"', 'ocorrencia = "[0..2]"'),
        "linha 2",
    ),
    "model.reason.kind": (replaced('tipo = "cns"', 'tipo = "numero"'), "linha 2"),
    "model.reason.destination": (replaced('destino = "cmd"', 'destino = "lua"'), "cabeçalho"),
    "model.reason.sheet": (replaced('folha = "cabecalho"', 'folha = "rodape"'), "linha"),
    "model.reason.no_list": (replaced('lista = "justificativa"\n', ""), "linha 3"),
    "model.reason.list_absent": (replaced('lista = "sexo"', 'lista = "sexos"'), "linha 6"),
    "model.reason.values": (replaced('["M", "F", "I"]', '["M", "X"]'), "linha 6"),
    "model.reason.no_table": (replaced('tabela = "pais"\n', ""), "linha 9"),
    "model.reason.condition": (replaced("presente = false", "ausente = true"), "linha 2"),
    "model.reason.same_place": (
        lambda text: text.replace('id = "nome_mae"', 'id = "nome"').replace(
            '"individuo.nome_mae"', '"individuo.nome"'
        ),
        "linha 5",
    ),
    "model.reason.id_place": (replaced('id = "nome_mae"', 'id = "mae"'), "linha 5"),
    "model.reason.same_role": (replaced('papel = "sexo"', 'papel = "nome_mae"'), "linha 6"),
    "model.reason.no_role": (replaced('papel = "justificativa"\ncam', "cam"), "linha 2"),
    "model.reason.anchor": (replaced("repete = true\n", ""), "linha 25"),
    "model.reason.anchor_single": (
        replaced(
            'ocorrencia = "[1..N]"\nitem = "Problema/', 'ocorrencia = "[1..1]"\nitem = "Problema/'
        ),
        "linha 27",
    ),
}


@pytest.mark.parametrize("reason", sorted(BROKEN))
def test_a_malformed_model_is_refused_with_file_row_and_reason(reason: str, tmp_path: Path) -> None:
    change, where = BROKEN[reason]
    file = tmp_path / "quebrado.toml"
    file.write_text(change(GOOD.read_text("utf-8")), "utf-8")
    with pytest.raises(ModelError) as caught:
        read_model(file)
    message = str(caught.value)
    assert "quebrado.toml" in message
    assert where in message


@pytest.mark.parametrize(
    "text", ["", "[modelo]\n", "linha = 3\n", '[modelo]\nid="x"\n', "\x00"], ids=range(5)
)
def test_a_file_that_is_hardly_a_model_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "vazio.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ModelError):
        read_model(file)


def test_rows_that_are_not_tables_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    header = GOOD.read_text("utf-8").split("[[linha]]")[0]
    file.write_text("linha = [1]\n" + header, "utf-8")
    with pytest.raises(ModelError, match="linha 1 do anexo"):
        read_model(file)
    file.write_text("linha = []\n" + header, "utf-8")
    with pytest.raises(ModelError, match="não há nenhuma"):
        read_model(file)


def test_a_model_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nada\.toml.*não pôde ser lido"):
        read_model(tmp_path / "nada.toml")


def test_a_malformed_model_does_not_block_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """model.reason.list_damaged: a list in a bad state is said with the row that names it."""
    place = tmp_path / "resources"
    shutil.copytree(resources.path("models"), place / "models")
    shutil.copytree(resources.path("lists"), place / "lists")
    (place / "models" / "sumario-alta-2017.toml").write_text("[modelo", "utf-8")
    monkeypatch.setattr(resources, "path", place.joinpath)
    for cached in (library._load, library.model_ids, load_list):
        cached.cache_clear()
    try:
        assert load_model("cmd-2016").id == "cmd-2016"
        assert in_force(date(2026, 7, 14)).id == "cmd-2017"
        assert "sumario-alta-2017" not in load_all()
        assert [error.file.name for error in damaged()] == ["sumario-alta-2017.toml"]
        with pytest.raises(ModelError, match="sumario-alta-2017"):
            load_model("sumario-alta-2017")
        library._load.cache_clear()
        load_list.cache_clear()
        (place / "lists" / "sexo.toml").write_text("id = ", "utf-8")
        with pytest.raises(ModelError, match=r"cmd-2017\.toml.*linha 6.*“sexo”"):
            load_model("cmd-2017")
    finally:
        for cached in (library._load, library.model_ids, load_list):
            cached.cache_clear()


def test_the_models_that_ship_are_whole_and_named_as_their_files() -> None:
    assert damaged() == []
    assert all(model.id == name for name, model in load_all().items())


def test_no_form_proposes_the_name_of_a_person() -> None:
    """By their name alone, drafts that somebody typed are told from those nobody did."""
    for model in load_all().values():
        name = model.by_role.get("nome_individuo")
        if name is not None:
            hint = name.hint
            assert (hint.default, hint.first_default, hint.default_from) == (None, None, None)

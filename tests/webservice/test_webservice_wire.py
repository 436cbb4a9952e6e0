"""The wire: a contact goes out and comes back the same, and every value knows where it went."""

import copy
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from wire_contacts import contacts

from coletor import resources
from coletor.contact import get, same_content
from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.model.loader import read_model
from coletor.webservice import decode, encode, load_wire
from coletor.webservice.schema_types import contact_schema
from coletor.webservice.values import to_wire

MODEL = load_model("cmd-2017")
WIRE = load_wire()
quick = settings(deadline=None, database=None)


def contact_of(body):
    return etree.fromstring(body)[0]


@quick
@given(contacts(MODEL))
def test_decoding_is_the_inverse_of_encoding(document):
    assert same_content(
        decode(MODEL, WIRE, contact_of(encode(MODEL, WIRE, document).body)), document
    )


@quick
@given(contacts(MODEL), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_the_content(document, dice):
    shuffled = copy.deepcopy(document)
    for rows in (shuffled["diagnosticos"], shuffled["procedimentos"]):
        dice.shuffle(rows)
    for row in shuffled["procedimentos"]:
        dice.shuffle(row["profissionais"])
    back = decode(MODEL, WIRE, contact_of(encode(MODEL, WIRE, shuffled).body))
    assert same_content(back, document)


@quick
@given(contacts(MODEL))
def test_every_place_on_the_wire_holds_the_value_of_its_path(document):
    encoded = encode(MODEL, WIRE, document)
    contact = contact_of(encoded.body)
    seen = 0
    for place, path in encoded.places.items():
        element = MODEL.by_path.get(re.sub(r"\[\d+\]", "[]", path))
        found = contact.xpath(
            "../" + re.sub(r"(\w+)(?=[/\[]|$)", r"d:\1", place),
            namespaces={"d": WIRE.spaces["dados"]},
        )
        value = get(document, path)
        if element is None or element.kind.is_container or path == "uuid":
            continue
        if place.endswith("]"):
            assert len(found) == 1
        elif value is None:
            assert found == []
        else:
            seen += 1
            assert [item.text for item in found] == [to_wire(element, value, WIRE)]
    assert seen >= 15


@quick
@given(contacts(MODEL))
def test_generated_contacts_validate_and_have_one_writing(document):
    schema = etree.XMLSchema(etree.parse(resources.path("webservice", "servico.xsd")))
    for operation in ("incluir", "alterar"):
        body = encode(MODEL, WIRE, document, operation).body
        assert schema.validate(etree.fromstring(body)), schema.error_log
        assert body == encode(MODEL, WIRE, copy.deepcopy(document), operation).body


def test_rows_are_grouped_by_financing_terminology_and_version_in_order_of_appearance(sample):
    encoded = encode(MODEL, WIRE, sample)
    space = {"d": WIRE.spaces["dados"]}
    groups = contact_of(encoded.body).xpath("d:procedimentos/d:financiamento", namespaces=space)
    codes = [group.xpath(".//d:procedimento/d:codigo/text()", namespaces=space) for group in groups]
    assert codes == [["0301010072", "0211080055"], ["40302040"]]
    second = "contatoAssistencial/procedimentos/financiamento[1]/terminologia[1]/procedimento[2]"
    assert encoded.places[f"{second}/quantidade"] == "procedimentos[2].quantidade"
    assert (
        encoded.places[f"{second}/profissional[1]/cns"] == "procedimentos[2].profissionais[0].cns"
    )


def test_absent_values_have_no_element_but_a_place(sample):
    del sample["individuo"]["nome_mae"]
    encoded = encode(MODEL, WIRE, sample)
    assert b"nomeMae" not in encoded.body
    assert encoded.places["contatoAssistencial/individuo/nomeMae"] == "individuo.nome_mae"


def test_codes_become_what_the_names_file_says(sample):
    body = encode(MODEL, WIRE, sample).body
    assert b"2.16.840.1.113883.6.3<" in body
    assert b"cid-10" not in body


def test_white_space_and_line_ends_come_back_as_they_were(sample):
    sample["individuo"]["nome"] = " Maria\r\nda\tSilva\n"
    assert same_content(decode(MODEL, WIRE, contact_of(encode(MODEL, WIRE, sample).body)), sample)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ufffe", "\ud800"])
def test_a_text_that_xml_cannot_carry_is_refused_with_its_label(sample, sign):
    sample["individuo"]["nome"] = f"Maria{sign}"
    with pytest.raises(ColetorError) as caught:
        encode(MODEL, WIRE, sample)
    assert caught.value.message_id == "webservice.wire.unwritable"
    assert "Nome completo" in str(caught.value)


def test_a_code_without_counterpart_is_refused(sample):
    sample["diagnosticos"][0]["terminologia"] = "outra"
    with pytest.raises(ColetorError) as caught:
        encode(MODEL, WIRE, sample)
    assert caught.value.message_id == "webservice.wire.no_value"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b">2.16.840.1.113883.6.3<", b">1.2.3<"), (b"quantidade>2<", b"quantidade>dois<")],
)
def test_a_value_that_is_none_of_its_element_is_not_decoded(sample, old, new):
    body = encode(MODEL, WIRE, sample).body
    assert old in body
    with pytest.raises(ColetorError) as caught:
        decode(MODEL, WIRE, contact_of(body.replace(old, new)))
    assert caught.value.message_id == "webservice.wire.strange_value"


def test_a_contact_without_identifier_is_not_decoded(sample):
    body = encode(MODEL, WIRE, sample).body.replace(sample["uuid"].encode(), b"")
    with pytest.raises(ColetorError) as caught:
        decode(MODEL, WIRE, contact_of(body))
    assert caught.value.message_id == "webservice.wire.no_uuid"


def names_file(tmp_path: Path, change) -> Path:
    text = resources.path("webservice", "fio-cmd-2017.toml").read_text(encoding="utf-8")
    file = tmp_path / "fio.toml"
    file.write_text(change(text), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("change", "message_id"),
    [
        (lambda text: text.replace("[situacoes]", "[outra]"), "webservice.wire.missing"),
        (lambda text: "isto não é TOML", "webservice.wire.unreadable"),
    ],
)
def test_a_names_file_that_cannot_be_used_says_why(tmp_path, change, message_id):
    with pytest.raises(ColetorError) as caught:
        load_wire(names_file(tmp_path, change))
    assert caught.value.message_id == message_id


def test_an_absent_names_file_says_so(tmp_path):
    with pytest.raises(ColetorError) as caught:
        load_wire(tmp_path / "nada.toml")
    assert caught.value.message_id == "webservice.wire.unreadable"


def test_a_place_without_a_name_is_said(tmp_path, sample):
    wire = load_wire(names_file(tmp_path, lambda text: text.replace('"individuo/sexo" =', '"x" =')))
    with pytest.raises(ColetorError) as caught:
        encode(MODEL, wire, sample)
    assert caught.value.message_id == "webservice.wire.no_name"
    assert "individuo/sexo" in str(caught.value)


def test_new_names_need_no_code(tmp_path, sample):
    def rename(text: str) -> str:
        text = text.replace('/quantidade" = "quantidade"', '/quantidade" = "qtd"')
        return text.replace("http://servicos.saude.gov.br/schema", "urn:outro")

    wire = load_wire(names_file(tmp_path, rename))
    body = encode(MODEL, wire, sample).body
    assert b":qtd>" in body
    assert b"urn:outro" in body
    assert same_content(decode(MODEL, wire, contact_of(body)), sample)


INVENTED = """
[modelo]
id = "inventado"
nome = "Inventado"
curto = "Inventado"
anexo = "nenhum"
fonte = "teste"
destino = "cmd"
texto = "completo"
"""
ROW = """
[[linha]]
nivel = 1
ocorrencia = "{occurs}"
item = "{path}"
rotulo = "{path}"
id = "{id}"
tipo = "{kind}"
caminho = "{path}"
fio = "{wire}"
{more}
"""


def invented(tmp_path: Path, rows: list[tuple[str, ...]]):
    text = INVENTED + "".join(
        ROW.format(
            path=path,
            id=path.replace("[]", "").rpartition(".")[2],
            occurs=occurs,
            kind=kind,
            wire=wire,
            more=more,
        )
        for path, occurs, kind, wire, more in rows
    )
    file = tmp_path / "inventado.toml"
    file.write_text(text, encoding="utf-8")
    return read_model(file)


def invented_wire(tmp_path: Path, keys: list[str]):
    elements = "".join(f'"{key}" = "{key.rpartition("/")[2].upper()}"\n' for key in keys)
    return load_wire(
        names_file(
            tmp_path,
            lambda text: text[: text.index("[elementos]")] + "[elementos]\n" + elements,
        )
    )


def test_an_invented_model_has_its_own_wire_with_no_change_of_code(tmp_path):
    model = invented(
        tmp_path,
        [
            ("cor", "[1..1]", "texto", "a/cor", ""),
            ("frutas[].cesto", "[1..N]", "texto", "cesto*/nome", ""),
            ("frutas[].nome", "[1..N]", "texto", "cesto*/dados/fruta*/nome", "repete = true"),
            (
                "frutas[].bichos[].nome",
                "[0..N]",
                "texto",
                "cesto*/dados/fruta*/bicho*/nome",
                "repete = true",
            ),
        ],
    )
    wire = invented_wire(
        tmp_path,
        [
            "a",
            "a/cor",
            "cesto",
            "cesto/nome",
            "cesto/dados",
            "cesto/dados/fruta",
            "cesto/dados/fruta/nome",
            "cesto/dados/fruta/bicho",
            "cesto/dados/fruta/bicho/nome",
        ],
    )
    document = {
        "modelo": "inventado",
        "uuid": "3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10",
        "cor": "azul",
        "frutas": [
            {"cesto": "1", "nome": "uva", "bichos": [{"nome": "abelha"}, {"nome": "ave"}]},
            {"cesto": "2", "nome": "figo"},
            {"cesto": "1", "nome": "caju"},
        ],
    }
    encoded = encode(model, wire, document)
    assert encoded.body.count(b"<d:CESTO>") == 2
    assert encoded.places["contatoAssistencial/CESTO[1]/DADOS/FRUTA[2]/NOME"] == "frutas[2].nome"
    assert same_content(decode(model, wire, contact_of(encoded.body)), document)
    schema = etree.XMLSchema(contact_schema(model, wire).getroottree())
    assert schema.validate(contact_of(encoded.body)), schema.error_log


def test_places_that_contradict_each_other_are_refused(tmp_path):
    model = invented(
        tmp_path,
        [("cor", "[1..1]", "texto", "a/cor", ""), ("tom", "[1..1]", "texto", "a/cor", "")],
    )
    wire = invented_wire(tmp_path, ["a", "a/cor"])
    with pytest.raises(ColetorError) as caught:
        encode(model, wire, {"uuid": "x", "cor": "azul"})
    assert caught.value.message_id == "webservice.wire.contradiction"

"""The checked-in contract is what model and names generate, and it says what it is not."""

import copy

import pytest
from lxml import etree
from sample_contacts import changing

from coletor import resources
from coletor.webservice import encode
from coletor.webservice.contract import SERVICE_XSD, WSDL, generate, write
from coletor.webservice.wsdl import PLACEHOLDER, S12


def test_the_checked_in_files_are_the_generated_ones(model, wire):
    for name, content in generate(model, wire).items():
        checked_in = resources.path("webservice", name).read_text(encoding="utf-8")
        assert checked_in == content.decode("utf-8"), name


def test_writing_makes_every_file(tmp_path, model, wire):
    assert {file.name for file in write(tmp_path)} == set(generate(model, wire))


def test_every_file_says_that_it_is_not_official(model, wire):
    for content in generate(model, wire).values():
        assert "não oficial" in content.decode("utf-8")


def test_the_only_address_is_a_placeholder_of_this_computer():
    root = etree.parse(resources.path("webservice", WSDL))
    addresses = [item.get("location") for item in root.iter(f"{{{S12}}}address")]
    assert len(addresses) == 1
    assert addresses[0].startswith(PLACEHOLDER)


def test_the_names_file_names_every_place_of_the_model_and_no_other(model, wire):
    places = set()
    for element in model.elements:
        steps = element.wire.replace("*", "").split("/")
        places |= {"/".join(steps[:end]) for end in range(1, len(steps) + 1)}
    assert set(wire.elements) == places


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(resources.path("webservice", SERVICE_XSD)))


def breakages():
    return {
        "code outside the list": changing(("contato", "admissao", "modalidade"), "08"),
        "CNS too short": changing(("individuo", "cns"), "123"),
        "no such day": changing(("contato", "admissao", "data"), "2026-02-30"),
        "day with a zone": changing(("contato", "admissao", "data"), "2026-02-20Z"),
        "year alone where a day is due": changing(("contato", "admissao", "data"), "2026"),
        "quantity of none": changing(("procedimentos", 0, "quantidade"), 0),
        "version of another form": changing(("procedimentos", 0, "versao"), "20260710"),
        "name too long": changing(("individuo", "nome"), "x" * 71),
        "required value absent": changing(("individuo", "sexo"), None),
        "no professional": changing(("procedimentos", 0, "profissionais"), []),
        "no diagnosis": changing(("diagnosticos",), []),
    }


@pytest.mark.parametrize("name", breakages())
def test_the_schema_refuses_what_the_annex_refuses(name, sample, schema, model, wire):
    document = copy.deepcopy(sample)
    assert schema.validate(etree.fromstring(encode(model, wire, document).body)), schema.error_log
    breakages()[name](document)
    assert not schema.validate(etree.fromstring(encode(model, wire, document).body))

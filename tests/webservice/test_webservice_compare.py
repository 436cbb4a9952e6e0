"""The comparison of an official WSDL with our names."""

import shutil

import pytest

from coletor import resources
from coletor.errors import ColetorError
from coletor.messages import exists
from coletor.webservice import compare_wsdl
from coletor.webservice.contract import CONTACT_XSD, SERVICE_XSD, WSDL


@pytest.fixture
def official(tmp_path):
    """Return a copy of the reference contract, to be changed as a ministry might have it."""
    for file in resources.path("webservice").iterdir():
        if file.suffix in (".xsd", ".wsdl"):
            shutil.copy(file, tmp_path)
    return tmp_path / WSDL


def change(official, name, old, new):
    file = official.parent / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_our_own_contract_has_no_difference(official, wire):
    assert compare_wsdl(official, wire) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            WSDL,
            "incluirContatoAssistencial",
            "incluirContato",
            {("operation", "operacoes.incluir.nome"), ("unknown_operation", "")},
        ),
        (
            CONTACT_XSD,
            '"racaCor"',
            '"racaCorIbge"',
            {("element", "elementos.individuo/racaCor"), ("unknown_element", "")},
        ),
        (
            SERVICE_XSD,
            '"requestDetalharContatoAssistencial"',
            '"detalhar"',
            {("root", "operacoes.detalhar.pedido")},
        ),
        (WSDL, f'schemaLocation="{SERVICE_XSD}"', 'schemaLocation="outro.xsd"', {("unread", "")}),
    ],
)
def test_every_difference_is_listed(official, wire, name, old, new, expected):
    change(official, name, old, new)
    found = compare_wsdl(official, wire)
    assert expected <= {(item.kind, item.place) for item in found}
    for item in found:
        assert exists(f"webservice.compare.{item.kind}")
        assert item.name in str(item)


def test_another_namespace_is_said_once_for_the_space_and_for_each_name(official, wire):
    for name in (CONTACT_XSD, SERVICE_XSD):
        change(official, name, "/schema/cmd/v1r0/", "/schema/cmd/v2r0/")
    found = {item.kind for item in compare_wsdl(official, wire)}
    assert {"namespace", "other_namespace", "unknown_element"} <= found
    assert "element" not in found


@pytest.mark.parametrize("content", ["nada", "<a/>"])
def test_what_is_no_wsdl_is_refused(tmp_path, wire, content):
    file = tmp_path / "x.wsdl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        compare_wsdl(file, wire)
    assert caught.value.message_id == "webservice.compare.no_wsdl"


def test_an_absent_file_is_said(tmp_path, wire):
    with pytest.raises(ColetorError) as caught:
        compare_wsdl(tmp_path / "nada.wsdl", wire)
    assert caught.value.message_id == "webservice.compare.unreadable"

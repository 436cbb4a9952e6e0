"""Envelopes: secrets go around the stored body, and nowhere else."""

import pytest
from lxml import etree

from coletor.webservice import Credentials, encode
from coletor.webservice.soap import (
    PASSWORD_TEXT,
    SOAP_12,
    WSSE,
    NotSoapError,
    NotXmlError,
    envelope,
    opened,
    parse,
)

TRICKY = Credentials("usuário<1>", "a&b", "11144477735", 'x"]]>')


def test_the_stored_body_is_sent_untouched(model, wire, sample):
    body = encode(model, wire, sample).body
    assert body in envelope(body, TRICKY, wire)


def test_both_headers_carry_the_credentials(model, wire, sample):
    message = envelope(encode(model, wire, sample).body, TRICKY, wire)
    soap, header, payload = opened(parse(message))
    assert soap == SOAP_12
    assert payload.tag == wire.request("incluir")
    security = header.find(f"{{{WSSE}}}Security")
    assert security.get(f"{{{SOAP_12}}}mustUnderstand") == "true"
    token = security[0]
    assert [item.text for item in token] == [TRICKY.user, TRICKY.password]
    assert token[1].get("Type") == PASSWORD_TEXT
    operator = header[1]
    assert etree.QName(operator).localname == wire.operator["elemento"]
    assert [item.text for item in operator] == [TRICKY.operator_cpf, TRICKY.operator_password]


def test_credentials_show_nothing_of_themselves():
    shown = f"{TRICKY!r} {TRICKY} {[TRICKY]}"
    for secret in (TRICKY.user, TRICKY.password, TRICKY.operator_cpf, TRICKY.operator_password):
        assert secret not in shown


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nada",
        b"<a><b></a>",
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_what_is_no_plain_xml_is_not_parsed(content):
    with pytest.raises(NotXmlError):
        parse(content)


@pytest.mark.parametrize(
    "content",
    [
        "<a/>",
        '<Envelope xmlns="urn:outro"><Body><a/></Body></Envelope>',
        f'<Envelope xmlns="{SOAP_12}"/>',
        f'<Envelope xmlns="{SOAP_12}"><Body/></Envelope>',
        f'<Envelope xmlns="{SOAP_12}"><Body><a/><b/></Body></Envelope>',
    ],
)
def test_what_is_no_envelope_with_one_payload_is_not_opened(content):
    with pytest.raises(NotSoapError):
        opened(parse(content.encode()))

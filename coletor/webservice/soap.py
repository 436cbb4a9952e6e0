"""SOAP envelopes: assembled around stored bodies, parsed without trusting anything."""

from html import escape
from typing import Any

from lxml import etree
from lxml.etree import _Element

from coletor.webservice.answers import Credentials
from coletor.webservice.names import Wire

SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
_OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE = f"{_OASIS}wssecurity-secext-1.0.xsd"
PASSWORD_TEXT = f"{_OASIS}username-token-profile-1.0#PasswordText"
CONTENT_TYPE = "application/soap+xml; charset=utf-8"


class NotXmlError(ValueError):
    """Bytes that are no XML, or XML with a document type declaration."""


class NotSoapError(ValueError):
    """XML that is no SOAP envelope with exactly one element in its body."""


def envelope(body: bytes, credentials: Credentials, wire: Wire) -> bytes:
    """Return the message to send: the stored body, untouched, with the secrets around it.

    Args:
        body: content of ``soap:Body`` as it was frozen.
        credentials: user and operator.
        wire: the names of the operator's header.
    """
    head = (
        f'<soap:Envelope xmlns:soap="{SOAP_12}"><soap:Header>'
        f'<wsse:Security xmlns:wsse="{WSSE}" soap:mustUnderstand="true"><wsse:UsernameToken>'
        f"<wsse:Username>{_text(credentials.user)}</wsse:Username>"
        f'<wsse:Password Type="{PASSWORD_TEXT}">{_text(credentials.password)}</wsse:Password>'
        f"</wsse:UsernameToken></wsse:Security>{_operator(credentials, wire)}"
        "</soap:Header><soap:Body>"
    )
    return head.encode("utf-8") + body + b"</soap:Body></soap:Envelope>"


def _operator(credentials: Credentials, wire: Wire) -> str:
    names = wire.operator
    return (
        f'<o:{names["elemento"]} xmlns:o="{wire.spaces["servico"]}">'
        f"<o:{names['cpf']}>{_text(credentials.operator_cpf)}</o:{names['cpf']}>"
        f"<o:{names['senha']}>{_text(credentials.operator_password)}</o:{names['senha']}>"
        f"</o:{names['elemento']}>"
    )


def _text(value: str) -> str:
    """Return a value as the text of an element; ``xml.sax.saxutils`` would bring urllib.request."""
    return escape(value, quote=False)


def parse(content: bytes) -> _Element:
    """Return the root element of XML from outside: no entities, no DTD, no network, no huge trees.

    Raises:
        NotXmlError: the content is no XML or declares a document type.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotXmlError
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotXmlError from None
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise NotXmlError
    return root


def opened(root: _Element) -> tuple[str, _Element | None, _Element]:
    """Return the SOAP namespace, the header (None where absent) and the one element of the body.

    Raises:
        NotSoapError: the root is no envelope of SOAP 1.1 or 1.2, or its body has not one element.
    """
    namespace, _, name = str(root.tag).removeprefix("{").rpartition("}")
    if name != "Envelope" or namespace not in (SOAP_11, SOAP_12):
        raise NotSoapError
    bodies = root.findall(f"{{{namespace}}}Body")
    if len(bodies) != 1 or len(bodies[0]) != 1:
        raise NotSoapError
    return namespace, root.find(f"{{{namespace}}}Header"), bodies[0][0]


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]

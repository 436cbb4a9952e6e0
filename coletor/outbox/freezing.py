"""Freezes an operation: content, message body without headers, hash and map (decision 2)."""

import hashlib
import json
import zlib
from dataclasses import dataclass

from coletor.contact import Document
from coletor.model import Model
from coletor.webservice.bodies import cancelar
from coletor.webservice.encoding import encode
from coletor.webservice.names import Wire


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is stored of an operation; it is sent as it stands, however often.

    Args:
        document: the contact as JSON, rows in the order typed: paths point into it.
        body: content of the SOAP body, without headers and without secrets.
        sha256: hash of the body, in hexadecimal.
        places: the map wire place -> document path; `read_places` reads it.
    """

    document: str
    body: bytes
    sha256: str
    places: bytes


def frozen(
    model: Model, wire: Wire, document: Document, kind: str, reason: str | None = None
) -> Frozen:
    """Return the frozen form of an operation.

    Args:
        model: the contact's model.
        wire: the names in force.
        document: the content.
        kind: incluir, alterar or cancelar.
        reason: of a cancellation.

    Raises:
        ColetorError: a value cannot be written in the message.
    """
    if kind == "cancelar":
        body, places = cancelar(wire, str(document["uuid"]), reason or ""), {}
    else:
        encoded = encode(model, wire, document, kind)
        body, places = encoded.body, encoded.places
    packed = zlib.compress(as_json(places).encode("utf-8"))
    return Frozen(as_json(document), body, hashlib.sha256(body).hexdigest(), packed)


def read_places(stored: bytes | str) -> dict[str, str]:
    """Return the map wire place -> document path of an operation.

    It is read when a refusal is placed, and was more than half of a row that is written again
    each time that its state moves: hence compressed.

    Args:
        stored: as it was frozen; plain JSON in rows from before.
    """
    plain = stored if isinstance(stored, str) else zlib.decompress(stored)
    return dict(json.loads(plain))


def as_json(value: object) -> str:
    """Return a value as stored JSON: no spaces, accents as they are, keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

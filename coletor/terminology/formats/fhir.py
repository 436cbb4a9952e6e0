"""FHIR CodeSystem in XML: CIAP-2 and the countries of CADSUS."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from lxml import etree

from coletor.terminology.builder import Row, write_table
from coletor.terminology.errors import TableFileError
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.sources import Part, sha256_of

_FHIR = "{http://hl7.org/fhir}"
_RESERVED = "RESERVADO"


@dataclass(frozen=True)
class _System:
    table: str
    form: str


_SYSTEMS = {
    "BRCIAP2": _System("ciap-2", r"[A-Z]\d{2}"),
    "BRPais": _System("pais", r"\d{1,3}"),
}


def prepare(parts: Mapping[str, Part]) -> Candidate:
    """Identify a CodeSystem by its address and version.

    Args:
        parts: the XML, under ``"system"``.

    Raises:
        TableFileError: not well formed, with entities, or not one of the two systems.
    """
    part = parts["system"]
    content = part.read()
    root = _parse(part, content)
    system = _SYSTEMS.get(_value(root, "url").rsplit("/", 1)[-1])
    version = _value(root, "version")
    if system is None or root.tag != f"{_FHIR}CodeSystem":
        raise TableFileError("unknown", file=part.label)
    if not version:
        raise TableFileError("no_value", file=part.label, column="version")

    def fill(connection: sqlite3.Connection, step: Step) -> int:
        step(part.name, 1, 1)
        return write_table(connection, system.table, _rows(part, root, system))

    identity = package(system.table, version, sha256_of([content]), part.name, _wire(version))
    return Candidate(identity, fill)


def _parse(part: Part, content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise TableFileError("xml", file=part.label, line=line, error=error.msg) from error
    if b"<!DOCTYPE" in content:
        raise TableFileError("xml", file=part.label, error="DOCTYPE")
    return root


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{_FHIR}{name}")
    return "" if child is None else (child.get("value") or "").strip()


def _wire(version: str) -> str:
    """Return "201701A" as "20170101"."""
    dated = re.match(r"\d{6}", version)
    return f"{dated[0]}01" if dated else version


def _rows(part: Part, root: etree._Element, system: _System) -> list[Row]:
    found: dict[str, Row] = {}
    for concept in root.iter(f"{_FHIR}concept"):
        code, name = _value(concept, "code"), _value(concept, "display")
        line = int(cast("int | None", concept.sourceline) or 0)
        if not re.fullmatch(system.form, code):
            raise TableFileError(
                "code_form", file=part.label, line=line, column="code", value=code[:40]
            )
        if code in found:
            raise TableFileError("duplicate", file=part.label, line=line, code=code)
        if not name:
            raise TableFileError("no_value", file=part.label, line=line, column="display")
        found[code] = Row(code, name)
    rows = [row for row in found.values() if row.name.upper() != _RESERVED]
    if not rows:
        raise TableFileError("empty", file=part.label)
    return rows

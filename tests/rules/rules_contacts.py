"""A valid invented contact, small tables, and a way to change one place of a contact."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sample_contacts import person, visit

from coletor.contact.document import parse_path
from coletor.identifiers import cnes, cns, sigtap
from coletor.rules.storeview import Accepted, Neighbour
from coletor.terminology.types import Cover, Coverage, Procedure, Term

TODAY = date(2026, 7, 20)
ABSENT = object()
"""As the value of a change: take the place out."""

PERSON = cns.build("12345678901")
OTHER_PERSON = cns.build("20000000001")
DOCTOR = cns.build_78("70000000000000")
NURSE = cns.build_78("80000000000000")
PLACE = cnes.build("123456") or ""
THIRD = cnes.build("654321") or ""
CONSULTATION = sigtap.build("030101007")
SURGERY = sigtap.build("040101001")
PRENATAL = sigtap.build("030101011")
COUNTED = sigtap.build("010101001")
UNKNOWN = sigtap.build("999999999")


def ordinary() -> dict[str, Any]:
    """A contact with nothing to say about."""
    return {
        "modelo": "cmd-2017",
        "uuid": "3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10",
        "individuo": {
            "cns": PERSON,
            "nome": "Ana Inventada",
            "nome_mae": "Rosa Inventada",
            **person(),
        },
        "contato": visit(PLACE, outcome="01"),
        "diagnosticos": [diagnosis()],
        "procedimentos": [procedure()],
    }


def unidentified() -> dict[str, Any]:
    """A contact of somebody who could not be identified."""
    contact = ordinary()
    contact["individuo"] = {"justificativa": "03", "sexo": "M", "data_nascimento": "1980"}
    return contact


def invented() -> dict[str, Any]:
    """A contact of the invented model."""
    return {
        "modelo": "inventado",
        "uuid": "d23f0824-128b-4f33-8c5c-7fd0a6a3a450",
        "paciente": {"entrada": "2026-07-14T08:30"},
        "atos": [{"terminologia": "sigtap", "codigo": CONSULTATION}],
    }


def diagnosis(**more: Any) -> dict[str, Any]:
    row = {
        "terminologia": "cid-10",
        "versao": "20080101",
        "codigo": "J459",
        "presenca_admissao": "S",
        "categoria": "01",
    }
    return row | more


def procedure(**more: Any) -> dict[str, Any]:
    row = {
        "financiamento": "01",
        "terminologia": "sigtap",
        "versao": "20260710A",
        "codigo": CONSULTATION,
        "quantidade": 1,
        "data": "2026-07-14",
        "profissionais": [{"cbo": "225125", "cns": DOCTOR}],
    }
    return row | more


def changed(contact: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact with some places changed, added (also rows) or taken out."""
    result = copy.deepcopy(dict(contact))
    for path, value in changes.items():
        steps = parse_path(path)
        here: Any = result
        for step in steps[:-1]:
            here = here[step]
        last = steps[-1]
        if value is ABSENT:
            del here[last]
        elif isinstance(here, list) and last == len(here):
            here.append(value)
        else:
            here[last] = value
    return result


@dataclass
class SmallTables:
    """A few codes of each table, answering as the terminology library does."""

    kind: Cover = Cover.EXACT
    demonstration: bool = False
    missing: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()
    change: Mapping[str, Any] = field(default_factory=dict)

    def covers(self, table: str, on: date | None = None) -> Coverage:
        kind = Cover.NONE if table in self.missing else self.kind
        return Coverage(kind, table, "202607", "v1", self.demonstration, "202607")

    def find(self, table: str, code: str, on: date | None = None) -> Term | None:
        if table in self.missing or code not in _TERMS[table]:
            return None
        return Term(table, code, _TERMS[table][code], "", code != "G632")

    def procedure(self, code: str, on: date | None = None) -> Procedure | None:
        if "sigtap" in self.missing or code not in _PROCEDURES:
            return None
        known = {"details": _PROCEDURES[code].get("details", frozenset()) | self.details}
        return Procedure(**_PLAIN | {"code": code} | _PROCEDURES[code] | known | dict(self.change))


_TERMS: dict[str, dict[str, str]] = {
    "cid-10": {"J459": "Asma", "J450": "Asma alérgica", "G632": "Polineuropatia diabética"},
    "ciap-2": {"P72": "Esquizofrenia", "R96": "Asma"},
    "cbo": {"225125": "Médico clínico", "223505": "Enfermeiro", "251510": "Psicólogo clínico"},
    "municipio": {"3550308": "São Paulo", "2927408": "Salvador"},
    "pais": {"10": "Brasil", "31": "Bolívia"},
    "tuss": {"40302040": "Glicose"},
}

_PLAIN: dict[str, Any] = {
    "name": "Consulta inventada",
    "competencia": "202607",
    "sex": "N",
    "age_min": None,
    "age_max": None,
    "max_quantity": None,
    "occupations": frozenset(),
    "cids": {},
    "registers": frozenset({"02"}),
    "modalities": frozenset({"01"}),
}

_PROCEDURES: dict[str, dict[str, Any]] = {
    CONSULTATION: {
        "occupations": frozenset({"225125", "225133", "223505"}),
        "max_quantity": 2,
    },
    PRENATAL: {"name": "Pré-natal inventado", "sex": "F", "age_min": 108, "age_max": 719},
    SURGERY: {
        "name": "Cirurgia inventada",
        "cids": {"J459": False, "J450": True},
        "registers": frozenset({"03", "06"}),
        "modalities": frozenset({"02"}),
    },
    COUNTED: {"name": "Curativo inventado", "registers": frozenset({"01"})},
}


@dataclass
class SmallProfile:
    """What an invented establishment reports by other ways."""

    basic_care_elsewhere: bool = False
    insured_elsewhere: bool = False
    single_ceps: frozenset[str] = frozenset()


@dataclass
class SmallStore:
    """What an invented folder holds."""

    neighbours: Sequence[Neighbour] = ()
    with_cpf: frozenset[str] = frozenset()
    before: Accepted | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def find_overlaps(self, **wanted: Any) -> Sequence[Neighbour]:
        self.asked.append(wanted)
        return self.neighbours

    def has_cpf(self, cns: str) -> bool:
        return cns in self.with_cpf

    def accepted(self, uuid: str) -> Accepted | None:
        return self.before

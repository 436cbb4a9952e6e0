"""Rules from SIGTAP on who may do a procedure, and for which diagnoses."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coletor.messages import text
from coletor.model.masks import masked
from coletor.rules import codes
from coletor.rules.consulting import Consultation, each, known
from coletor.rules.facts import Contact, Hit, Row
from coletor.rules.registry import Surroundings, rule
from coletor.terminology.types import Procedure

_NO_CBO_NEEDED = "021"
_SUGGESTED = 3
_ALL = ""
"""In place of a CNS: every professional of the contact."""


@rule("sigtap-cbo")
def occupation(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """The professional's occupation is not among those of the procedure."""
    for owner, procedure, found in known(contact, around):
        allowed = procedure.occupations
        if not allowed or _NO_CBO_NEEDED in procedure.details:
            continue
        for row in contact.below(owner, "cbo"):
            cbo = row.get("cbo")
            if cbo is None or cbo in allowed:
                continue
            fields: dict[str, object] = {"valor": cbo, "nome": procedure.name}
            near = _permitted(row, allowed, contact)
            named = _named(near, found.day, around)
            yield Hit(row, "cbo", fields, found.severity, suggestion=named)


def _permitted(row: Row, allowed: frozenset[str], contact: Contact) -> list[str]:
    """Return the likeliest occupations that the procedure admits.

    First those that the same professional has elsewhere in the contact, then those of its other
    professionals, then those whose codes are nearest.
    """
    mine, used = row.get("cbo"), _occupations(contact)
    own: set[str] = used.get(row.get("cns_profissional"), set())

    def distance(code: str) -> tuple[bool, bool, int, str]:
        return code not in own, code not in used[_ALL], -_alike(code, mine), code

    return sorted(allowed, key=distance)[:_SUGGESTED]


def _occupations(contact: Contact) -> dict[str, set[str]]:
    """Return the occupations of each professional (by CNS) and of all, once a contact."""
    if "occupations" not in contact.shared:
        used: dict[str, set[str]] = {_ALL: set()}
        for row in contact.rows("cbo"):
            cbo, own = row.get("cbo"), row.get("cns_profissional")
            if cbo is not None:
                used[_ALL].add(cbo)
                if own is not None:
                    used.setdefault(own, set()).add(cbo)
        contact.shared["occupations"] = used
    found: dict[str, set[str]] = contact.shared["occupations"]
    return found


def _named(occupations: list[str], day: date, around: Surroundings) -> str:
    names = []
    for code in occupations:
        term = around.tables.find("cbo", code, day) if around.tables else None
        names.append(f"{code} {term.name}" if term else code)
    return "; ".join(names)


def _alike(one: str, other: str) -> int:
    """Return how many characters two codes share from the left."""
    for position, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return position
    return min(len(one), len(other))


class _Diagnoses(NamedTuple):
    """The well-formed CID-10 codes of a contact: all in its order, their set, the principal ones.

    More than one principal is a finding of its own, so the first few are enough.
    """

    given: list[str]
    codes: frozenset[str]
    principal: list[str]


def _diagnoses(contact: Contact) -> _Diagnoses:
    """Return the diagnoses of a contact, gathered once."""
    if "diagnoses" not in contact.shared:
        rows = [
            row
            for row in contact.rows("codigo_diagnostico")
            if row.get("terminologia_diagnostico") == "cid-10" and row.get("codigo_diagnostico")
        ]
        given = [str(row.get("codigo_diagnostico")) for row in rows]
        principal = [
            code
            for row, code in zip(rows, given, strict=True)
            if row.get("categoria_diagnostico") == codes.PRINCIPAL
        ]
        contact.shared["diagnoses"] = _Diagnoses(given, frozenset(given), principal[:_SUGGESTED])
    found: _Diagnoses = contact.shared["diagnoses"]
    return found


@each("sigtap-cid")
def diagnosis(row: Row, procedure: Procedure, _found: Consultation, contact: Contact) -> Hit | None:
    """No CID-10 diagnosis of the contact is among those of the procedure."""
    if not procedure.cids:
        return None
    found = _diagnoses(contact)
    if not found.given or not procedure.cids.keys().isdisjoint(found.codes):
        return None
    shown = found.given[:_SUGGESTED]
    fields = {"nome": procedure.name, "valor": _printed(shown)}
    near = sorted(procedure.cids, key=lambda code: (-max(_alike(code, one) for one in shown), code))
    words = "rules.cids" if len(near) <= _SUGGESTED else "rules.cids_near"
    suggestion = text(words, codes=_printed(near[:_SUGGESTED]))
    return Hit(row, "codigo_procedimento", fields, suggestion=suggestion)


@each("sigtap-cid-principal")
def principal_diagnosis(
    row: Row, procedure: Procedure, _found: Consultation, contact: Contact
) -> Hit | None:
    """The diagnosis goes with the procedure, but not as the principal one."""
    if procedure.cids:
        for code in _diagnoses(contact).principal:
            if procedure.cids.get(code) is False:
                fields = {"nome": procedure.name, "valor": _printed([code])}
                return Hit(row, "codigo_procedimento", fields)
    return None


def _printed(diagnoses: Sequence[str]) -> str:
    return ", ".join(masked(code, "cid-10") for code in diagnoses)

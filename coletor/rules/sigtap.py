"""Rules from SIGTAP, by the competência of each procedure's date."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from coletor.identifiers import sigtap as numbers
from coletor.messages import exists as has_text
from coletor.messages import text
from coletor.rules import codes
from coletor.rules.facts import Contact, Hit, Row, earliest, latest
from coletor.rules.finding import Severity
from coletor.rules.registry import RuleFunction, Surroundings, rule
from coletor.rules.tables import CACHED, CachedTables
from coletor.terminology.types import Coverage, Procedure

_NO_CBO_NEEDED = "021"
_AGE_CANNOT_BE_RELEASED = "042"
_BOTH_SEXES = frozenset("IN")
_AUTHORISED = frozenset({"03", "04", "05", "06", "07"})
"""Registers of AIH and APAC."""

_MODALITIES = {
    "01": frozenset({"01"}),
    "02": frozenset({"06"}),
    "03": frozenset({"01", "03"}),
    "04": frozenset({"02"}),
    "05": frozenset({"01"}),
    "06": frozenset({"01", "02"}),
    "07": frozenset({"01"}),
}
"""Modality of care -> modalities of SIGTAP (ambulatorial, hospitalar, hospital-dia, domiciliar)."""

_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Consultation:
    """What the tables say of one procedure row.

    Args:
        procedure: its attributes, or None when the package lacks it.
        cover: which package answered.
        day: the day asked for.
        soft: not paid by the SUS, or another competência's package: errors only warn.
    """

    procedure: Procedure | None
    cover: Coverage
    day: date
    soft: bool

    @property
    def severity(self) -> Severity | None:
        """Return the severity of what is an error otherwise."""
        return Severity.WARNING if self.soft else None


def consult(row: Row, contact: Contact, around: Surroundings) -> Consultation | None:
    """Return what SIGTAP says of a procedure row, or of the row above, once a contact.

    None where nothing can be said: another terminology, no code or no package.
    """
    owner, place = row, contact.places.get("codigo_procedimento")
    while owner.parent is not None and owner.list_path != place:
        owner = owner.parent
    if owner.consultation is None:
        owner.consultation = _consult(owner, contact, around) or False
    found = owner.consultation
    return found if isinstance(found, Consultation) else None


def _consult(row: Row, contact: Contact, around: Surroundings) -> Consultation | None:
    code, day = row.get("codigo_procedimento"), row.get("data_procedimento")
    tables = around.tables
    if tables is None or code is None or row.get("terminologia_procedimento") != "sigtap":
        return None
    day = day or contact.get("data_admissao")
    if day is None:
        return None
    asked = (code, day, _not_sus(row))
    if asked not in tables.consulted:
        if len(tables.consulted) >= CACHED:
            tables.consulted.clear()
        tables.consulted[asked] = _ask(tables, *asked)
    found: Consultation | None = tables.consulted[asked]
    return found


def _ask(tables: CachedTables, code: str, day: date, not_sus: bool) -> Consultation | None:
    cover = tables.covers("sigtap", day)
    if not cover.loaded:
        return None
    soft = not cover.exact or cover.demonstration or not_sus
    return Consultation(tables.procedure(code, day), cover, day, soft)


def _not_sus(row: Row) -> bool:
    return bool(row.get("financiamento") != codes.SUS)


_Known = list[tuple[Row, Procedure, Consultation]]


def known(contact: Contact, around: Surroundings) -> _Known:
    """Return the procedure rows that SIGTAP knows, with what it says of them."""
    if contact.known is None:
        looked_up = [
            (row, consult(row, contact, around)) for row in contact.rows("codigo_procedimento")
        ]
        contact.known = [
            (row, found.procedure, found)
            for row, found in looked_up
            if found is not None and found.procedure is not None
        ]
    rows: _Known = contact.known
    return rows


_PerProcedure = Callable[[Row, Procedure, Consultation, Contact], Hit | None]


def _each(rule_id: str) -> Callable[[_PerProcedure], RuleFunction]:
    """Bind a check of one procedure that SIGTAP knows to the rule with that id."""

    def bind(check: _PerProcedure) -> RuleFunction:
        def run(contact: Contact, around: Surroundings) -> Iterable[Hit]:
            answers = contact.known
            if answers is None:
                answers = known(contact, around)
            return [
                hit
                for row, procedure, found in answers
                if (hit := check(row, procedure, found, contact)) is not None
            ]

        return rule(rule_id)(run)

    return bind


@rule("sigtap-digito")
def check_digit(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """The last digit of the code checks the others; no package is needed."""
    for coded in contact.terms.get("sigtap", ()):
        if not _checks(coded.code):
            severity = Severity.WARNING if _not_sus(coded.row) else None
            fields: dict[str, object] = {"valor": numbers.masked(coded.code)}
            yield Hit(coded.row, coded.element, fields, severity)


@rule("sigtap-tabela")
def exists(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """The procedure stands in the package of the competência of its date."""
    for row in contact.rows("codigo_procedimento"):
        found = consult(row, contact, around)
        if found is None or found.procedure is not None:
            continue
        code = row.get("codigo_procedimento")
        if not _checks(code):
            continue
        fields = {"valor": numbers.masked(code), "competencia": found.day.strftime("%m/%Y")}
        cover = found.cover
        variant = "demonstracao" if cover.demonstration else None if cover.exact else "outra"
        yield Hit(row, "codigo_procedimento", fields, found.severity, variant)


@_each("sigtap-sexo")
def sex(row: Row, procedure: Procedure, found: Consultation, contact: Contact) -> Hit | None:
    """The procedure is of one sex, and the person's is another."""
    person = contact.get("sexo")
    if person is None or procedure.sex in _BOTH_SEXES or person == procedure.sex:
        return None
    unknown = person == codes.UNKNOWN_SEX
    fields = {"nome": procedure.name, "sexo": text(f"rules.sex.{procedure.sex}")}
    severity = Severity.WARNING if unknown else found.severity
    return Hit(row, "codigo_procedimento", fields, severity, "ignorado" if unknown else None)


@_each("sigtap-idade")
def age(row: Row, procedure: Procedure, found: Consultation, contact: Contact) -> Hit | None:
    """The person's age in completed months is outside the limits, inclusive."""
    birth, day = contact.get("data_nascimento"), row.get("data_procedimento")
    if birth is None or day is None or (procedure.age_min is None and procedure.age_max is None):
        return None
    oldest = codes.completed_months(earliest(birth), day)
    youngest = codes.completed_months(latest(birth), day)
    if oldest < 0:
        return None
    too_young = procedure.age_min is not None and oldest < procedure.age_min
    too_old = procedure.age_max is not None and youngest > procedure.age_max
    if not (too_young or too_old):
        return None
    hard = _AGE_CANNOT_BE_RELEASED in procedure.details and not found.soft
    fields: dict[str, object] = {
        "nome": procedure.name,
        "idade": _in_words(oldest),
        "limite": _in_words((procedure.age_min if too_young else procedure.age_max) or 0),
    }
    severity = Severity.ERROR if hard else Severity.WARNING
    return Hit(row, "codigo_procedimento", fields, severity, "minima" if too_young else "maxima")


def _in_words(months: int) -> str:
    """Return an age in years and months."""
    years, rest = divmod(months, 12)
    in_years = text("rules.age.year" if years == 1 else "rules.age.years", count=years)
    in_months = text("rules.age.month" if rest == 1 else "rules.age.months", count=rest)
    if years and rest:
        return text("rules.age.both", years=in_years, months=in_months)
    return in_years if years else in_months


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
            near = _permitted(cbo, allowed, found, around)
            yield Hit(row, "cbo", fields, found.severity, suggestion=near)


def _permitted(
    cbo: str, allowed: frozenset[str], found: Consultation, around: Surroundings
) -> str | None:
    """Return the nearest occupations that the procedure admits, with their names."""
    near = sorted(allowed, key=lambda code: (-_alike(code, cbo), code))[:_SUGGESTED]
    names = []
    for code in near:
        term = around.tables.find("cbo", code, found.day) if around.tables else None
        names.append(f"{code} {term.name}" if term else code)
    return "; ".join(names)


def _alike(one: str, other: str) -> int:
    """Return how many characters two codes share from the left."""
    for position, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return position
    return min(len(one), len(other))


def _cids(contact: Contact) -> list[Row]:
    """Return the rows of well-formed CID-10 diagnoses."""
    return [
        row
        for row in contact.rows("codigo_diagnostico")
        if row.get("terminologia_diagnostico") == "cid-10" and row.get("codigo_diagnostico")
    ]


@_each("sigtap-cid")
def diagnosis(row: Row, procedure: Procedure, _found: Consultation, contact: Contact) -> Hit | None:
    """No CID-10 diagnosis of the contact is among those of the procedure."""
    if not procedure.cids:
        return None
    given = [str(mine.get("codigo_diagnostico")) for mine in _cids(contact)]
    if given and not any(code in procedure.cids for code in given):
        fields = {"nome": procedure.name, "valor": ", ".join(given[:_SUGGESTED])}
        suggestion = None
        if len(procedure.cids) <= _SUGGESTED:
            suggestion = text("rules.cids", codes=", ".join(sorted(procedure.cids)))
        return Hit(row, "codigo_procedimento", fields, suggestion=suggestion)
    return None


@_each("sigtap-cid-principal")
def principal_diagnosis(
    row: Row, procedure: Procedure, _found: Consultation, contact: Contact
) -> Hit | None:
    """The diagnosis goes with the procedure, but not as the principal one."""
    if not procedure.cids:
        return None
    for mine in _cids(contact):
        code = mine.get("codigo_diagnostico")
        is_principal = mine.get("categoria_diagnostico") == codes.PRINCIPAL
        if is_principal and procedure.cids.get(code) is False:
            return Hit(row, "codigo_procedimento", {"nome": procedure.name, "valor": code})
    return None


@_each("sigtap-quantidade")
def quantity(row: Row, procedure: Procedure, _found: Consultation, _contact: Contact) -> Hit | None:
    """More than the greatest quantity of the procedure."""
    given, limit = row.get("quantidade"), procedure.max_quantity
    if given is not None and limit is not None and given > limit:
        return Hit(row, "quantidade", {"valor": given, "limite": limit, "nome": procedure.name})
    return None


@_each("sigtap-autorizacao")
def authorisation(
    row: Row, procedure: Procedure, _found: Consultation, _contact: Contact
) -> Hit | None:
    """The procedure is only registered by AIH or APAC, which have a number."""
    only_authorised = procedure.registers and procedure.registers <= _AUTHORISED
    if only_authorised and not row.has("numero_autorizacao"):
        return Hit(row, "numero_autorizacao", {"nome": procedure.name})
    return None


@_each("sigtap-modalidade")
def modality(row: Row, procedure: Procedure, _found: Consultation, contact: Contact) -> Hit | None:
    """The procedure does not belong to the modality of care."""
    fitting = _MODALITIES.get(contact.get("modalidade") or "")
    if fitting and procedure.modalities and procedure.modalities.isdisjoint(fitting):
        named = [_name(code) for code in sorted(procedure.modalities)]
        fields: dict[str, object] = {"nome": procedure.name, "modalidades": ", ".join(named)}
        return Hit(row, "codigo_procedimento", fields)
    return None


@lru_cache(CACHED)
def _checks(code: str) -> bool:
    return numbers.is_valid(code)


def _name(modality_code: str) -> str:
    name = f"rules.modality.{modality_code}"
    return text(name) if has_text(name) else modality_code

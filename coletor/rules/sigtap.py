"""Rules from SIGTAP, by the competência of each procedure's date."""

from collections.abc import Iterator
from functools import lru_cache

from coletor.identifiers import sigtap as numbers
from coletor.messages import exists as has_text
from coletor.messages import text
from coletor.model.masks import masked
from coletor.rules import codes
from coletor.rules.consulting import Consultation, consult, each, not_sus
from coletor.rules.facts import Contact, Hit, Row, earliest, latest
from coletor.rules.finding import Severity
from coletor.rules.registry import Surroundings, rule
from coletor.rules.tables import CACHED
from coletor.terminology.types import Procedure

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


@rule("sigtap-digito")
def check_digit(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """The last digit of the code checks the others; no package is needed."""
    for coded in contact.terms.get("sigtap", ()):
        if not _checks(coded.code):
            severity = Severity.WARNING if not_sus(coded.row) else None
            fields: dict[str, object] = {"valor": masked(coded.code, "sigtap")}
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
        fields = {"valor": masked(code, "sigtap"), "competencia": found.day.strftime("%m/%Y")}
        cover = found.cover
        variant = "demonstracao" if cover.demonstration else None if cover.exact else "outra"
        yield Hit(row, "codigo_procedimento", fields, found.severity, variant)


@each("sigtap-sexo")
def sex(row: Row, procedure: Procedure, found: Consultation, contact: Contact) -> Hit | None:
    """The procedure is of one sex, and the person's is another."""
    person = contact.get("sexo")
    if person is None or procedure.sex in _BOTH_SEXES or person == procedure.sex:
        return None
    unknown = person == codes.UNKNOWN_SEX
    fields = {"nome": procedure.name, "sexo": text(f"rules.sex.{procedure.sex}")}
    severity = Severity.WARNING if unknown else found.severity
    return Hit(row, "codigo_procedimento", fields, severity, "ignorado" if unknown else None)


@each("sigtap-idade")
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


@each("sigtap-quantidade")
def quantity(row: Row, procedure: Procedure, _found: Consultation, _contact: Contact) -> Hit | None:
    """More than the greatest quantity of the procedure."""
    given, limit = row.get("quantidade"), procedure.max_quantity
    if given is not None and limit is not None and given > limit:
        return Hit(row, "quantidade", {"valor": given, "limite": limit, "nome": procedure.name})
    return None


@each("sigtap-autorizacao")
def authorisation(
    row: Row, procedure: Procedure, _found: Consultation, _contact: Contact
) -> Hit | None:
    """The procedure is only registered by AIH or APAC, which have a number."""
    only_authorised = procedure.registers and procedure.registers <= _AUTHORISED
    if only_authorised and not row.has("numero_autorizacao"):
        return Hit(row, "numero_autorizacao", {"nome": procedure.name})
    return None


@each("sigtap-modalidade")
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

"""What SIGTAP says of each procedure of a contact, asked once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from coletor.rules import codes
from coletor.rules.facts import Contact, Hit, Row
from coletor.rules.finding import Severity
from coletor.rules.registry import RuleFunction, Surroundings, rule
from coletor.rules.tables import CACHED, CachedTables
from coletor.terminology.types import Coverage, Procedure


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
    asked = (code, day, not_sus(row))
    if asked not in tables.consulted:
        if len(tables.consulted) >= CACHED:
            tables.consulted.clear()
        tables.consulted[asked] = _ask(tables, *asked)
    found: Consultation | None = tables.consulted[asked]
    return found


def _ask(tables: CachedTables, code: str, day: date, other_payer: bool) -> Consultation | None:
    cover = tables.covers("sigtap", day)
    if not cover.loaded:
        return None
    soft = not cover.exact or cover.demonstration or other_payer
    return Consultation(tables.procedure(code, day), cover, day, soft)


def not_sus(row: Row) -> bool:
    """Tell whether the SUS does not pay a row: its table then binds nobody."""
    return bool(row.get("financiamento") != codes.SUS)


Known = list[tuple[Row, Procedure, Consultation]]


def known(contact: Contact, around: Surroundings) -> Known:
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
    rows: Known = contact.known
    return rows


_PerProcedure = Callable[[Row, Procedure, Consultation, Contact], Hit | None]


def each(rule_id: str) -> Callable[[_PerProcedure], RuleFunction]:
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

"""Rules of the national error catalogue of RNDS about dates."""

from collections.abc import Iterable, Iterator
from datetime import date

from coletor.rules import codes
from coletor.rules.facts import Contact, Hit, Row, earliest, latest
from coletor.rules.finding import Severity
from coletor.rules.registry import Surroundings, rule

_OLDEST = 130
_WITHIN_A_DAY = frozenset({codes.BASIC_CARE, codes.SPECIALISED})


def _future(around: Surroundings) -> Severity | None:
    """Return the severity of a future date: only a warning while the clock is in doubt."""
    return Severity.WARNING if around.clock_in_doubt else None


@rule("admissao-futura")
def future_admission(contact: Contact, around: Surroundings) -> Iterable[Hit]:
    """The admission is after today."""
    day = contact.get("data_admissao")
    if day is not None and day > contact.today:
        return (Hit(contact.root, "data_admissao", _today(contact, day), _future(around)),)
    return ()


@rule("desfecho-futuro")
def future_outcome(contact: Contact, around: Surroundings) -> Iterable[Hit]:
    """The outcome is after today."""
    day = contact.get("data_desfecho")
    if day is not None and day > contact.today and not _ends_before(contact):
        return (Hit(contact.root, "data_desfecho", _today(contact, day), _future(around)),)
    return ()


@rule("nascimento-futuro")
def future_birth(contact: Contact, around: Surroundings) -> Iterable[Hit]:
    """The birth is after today."""
    birth = contact.get("data_nascimento")
    if birth is not None and earliest(birth) > contact.today:
        fields = _today(contact, earliest(birth))
        return (Hit(contact.root, "data_nascimento", fields, _future(around)),)
    return ()


@rule("nascimento-depois-admissao")
def birth_after_admission(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """The person was admitted before being born."""
    birth, admission = contact.get("data_nascimento"), contact.get("data_admissao")
    if birth is None or admission is None or earliest(birth) > contact.today:
        return ()
    if earliest(birth) > admission:
        return (Hit(contact.root, "data_nascimento", {"outra": codes.shown_date(admission)}),)
    return ()


@rule("nascimento-130-anos")
def birth_too_long_ago(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """Nobody is older than 130 years."""
    birth = contact.get("data_nascimento")
    if birth is None or contact.today.year - birth.year < _OLDEST:
        return ()
    if latest(birth) < codes.years_before(contact.today, _OLDEST):
        return (Hit(contact.root, "data_nascimento", {"valor": codes.shown_date(earliest(birth))}),)
    return ()


@rule("desfecho-antes-admissao")
def outcome_before_admission(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """The contact ended before it began."""
    if _ends_before(contact):
        admission = contact.get("data_admissao")
        return (Hit(contact.root, "data_desfecho", {"outra": codes.shown_date(admission)}),)
    return ()


@rule("procedimento-antes-admissao")
def procedure_before_admission(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """A procedure was done before the admission (a third party may have done it)."""
    admission = contact.get("data_admissao")
    if admission is None or _span(contact)[0] >= admission:
        return
    for row in contact.rows("data_procedimento"):
        day = row.get("data_procedimento")
        if day is not None and day < admission:
            yield _about(row, contact, day, admission)


@rule("procedimento-depois-desfecho")
def procedure_after_outcome(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """A procedure was done after the outcome (a third party may have done it)."""
    outcome = contact.get("data_desfecho")
    if outcome is None or _span(contact)[1] <= outcome or _ends_before(contact):
        return
    for row in contact.rows("data_procedimento"):
        day = row.get("data_procedimento")
        if day is not None and day > outcome:
            yield _about(row, contact, day, outcome)


@rule("procedimento-futuro")
def future_procedure(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """A procedure is after today, and no outcome tells when the contact ended."""
    if _span(contact)[1] <= contact.today:
        return
    if contact.get("data_desfecho") is not None and not _ends_before(contact):
        return
    for row in contact.rows("data_procedimento"):
        day = row.get("data_procedimento")
        if day is not None and day > contact.today:
            hit = _about(row, contact, day, contact.today)
            yield hit._replace(severity=hit.severity or _future(around))


@rule("modalidade-varios-dias")
def several_days(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """Basic and specialised ambulatory care end on the day they begin."""
    admission = contact.get("data_admissao")
    if admission is None or contact.get("modalidade") not in _WITHIN_A_DAY:
        return ()
    outcome = contact.get("data_desfecho")
    if outcome is not None:
        if outcome > admission:
            return (Hit(contact.root, "data_desfecho", {"outra": codes.shown_date(admission)}),)
        return ()
    if contact.has("data_desfecho"):
        return ()
    later = [row for row in contact.rows("data_procedimento") if _after(row, admission)]
    if later:
        last = max(later, key=lambda row: row.get("data_procedimento"))
        return (Hit(last, "data_procedimento", {"outra": codes.shown_date(admission)}),)
    return ()


def _span(contact: Contact) -> tuple[date, date]:
    """Return the first and the last day of the procedures, reckoned once a contact."""
    if contact.span is None:
        given = [row.get("data_procedimento") for row in contact.rows("data_procedimento")]
        days = [day for day in given if day is not None]
        contact.span = (min(days), max(days)) if days else (date.max, date.min)
    return contact.span


def _after(row: Row, day: date) -> bool:
    mine = row.get("data_procedimento")
    return mine is not None and mine > day


def _ends_before(contact: Contact) -> bool:
    first, last = contact.get("data_admissao"), contact.get("data_desfecho")
    return first is not None and last is not None and last < first


def _about(row: Row, contact: Contact, day: date, limit: date) -> Hit:
    """Return the hit about a procedure's date: a warning where a third party did it."""
    by_third = any(
        child.has("estabelecimento_terceiro")
        for child in contact.below(row, "estabelecimento_terceiro")
    )
    fields = {"valor": codes.shown_date(day), "outra": codes.shown_date(limit)}
    return Hit(row, "data_procedimento", fields, Severity.WARNING if by_third else None)


def _today(contact: Contact, day: date) -> dict[str, object]:
    return {"valor": codes.shown_date(day), "hoje": codes.shown_date(contact.today)}

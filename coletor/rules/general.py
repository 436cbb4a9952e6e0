"""Rules of the Annex that name roles: unknown mother or CEP, outcome date, third parties."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from coletor.identifiers import cep, municipio
from coletor.rules import codes
from coletor.rules.facts import Contact, Hit
from coletor.rules.registry import Surroundings, day_of, rule

_UNKNOWN_MOTHER = frozenset({"SEM INFORMAÇÃO", "SEM INFORMACAO"})
_GENERAL_CEP = "0000"
_LATE_MONTHS = 12


@rule("mae-sem-informacao")
def unknown_mother(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """The mother's name is truly unknown: accepted, but worth a second question."""
    name = contact.get("nome_mae")
    if name is not None and " ".join(name.split()).upper() in _UNKNOWN_MOTHER:
        return (Hit(contact.root, "nome_mae", {}),)
    return ()


@rule("cep-geral")
def general_cep(contact: Contact, around: Surroundings) -> Iterable[Hit]:
    """A CEP of a whole município, which is the ordinary one where there is no other."""
    code = contact.get("cep_residencia")
    if code is None or not code.endswith(_GENERAL_CEP):
        return ()
    if around.profile is None or code not in around.profile.single_ceps:
        return (Hit(contact.root, "cep_residencia", {"valor": code}),)
    return ()


@rule("cep-estado")
def cep_of_another_state(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """The CEP is outside the range of the state of the município of residence."""
    code, place = contact.get("cep_residencia"), contact.get("municipio_residencia")
    if code is None or place is None:
        return ()
    state = municipio.state(place)
    if _state_of_cep(code[:5]) != state:
        return (Hit(contact.root, "cep_residencia", {"valor": code, "estado": state or ""}),)
    return ()


@rule("municipio-digito")
def municipio_check_digit(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """The check digit of a município, while no table of municípios tells for sure."""
    table = "municipio"
    if around.tables and around.tables.covers(table, day_of(contact) or contact.today).loaded:
        return
    for coded in contact.terms.get(table, ()):
        if not _checks(coded.code):
            yield Hit(coded.row, coded.element, {"valor": coded.code})


@rule("desfecho-sem-data")
def outcome_without_date(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """The outcome has a reason but no date; natural for Permanência only."""
    reason = contact.get("motivo_desfecho")
    if reason is None or reason == codes.STAYS or contact.has("data_desfecho"):
        return ()
    if not contact.root.is_missing("data_desfecho"):
        return (Hit(contact.root, "data_desfecho", {}),)
    return ()


@rule("terceiro-proprio")
def third_party_is_own(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """The third party is the establishment of the contact itself."""
    own = contact.get("estabelecimento")
    if own is None:
        return
    for row in contact.rows("estabelecimento_terceiro"):
        if row.get("estabelecimento_terceiro") == own:
            yield Hit(row, "estabelecimento_terceiro", {"valor": own})


@rule("modelo-vigencia")
def model_not_in_force(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """The admission is outside the days in which the model was in force."""
    model, day = contact.model, day_of(contact)
    if day is None:
        return ()
    if model.valid_from and day < model.valid_from:
        return (Hit(contact.root, "data_admissao", _limits(model.short_name, model.valid_from)),)
    if model.valid_to and day > model.valid_to:
        fields = _limits(model.short_name, model.valid_to)
        return (Hit(contact.root, "data_admissao", fields, variant="depois"),)
    return ()


@rule("admissao-antiga")
def late_by_a_year(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """More than 12 months passed since the month of admission: the server may not take it."""
    day, today = day_of(contact), contact.today
    if day is None:
        return ()
    if (today.year - day.year) * 12 + today.month - day.month > _LATE_MONTHS:
        return (Hit(contact.root, "data_admissao", {"valor": codes.shown_date(day)}),)
    return ()


@lru_cache(10_000)
def _state_of_cep(prefix: str) -> str | None:
    return cep.state(prefix)


@lru_cache(10_000)
def _checks(code: str) -> bool:
    return municipio.is_valid(code)


def _limits(name: str, day: date) -> dict[str, object]:
    return {"modelo": name, "limite": codes.shown_date(day)}

"""Checks of one value by the kind of its element; each returns the value read, or ``BAD``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from coletor.identifiers import cep, cnes, cns, ine
from coletor.identifiers.digits import has_form, unmask
from coletor.model import Element, Kind, load_list
from coletor.rules.facts import BAD, Coded, Row, YearAlone
from coletor.rules.registry import structural
from coletor.rules.structure import dates, terms, texts
from coletor.rules.structure.conditions import holds
from coletor.rules.structure.nodes import Check, Leaf
from coletor.rules.structure.numbers import check_decimal, check_integer

if TYPE_CHECKING:
    from coletor.rules.structure.reading import Reading


def check_of(element: Element) -> tuple[Check, bool]:
    """Return the check of an element, and whether it reads other roles of its row."""
    if element.kind is Kind.CODE:
        return _code_check(element), False
    if element.kind is Kind.TERM:
        return _check_term, element.table is None
    if element.kind is Kind.DATE:
        return _check_date, bool(element.year_alone_when)
    return _CHECKS[element.kind], False


@structural("modelo-tipo")
def _not_text(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    """Report a value that should be text; numbers as text are shown how to write."""
    is_number = type(value) is int
    return reading.bad(
        "modelo-tipo", leaf, row, variant="numero" if is_number else "texto", valor=value
    )


def _said(code: str, name: str) -> str:
    """Return a value as it is offered; a code that is its own name is said once."""
    return name if code.casefold() == name.casefold() else f"{code} {name}"


@structural("modelo-valor")
def _code_check(element: Element) -> Check:
    """Return the check of a coded element, with its values at hand."""
    known = load_list(element.list_id or "")
    values = {value.code: value.name for value in known.values if value.code in element.values}
    codes = frozenset(element.values)
    offered = ", ".join(_said(code, values[code]) for code in element.values)
    by_name = {values[code].casefold(): code for code in element.values}

    def check(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
        if type(value) is not str:
            return _not_text(value, leaf, row, reading)
        if value in codes:
            return value
        found = by_name.get(value.casefold()) or (
            value.zfill(2) if value.zfill(2) in codes else None
        )
        return reading.bad(
            "modelo-valor",
            leaf,
            row,
            valor=value,
            aceitos=offered,
            suggestion=_said(found, values[found]) if found else None,
        )

    return check


@structural("termo-forma")
def _check_term(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    table = leaf.element.table or row.get(leaf.element.table_role or "")
    if table is None:  # the terminology itself is missing or wrong, and says so
        return value if len(value) <= terms.LONGEST else BAD
    if len(value) > terms.LONGEST or not terms.has_form(table, value):
        return reading.bad(
            "termo-forma", leaf, row, variant=table, valor=value,
            suggestion=terms.suggest(table, value),
        )  # fmt: skip
    reading.contact.terms.setdefault(table, []).append(Coded(row, leaf.element, value))
    return value


@structural("modelo-data", "modelo-ano-isolado")
def _check_date(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    day = dates.read_date(value)
    if day is not None:
        return day
    year = dates.read_year(value)
    allowed = leaf.element.year_alone_when
    if year is None or not allowed:
        return reading.bad(
            "modelo-data", leaf, row, valor=value, suggestion=dates.suggest_date(value)
        )
    if not all(holds(condition, row) for condition in allowed):
        outro = reading.model.by_role[allowed[0].role].label
        return reading.bad("modelo-ano-isolado", leaf, row, valor=value, outro=outro)
    return YearAlone(year)


@structural("modelo-data-hora")
def _check_date_time(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    moment = dates.read_date_time(value)
    if moment is None:
        return reading.bad("modelo-data-hora", leaf, row, valor=value)
    return moment.date()  # the rules reason by day


@structural("modelo-duracao")
def _check_duration(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    if not dates.is_duration(value):
        return reading.bad("modelo-duracao", leaf, row, valor=value)
    return value


@structural("cns-forma", "cns-inicio", "cns-digito")
def _check_cns(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    if cns.is_valid(value):
        return value
    if not has_form(value, 15):
        return reading.bad("cns-forma", leaf, row, suggestion=_unmasked(value, 15))
    return reading.bad("cns-digito" if cns.starts_well(value) else "cns-inicio", leaf, row)


@structural("cnes-forma", "cnes-digito")
def _check_cnes(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    if not cnes.has_form(value):
        return reading.bad("cnes-forma", leaf, row, valor=value, suggestion=_unmasked(value, 7))
    if not cnes.is_valid(value):
        reading.bad("cnes-digito", leaf, row, valor=value)
    return value


@structural("ine-forma", "cep-forma")
def _form_check(rule_id: str, is_valid: Callable[[str], bool], digits: int) -> Check:
    """Return the check of a number that has a form and no more."""

    def check(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
        if type(value) is not str:
            return _not_text(value, leaf, row, reading)
        if not is_valid(value):
            suggestion = _unmasked(value, digits)
            return reading.bad(rule_id, leaf, row, valor=value, suggestion=suggestion)
        return value

    return check


@structural("modelo-versao")
def _check_version(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    form = leaf.element.form or "AAAAMMDD"
    if len(value) > 9 or not dates.is_version(value, form):
        return reading.bad("modelo-versao", leaf, row, variant=form, valor=value)
    return value


@structural("modelo-oid")
def _check_oid(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    parts = value.split(".")
    if len(value) > 100 or len(parts) < 2 or not all(p.isascii() and p.isdigit() for p in parts):
        return reading.bad("modelo-oid", leaf, row, valor=value)
    return value


def _check_text(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    if type(value) is not str:
        return _not_text(value, leaf, row, reading)
    return texts.check_text(value, leaf, row, reading)


def _unmasked(value: str, length: int) -> str | None:
    """Return the digits of a masked number where they are as many as they should be."""
    digits = unmask(value[:40])
    return digits if has_form(digits, length) else None


_CHECKS: dict[Kind, Check] = {
    Kind.TEXT: _check_text,
    Kind.LONG_TEXT: _check_text,
    Kind.DATE_TIME: _check_date_time,
    Kind.INTEGER: check_integer,
    Kind.DECIMAL: check_decimal,
    Kind.DURATION: _check_duration,
    Kind.CNS: _check_cns,
    Kind.CNES: _check_cnes,
    Kind.INE: _form_check("ine-forma", ine.is_valid, 10),
    Kind.CEP: _form_check("cep-forma", cep.is_valid, 8),
    Kind.VERSION: _check_version,
    Kind.OID: _check_oid,
}

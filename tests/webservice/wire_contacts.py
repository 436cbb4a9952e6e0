"""Contacts generated from a model's rows, for the tests of the wire."""

import string
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from coletor.model import Element, Kind, Model

_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="￾￿")
_LETTER = {"AAAAMMDD": ("",), "AAAAMMDDL": tuple(string.ascii_uppercase)}
_DIGITS = {Kind.CNS: 15, Kind.CNES: 7, Kind.INE: 10, Kind.CEP: 8}


_one_of, _text, _whole = cache(st.sampled_from), cache(st.text), cache(st.integers)
# What is drawn from is kept: hypothesis looks a new strategy over before the first draw of it.
_DAYS = st.dates().map(date.isoformat)
_DAYS_OR_YEARS = _DAYS | st.integers(1900, 2100).map(str)


@cache
def _digits(length: int) -> st.SearchStrategy[str]:
    """Return that many digits, of one number: each character of a text is drawn by itself."""
    return _whole(0, 10**length - 1).map(lambda number: f"{number:0{length}}")


@cache
def _versions(form: str) -> st.SearchStrategy[str]:
    return st.tuples(_digits(8), _one_of(_LETTER[form])).map("".join)


def values(element: Element) -> st.SearchStrategy[Any]:
    """Return what may be typed into an element."""
    kind = element.kind
    if kind is Kind.CODE:
        return _one_of(element.values)
    if kind is Kind.DATE:
        return _DAYS_OR_YEARS if element.year_alone_when else _DAYS
    if kind is Kind.INTEGER:
        return _whole(int(element.lowest or 0), 10**6)
    if kind is Kind.VERSION:
        return _versions(element.form or "")
    if kind in _DIGITS:
        return _digits(_DIGITS[kind])
    if kind is Kind.TERM:
        return _text(string.digits + string.ascii_uppercase, min_size=1, max_size=20)
    return _text(_LETTERS, min_size=1, max_size=element.length or 30)


@st.composite
def contacts(draw: st.DrawFn, model: Model) -> dict[str, Any]:
    """Return a contact with every required value, some optional ones, and up to 4 rows a list."""
    document: dict[str, Any] = {"modelo": model.id, "uuid": str(draw(st.uuids(version=4)))}
    _fill(draw, model, "", document)
    return document


def _fill(draw: st.DrawFn, model: Model, group: str, row: dict[str, Any]) -> None:
    for element in model.by_group[group].elements:
        if element.maximum == 1 and element.minimum == 0 and draw(st.booleans()):
            continue
        _put(row, element.path.rpartition("[].")[2], draw(values(element)))
    for child in model.children(group):
        rows: list[dict[str, Any]] = [{} for _ in range(draw(st.integers(1, 4)))]
        for item in rows:
            _fill(draw, model, child.path, item)
        _put(row, child.path.rpartition("[].")[2], rows)


def _put(row: dict[str, Any], key: str, value: Any) -> None:
    *way, last = key.split(".")
    for step in way:
        row = row.setdefault(step, {})
    row[last] = value

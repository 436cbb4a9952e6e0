"""What a person types, and how a value is shown: one pair of functions for every kind.

``parse`` never fails: text that has not (yet) the form of its kind comes back as it is, so that
nothing typed is lost and the checks, not the parser, say what is wrong with it.
"""

import re
from collections.abc import Callable
from datetime import date

from coletor.contact import times
from coletor.contact.fold import fold
from coletor.model.lists import load_list
from coletor.model.masks import masked
from coletor.model.schema import Element, Kind

Value = str | int | float

_PUNCTUATION = re.compile(r"[\s.\-/]")
_SPACES = re.compile(r"\s+")
_DECIMAL = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?", re.ASCII)
_MASKS = {Kind.CNS: (3, 4, 4, 4), Kind.CEP: (5, 3)}
_LENGTHS = {Kind.CNS: 15, Kind.CEP: 8}


def parse(element: Element, text: str, *, today: date | None = None) -> Value | None:
    """Return the document value of what was typed.

    Args:
        element: the row of the model that the cell belongs to.
        text: raw text of the cell.
        today: the day that two-digit years are read against; the century alone without it.

    Returns:
        The value, the text itself where it has not the form of its kind, or None for nothing.
    """
    if element.kind is Kind.LONG_TEXT:
        return text.strip() or None
    stripped = _SPACES.sub(" ", text).strip()
    if not stripped:
        return None
    parser = _PARSERS.get(element.kind)
    return parser(element, stripped, today) if parser else stripped


def display(element: Element, value: object) -> str:
    """Return a document value as a person reads it: masks, dd/mm/aaaa, names of coded values.

    A code of an external terminology gets the mask that its publisher prints it with.

    Args:
        element: the row of the model that the value belongs to.
        value: a value of the document; anything malformed is shown as it is.
    """
    if value is None:
        return ""
    text = str(value)
    if element.kind is Kind.CODE and element.list_id:
        coded = load_list(element.list_id).get(text)
        return coded.name if coded else text
    if element.kind is Kind.TERM:
        return masked(text, element.table or "")
    if element.kind in _MASKS and text.isdigit() and len(text) == _LENGTHS[element.kind]:
        return _grouped(text, element.kind)
    writer = _WRITERS.get(element.kind)
    return writer(text) if writer else text


def editable(element: Element, value: object) -> str:
    """Return the text a cell holds for a document value: codes stay codes, dates are as typed."""
    if element.kind in (Kind.CODE, Kind.TERM) or value is None:
        return "" if value is None else str(value)
    return display(element, value)


def _grouped(digits: str, kind: Kind) -> str:
    parts, start = [], 0
    for size in _MASKS[kind]:
        parts.append(digits[start : start + size])
        start += size
    return ("-" if kind is Kind.CEP else " ").join(parts)


def _date(_element: Element, text: str, today: date | None) -> str:
    return times.read_date(text, today)


def _date_time(_element: Element, text: str, today: date | None) -> str:
    return times.read_date_time(text, today)


def _duration(_element: Element, text: str, _today: date | None) -> str:
    return times.read_duration(text)


def _digits(_element: Element, text: str, _today: date | None) -> str:
    """Drop the mask of an identifier, but only when nothing else than a mask is in it."""
    bare = _PUNCTUATION.sub("", text)
    return bare if bare.isdigit() else text


def _integer(_element: Element, text: str, _today: date | None) -> str | int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else text


def _decimal(_element: Element, text: str, _today: date | None) -> Value:
    """Read 72, 72,5 and 72.5; whole numbers stay whole."""
    if not _DECIMAL.fullmatch(text):
        return text
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _code(element: Element, text: str, _today: date | None) -> str:
    """Read the code of a coded value, or its name typed in full, without regard to accents."""
    if text in element.values:
        return text
    values = load_list(element.list_id).values if element.list_id else ()
    wanted = fold(text)
    for value in values:
        if value.code in element.values and wanted in (fold(value.code), fold(value.name)):
            return value.code
    padded = text.zfill(2)
    return padded if text.isdigit() and padded in element.values else text


def _term(_element: Element, text: str, _today: date | None) -> str:
    """Drop the punctuation of a code of an external terminology (J45.9, 03.01.01.007-2)."""
    bare = _PUNCTUATION.sub("", text)
    return bare.upper() if any(c.isdigit() for c in bare) and bare.isalnum() else text


def _alphanumeric(element: Element, text: str, _today: date | None) -> str:
    return (_PUNCTUATION.sub("", text) or text) if element.alphanumeric else text


_PARSERS: dict[Kind, Callable[[Element, str, date | None], Value]] = {
    Kind.DATE: _date,
    Kind.DATE_TIME: _date_time,
    Kind.DURATION: _duration,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.CODE: _code,
    Kind.TERM: _term,
    Kind.TEXT: _alphanumeric,
    **dict.fromkeys((Kind.CNS, Kind.CNES, Kind.INE, Kind.CEP), _digits),
}

_WRITERS: dict[Kind, Callable[[str], str]] = {
    Kind.DATE: times.write_date,
    Kind.DATE_TIME: times.write_date_time,
    Kind.DURATION: times.write_duration,
    Kind.DECIMAL: lambda text: text.replace(".", ","),
}

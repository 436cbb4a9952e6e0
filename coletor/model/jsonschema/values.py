"""The schema of one value, by the kind of its element.

Lengths stand beside the patterns because some validators let ``$`` match before a final line
break; no pattern uses look-ahead, which some do not know.
"""

from collections.abc import Callable
from typing import Any

from coletor.messages import text
from coletor.model.lists import load_list
from coletor.model.schema import Element, Kind

Schema = dict[str, Any]

DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DATE_LENGTH = 10
_CONTROL = "[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff\\ufffe\\uffff]"
_CONTROL_BUT_LINES = (
    "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ud800-\\udfff\\ufffe\\uffff]"
)
_LONGEST = {Kind.TEXT: 1_000, Kind.LONG_TEXT: 100_000}
_GREATEST = 10**15
_LONGEST_CODE = 20
_VERSIONS = {"AAAAMMDD": ("^[0-9]{8}$", 8), "AAAAMMDDL": ("^[0-9]{8}[A-Z]$", 9)}

TABLES = {
    "sigtap": "^[0-9]{10}$",
    "cid-10": "^[A-Z][0-9]{2,3}$",
    "ciap-2": "^[ABDFHKLNPRSTUWXYZ][0-9]{2}$",
    "cbo": "^[0-9]{4}[0-9A-Z][0-9]$",
    "municipio": "^(1[1-7]|2[1-9]|3[1235]|4[1-3]|5[0-3])[0-9]{5}$",
    "pais": "^[0-9]{1,3}$",
    "tuss": "^[0-9]{8}$",
    "cbhpm": "^[0-9]{8}$",
}
"""Form of the codes of the external terminologies, by table."""


def value_schema(element: Element) -> Schema:
    """Return the schema of an element's value, with its label and concept.

    Args:
        element: a row of the annex that holds a value.
    """
    schema: Schema = {"title": element.label}
    said = [element.concept or element.printed_type]
    if element.unit:
        said.append(text("model.schema.unit", unit=element.unit))
    if element.automatic:
        said.append(text("model.dictionary.automatic"))
    if any(said):
        schema["description"] = " ".join(filter(None, said))
    return schema | _KINDS[element.kind](element)


def table_schema(table: str) -> Schema:
    """Return the form of the codes of a terminology; any short text for one without a form."""
    if table not in TABLES:
        return {}
    return {"pattern": TABLES[table], "not": {"pattern": "\\s"}}


def _digits(pattern: str, length: int) -> Callable[[Element], Schema]:
    schema = _string(pattern, length, length)
    return lambda _element: schema.copy()


def _string(pattern: str, shortest: int, longest: int) -> Schema:
    return {"type": "string", "pattern": pattern, "minLength": shortest, "maxLength": longest}


def _free(element: Element) -> Schema:
    longest = element.length or _LONGEST[element.kind]
    if element.alphanumeric:
        return {**_string("^[0-9A-Za-z]+$", 1, longest), "not": {"pattern": "\\s"}}
    refused = _CONTROL_BUT_LINES if element.kind is Kind.LONG_TEXT else _CONTROL
    return {**_string("\\S", 1, longest), "not": {"pattern": refused}}


def _code(element: Element) -> Schema:
    """Return the printed values, each with its name and the definition the resolution gives."""
    known = load_list(element.list_id or "")
    choices = []
    for value in map(known.get, element.values):
        if value is None:  # the loader refuses such a model
            continue
        choice = {"const": value.code, "title": value.name}
        choices.append(choice | ({"description": value.definition} if value.definition else {}))
    return {"type": "string", "oneOf": choices}


def _term(element: Element) -> Schema:
    short = {"type": "string", "minLength": 1, "maxLength": _LONGEST_CODE}
    return short | (table_schema(element.table) if element.table else {})


def _date(element: Element) -> Schema:
    if not element.year_alone_when:
        return {**_string(DATE, _DATE_LENGTH, _DATE_LENGTH), "format": "date"}
    return {
        "type": "string",
        "oneOf": [_string(DATE, _DATE_LENGTH, _DATE_LENGTH), _string("^(?!0000)[0-9]{4}$", 4, 4)],
    }


def _date_time(_element: Element) -> Schema:
    pattern = (
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]"
        "(:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-9]{2})?$"
    )
    return {"type": "string", "pattern": pattern, "not": {"pattern": "\\s"}}


def _duration(_element: Element) -> Schema:
    pattern = "^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$"
    return {"type": "string", "pattern": pattern, "not": {"pattern": "[PT]$|\\s"}}


def _version(element: Element) -> Schema:
    pattern, length = _VERSIONS[element.form or "AAAAMMDD"]
    return _string(pattern, length, length)


def _oid(_element: Element) -> Schema:
    return {**_string("^[0-9]+(\\.[0-9]+)+$", 3, 100), "not": {"pattern": "\\s"}}


def _integer(element: Element) -> Schema:
    return {"type": "integer", **_bounds(element, int)}


def _decimal(element: Element) -> Schema:
    return {"type": "number", **_bounds(element, float)}


def _bounds(element: Element, number: type[int] | type[float]) -> Schema:
    highest = number(element.highest) if element.highest is not None else _GREATEST
    lowest = {} if element.lowest is None else {"minimum": number(element.lowest)}
    return {**lowest, "maximum": highest}


_KINDS: dict[Kind, Callable[[Element], Schema]] = {
    Kind.TEXT: _free,
    Kind.LONG_TEXT: _free,
    Kind.CODE: _code,
    Kind.TERM: _term,
    Kind.DATE: _date,
    Kind.DATE_TIME: _date_time,
    Kind.DURATION: _duration,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.VERSION: _version,
    Kind.OID: _oid,
    Kind.CNS: _digits("^[12789][0-9]{14}$", 15),
    Kind.CNES: _digits("^[0-9]{7}$", 7),
    Kind.INE: _digits("^[0-9]{10}$", 10),
    Kind.CEP: _digits("^[0-9]{8}$", 8),
}

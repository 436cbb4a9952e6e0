"""How one value is written on the wire and read back."""

from functools import cache

from coletor.errors import ColetorError
from coletor.model import Element, Kind, load_list
from coletor.webservice.names import Wire

Value = str | int


def to_wire(element: Element, value: Value, wire: Wire) -> str:
    """Return the text of a value on the wire.

    Raises:
        ColetorError: the value's list maps to the wire and this code has no counterpart.
    """
    mapping = _mapping(element.list_id, wire)
    if mapping is None:
        return str(value)
    if str(value) not in mapping:
        raise ColetorError("webservice.wire.no_value", label=element.label, value=value)
    return mapping[str(value)]


def from_wire(element: Element, text: str, wire: Wire) -> Value:
    """Return the document's value of a text on the wire.

    Raises:
        ColetorError: the text is no value of this element.
    """
    mapping = _mapping(element.list_id, wire)
    if mapping is not None:
        for code, written in mapping.items():
            if written == text:
                return code
        raise ColetorError("webservice.wire.strange_value", label=element.label, value=text)
    if element.kind is Kind.INTEGER:
        if not (text.isascii() and text.isdigit()):
            raise ColetorError("webservice.wire.strange_value", label=element.label, value=text)
        return int(text)
    return text


def _mapping(list_id: str | None, wire: Wire) -> dict[str, str] | None:
    """Return code -> text on the wire of a list, or None where codes go as they are."""
    rule = wire.values.get(list_id) if list_id else None
    if list_id is None or rule is None:
        return None
    if isinstance(rule, str):
        return _attribute(list_id, rule)
    return dict(rule)


@cache
def _attribute(list_id: str, attribute: str) -> dict[str, str]:
    return {value.code: getattr(value, attribute) for value in load_list(list_id).values}

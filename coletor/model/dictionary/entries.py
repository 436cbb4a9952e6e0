"""One entry of the data dictionary for each row of the annex."""

from collections.abc import Iterator
from dataclasses import dataclass

from coletor.messages import text
from coletor.model.dictionary.around import rules_of, wire_names
from coletor.model.lists import CodeValue, load_list
from coletor.model.schema import Condition, Element, Model


@dataclass(frozen=True)
class Entry:
    """What the dictionary says of one row of the annex.

    Args:
        element: the row.
        list_id: id of the code list or of the external terminology, '' for neither.
        values: (code, name) of the coded values that this annex prints.
        coded: the same values with the definitions that the resolution gives them.
        checks: in words, when the element is required, allowed or excluded.
        wire: names of the elements on the wire down to it, '' where the model is not sent.
        rules: ids of the catalogue's rules that read or point at it, in catalogue order.
    """

    element: Element
    list_id: str
    values: tuple[tuple[str, str], ...]
    coded: tuple[CodeValue, ...]
    checks: tuple[str, ...]
    wire: str
    rules: tuple[str, ...]


def entries(model: Model) -> Iterator[Entry]:
    """Yield the dictionary's entries in the order of the annex."""
    names = wire_names(model)
    for element in model.elements:
        yield describe(model, element, names.get(element.path, ""))


def describe(model: Model, element: Element, wire: str = "") -> Entry:
    """Return the entry of one row.

    Args:
        model: the row's model.
        element: the row.
        wire: its names on the wire, where they are wanted.
    """
    coded = _coded(element)
    return Entry(
        element=element,
        list_id=_list_id(model, element),
        values=tuple((value.code, value.name) for value in coded),
        coded=coded,
        checks=_checks(model, element),
        wire=wire,
        rules=rules_of(model, element),
    )


def _list_id(model: Model, element: Element) -> str:
    if element.table_role:
        chosen = model.by_role[element.table_role]
        return ", ".join(chosen.values)
    return element.list_id or element.table or ""


def _coded(element: Element) -> tuple[CodeValue, ...]:
    if element.list_id is None:
        return ()
    by_code = {value.code: value for value in load_list(element.list_id).values}
    return tuple(by_code[code] for code in element.values)


def _checks(model: Model, element: Element) -> tuple[str, ...]:
    found = []
    if element.required_when and not element.minimum:
        when = _in_words(model, element.required_when)
        found.append(text("model.dictionary.required_when", when=when))
    if element.applies_when:
        found.append(
            text("model.dictionary.applies_when", when=_in_words(model, element.applies_when))
        )
    if element.year_alone_when:
        found.append(
            text("model.dictionary.year_alone", when=_in_words(model, element.year_alone_when))
        )
    if element.excludes:
        names = ", ".join(model.by_role[role].label for role in element.excludes)
        found.append(text("model.dictionary.excludes", names=names))
    if element.automatic:
        found.append(text("model.dictionary.automatic"))
    return tuple(found)


def _in_words(model: Model, conditions: tuple[Condition, ...]) -> str:
    joiner = f" {text('model.dictionary.and')} "
    return joiner.join(_condition(model, item) for item in conditions)


def _condition(model: Model, condition: Condition) -> str:
    name = model.by_role[condition.role].label
    if condition.value is not None:
        return text("model.dictionary.equals", name=name, value=condition.value)
    key = "present" if condition.present else "absent"
    return text(f"model.dictionary.{key}", name=name)

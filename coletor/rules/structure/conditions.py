"""Conditions of an element on others: required, applicable, exclusive, subordinated."""

from typing import TYPE_CHECKING

from coletor.model import Condition
from coletor.rules.facts import Row
from coletor.rules.registry import structural
from coletor.rules.structure.nodes import Leaf

if TYPE_CHECKING:
    from coletor.rules.structure.reading import Reading


def settle(leaves: list[Leaf], row: Row, reading: "Reading") -> None:
    """Check the conditions of a row's elements, once all its values are read.

    What is missing is settled first: an element that does not apply because another is
    missing is not a second finding.
    """
    for leaf in leaves:
        if leaf.name not in row.values:
            _absent(leaf, row, reading)
    for leaf in leaves:
        if leaf.name in row.values:
            _present(leaf, row, reading)


def holds(condition: Condition, row: Row) -> bool:
    """Tell whether a condition holds; a wrong value counts as present, but equal to nothing."""
    if condition.value is not None:
        return bool(row.get(condition.role) == condition.value)
    return row.has(condition.role) is condition.present


@structural("modelo-exigido")
def _absent(leaf: Leaf, row: Row, reading: "Reading") -> None:
    if row.missing and leaf.name in row.missing:
        return
    element = leaf.element
    required = element.required_when and all(
        holds(condition, row) for condition in element.required_when
    )
    if required:
        reading.missing("modelo-exigido", element, leaf.name, row)
    elif leaf.superior and element.minimum and leaf.superior.name in row.values:
        reading.missing("modelo-obrigatorio", element, leaf.name, row)


@structural("modelo-nao-cabe", "modelo-exclui", "modelo-subordinado")
def _present(leaf: Leaf, row: Row, reading: "Reading") -> None:
    element = leaf.element
    by_role = reading.model.by_role
    for condition in element.applies_when:
        if not holds(condition, row) and not _settled_there(condition, row):
            other = by_role[condition.role]
            reading.bad("modelo-nao-cabe", leaf, row, outro=other.label)
            return
    for role in element.excludes:
        if row.has(role):
            reading.bad("modelo-exclui", leaf, row, outro=by_role[role].label)
            return
    if leaf.superior and leaf.superior.name not in row.values:
        reading.bad("modelo-subordinado", leaf, row, outro=leaf.superior.element.label)


def _settled_there(condition: Condition, row: Row) -> bool:
    """Tell whether the role the condition reads has a finding of its own already."""
    if row.is_missing(condition.role):
        return True
    return row.has(condition.role) and row.get(condition.role) is None

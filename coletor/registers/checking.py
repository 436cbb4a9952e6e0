"""What is wrong with the values of an entry, in the words of the rules where there is a rule."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coletor.contact.document import pattern_of
from coletor.identifiers import cpf
from coletor.messages import text
from coletor.model import Model
from coletor.registers.definition import Definition, Field
from coletor.registers.entries import Problem
from coletor.registers.placing import columns_at, document_of
from coletor.rules import Finding, Severity

_ROW_END = " · "
"""What stands between the rows of a contact and the label, in the words of a finding."""

Examine = Callable[[Model, dict[str, Any]], Sequence[Finding]]
"""The checks of a model; a contact that names nobody but the person is given."""


def problems_of(
    definition: Definition, values: Mapping[str, str], examine: Examine
) -> list[Problem]:
    """Return what keeps an entry from being kept, in the order of the editor.

    Args:
        definition: its register.
        values: canonical values.
        examine: the checks of a model.
    """
    found = {problem.field_id: problem for problem in reversed(_ruled(definition, values, examine))}
    for field in definition.fields:
        own = _own(field, values.get(field.id, ""))
        if own is not None:
            found[field.id] = own
    if not found:
        found = {problem.field_id: problem for problem in _unnamed(definition, values)}
    return [found[field.id] for field in definition.fields if field.id in found]


def _ruled(definition: Definition, values: Mapping[str, str], examine: Examine) -> list[Problem]:
    """Return what the rules say of the values that are there; nothing else is asked for."""
    fields = {
        element.path: name for name, element in columns_at(definition, definition.model).items()
    }
    found = []
    for finding in examine(definition.model, document_of(definition, values)):
        name = fields.get(pattern_of(finding.path))
        if finding.severity is Severity.ERROR and name is not None and name in values:
            found.append(Problem(name, _alone(finding)))
    return found


def _alone(finding: Finding) -> str:
    """Return a finding's words without the rows of a contact that they begin with."""
    label = finding.fields["rotulo"]
    _, found, rest = finding.message.partition(f"{_ROW_END}{label}")
    return f"{label}{rest}" if found else finding.message


def _own(field: Field, value: str) -> Problem | None:
    """Return what no rule of the model says: what is missing, and what is kept only here."""
    if not value:
        if field.required:
            return Problem(field.id, text("registers.missing", label=field.label))
        return None
    if field.form == "cpf" and not cpf.is_valid(value):
        return Problem(field.id, text("registers.cpf", label=field.label, value=value))
    if field.element is None and field.shape.length and len(value) > field.shape.length:
        limit, size = field.shape.length, len(value)
        return Problem(field.id, text("registers.long", label=field.label, limit=limit, size=size))
    return None


def _unnamed(definition: Definition, values: Mapping[str, str]) -> list[Problem]:
    """Return what is missing to tell this person from another, for registers that know a way."""
    if not definition.same or any(values.get(group[0]) for group in definition.unique):
        return []
    missing = [name for name in definition.same if not values.get(name)]
    if not missing:
        return []
    codes = [definition.by_id[group[0]].label for group in definition.unique]
    *same, last = (definition.by_id[name].label for name in definition.same)
    said = {"codes": f" {text('registers.or')} ".join(codes), "same": ", ".join(same), "last": last}
    return [Problem(definition.unique[0][0], text("registers.unnamed", **said))]

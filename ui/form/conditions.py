"""Which fields apply, which are required and why not: the model's conditions on one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coletor.messages import text
from coletor.model import Condition, Element, Model

Look = Callable[[str], object]
"""The value of a role as a row sees it, None when absent."""
Naming = Callable[[Element, object], str]
"""How a value is called: the name of a code, or the value itself."""


@dataclass(frozen=True, slots=True)
class FieldState:
    """What a field is at this moment.

    Args:
        applies: whether it may be filled.
        required: whether the contact is incomplete without it.
        year_alone: whether a date may be a year alone.
        reason: why it does not apply, in a few words; empty when it does.
    """

    applies: bool = True
    required: bool = False
    year_alone: bool = False
    reason: str = ""


class Conditions:
    """The conditions of one model.

    Args:
        model: the contact's model.
        apart: what `apart` says of it.
        name: how a value of an element is called.
    """

    def __init__(self, model: Model, apart: Mapping[str, tuple[str, ...]], name: Naming) -> None:
        self._model = model
        self._apart = apart
        self._name = name

    def state(self, element: Element, look: Look, reason: str) -> FieldState:
        """Return what a field is, given the other values of the contact.

        Args:
            element: the field's element.
            look: the value of a role.
            reason: why it does not apply, or an empty text.
        """
        required = element.minimum == 1 or (
            bool(element.required_when) and _all_hold(element.required_when, look)
        )
        return FieldState(
            applies=not reason,
            required=required and not reason,
            year_alone=bool(element.year_alone_when) and _all_hold(element.year_alone_when, look),
            reason=reason,
        )

    def why_not(self, element: Element, look: Look) -> str:
        """Return why an element may not be filled, in a few words, or an empty text."""
        for condition in element.applies_when:
            if not condition.holds(look(condition.role)):
                return self._unmet(condition)
        for role in self._apart[element.path]:
            if look(role) is not None:
                return text("form.not_with", label=self._model.by_role[role].label)
        return ""

    def _unmet(self, condition: Condition) -> str:
        other = self._model.by_role[condition.role]
        if condition.value is not None:
            return text("form.only_for", value=self._name(other, condition.value))
        return text("form.only_with" if condition.present else "form.not_with", label=other.label)


def _all_hold(conditions: tuple[Condition, ...], look: Look) -> bool:
    return all(condition.holds(look(condition.role)) for condition in conditions)


def apart(model: Model) -> dict[str, tuple[str, ...]]:
    """Return by path which roles may not stand beside an element."""
    return {element.path: _apart(model, element) for element in model.leaves}


def _apart(model: Model, element: Element) -> tuple[str, ...]:
    """Return the roles that may not stand beside an element, whichever of the two says so.

    An element and its stand-in share one place: the form never shows both, so nothing closes.
    """
    named = [role for role in element.excludes if not _stands_in(element, role)]
    named += [
        other.role
        for other in model.leaves
        if other.role and element.role in other.excludes and not _stands_in(other, element.role)
    ]
    return tuple(named)


def _stands_in(element: Element, role: str | None) -> bool:
    return role is not None and element.hint.toggles == role and element.hint.key is not None

"""Binds catalogue ids to the functions that check them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from coletor.rules.facts import Contact, Hit

if TYPE_CHECKING:
    from coletor.rules.profile import ProfileView
    from coletor.rules.storeview import StoreView
    from coletor.rules.tables import CachedTables


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may ask besides the contact itself.

    Args:
        tables: the code tables, or None.
        profile: what the establishment reports, or None.
        store: the folder's contacts and patients, or None.
        clock_in_doubt: the computer's clock disagrees with what is known: future dates only warn.
    """

    tables: "CachedTables | None" = None
    profile: "ProfileView | None" = None
    store: "StoreView | None" = None
    clock_in_doubt: bool = False


RuleFunction = Callable[[Contact, Surroundings], Iterable[Hit]]
_Function = TypeVar("_Function", bound=Callable[..., object])

_functions: dict[str, RuleFunction] = {}
_structural: set[str] = set()


def rule(rule_id: str) -> Callable[[RuleFunction], RuleFunction]:
    """Bind a function to the rule of the catalogue with that id."""

    def bind(function: RuleFunction) -> RuleFunction:
        _functions[rule_id] = function
        return function

    return bind


def structural(*rule_ids: str) -> Callable[[_Function], _Function]:
    """Note that a part of the structure pass reports these rules of the catalogue."""

    def bind(function: _Function) -> _Function:
        _structural.update(rule_ids)
        return function

    return bind


def functions() -> Mapping[str, RuleFunction]:
    """Return the rule functions by id."""
    return _functions


def structural_ids() -> frozenset[str]:
    """Return the ids that the structure pass reports."""
    return frozenset(_structural)


def day_of(contact: Contact) -> date | None:
    """Return the admission date of a contact, or None where it has no valid one."""
    day = contact.get("data_admissao")
    return day if isinstance(day, date) else None

"""Cases of the rules: for each id what passes, what fails and what stands at the boundary.

``fails`` breaks that rule alone unless it names others; ``boundary`` stands on the edge and says
on which side. The suite checks that every id of the catalogue has all three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules_contacts import ordinary

CASES: list[Case] = []


@dataclass(frozen=True)
class Case:
    """One contact and what one rule says of it."""

    rule: str
    kind: str
    expected: bool
    changes: Mapping[str, Any]
    path: str = ""
    says: str = ""
    severity: str = "erro"
    also: tuple[str, ...] = ()
    suggestion: str | None = None
    base: Callable[[], dict[str, Any]] = ordinary
    around: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.rule}-{self.kind}-{self.path or 'ok'}"


def passes(rule: str, changes: Mapping[str, Any] | None = None, **more: Any) -> None:
    CASES.append(Case(rule, "passes", False, changes or {}, **more))


def fails(rule: str, path: str, says: str, changes: Mapping[str, Any], **more: Any) -> None:
    CASES.append(Case(rule, "fails", True, changes, path, says, **more))


def boundary(
    rule: str, path: str | None, changes: Mapping[str, Any], says: str = "", **more: Any
) -> None:
    """``path`` None: the contact stands just inside; otherwise just outside."""
    CASES.append(Case(rule, "boundary", path is not None, changes, path or "", says, **more))

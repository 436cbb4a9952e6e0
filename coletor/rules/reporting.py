"""Turns what a check found into findings: words, severity, place and order."""

from collections.abc import Mapping
from typing import Any

from coletor.contact.document import parse_path
from coletor.model import Model
from coletor.rules.catalogue import by_id
from coletor.rules.facts import Row
from coletor.rules.finding import Finding, Severity
from coletor.rules.where import prefix_of, where

_SHOWN = 40
_HUGE = 10**20


def shown(value: Any) -> str:
    """Return a value as a message shows it: short, printable, whatever the file held."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > _HUGE:
        return "…"  # writing out a huge number takes long, or fails
    if not isinstance(value, str | int | float):
        return "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else "null"
    words = str(value)[: _SHOWN + 1]
    words = "".join(character if character.isprintable() else "�" for character in words)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _label(model: Model, path: str) -> str:
    """Return what a clerk calls a concrete place, without the rows above it."""
    return where(model, path).rpartition(" › ")[2]


class Report:
    """Collects the findings about one contact."""

    __slots__ = ("findings", "model")

    def __init__(self, model: Model) -> None:
        self.model = model
        self.findings: list[Finding] = []

    def add(
        self,
        rule_id: str,
        row: Row,
        path: str,
        fields: Mapping[str, object],
        *,
        label: str | None = None,
        severity: Severity | None = None,
        variant: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Add one finding.

        Args:
            rule_id: id in the catalogue.
            row: row that the place is in.
            path: concrete place.
            fields: values of the message's places; ``rotulo`` comes from ``label``.
            label: what a clerk calls the place.
            severity: where it is not the catalogue's.
            variant: which of the rule's other texts to use, if the rule has it.
            suggestion: what would settle it.
        """
        rule = by_id()[rule_id]
        values = {
            key: value if isinstance(value, str) and key != "valor" else shown(value)
            for key, value in fields.items()
        }
        values["rotulo"] = _label(self.model, path) if label is None else label
        template = rule.variants.get(variant, rule.message) if variant else rule.message
        if suggestion is None and rule.suggestion:
            suggestion = rule.suggestion.format_map(values)
        self.findings.append(
            Finding(
                rule=rule_id,
                severity=severity or rule.severity,
                path=path,
                message=prefix_of(self.model, row) + template.format_map(values),
                fields=values,
                suggestion=suggestion,
            )
        )


class FormOrder:
    """Orders findings as the form is: by annex row, list position, severity and catalogue."""

    def __init__(self, model: Model) -> None:
        self._rank = {"modelo": -2, "uuid": -1}
        for element in reversed(model.elements):
            steps = element.path.removesuffix("[]").split(".")
            for end in range(1, len(steps) + 1):
                pattern = ".".join(steps[:end])
                self._rank[pattern] = self._rank[pattern.removesuffix("[]")] = element.row
        self._rules = {rule_id: position for position, rule_id in enumerate(by_id())}
        self._last = len(model.elements) + 1

    def sort(self, findings: list[Finding]) -> None:
        """Sort findings in place; equal contacts give equal orders."""
        if len(findings) > 1:
            findings.sort(key=self._key)

    def _key(self, finding: Finding) -> tuple[Any, ...]:
        return (
            tuple(self._steps(finding.path)),
            finding.severity is Severity.WARNING,
            self._rules[finding.rule],
            finding.path,
        )

    def _steps(self, path: str) -> list[int]:
        """Return the place as numbers: rank of each key, position of each row."""
        steps: list[int] = []
        pattern = ""
        for step in parse_path(path):
            if isinstance(step, int):
                pattern += "[]"
                steps.append(step)
            else:
                pattern = f"{pattern}.{step}" if pattern else step
                steps.append(self._rank.get(pattern, self._last))
        return steps

"""The rule catalogue: ``resources/rules/*.toml``, one ``[[regra]]`` for each id."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from coletor import resources
from coletor.errors import ColetorError
from coletor.rules.finding import Severity


class Needs(StrEnum):
    """What a rule asks besides the contact itself; without it the rule is not checked."""

    NOTHING = "pure"
    TABLES = "tables"
    STORE = "store"
    PROFILE = "profile"


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue; the function that checks it is bound to the id.

    Args:
        id: kebab-case, with a prefix by source.
        title: one line for the list of rules.
        severity: how grave, before the circumstances the rule itself names.
        roles: roles read; empty for rules of the model's structure, which read every element.
        points_at: role the finding points at, or empty when it is the element in question.
        needs: what is asked besides the contact.
        message: template for a clerk.
        variants: other texts of the same rule, by name.
        suggestion: template of the suggestion, or empty.
        in_file: what is said besides where the contact is read from a file, or empty.
        source: annex and level, article, or code of the national catalogue.
        grade: how sure the source is (oficial, derivado, medido, analogia).
        table: table that must be loaded for the rule to be checked at all.
        valid_from: first admission date it holds for, or None.
        valid_to: last one, or None.
        part: part of the catalogue it stands in (``modelo``, ``sigtap``).
        value_alone: whether it doubts nothing but the value that stands there, so that the reason
            given for a value holds for it in every contact.
    """

    id: str
    title: str
    severity: Severity
    roles: tuple[str, ...]
    points_at: str
    needs: Needs
    message: str
    source: str
    grade: str
    variants: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""
    in_file: str = ""
    table: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    part: str = ""
    value_alone: bool = False

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the rule is in force on an admission date (always, when unknown)."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@cache
def catalogue() -> tuple[Rule, ...]:
    """Return every rule, in the order of the catalogue."""
    found = []
    for file in sorted(resources.path("rules").glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        part = file.stem.partition("-")[2]
        found += [_rule(row, part) for row in data["regra"]]
    return tuple(found)


@cache
def by_id() -> Mapping[str, Rule]:
    """Return the rules by id."""
    return {rule.id: rule for rule in catalogue()}


@cache
def version() -> str:
    """Return what tells this catalogue from another: the start of its content's SHA-256."""
    digest = hashlib.sha256()
    for file in sorted(resources.path("rules").glob("*.toml")):
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def find_rule(rule_id: str) -> Rule:
    """Return one rule.

    Raises:
        ColetorError: there is no such rule.
    """
    if rule_id not in by_id():
        raise ColetorError("rules.unknown", id=rule_id)
    return by_id()[rule_id]


def _rule(row: dict[str, Any], part: str) -> Rule:
    return Rule(
        id=row["id"],
        title=row["titulo"],
        severity=Severity(row["gravidade"]),
        roles=tuple(row.get("le", ())),
        points_at=row.get("aponta", ""),
        needs=Needs(row["precisa"]),
        message=row["mensagem"],
        source=row["fonte"],
        grade=row["grau"],
        variants=row.get("variantes", {}),
        suggestion=row.get("sugestao", ""),
        in_file=row.get("num_arquivo", ""),
        table=row.get("tabela", ""),
        valid_from=row.get("valida_de"),
        valid_to=row.get("valida_ate"),
        part=part,
        value_alone=row.get("motivo_vale_para_o_valor", False),
    )

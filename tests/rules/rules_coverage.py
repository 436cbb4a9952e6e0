"""Prints, as Markdown: what the reference asks, the rules that do it, and the tests of each.

Run: python tests/rules/rules_coverage.py
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import rules_cases_general  # noqa: F401 - fills the cases
import rules_cases_model  # noqa: F401
import rules_cases_tables  # noqa: F401
from rules_cases import CASES

from coletor.rules import find_rule

HERE = Path(__file__).resolve().parent
_KINDS = ("passes", "fails", "boundary")


def asked() -> Iterator[tuple[str, str, list[str]]]:
    """Yield (section, statement of the reference, ids of the rules)."""
    data = tomllib.loads((HERE / "referencia.toml").read_text(encoding="utf-8"))
    for section in data["secao"]:
        for statement, ids in section["itens"]:
            yield section["nome"], statement, ids


def tests_of(rule_id: str) -> str:
    """Return what tests a rule: its cases by kind, or the files' tests that name it."""
    kinds = Counter(case.kind for case in CASES if case.rule == rule_id)
    if kinds:
        return ", ".join(f"{kinds[kind]} {kind}" for kind in _KINDS)
    files = (HERE.parent / "exchange").glob("test_*.py")
    named = sorted(file.name for file in files if rule_id in file.read_text(encoding="utf-8"))
    return ", ".join(named)


def table() -> str:
    lines = ["| reference | rule | severity | tests |", "|---|---|---|---|"]
    section = ""
    for name, statement, ids in asked():
        if name != section:
            lines.append(f"| **{name}** | | | |")
            section = name
        for position, rule_id in enumerate(ids):
            said = "" if position else statement
            lines.append(
                f"| {said} | `{rule_id}` | {find_rule(rule_id).severity} | {tests_of(rule_id)} |"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())  # noqa: T201

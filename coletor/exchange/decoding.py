"""Strict JSON: no NaN, no repeated keys, no endless nesting, and a finding for each."""

import json
from typing import Any

from coletor.rules.catalogue import find_rule
from coletor.rules.finding import Finding
from coletor.rules.registry import structural
from coletor.rules.reporting import shown


class RepeatedKeyError(ValueError):
    """An object names a key twice."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


class NumberError(ValueError):
    """A number that JSON has not (NaN, Infinity), or with more digits than any value has."""


_DIGITS = 1000
"""Digits of a whole number beyond which reading it takes long; not every Python sets a limit."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise RepeatedKeyError(next(key for key in keys if keys.count(key) > 1))
    return found


def _constant(name: str) -> Any:
    raise NumberError(name)


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise NumberError(digits[:_DIGITS])
    return int(digits)


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole)
"""Decodes one value strictly; raises ``ValueError`` or ``RecursionError``."""


@structural("arquivo-utf8", "arquivo-json", "arquivo-chave-repetida", "arquivo-uuid-repetido")
def problem(rule_id: str, line: int, variant: str | None = None, **fields: object) -> Finding:
    """Return the finding about a place of a file.

    Args:
        rule_id: id in the catalogue, of those about files.
        line: line from 1.
        variant: which of the rule's texts.
        **fields: values of the message's places.
    """
    rule = find_rule(rule_id)
    values = {"linha": str(line)} | {key: shown(value) for key, value in fields.items()}
    template = rule.variants[variant] if variant else rule.message
    path = "uuid" if rule_id == "arquivo-uuid-repetido" else ""
    return Finding(rule_id, rule.severity, path, template.format_map(values), values)


def explain(error: ValueError | RecursionError, line: int) -> Finding:
    """Return the finding about a value that could not be decoded.

    Args:
        error: what the decoder raised.
        line: line on which the value begins, from 1.
    """
    if isinstance(error, RecursionError):
        return problem("arquivo-json", line, "aninhado")
    if isinstance(error, RepeatedKeyError):
        return problem("arquivo-chave-repetida", line, valor=error.key)
    if isinstance(error, UnicodeDecodeError):
        return problem("arquivo-utf8", line)
    if isinstance(error, json.JSONDecodeError):
        return problem("arquivo-json", line + error.lineno - 1, coluna=error.colno)
    return problem("arquivo-json", line, "numero")

"""Every text of these rooms is there to be said: none is left over, none is missing."""

import re
from pathlib import Path

from coletor import messages
from coletor.closing.types import WAYS
from coletor.messages import exists
from coletor.network.types import STEPS, Outcome
from coletor.outbox.machine import MANAGEMENT, machine
from coletor.outbox.settling import WAYS as SETTLING
from coletor.store.management import BY_HAND, BY_SERVICE

ROOT = Path(messages.__file__).parents[1]


def said() -> set[str]:
    """Return the ids that the code names whole, and those it makes of a data's words."""
    code = "".join(file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py"))
    named = set(re.findall(r'"((?:closing|network)\.[\w.]+)"', code))
    named |= {f"closing.column.{name}" for name in re.findall(r'"([a-z]+)"', code)}
    named |= {f"closing.kind.{kind}" for kind in WAYS} | {f"closing.advice.{kind}" for kind in WAYS}
    named |= {f"closing.way.{way}" for way in SETTLING}
    named |= {f"closing.origin.{origin}" for origin in (BY_HAND, BY_SERVICE)}
    named |= {f"closing.made.{green}" for green in (0, 1)}
    for axis, state in machine().states:
        if axis == MANAGEMENT:
            named |= {f"closing.result.{state}", f"closing.event.hand_{state}"}
            named.add(f"closing.event.service_{state}")
    for color in ("green", "red"):
        named |= {f"closing.summary.{color}", f"closing.event.{color}"}
    named |= {f"closing.correct.result.{name}" for name in ("na_fila", "rascunho", "intocado")}
    named |= {f"closing.receipt.operation.{name}" for name in ("incluir", "alterar", "cancelar")}
    named |= {f"closing.receipt.column.{name}" for name in re.findall(r'"([a-z]+)"', code)}
    named |= {f"closing.receipt.{name}" for name in ("closed", "closed_red")}
    named |= {f"closing.receipt.{name}" for name in re.findall(r"_t\(.(\w+).\)", code)}
    named |= {f"network.{part}.{step}" for step in STEPS for part in ("step", "right")}
    named |= {f"network.outcome.{outcome}" for outcome in Outcome}
    named |= {f"network.wrong.{name}" for name in _words("wrong", code)}
    named |= {f"network.skipped.{name}" for name in _words("skipped", code)}
    return named


def _words(function: str, code: str) -> set[str]:
    calls = re.findall(rf"\b{function}\(([^()]*)", code)
    return {word for call in calls for word in re.findall(r'"(\w+)"', call)}


def test_no_text_is_left_over() -> None:
    ours = {name for name in messages.identifiers() if name.startswith(("closing.", "network."))}
    assert ours - said() == set()


def test_the_words_that_data_asks_for_are_there() -> None:
    for kind in WAYS:
        assert exists(f"closing.advice.{kind}")
    assert {way for ways in WAYS.values() for way in ways} <= set(SETTLING)

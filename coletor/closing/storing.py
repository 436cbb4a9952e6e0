"""Keeps every closing: when, by whom, and what came of it."""

import json
from dataclasses import dataclass
from typing import Any

from coletor.closing.types import Closing
from coletor.store import Database, Store
from coletor.store.events import Events


@dataclass(frozen=True, slots=True)
class Stored:
    """A closing that was made.

    Args:
        month: AAAAMM.
        at: instant (UTC).
        operator: name of the person.
        green: whether everything of ours was equal.
        counts: lines by kind.
        lines: what differed, as ``fechamento --json`` prints it.
    """

    month: str
    at: str
    operator: str
    green: bool
    counts: dict[str, int]
    lines: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """Return the line that ``fechamento --feitos --json`` prints."""
        return {
            "competencia": self.month,
            "quando": self.at,
            "operador": self.operator,
            "confere": self.green,
            "contagem": self.counts,
            "linhas": self.lines,
        }


def store_closing(db: Database, made: Closing, operator_id: int) -> None:
    """Write a closing inside the caller's change."""
    result = {
        "contagem": dict(made.counts),
        "linhas": [line.as_json() for line in made.differing],
    }
    db.execute(
        "INSERT INTO closing (month, at, operator_id, green, result) VALUES (?, ?, ?, ?, ?)",
        [made.month, made.at, operator_id, int(made.green), json.dumps(result, ensure_ascii=False)],
    )
    name = "green" if made.green else "red"
    Events.add(db, None, f"closing.event.{name}", operator_id, {"month": made.month})


def closings(store: Store, month: str | None = None) -> list[Stored]:
    """Return the closings made, the newest first; of one month, or the last of each.

    Args:
        store: the open database.
        month: AAAAMM.
    """
    where = "WHERE c.month = ?" if month else (
        "WHERE c.id IN (SELECT MAX(id) FROM closing GROUP BY month)"
    )  # fmt: skip
    with store.query() as db:
        rows = db.execute(
            "SELECT c.month, c.at, o.name, c.green, c.result FROM closing c"
            f" JOIN operator o ON o.id = c.operator_id {where} ORDER BY c.id DESC",
            [month] if month else [],
        ).fetchall()
    found = []
    for name, at, operator, green, result in rows:
        data = json.loads(result)
        found.append(Stored(name, at, operator, bool(green), data["contagem"], data["linhas"]))
    return found

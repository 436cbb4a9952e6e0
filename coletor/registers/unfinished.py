"""What somebody was typing in a register and has not saved: kept, so that nothing is lost."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coletor import clock
from coletor.store import Store


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An entry that was being typed.

    Args:
        key: of the place where it was typed.
        entry_id: the entry that was being changed, None for a new one.
        texts: text as typed by field id, half values included.
        at: the last time, UTC.
        operator: name of the person.
    """

    key: str
    entry_id: int | None
    texts: Mapping[str, str]
    at: str
    operator: str


def keep_unfinished(
    store: Store,
    register_id: str,
    texts: Mapping[str, str],
    operator_id: int,
    *,
    entry_id: int | None,
    key: str,
) -> None:
    """Keep what is typed in a register, in place of what the same place kept before.

    Args:
        store: the open database.
        register_id: ``pacientes`` or ``profissionais``.
        texts: text as typed by field id.
        operator_id: who types.
        entry_id: the entry that is being changed, None for a new one.
        key: of the place where it is typed.
    """
    with store.change() as db:
        db.execute(
            "INSERT INTO register_begun (key, register, entry_id, at, operator_id, data)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            " entry_id = excluded.entry_id, at = excluded.at,"
            " operator_id = excluded.operator_id, data = excluded.data",
            [
                key,
                register_id,
                entry_id,
                clock.now(),
                operator_id,
                json.dumps(dict(texts), ensure_ascii=False),
            ],
        )


def forget_unfinished(store: Store, key: str) -> None:
    """Forget what was being typed: it was saved, or thrown away by a person."""
    with store.change() as db:
        db.execute("DELETE FROM register_begun WHERE key = ?", [key])


def unfinished(store: Store, register_id: str, but: Collection[str] = ()) -> list[Unfinished]:
    """Return what was being typed in a register, the latest first.

    Args:
        store: the open database.
        register_id: ``pacientes`` or ``profissionais``.
        but: keys of the places where somebody is typing now.
    """
    with store.query() as db:
        found = db.execute(
            "SELECT u.key, u.entry_id, u.data, u.at, o.name FROM register_begun u"
            " JOIN operator o ON o.id = u.operator_id WHERE u.register = ? ORDER BY u.at DESC",
            [register_id],
        ).fetchall()
    return [
        Unfinished(key, entry_id, json.loads(data), at, operator)
        for key, entry_id, data, at, operator in found
        if key not in but
    ]

"""The rows of the registers, inside a transaction that the caller holds."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from coletor import clock
from coletor.registers import indexing
from coletor.registers.definition import Definition
from coletor.registers.entries import Entry, RegisterError
from coletor.store import Database

COLUMNS = "e.id, e.register, e.data, e.uses, e.used_at, e.changed_at, e.differences, e.removed_at"
_AFTER_SEPARATOR = chr(ord(indexing.SEPARATOR) + 1)
_KEPT_IN_PLACE = 32
"""So many entries used later, and one used again still stands among the first found."""

Changes = dict[str, tuple[str, str]]


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry of a row of ``COLUMNS``."""
    return Entry(row[0], row[1], json.loads(row[2]), *row[3:8])


def read(db: Database, entry_id: int) -> Entry | None:
    """Return an entry, removed or not, or None."""
    found = db.execute(
        f"SELECT {COLUMNS} FROM register_entry e WHERE e.id = ?", [entry_id]
    ).fetchone()
    return entry_of(found) if found else None


def holders(db: Database, definition: Definition, name: str, beginning: str) -> list[Entry]:
    """Return the entries whose group begins with some values, the latest used first.

    Args:
        db: the connection.
        definition: the register.
        name: first field of the group.
        beginning: values of the group's first fields, ``indexing.SEPARATOR`` between them.
    """
    rows = db.execute(
        f"SELECT {COLUMNS} FROM register_key k JOIN register_entry e ON e.id = k.entry_id"
        " WHERE k.register = ? AND k.name = ? AND k.value >= ? AND k.value < ?"
        " ORDER BY e.seq DESC",
        [definition.id, name, beginning, beginning + _AFTER_SEPARATOR],
    ).fetchall()
    return [entry_of(row) for row in rows]


def alike(db: Database, definition: Definition, values: Mapping[str, str]) -> list[Entry]:
    """Return the entries that are the same person by name, mother and birth date."""
    same = indexing.same_of(definition, values)
    if same is None:
        return []
    rows = db.execute(
        f"SELECT {COLUMNS} FROM register_entry e"
        " WHERE e.register = ? AND e.same = ? AND e.removed_at IS NULL",
        [definition.id, same],
    ).fetchall()
    return [entry_of(row) for row in rows]


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return field id -> values before and after, of what differs."""
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: (before.get(name, ""), after.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def insert(
    db: Database,
    definition: Definition,
    values: Mapping[str, str],
    operator_id: int,
    *,
    origin: str,
    uuid: str | None = None,
    used_at: str | None = None,
) -> int:
    """Write a new entry with its keys, words and history, and return its id.

    Args:
        db: the connection of a change.
        definition: the register.
        values: canonical values.
        operator_id: who causes it.
        origin: as in `Change`.
        uuid: the contact it comes from.
        used_at: when that contact used it (UTC), None where no contact did.

    Raises:
        RegisterError: another entry has one of its codes.
    """
    _refuse_taken(db, definition, values)
    now = clock.now()
    sequence = indexing.next_sequence(db)
    made = db.execute(
        "INSERT INTO register_entry (register, seq, sort, term, same, uses, used_at, created_at,"
        " changed_at, operator_id, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            definition.id,
            sequence,
            *indexing.derived(definition, values),
            int(used_at is not None),
            used_at,
            now,
            now,
            operator_id,
            _json(values),
        ],
    )
    entry_id = int(made.lastrowid or 0)
    _take_keys(db, definition, values, entry_id)
    indexing.write_words(db, definition, values, sequence)
    changes = changes_between({}, values)
    note(db, entry_id, operator_id, origin=origin, changes=changes, uuid=uuid)
    return entry_id


def update(
    db: Database,
    definition: Definition,
    entry: Entry,
    values: Mapping[str, str],
    operator_id: int,
    *,
    origin: str,
    uuid: str | None = None,
) -> bool:
    """Write an entry's values anew and tell whether anything changed.

    Raises:
        RegisterError: another entry has one of its codes.
    """
    changes = changes_between(entry.values, values)
    if not changes:
        return False
    _refuse_taken(db, definition, values, entry.id)
    indexing.release_keys(db, entry.id)
    _take_keys(db, definition, values, entry.id)
    db.execute(
        "UPDATE register_entry SET sort = ?, term = ?, same = ?, data = ?, changed_at = ?,"
        " operator_id = ? WHERE id = ?",
        [*indexing.derived(definition, values), _json(values), clock.now(), operator_id, entry.id],
    )
    indexing.rewrite_words(db, definition, entry.values, values, entry.id)
    note(db, entry.id, operator_id, origin=origin, changes=changes, uuid=uuid)
    return True


def use(db: Database, definition: Definition, entry_id: int, at: str) -> None:
    """Count a contact that an entry was used in; the later used, the earlier found.

    Args:
        db: the connection of a change.
        definition: the register.
        entry_id: the entry.
        at: when, UTC.
    """
    before, last = indexing.places_of(db, entry_id)
    moved = last - before >= _KEPT_IN_PLACE
    if moved:
        indexing.move_words(db, definition, before, last + 1)
    # A column that is named has its indexes written, whether it changes or not.
    place, values = (", seq = ?", [last + 1]) if moved else ("", [])
    db.execute(
        "UPDATE register_entry SET uses = uses + 1, used_at = max(coalesce(used_at, ''), ?)"
        f"{place} WHERE id = ?",
        [at, *values, entry_id],
    )


def remove(db: Database, definition: Definition, entry_id: int, operator_id: int) -> None:
    """Take an entry out of lists and searches and free its codes; it can be restored."""
    db.execute("UPDATE register_entry SET removed_at = ? WHERE id = ?", [clock.now(), entry_id])
    indexing.release_keys(db, entry_id)
    indexing.delete_words(db, definition, indexing.sequence_of(db, entry_id))
    note(db, entry_id, operator_id, origin="removido", changes={})


def restore(db: Database, definition: Definition, entry: Entry, operator_id: int) -> None:
    """Put a removed entry back.

    Raises:
        RegisterError: another entry has one of its codes by now.
    """
    _refuse_taken(db, definition, entry.values)
    _take_keys(db, definition, entry.values, entry.id)
    db.execute("UPDATE register_entry SET removed_at = NULL WHERE id = ?", [entry.id])
    indexing.write_words(db, definition, entry.values, indexing.sequence_of(db, entry.id))
    note(db, entry.id, operator_id, origin="restaurado", changes={})


def purge(db: Database, before: str) -> int:
    """Erase for good what was removed before an instant, and return how many entries."""
    found = db.execute("SELECT id FROM register_entry WHERE removed_at < ?", [before]).fetchall()
    for (entry_id,) in found:
        for table in ("register_difference", "register_change"):
            db.execute(f"DELETE FROM {table} WHERE entry_id = ?", [entry_id])
        # What was typed for it and not saved: its id may become another person's.
        db.execute("UPDATE register_begun SET entry_id = NULL WHERE entry_id = ?", [entry_id])
        db.execute("DELETE FROM register_entry WHERE id = ?", [entry_id])
    return len(found)


def note(
    db: Database,
    entry_id: int,
    operator_id: int,
    *,
    origin: str,
    changes: Changes,
    uuid: str | None = None,
) -> None:
    """Write one line of an entry's history."""
    db.execute(
        "INSERT INTO register_change (entry_id, at, operator_id, origin, uuid, changes)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [entry_id, clock.now(), operator_id, origin, uuid, _json(changes)],
    )


def holder(db: Database, register_id: str, name: str, value: str) -> Entry | None:
    """Return the entry that has a group of codes, or None."""
    found = db.execute(
        f"SELECT {COLUMNS} FROM register_key k JOIN register_entry e ON e.id = k.entry_id"
        " WHERE k.register = ? AND k.name = ? AND k.value = ?",
        [register_id, name, value],
    ).fetchone()
    return entry_of(found) if found else None


def _refuse_taken(
    db: Database, definition: Definition, values: Mapping[str, str], entry_id: int = 0
) -> None:
    """Refuse codes of another entry before anything is written.

    A spreadsheet's row that is refused shares its transaction with rows that are taken.
    """
    for name, value in indexing.keys_of(definition, values):
        other = holder(db, definition.id, name, value)
        if other is not None and other.id != entry_id:
            raise _taken(definition, values, name, other)


def _take_keys(
    db: Database, definition: Definition, values: Mapping[str, str], entry_id: int
) -> None:
    for name, value in indexing.keys_of(definition, values):
        indexing.write_key(db, definition.id, name, value, entry_id)


def _taken(
    definition: Definition, values: Mapping[str, str], name: str, other: Entry
) -> RegisterError:
    group = next(group for group in definition.unique if group[0] == name)
    who = definition.title_of(other.values)
    if len(group) > 1:
        labels = ", ".join(definition.by_id[each].label for each in group)
        return RegisterError("registers.taken_group", other=other, name=who, labels=labels)
    field = definition.by_id[name]
    shown = field.display(values[name])
    return RegisterError("registers.taken", other=other, label=field.label, value=shown, name=who)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

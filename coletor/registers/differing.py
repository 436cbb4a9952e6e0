"""What contacts say otherwise than the register: noted, offered, settled by a person."""

from coletor import clock
from coletor.registers import table
from coletor.registers.definition import Definition
from coletor.registers.entries import Difference, Entry, RegisterError
from coletor.store import Database


def note(
    db: Database, entry: Entry, field_id: str, typed: str, *, operator_id: int, uuid: str
) -> None:
    """Note a difference once; what a person kept against it is not asked again."""
    kept = entry.values[field_id]
    db.execute(
        "INSERT INTO register_difference (entry_id, field, kept, typed, uuid, at, operator_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry_id, field, kept, typed) DO UPDATE SET"
        " uuid = excluded.uuid, at = excluded.at, operator_id = excluded.operator_id,"
        " settled_at = NULL, settled_by = NULL, taken = NULL WHERE taken = 1",
        [entry.id, field_id, kept, typed, uuid, clock.now(), operator_id],
    )
    recount(db, entry.id)


def pending(db: Database, entry: Entry) -> list[Difference]:
    """Return what nobody settled yet, the oldest first, against the value kept now."""
    rows = db.execute(
        "SELECT id, field, typed, uuid, at FROM register_difference"
        " WHERE entry_id = ? AND settled_at IS NULL ORDER BY id",
        [entry.id],
    ).fetchall()
    return [
        Difference(id_, name, entry.values.get(name, ""), typed, uuid, at)
        for id_, name, typed, uuid, at in rows
    ]


def settle(
    db: Database, definition: Definition, difference_id: int, take: bool, operator_id: int
) -> int:
    """Settle a difference and return its entry.

    Args:
        db: the connection of a change.
        definition: the register.
        difference_id: of a noted difference.
        take: the register takes what the contact said; otherwise it keeps what it has.
        operator_id: who decides.

    Raises:
        RegisterError: it was settled already, or the value is another entry's code.
    """
    found = db.execute(
        "SELECT entry_id, field, typed FROM register_difference"
        " WHERE id = ? AND settled_at IS NULL",
        [difference_id],
    ).fetchone()
    entry = table.read(db, found[0]) if found else None
    if found is None or entry is None or entry.removed_at is not None:
        raise RegisterError("registers.settled")
    _, name, typed = found
    if take:
        values = {**entry.values, name: typed}
        table.update(db, definition, entry, values, operator_id, origin="diferenca")
    db.execute(
        "UPDATE register_difference SET settled_at = ?, settled_by = ?, taken = ? WHERE id = ?",
        [clock.now(), operator_id, int(take), difference_id],
    )
    close_met(db, entry.id, operator_id)
    return entry.id


def close_met(db: Database, entry_id: int, operator_id: int) -> None:
    """Settle what the entry says by now, whoever wrote it there."""
    db.execute(
        "UPDATE register_difference SET settled_at = ?, settled_by = ?, taken = 1"
        " WHERE entry_id = ? AND settled_at IS NULL AND typed ="
        " (SELECT json_extract(data, '$.' || field) FROM register_entry WHERE id = entry_id)",
        [clock.now(), operator_id, entry_id],
    )
    recount(db, entry_id)


def recount(db: Database, entry_id: int) -> None:
    """Write how many differences of an entry wait."""
    db.execute(
        "UPDATE register_entry SET differences = (SELECT count(*) FROM register_difference d"
        " WHERE d.entry_id = register_entry.id AND d.settled_at IS NULL) WHERE id = ?",
        [entry_id],
    )

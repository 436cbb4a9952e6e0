"""By what an entry is found: its codes, its words, its place among the latest used."""

from collections.abc import Iterator, Mapping

from coletor.registers.definition import Definition
from coletor.registers.words import words_of
from coletor.store import Database
from coletor.terminology.text import fold

SEPARATOR = "\x1f"


def words_table(register_id: str) -> str:
    """Return the name of the full text table of a register."""
    return f"register_words_{register_id}"


def keys_of(definition: Definition, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of each group of codes that the values have."""
    for group in definition.unique:
        needed = [name for name in group if definition.by_id[name].required] or list(group)
        if values.get(group[0]) and all(values.get(name) for name in needed):
            yield group[0], SEPARATOR.join(values.get(name, "") for name in group)


def same_of(definition: Definition, values: Mapping[str, str]) -> str | None:
    """Return by what a person without a code is recognised, None where it is not all there."""
    parts = [fold(values.get(name, "")) for name in definition.same]
    return SEPARATOR.join(parts) if parts and all(parts) else None


def derived(definition: Definition, values: Mapping[str, str]) -> list[str | None]:
    """Return what the list is sorted by, the code searched by name, and who it is."""
    term = next((values.get(field.id) for field in definition.searched("termo")), None)
    return [fold(values.get(definition.order, "")), term, same_of(definition, values)]


def write_key(db: Database, register_id: str, name: str, value: str, entry_id: int) -> None:
    """Write one group of codes of an entry; nobody else may have it."""
    db.execute(
        "INSERT INTO register_key (register, name, value, entry_id) VALUES (?, ?, ?, ?)",
        [register_id, name, value, entry_id],
    )


def release_keys(db: Database, entry_id: int) -> None:
    """Free the codes of an entry."""
    db.execute("DELETE FROM register_key WHERE entry_id = ?", [entry_id])


def next_sequence(db: Database) -> int:
    """Return the place of what is used now: after everything else."""
    return int(db.execute("SELECT coalesce(max(seq), 0) + 1 FROM register_entry").fetchone()[0])


def sequence_of(db: Database, entry_id: int) -> int:
    """Return the place of an entry."""
    found = db.execute("SELECT seq FROM register_entry WHERE id = ?", [entry_id]).fetchone()
    return int(found[0])


def places_of(db: Database, entry_id: int) -> tuple[int, int]:
    """Return the place of an entry and the last one that is taken."""
    found = db.execute(
        "SELECT seq, (SELECT max(seq) FROM register_entry) FROM register_entry WHERE id = ?",
        [entry_id],
    ).fetchone()
    return int(found[0]), int(found[1])


def rewrite_words(
    db: Database,
    definition: Definition,
    before: Mapping[str, str],
    values: Mapping[str, str],
    entry_id: int,
) -> None:
    """Write the words of an entry anew, where its values come to others than before."""
    if words_of(definition, before) == words_of(definition, values):
        return
    sequence = sequence_of(db, entry_id)
    delete_words(db, definition, sequence)
    write_words(db, definition, values, sequence)


def delete_words(db: Database, definition: Definition, sequence: int) -> None:
    """Take away the words that stand at a place."""
    db.execute(f"DELETE FROM {words_table(definition.id)} WHERE rowid = ?", [sequence])


def write_words(
    db: Database, definition: Definition, values: Mapping[str, str], sequence: int
) -> None:
    """Write the words of an entry at a place."""
    db.execute(
        f"INSERT INTO {words_table(definition.id)} (rowid, words) VALUES (?, ?)",
        [sequence, words_of(definition, values)],
    )


def move_words(db: Database, definition: Definition, before: int, now: int) -> None:
    """Move the words of an entry to another place."""
    table = words_table(definition.id)
    words = db.execute(f"SELECT words FROM {table} WHERE rowid = ?", [before]).fetchone()[0]
    delete_words(db, definition, before)
    db.execute(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", [now, words])

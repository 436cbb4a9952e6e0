"""Finding people as somebody types: the latest and the most used first."""

import math
from collections.abc import Callable
from functools import cache

from coletor.registers import indexing, table
from coletor.registers.definition import Definition
from coletor.registers.entries import Entry
from coletor.registers.words import query_of
from coletor.store import Database
from coletor.terminology.text import fold

CANDIDATES = 64
"""So many are taken, the latest used first, before the most used are put forward."""
_PUT_FORWARD = 6
"""Places that each doubling of uses is worth."""

LATEST = (
    f"SELECT {table.COLUMNS} FROM register_entry e WHERE e.register = ?"
    " AND e.removed_at IS NULL ORDER BY e.seq DESC LIMIT ? OFFSET ?"
)
DIFFERING = (
    f"SELECT {table.COLUMNS} FROM register_entry e WHERE e.register = ?"
    " AND e.differences > 0 AND e.removed_at IS NULL ORDER BY e.seq DESC LIMIT ?"
)
BY_NAME = (
    f"SELECT {table.COLUMNS} FROM (SELECT id FROM register_entry WHERE register = ?"
    " AND removed_at IS NULL ORDER BY sort, id LIMIT ? OFFSET ?) p"
    " JOIN register_entry e ON e.id = p.id ORDER BY e.sort, e.id"
)
COUNT = (
    "SELECT count(*) FROM register_entry INDEXED BY register_entry_live"
    " WHERE register = ? AND removed_at IS NULL"
)

NameOf = Callable[[str, str], "str | None"]
"""The name of a code: (table, code) -> name, None where it is not known."""


class Search:
    """The search of one register.

    Args:
        definition: the register.
        name_of: names of codes, for occupations to be found by their name.
    """

    def __init__(self, definition: Definition, name_of: NameOf) -> None:
        self._definition = definition
        self._name_of = name_of
        self._named: dict[str, frozenset[str]] = {}
        self._table = next((f.shape.table for f in definition.searched("termo")), None)

    def best(self, db: Database, typed: str, limit: int) -> list[Entry]:
        """Return the entries that somebody most likely means; who is called so comes first."""
        found = self.rows(db, typed, max(limit, CANDIDATES), 0)
        words = [word for word in fold(typed).split() if word.isalpha()]
        ranked = sorted(
            range(len(found)),
            key=lambda place: (
                not self._is_called(found[place], words),
                place - _PUT_FORWARD * math.log2(1 + found[place].uses),
            ),
        )
        return [found[place] for place in ranked[:limit]]

    def _is_called(self, entry: Entry, words: list[str]) -> bool:
        """Tell whether the words typed begin words of the entry's own name, not of another's."""
        named = fold(entry.values.get(self._definition.order, "")).split()
        return all(any(part.startswith(word) for part in named) for word in words)

    def rows(self, db: Database, typed: str, limit: int, offset: int) -> list[Entry]:
        """Return a page of what was typed, the latest used first; of all without words."""
        query = self._query(db, typed)
        if query is None:
            found = db.execute(LATEST, [self._definition.id, limit, offset])
        else:
            words = indexing.words_table(self._definition.id)
            found = db.execute(
                f"SELECT {table.COLUMNS} FROM (SELECT rowid FROM {words} WHERE {words} MATCH ?"
                " ORDER BY rowid DESC LIMIT ? OFFSET ?) w"
                " JOIN register_entry e ON e.seq = w.rowid ORDER BY e.seq DESC",
                [query, limit, offset],
            )
        return [table.entry_of(row) for row in found.fetchall()]

    def count(self, db: Database, typed: str) -> int:
        """Return how many entries there are, or how many have what was typed."""
        query = self._query(db, typed)
        if query is None:
            return int(db.execute(COUNT, [self._definition.id]).fetchone()[0])
        words = indexing.words_table(self._definition.id)
        sql = f"SELECT count(*) FROM {words} WHERE {words} MATCH ?"
        return int(db.execute(sql, [query]).fetchone()[0])

    def _query(self, db: Database, typed: str) -> str | None:
        """Return the query of what was typed: long words as they are, or else as beginnings.

        Beginnings of long words are looked up without an index of their own, which took 24 ms
        for a whole name among 200,000 people.
        """
        codes = cache(lambda word: self._codes(db, word))
        strict, loose = query_of(typed, codes, whole=True), query_of(typed, codes)
        if strict is None or strict == loose:
            return loose
        words = indexing.words_table(self._definition.id)
        sql = f"SELECT 1 FROM {words} WHERE {words} MATCH ? LIMIT 1"
        return strict if db.execute(sql, [strict]).fetchone() else loose

    def _codes(self, db: Database, word: str) -> list[str]:
        """Return the codes in use here whose name has a word that begins so."""
        if self._table is None:
            return []
        used = db.execute(
            "SELECT DISTINCT term FROM register_entry"
            " WHERE register = ? AND term IS NOT NULL AND removed_at IS NULL",
            [self._definition.id],
        ).fetchall()
        return [
            fold(code)
            for (code,) in used
            if any(name.startswith(word) for name in self._name_words(code))
        ]

    def _name_words(self, code: str) -> frozenset[str]:
        known = self._named.get(code)
        if known is None:
            name = self._name_of(self._table or "", code)
            known = frozenset(fold(name).split()) if name else frozenset()
            if name:  # the table may be imported later
                self._named[code] = known
        return known

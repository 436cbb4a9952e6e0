"""Facets of the list: how many rows share word, month, modality and operator.

The counts stand in ``contact_facet``; triggers keep them in the transaction of every change, so
that a filter knows how many it matches without reading the list.
"""

from dataclasses import dataclass

from coletor.store.derivation import ListRow
from coletor.store.list_wanted import Filter
from coletor.store.opening import Database

_ALL_FACETS = "SELECT id, word, competencia, modality, operator_id, count FROM contact_facet"


@dataclass(frozen=True, slots=True)
class Facet:
    """One cell of the counters; ``competencia`` and ``modality`` are '' where there is none."""

    id: int
    word: str
    competencia: str
    modality: str
    operator_id: int
    count: int


def facet_of(db: Database, row: ListRow) -> int:
    """Return the id of a row's facet, a new one where it is the first of its kind.

    Args:
        db: the connection of a change.
        row: the row about to be written.
    """
    values = [row.word, row.competencia or "", row.modality or "", row.operator_id]
    found = db.execute(
        "SELECT id FROM contact_facet WHERE word = ? AND competencia = ? AND modality = ?"
        " AND operator_id = ?",
        values,
    ).fetchone()
    if found is not None:
        return int(found[0])
    made = db.execute(
        "INSERT INTO contact_facet (word, competencia, modality, operator_id) VALUES (?, ?, ?, ?)",
        values,
    )
    return int(made.lastrowid or 0)


def facets(db: Database) -> list[Facet]:
    """Return every facet that has rows, inside a transaction of the caller."""
    return [Facet(*row) for row in db.execute(f"{_ALL_FACETS} WHERE count > 0").fetchall()]


def matching(known: list[Facet], wanted: Filter) -> list[Facet]:
    """Return the facets whose rows are wanted; text and procedure are not theirs to judge."""
    return [facet for facet in known if _fits(facet, wanted)]


def _fits(facet: Facet, wanted: Filter) -> bool:
    if wanted.word is not None and facet.word != wanted.word:
        return False
    if wanted.modality is not None and facet.modality != wanted.modality:
        return False
    if wanted.operator_id is not None and facet.operator_id != wanted.operator_id:
        return False
    months = wanted.months()
    return months is None or months[0] <= facet.competencia <= months[1]

"""Facets of the list: how many rows share word, month, modality and operator.

The counts stand in ``contact_facet``; triggers keep them in the transaction of every change, so
that a filter knows how many it matches without reading the list.
"""

from dataclasses import dataclass
from typing import Any

from coletor.store.derivation import ListRow
from coletor.store.list_wanted import Filter
from coletor.store.opening import Database


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows there are under each word, month, modality and operator.

    ``months`` and ``modalities`` leave out the rows that have none.
    """

    words: dict[str, int]
    months: dict[str, int]
    modalities: dict[str, int]
    operators: dict[int, int]


def facet_of(db: Database, row: ListRow) -> int:
    """Return the id of a row's facet, a new one where it is the first of its kind.

    Args:
        db: the connection of a change.
        row: the row about to be written.
    """
    return facet_id(db, row.word, row.competencia, row.modality, row.operator_id)


def facet_id(
    db: Database, word: str, competencia: str | None, modality: str | None, operator_id: int
) -> int:
    """Return the id of a facet, a new one where it is the first of its kind.

    Args:
        db: the connection of a change.
        word: id of the word on screen.
        competencia: AAAAMM, if there is one.
        modality: if there is one.
        operator_id: who.
    """
    values = [word, competencia or "", modality or "", operator_id]
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


def totals(db: Database) -> Totals:
    """Return how many rows there are by each of what facets are made of."""

    def by(column: str) -> dict[Any, int]:
        sql = f"SELECT {column}, SUM(count) FROM contact_facet WHERE count > 0 GROUP BY {column}"
        return {value: int(count) for value, count in db.execute(sql) if value != ""}

    return Totals(by("word"), by("competencia"), by("modality"), by("operator_id"))


def chosen(db: Database, wanted: Filter) -> tuple[tuple[int, ...] | None, int]:
    """Return the facets whose rows are wanted, and how many rows they have.

    Text and procedure are not theirs to judge.

    Args:
        db: a connection inside a transaction.
        wanted: the filter.

    Returns:
        their ids, None where every facet is wanted; and the sum of their counts.
    """
    conditions, values = _conditions(wanted)
    if not conditions:
        row = db.execute("SELECT coalesce(SUM(count), 0) FROM contact_facet").fetchone()
        return None, int(row[0])
    rows = db.execute(
        f"SELECT id, count FROM contact_facet WHERE count > 0 AND {' AND '.join(conditions)}",
        values,
    ).fetchall()
    return tuple(row[0] for row in rows), sum(row[1] for row in rows)


def _conditions(wanted: Filter) -> tuple[list[str], list[object]]:
    said = (
        ("word", wanted.word),
        ("modality", wanted.modality),
        ("operator_id", wanted.operator_id),
    )
    conditions = [f"{column} = ?" for column, value in said if value is not None]
    values: list[object] = [value for _, value in said if value is not None]
    months = wanted.months()
    if months is not None:
        conditions.append("competencia BETWEEN ? AND ?")
        values += months
    return conditions, values

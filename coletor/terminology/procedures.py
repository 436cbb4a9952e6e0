"""Reads what SIGTAP says of a procedure."""

import sqlite3
from collections.abc import Callable

from coletor.terminology.types import Procedure

_QUERY = """
SELECT t.name, p.sex, p.age_min, p.age_max, p.max_quantity, p.financing,
       p.cids, p.occupations, p.registers, p.modalities, p.details
FROM procedure p JOIN term_sigtap t ON t.code = p.code WHERE p.code = ?
"""


def read_procedure(
    connection: sqlite3.Connection,
    code: str,
    competencia: str,
    codes: Callable[[int], frozenset[str]],
    *,
    demonstration: bool,
) -> Procedure | None:
    """Return a procedure's attributes, or None where the package lacks it.

    Args:
        connection: an open SIGTAP package.
        code: ten digits.
        competencia: what the answer says it is of.
        codes: returns a list of codes by its number.
        demonstration: the package is the demonstration set.
    """
    row = connection.execute(_QUERY, (code,)).fetchone()
    if row is None:
        return None
    name, sex, age_min, age_max, quantity, financing, cids, *lists = row
    occupations, registers, modalities, details = (codes(number) for number in lists)
    return Procedure(
        code=code,
        name=name,
        competencia=competencia,
        sex=sex,
        age_min=age_min,
        age_max=age_max,
        max_quantity=quantity,
        occupations=occupations,
        cids={cid[:-1]: cid.endswith("S") for cid in codes(cids)},
        registers=registers,
        modalities=modalities,
        details=details,
        financing=financing,
        demonstration=demonstration,
    )


def read_codes(connection: sqlite3.Connection, number: int) -> frozenset[str]:
    """Return one of a package's lists of codes, which many procedures share."""
    row = connection.execute("SELECT codes FROM codes WHERE id = ?", (number,)).fetchone()
    return frozenset(row[0].split())


def read_description(connection: sqlite3.Connection, code: str) -> str:
    """Return SIGTAP's long description of a procedure; empty where there is none."""
    row = connection.execute("SELECT text FROM description WHERE code = ?", (code,)).fetchone()
    return str(row[0]) if row else ""

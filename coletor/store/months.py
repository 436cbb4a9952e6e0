"""How a month of admissions stands: what the server has of it, what moved since, its closing."""

from dataclasses import dataclass

from coletor.store.opening import Database


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the server has of a month.

    Args:
        count: contacts that it accepted.
        approved: of them, approved by the management.
        known: of them, those of which the management's result is known.
    """

    count: int
    approved: int
    known: int


def accepted_of(db: Database, month: str) -> Accepted:
    """Return what the server has of a month.

    Args:
        db: a connection inside a transaction.
        month: of the admission, AAAAMM.
    """
    row = db.execute(
        "SELECT COUNT(*), COALESCE(SUM(management = 'aprovado'), 0),"
        " COALESCE(SUM(management <> 'desconhecido'), 0) FROM contact_list"
        " WHERE competencia = ? AND server = 'aceito'",
        [month],
    ).fetchone()
    return Accepted(*row)


def moved_since(db: Database, month: str, instant: str) -> bool:
    """Tell whether anything of a month was accepted, or was concluded, after an instant.

    Args:
        db: a connection inside a transaction.
        month: of the admission, AAAAMM.
        instant: the instant (UTC).
    """
    for table, when in (("receipt", "received_at"), ("operation", "created_at")):
        found = db.execute(
            f"SELECT 1 FROM contact_list l JOIN {table} t ON t.uuid = l.uuid"
            f" WHERE l.competencia = ? AND t.{when} > ? LIMIT 1",
            [month, instant],
        ).fetchone()
        if found is not None:
            return True
    return False


def found_equal(db: Database, month: str) -> bool | None:
    """Tell whether the last comparison of a month found all equal; None without one.

    Args:
        db: a connection inside a transaction.
        month: of the admission, AAAAMM.
    """
    row = db.execute(
        "SELECT green FROM closing WHERE month = ? ORDER BY id DESC LIMIT 1", [month]
    ).fetchone()
    return bool(row[0]) if row else None

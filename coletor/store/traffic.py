"""What goes to the service and what came back, as lists show it: operations, attempts, receipts."""

from dataclasses import dataclass

from coletor.store.opening import Database

_IN_ORDER = ("enviando", "sem_confirmacao", "pronto")


@dataclass(frozen=True)
class Movement:
    """One operation of the queue, or one that was accepted.

    Args:
        uuid: the contact.
        operation: incluir, alterar or cancelar.
        state: pronto, enviando, sem_confirmacao or aceito.
        patient: name as typed, empty without one.
        admission: date of admission as stored.
        next_at: not before this instant (UTC).
        code: the service's code, or the kind of failure.
        message: what a person reads about the last attempt.
        protocol: of an accepted one.
        at: instant of acceptance (UTC).
    """

    uuid: str
    operation: str
    state: str
    patient: str
    admission: str
    next_at: str | None = None
    code: str | None = None
    message: str = ""
    protocol: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of the service that came to an end.

    Args:
        started_at: instant of its beginning (UTC).
        ended_at: instant of its end (UTC).
        outcome: what came of it.
    """

    started_at: str
    ended_at: str
    outcome: str


def counts_of(db: Database) -> dict[str, int]:
    """Return how many operations that hold their contacts are in each state."""
    return dict(
        db.execute(
            "SELECT state, COUNT(*) FROM operation"
            " WHERE state IN ('pronto', 'enviando', 'sem_confirmacao', 'rejeitado') GROUP BY state"
        ).fetchall()
    )


def head_of(db: Database, limit: int) -> list[Movement]:
    """Return what is on its way first, then what is in doubt, then what waits, in its order.

    Args:
        db: a connection inside a transaction.
        limit: how many at most.
    """
    found: list[Movement] = []
    for state in _IN_ORDER:
        rows = db.execute(
            "SELECT o.uuid, o.kind, o.state, COALESCE(l.patient, ''), COALESCE(l.admission, ''),"
            " o.next_at, o.code, COALESCE(o.message, '') FROM operation o"
            " LEFT JOIN contact_list l ON l.uuid = o.uuid WHERE o.state = ?"
            " ORDER BY o.next_at, o.id LIMIT ?",
            [state, limit - len(found)],
        ).fetchall()
        found += [Movement(*row) for row in rows]
    return found


def accepted_since(db: Database, instant: str, limit: int) -> list[Movement]:
    """Return what was accepted last, the newest first.

    Args:
        db: a connection inside a transaction.
        instant: nothing of before it (UTC).
        limit: how many at most.
    """
    rows = db.execute(
        "SELECT r.uuid, r.kind, COALESCE(l.patient, ''), COALESCE(l.admission, ''),"
        " COALESCE(r.protocol, ''), r.received_at"
        " FROM (SELECT * FROM receipt ORDER BY id DESC LIMIT ?) r"
        " LEFT JOIN contact_list l ON l.uuid = r.uuid WHERE r.received_at > ? ORDER BY r.id DESC",
        [limit, instant],
    ).fetchall()
    return [
        Movement(uuid, kind, "aceito", patient, admission, protocol=protocol, at=at)
        for uuid, kind, patient, admission, protocol, at in rows
    ]


def last_acceptance(db: Database) -> str | None:
    """Return the instant of the newest receipt, or None."""
    # Receipts are numbered as they come: the last one is found without reading them all.
    row = db.execute("SELECT received_at FROM receipt ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else None


def asked_again_at(db: Database) -> str | None:
    """Return the instant (UTC) from which the service is asked about what is in doubt."""
    row = db.execute("SELECT MIN(next_at) FROM operation WHERE state = 'sem_confirmacao'")
    found: str | None = row.fetchone()[0]
    return found


def last_attempts(db: Database, limit: int) -> list[Attempt]:
    """Return the last calls of the service, the latest first.

    Those that a closing of the program cut short are left out: they say nothing of the service.

    Args:
        db: a connection inside a transaction.
        limit: how many at most.
    """
    rows = db.execute(
        "SELECT started_at, ended_at, outcome FROM attempt WHERE ended_at IS NOT NULL"
        " AND (code IS NULL OR code <> 'interrompido') ORDER BY id DESC LIMIT ?",
        [limit],
    ).fetchall()
    return [Attempt(*row) for row in rows]

"""Takes operations out of the queue: the attempt is on disk before anything is sent."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from coletor import clock
from coletor.messages import text
from coletor.model import load_model
from coletor.outbox.freezing import frozen
from coletor.outbox.machine import PENDING, machine
from coletor.outbox.policy import Policy
from coletor.store import Database
from coletor.store.listing import Listing
from coletor.webservice.names import Wire

LOOK = "detalhar"
INTERRUPTED = "interrompido"


@dataclass(frozen=True, slots=True)
class Job:
    """One call to make.

    Args:
        operation_id: row of the outbox.
        attempt_id: row of the attempt.
        uuid: the contact.
        kind: incluir, alterar or cancelar.
        call: the same, or detalhar to settle an unknown outcome.
        body: what is sent, without headers.
        reason: of a cancellation.
    """

    operation_id: int
    attempt_id: int
    uuid: str
    kind: str
    call: str
    body: bytes
    reason: str | None


def take(
    db: Database, slots: int, wire: Wire, policy: Policy, now: datetime, *, retries_first: bool
) -> list[Job]:
    """Lease the next operations and return the calls to make.

    What never failed goes in the order of conclusion. What failed or is unknown comes when its
    time has come, and takes half of the slots at most while others wait: a bad record never
    holds the queue, and the queue never starves what must be settled.

    Args:
        db: the connection of a change.
        slots: how many at most.
        wire: the names in force; what was never attempted under older ones is frozen anew.
        policy: the lease.
        now: this instant.
        retries_first: whom the odd slot goes to.
    """
    due = _due(db, slots, clock.stamp(now))
    fresh = _ids(db, "state = 'pronto' AND next_at IS NULL ORDER BY id LIMIT ?", [slots])
    share = min(len(due), max((slots + retries_first) // 2, slots - len(fresh)))
    chosen = due[:share] + fresh[: slots - share]
    return [_lease(db, operation_id, wire, policy, now) for operation_id in chosen]


def _due(db: Database, slots: int, now: str) -> list[int]:
    found = []
    for state in ("pronto", "sem_confirmacao"):
        found += db.execute(
            "SELECT next_at, id FROM operation WHERE state = ? AND next_at <= ?"
            " ORDER BY next_at, id LIMIT ?",
            [state, now, slots],
        ).fetchall()
    return [operation_id for _, operation_id in sorted(found)[:slots]]


def _ids(db: Database, where: str, values: list[object]) -> list[int]:
    rows = db.execute(f"SELECT id FROM operation WHERE {where}", values).fetchall()
    return [row[0] for row in rows]


def _lease(db: Database, operation_id: int, wire: Wire, policy: Policy, now: datetime) -> Job:
    uuid, kind, state, body, reason, version, attempts = db.execute(
        "SELECT uuid, kind, state, body, reason, wire, attempts FROM operation WHERE id = ?",
        [operation_id],
    ).fetchone()
    instant, until = clock.stamp(now), clock.stamp(now + timedelta(seconds=policy.lease))
    call = kind if state == "pronto" else LOOK
    if call != LOOK:
        state = machine().next(PENDING, state, "enviar")
        if version != wire.version and attempts == 0:
            body = _freeze_again(db, operation_id, wire)
    made = db.execute(
        "INSERT INTO attempt (operation_id, call, started_at, lease_until) VALUES (?, ?, ?, ?)",
        [operation_id, call, instant, until],
    )
    # The next look, were this one never to end, is when its lease does.
    db.execute(
        "UPDATE operation SET state = ?, attempts = attempts + ?, next_at = ?, changed_at = ?"
        " WHERE id = ?",
        [state, int(call != LOOK), until if call == LOOK else None, instant, operation_id],
    )
    Listing.move(db, uuid)
    return Job(operation_id, int(made.lastrowid or 0), uuid, kind, call, bytes(body), reason)


def give_back(db: Database, job: Job, now: datetime) -> None:
    """Undo the lease of a call that was never made: as if it had not been taken.

    Args:
        db: the connection of a change.
        job: the call.
        now: this instant.
    """
    state = db.execute("SELECT state FROM operation WHERE id = ?", [job.operation_id]).fetchone()[0]
    db.execute("DELETE FROM attempt WHERE id = ?", [job.attempt_id])
    if job.call != LOOK and machine().knows(PENDING, state, "nao_chegou"):
        state = machine().next(PENDING, state, "nao_chegou")
    db.execute(
        "UPDATE operation SET state = ?, attempts = attempts - ?, next_at = ?, changed_at = ?"
        " WHERE id = ?",
        [
            state,
            int(job.call != LOOK),
            None if state == "pronto" else clock.stamp(now),
            clock.stamp(now),
            job.operation_id,
        ],
    )
    Listing.move(db, job.uuid)


def _freeze_again(db: Database, operation_id: int, wire: Wire) -> bytes:
    """Write the body anew under the wire names in force; nothing of it was ever sent."""
    kind, document, reason, model_id = db.execute(
        "SELECT o.kind, o.document, o.reason, c.model FROM operation o"
        " JOIN contact c ON c.uuid = o.uuid WHERE o.id = ?",
        [operation_id],
    ).fetchone()
    made = frozen(load_model(model_id), wire, json.loads(document), kind, reason)
    db.execute(
        "UPDATE operation SET body = ?, body_sha256 = ?, wire = ?, places = ? WHERE id = ?",
        [made.body, made.sha256, wire.version, made.places, operation_id],
    )
    return made.body


def recover(db: Database, now: datetime, *, expired_only: bool = False) -> int:
    """Settle the attempts that no sender works at any more and return how many.

    A message of a sender that died may have arrived: its contact is without confirmation until
    somebody asks.

    Args:
        db: the connection of a change.
        now: this instant.
        expired_only: leave attempts whose lease lives; right for whoever does not hold the
            lock of the folder.
    """
    instant = clock.stamp(now)
    _forget_future(db, now)
    rows = db.execute(
        "SELECT a.id, a.call, o.id, o.uuid, o.state FROM attempt a"
        " JOIN operation o ON o.id = a.operation_id WHERE a.ended_at IS NULL"
        " AND a.lease_until <= ?",
        [instant if expired_only else _FOREVER],
    ).fetchall()
    for attempt_id, call, operation_id, uuid, state in rows:
        outcome = "falha" if call == LOOK else "sem_confirmacao"
        db.execute(
            "UPDATE attempt SET ended_at = ?, outcome = ?, code = ? WHERE id = ?",
            [instant, outcome, INTERRUPTED, attempt_id],
        )
        if machine().knows(PENDING, state, "sem_resposta"):
            _set_unknown(db, operation_id, state, instant)
        Listing.move(db, uuid)
    return len(rows)


def _forget_future(db: Database, now: datetime) -> None:
    """Try now what waits for a time that was read off a clock which was ahead and is no more."""
    db.execute(
        "UPDATE operation SET next_at = CASE state WHEN 'pronto' THEN NULL ELSE ? END,"
        " absent_seen = 0, changed_at = ?"
        " WHERE state IN ('pronto', 'sem_confirmacao') AND next_at IS NOT NULL AND changed_at > ?",
        [clock.stamp(now), clock.stamp(now), clock.stamp(now + _SLACK)],
    )


_SLACK = timedelta(minutes=5)
"""How far a clock may be set back without anybody noticing."""
_FOREVER = "9999-12-31T23:59:59.999Z"


def _set_unknown(db: Database, operation_id: int, state: str, instant: str) -> None:
    db.execute(
        "UPDATE operation SET state = ?, next_at = ?, absent_seen = 0, code = ?, message = ?,"
        " changed_at = ? WHERE id = ?",
        [
            machine().next(PENDING, state, "sem_resposta"),
            instant,
            INTERRUPTED,
            text("outbox.interrupted"),
            instant,
            operation_id,
        ],
    )


def next_due(db: Database) -> str | None:
    """Return the instant (UTC) at which something that failed or is unknown is tried again."""
    found = db.execute(
        "SELECT MIN(next_at) FROM (SELECT MIN(next_at) AS next_at FROM operation"
        " WHERE state = 'pronto' UNION ALL SELECT MIN(next_at) FROM operation"
        " WHERE state = 'sem_confirmacao')"
    ).fetchone()
    return found[0] if found else None


def throttled_until(db: Database) -> datetime | None:
    """Return until when the service asked to be spared, None when it did not."""
    found = db.execute(
        "SELECT MAX(next_at) FROM operation WHERE state IN ('pronto', 'sem_confirmacao')"
        " AND next_at IS NOT NULL AND code = 'throttled'"
    ).fetchone()[0]
    return clock.read(found) if found else None


def waiting(db: Database) -> int:
    """Return how many operations wait to be sent or settled; refused ones do not."""
    return int(
        db.execute(
            "SELECT COUNT(*) FROM operation WHERE state IN"
            " ('pronto', 'enviando', 'sem_confirmacao')"
        ).fetchone()[0]
    )


def any_fresh(db: Database) -> bool:
    """Tell whether something waits that may be sent at once."""
    found = db.execute(
        "SELECT 1 FROM operation WHERE state = 'pronto' AND next_at IS NULL LIMIT 1"
    ).fetchone()
    return found is not None


def hurry_what_may(db: Database, now: datetime) -> int:
    """Let what waits be tried at once, as far as the service and its late messages allow.

    What the service asked to wait for waits, and so does the second look at what was absent.
    """
    changed = db.execute(
        "UPDATE operation SET next_at = CASE state WHEN 'pronto' THEN NULL ELSE ? END"
        " WHERE state IN ('pronto', 'sem_confirmacao') AND next_at IS NOT NULL"
        " AND absent_seen = 0 AND code IS NOT 'throttled'"
        " AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.operation_id = operation.id"
        " AND a.ended_at IS NULL)",
        [clock.stamp(now)],
    )
    return int(changed.rowcount)


def hurry(db: Database, now: datetime, uuid: str | None = None) -> int:
    """Let what waits be tried at once; a look that found nothing counts as never made.

    Args:
        db: the connection of a change.
        now: this instant.
        uuid: of one contact; all of them without it.
    """
    which = "" if uuid is None else " AND uuid = ?"
    values = [] if uuid is None else [uuid]
    freed = db.execute(
        "UPDATE operation SET next_at = NULL"
        f" WHERE state = 'pronto' AND next_at IS NOT NULL{which}",
        values,
    )
    asked = db.execute(
        "UPDATE operation SET next_at = ?, absent_seen = 0 WHERE state = 'sem_confirmacao'"
        " AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.operation_id = operation.id"
        f" AND a.ended_at IS NULL){which}",
        [clock.stamp(now), *values],
    )
    return int(freed.rowcount) + int(asked.rowcount)

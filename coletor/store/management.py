"""What the secretaria's management made of a contact: rows by version, the last one counts.

Source: Portaria 1.363/2018, Art. 4, § 3 (establishments see the results of processing and of
management). A result is about one version of the contact: after a new one it is unknown again.
"""

from dataclasses import dataclass

from coletor import clock
from coletor.store.opening import Database

UNKNOWN, APPROVED, REJECTED = "desconhecido", "aprovado", "rejeitado"
BY_SERVICE, BY_HAND = "servico", "mao"


@dataclass(frozen=True, slots=True)
class ManagementResult:
    """One result that was seen or answered.

    Args:
        result: `UNKNOWN`, `APPROVED` or `REJECTED`.
        reason: why, where it was said.
        origin: `BY_SERVICE` or `BY_HAND`.
        at: instant at which this program learned it (UTC).
        operator: name of the person who asked the service, or who saw it.
    """

    result: str
    reason: str | None
    origin: str
    at: str
    operator: str


@dataclass(frozen=True)
class Managed:
    """An accepted contact with what the management made of it.

    Args:
        uuid: the contact.
        patient: name as typed, empty without one.
        admission: date as stored.
        result: `UNKNOWN`, `APPROVED` or `REJECTED`.
        reason: why, empty where it was not said.
        origin: `BY_SERVICE` or `BY_HAND`, empty while nothing is known.
        at: instant at which it was learned (UTC).
    """

    uuid: str
    patient: str
    admission: str
    result: str
    reason: str = ""
    origin: str = ""
    at: str = ""


def managed(db: Database, month: str, limit: int) -> list[Managed]:
    """Return the accepted contacts of a month, those that the management refused first.

    Args:
        db: a connection inside a transaction.
        month: of the admission, AAAAMM.
        limit: how many at most.
    """
    rows = db.execute(
        "SELECT uuid, COALESCE(patient, ''), COALESCE(admission, ''), management, server_version"
        " FROM contact_list WHERE competencia = ? AND server = 'aceito'"
        " ORDER BY management <> 'rejeitado', management <> 'desconhecido', admission, uuid"
        " LIMIT ?",
        [month, limit],
    ).fetchall()
    known = []
    for uuid, patient, admission, result, version in rows:
        found = last_result(db, uuid, version) if result != UNKNOWN else None
        said = (found.reason or "", found.origin, found.at) if found is not None else ()
        known.append(Managed(uuid, patient, admission, result, *said))
    return known


def last_result(db: Database, uuid: str, version: int) -> ManagementResult | None:
    """Return the result of one version of a contact, None when nothing is known of it.

    Args:
        db: a connection inside a transaction.
        uuid: the contact.
        version: the version that the server holds.
    """
    row = db.execute(
        "SELECT m.result, m.reason, m.origin, m.at, o.name FROM management m"
        " JOIN operator o ON o.id = m.operator_id WHERE m.uuid = ? AND m.version = ?"
        " ORDER BY m.id DESC LIMIT 1",
        [uuid, version],
    ).fetchone()
    return ManagementResult(*row) if row else None


def result_of(db: Database, uuid: str, server: str, version: int) -> str:
    """Return the management axis of a contact; what is not known is `UNKNOWN`, never approved.

    Args:
        db: a connection inside a transaction.
        uuid: the contact.
        server: what the server has of it.
        version: the version that the server holds.
    """
    if server != "aceito":
        return UNKNOWN
    found = last_result(db, uuid, version)
    return found.result if found else UNKNOWN


def write_result(
    db: Database,
    uuid: str,
    version: int,
    result: str,
    operator_id: int,
    *,
    reason: str | None,
    origin: str,
) -> None:
    """Add a result; the list row is the caller's to refresh.

    Args:
        db: the connection of a change.
        uuid: the contact.
        version: the version it is about.
        result: `UNKNOWN`, `APPROVED` or `REJECTED`.
        operator_id: who asked the service, or who saw it.
        reason: why, where it was said.
        origin: `BY_SERVICE` or `BY_HAND`.
    """
    db.execute(
        "INSERT INTO management (uuid, version, result, reason, origin, at, operator_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [uuid, version, result, reason, origin, clock.now(), operator_id],
    )

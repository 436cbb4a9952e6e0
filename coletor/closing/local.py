"""This folder's side of a month: which contacts count, and what the server should hold of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from coletor.contact import Document
from coletor.contact.document import get
from coletor.model import load_model
from coletor.outbox.standing import accepted_document
from coletor.store import Database

_COLUMNS = (
    "uuid, competencia, server, server_version, pending, draft_id, word, patient, admission, model"
)
_MANY = 500


@dataclass(frozen=True, slots=True)
class Ours:
    """One contact of this folder, as its row of the list has it.

    ``protocol`` is that of the last receipt; the other fields are columns of the list.
    """

    uuid: str
    competencia: str | None
    server: str
    version: int
    pending: str
    draft_id: int | None
    word: str
    patient: str | None
    admission: str | None
    model: str
    protocol: str | None = None


def of_month(db: Database, month: str) -> dict[str, Ours]:
    """Return the contacts that belong to a month, by UUID.

    One whose change to or from another month still waits belongs to both.

    Args:
        db: a connection inside a transaction.
        month: of the admission, AAAAMM.
    """
    rows = db.execute(
        f"SELECT {_COLUMNS}, {_PROTOCOL} FROM contact_list WHERE competencia = ?"
        " UNION SELECT"
        f" {_COLUMNS}, {_PROTOCOL} FROM contact_list WHERE server = 'aceito'"
        " AND (draft_id IS NOT NULL OR pending <> 'nenhuma')",
        [month],
    ).fetchall()
    found = (Ours(*row) for row in rows)
    return {ours.uuid: ours for ours in found if _is_sent(ours) and _belongs(db, ours, month)}


def named(db: Database, uuids: Iterable[str]) -> dict[str, Ours]:
    """Return what the folder knows of some contacts, whatever their month."""
    known: dict[str, Ours] = {}
    pending = iter(uuids)
    while some := list(islice(pending, _MANY)):
        places = ", ".join("?" for _ in some)
        rows = db.execute(
            f"SELECT {_COLUMNS}, {_PROTOCOL} FROM contact_list WHERE uuid IN ({places})", some
        ).fetchall()
        known |= {row[0]: Ours(*row) for row in rows}
    return known


def accepted_months(db: Database) -> Iterator[str]:
    """Yield the months in which the server has accepted something, in their order."""
    rows = db.execute(
        "SELECT DISTINCT competencia FROM contact_list"
        " WHERE server = 'aceito' AND competencia IS NOT NULL ORDER BY 1"
    ).fetchall()
    yield from (row[0] for row in rows)


_PROTOCOL = (
    "(SELECT protocol FROM receipt WHERE receipt.uuid = contact_list.uuid"
    " ORDER BY version DESC LIMIT 1)"
)


def _is_sent(ours: Ours) -> bool:
    return load_model(ours.model).is_sent()


def _belongs(db: Database, ours: Ours, month: str) -> bool:
    """Tell whether a contact counts in a month, by what it says or by what was accepted."""
    moving = ours.draft_id is not None or ours.pending != "nenhuma"
    if ours.server != "aceito" or not moving:
        return ours.competencia == month
    accepted = accepted_document(db, ours.uuid)
    was = month_of(accepted) if accepted else None
    if ours.pending == "nenhuma":
        # An open draft alone says nothing to the server yet.
        return was == month
    return month in (was, ours.competencia)


def month_of(document: Document) -> str:
    """Return the month of admission of a contact, AAAAMM."""
    path = load_model(str(document["modelo"])).by_role["data_admissao"].path
    return str(get(document, path) or "")[:7].replace("-", "")

"""What the rules ask of the folder: its other contacts, and what the server has accepted."""

from datetime import date
from json import loads

from coletor.contact import Document
from coletor.contact.document import get
from coletor.model import Model, load_model
from coletor.registers import PATIENTS, described
from coletor.registers.table import holder
from coletor.rules.storeview import Accepted, Neighbour
from coletor.store import Links, Store

_PERSON = "cns_individuo"
_MOST = 50
OVERLAPS = (
    "SELECT uuid, admission, coalesce(outcome, admission), model FROM contact_list"
    " WHERE cns = ? AND modality = ? AND admission <= ? AND coalesce(outcome, admission) >= ?"
    " AND coalesce(establishment, ?) = ? AND uuid <> ? AND server <> 'cancelado'"
    f" ORDER BY admission DESC LIMIT {_MOST}"
)
"""Reads the person's rows of the list only; a contact without outcome counts as its first day."""


class FolderContacts:
    """The folder's contacts as the rules ask for them; satisfies ``rules.storeview.StoreView``.

    Args:
        store: the open database.
        cnes: the establishment's own, which drafts do not write out.
    """

    def __init__(self, store: Store, cnes: str) -> None:
        self._store = store
        self._cnes = cnes

    def find_overlaps(
        self,
        *,
        uuid: str,
        model: Model,
        cns: str,
        establishment: str,
        modality: str,
        first: date,
        last: date,
    ) -> list[Neighbour]:
        """Return other live contacts of that person, place and modality in those days.

        Args:
            uuid: the contact that asks.
            model: its model; a discharge summary beside the contact it sums up is no duplicate.
            cns: the person.
            establishment: CNES.
            modality: code of the modality.
            first: its first day.
            last: its last day.
        """
        values = [
            cns,
            modality,
            last.isoformat(),
            first.isoformat(),
            self._cnes,
            establishment,
            uuid,
        ]
        with self._store.query() as db:
            rows = db.execute(OVERLAPS, values).fetchall()
            family = Links.family(db, uuid) if rows else set()
        return [
            Neighbour(
                other,
                date.fromisoformat(admission),
                date.fromisoformat(outcome),
                linked=other in family,
            )
            for other, admission, outcome, its in rows
            if load_model(its).destination == model.destination
        ]

    def has_cpf(self, cns: str) -> bool:
        """Tell whether the register of patients has a CPF for the person of a CNS."""
        patients = described(PATIENTS)
        code, cpf = patients.by_role[_PERSON], patients.with_form("cpf")
        with self._store.query() as db:
            entry = holder(db, patients.id, code.id, cns)
        return entry is not None and cpf is not None and cpf.id in entry.values

    def accepted(self, uuid: str) -> Accepted | None:
        """Return what the server holds under that identifier, None where it holds nothing."""
        with self._store.query() as db:
            row = db.execute(
                "SELECT r.kind, o.document FROM receipt r JOIN operation o"
                " ON o.id = r.operation_id WHERE r.uuid = ? ORDER BY r.version DESC LIMIT 1",
                [uuid],
            ).fetchone()
        if row is None or row[0] == "cancelar":
            return None
        document = loads(row[1])
        roles = (_PERSON, "estabelecimento", "modalidade")
        return Accepted(*(_value(document, role) for role in roles))


def _value(document: Document, role: str) -> str:
    element = load_model(str(document["modelo"])).by_role.get(role)
    return str(get(document, element.path) or "") if element else ""

"""A real store, the real training webservice, and contacts of invented people."""

import json
import random
import threading
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sample_contacts import asthma, consultation, person, visit

from coletor.contact import Document, new_uuid
from coletor.contact.drafting import Derived, derive, rows_of
from coletor.identifiers import cns
from coletor.model import load_model
from coletor.outbox import Outbox, Policy, Sender
from coletor.store import Store
from coletor.store.drafts import Drafts
from coletor.training import TrainingServer, load_account
from coletor.webservice.answers import Credentials
from coletor.webservice.client import Webservice
from coletor.webservice.transport import Options

KEY = bytes(range(32))
OPERATOR = 1
MODEL = "cmd-2017"
QUICK = Policy(
    first_wait=0.02, ceiling=0.2, second_look=0.05, lease=30.0, failures_in_a_row=3, patience=20.0
)


def person_number(number: int) -> str:
    """Return the valid CNS of an invented person."""
    return cns.build(f"1{number:010d}")


def procedure(code: str = "0301010072", quantity: int = 1) -> dict[str, Any]:
    """Return one row of procedures."""
    return consultation(code, quantity, cns=person_number(77))


def contact(number: int = 1, *, quantity: int = 1, uuid: str | None = None) -> Document:
    """Return a contact that the training webservice accepts (up to 999 of a procedure)."""
    return {
        "modelo": MODEL,
        "uuid": uuid or new_uuid(),
        "individuo": {
            "cns": person_number(number),
            "nome": f"Pessoa Inventada {number}",
            "nome_mae": "Mãe Inventada",
            **person(),
        },
        "contato": visit(),
        "diagnosticos": [asthma()],
        "procedimentos": [procedure(quantity=quantity), procedure("0301060061")],
    }


class Desk:
    """Somebody at the keyboard of one folder."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.outbox = Outbox(store)
        self.drafts = Drafts(store)
        self.model = load_model(MODEL)

    def type(self, document: Document) -> int:
        """Type a contact into a draft."""
        return self.drafts.create(
            MODEL, OPERATOR, uuid=str(document["uuid"]), cells=rows_of(self.model, document)
        ).id

    def derived(self, draft_id: int) -> Derived:
        """Return what a draft says."""
        draft = self.drafts.get(draft_id)
        return derive(self.model, draft.uuid, draft.rows)

    def conclude(self, draft_id: int) -> str:
        """Conclude a draft without findings."""
        draft = self.drafts.get(draft_id)
        derived = derive(self.model, draft.uuid, draft.rows)
        return self.outbox.conclude(draft, derived, [], {"modelo": MODEL}, OPERATOR).uuid

    def queue(self, *documents: Document) -> list[str]:
        """Type and conclude contacts."""
        return [self.conclude(self.type(document)) for document in documents]

    def change(self, uuid: str, path: str, text: str) -> int:
        """Open a contact and change one cell, by concrete path; return the draft."""
        draft_id = self.outbox.reopen(uuid, OPERATOR)
        row_id, element = self.derived(draft_id).places[path]
        self.drafts.set_cell(draft_id, row_id, element, text, OPERATOR)
        return draft_id

    def state(self, uuid: str) -> tuple[str, str]:
        """Return what the server has and what is pending."""
        axes = self.outbox.axes(uuid)
        return axes.server, axes.pending


class FakeClock:
    """A clock that a test moves; waiting moves it too."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 7, 14, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the test's instant."""
        return self.instant

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Let the time pass at once."""
        self.instant += timedelta(seconds=seconds)


Training = Callable[..., TrainingServer]


def credentials(password: str | None = None) -> Credentials:
    """Return the published account of the training webservice."""
    account = load_account()
    return Credentials(
        account.user,
        password or account.password,
        account.operator_cpf,
        account.operator_password,
    )


def client(address: str, *, password: str | None = None, read: float = 10.0) -> Webservice:
    """Return a client of an address; `read` is the longest silence in seconds."""
    return Webservice(address, credentials(password), options=Options(connect=2.0, read=read))


def sender(store: Store, service: Any, *, policy: Policy = QUICK, **options: Any) -> Sender:
    """Return a sender whose waits are short."""
    return Sender(store, service, policy=policy, chance=random.Random(1), **options)


def held(server: TrainingServer) -> dict[str, dict[str, Any]]:
    """Return what the training webservice says it holds, by UUID."""
    root = server.address.split("/cmd/")[0]
    with urllib.request.urlopen(f"{root}/_treinamento/contatos", timeout=30) as answer:
        rows = json.load(answer)
    by_uuid = {row["uuid"]: row for row in rows}
    assert len(by_uuid) == len(rows)
    return by_uuid


def receipts_are_right(store: Store) -> None:
    """Assert what must hold in every moment, whatever happened."""
    from coletor.store.derivation import derive_row
    from coletor.store.listing import COLUMNS

    with store.query() as db:
        orphans = db.execute(
            "SELECT COUNT(*) FROM operation o LEFT JOIN receipt r ON r.operation_id = o.id"
            " WHERE (o.state = 'aceito') <> (r.id IS NOT NULL)"
        ).fetchone()[0]
        assert orphans == 0
        pending = db.execute(
            "SELECT uuid, COUNT(*) FROM operation WHERE state NOT IN ('aceito', 'desistido')"
            " GROUP BY uuid HAVING COUNT(*) > 1"
        ).fetchall()
        assert pending == []
        in_flight = db.execute(
            "SELECT o.uuid FROM attempt a JOIN operation o ON o.id = a.operation_id"
            " WHERE a.ended_at IS NULL GROUP BY o.uuid HAVING COUNT(*) > 1"
        ).fetchall()
        assert in_flight == []
        listed = db.execute(f"SELECT {', '.join(COLUMNS)} FROM contact_list").fetchall()
        for row in listed:
            derived = derive_row(db, row[0])
            assert derived is not None
            assert tuple(getattr(derived, name) for name in COLUMNS) == tuple(row)

"""Random histories of one folder, a fickle service and a clock that jumps: what must always hold.

The store is the real one (SQLCipher), the sender is the real one; the service is a model that
keeps what it accepted and fails as it is told, so that thousands of histories fit into seconds.
"""

import random
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from made_folders import database
from outbox_world import (
    KEY,
    MODEL,
    OPERATOR,
    Desk,
    FakeClock,
    contact,
    receipts_are_right,
)

from coletor.contact import Document, same_content
from coletor.model import load_model
from coletor.outbox import OutboxError, Policy, Sender
from coletor.outbox.standing import accepted_document
from coletor.store import Store, StoreError
from coletor.webservice.answers import (
    Accepted,
    Detailed,
    Failure,
    FailureKind,
    Mensagem,
    RefusalKind,
    Refused,
)
from coletor.webservice.decoding import decode
from coletor.webservice.names import load_wire
from coletor.webservice.soap import parse

POLICY = Policy(lease=300, second_look=60, first_wait=5, ceiling=600, failures_in_a_row=3)


class Killed(BaseException):
    """The sender's program was killed."""


def _refused(kind: RefusalKind, code: str) -> Refused:
    return Refused((Mensagem(code, "Recusado."),), kind)


def _lost(kind: FailureKind, reached: bool | None, wait: float | None = None) -> Failure:
    return Failure(kind, reached=reached, retry_after=wait)


class FickleService:
    """Keeps contacts like the webservice and fails in the ways it was told, in that order."""

    def __init__(self) -> None:
        self.wire = load_wire()
        self.model = load_model(MODEL)
        self.held: dict[str, tuple[Document, int, bool]] = {}
        self.ever_held: dict[str, list[Document]] = {}
        self.foreign: set[str] = set()
        self.plan: list[str] = []
        self._lock = threading.Lock()
        self._under_way: set[str] = set()

    def incluir(self, body: bytes) -> Accepted | Refused:
        document = self._read(body)
        return self._answer(document["uuid"], lambda: self._include(document))

    def alterar(self, body: bytes) -> Accepted | Refused:
        document = self._read(body)
        return self._answer(document["uuid"], lambda: self._alter(document))

    def cancelar(self, uuid: str, reason: str) -> Accepted | Refused:
        assert reason
        return self._answer(uuid, lambda: self._cancel(uuid))

    def detalhar(self, uuid: str) -> Detailed | Refused:
        return self._answer(uuid, lambda: self._detail(uuid))

    def _read(self, body: bytes) -> Document:
        element = parse(body).find(self.wire.data(self.wire.parts["contato"]))
        assert element is not None
        return decode(self.model, self.wire, element)

    def _answer(self, uuid: str, act: Callable[[], Any]) -> Any:
        with self._lock:
            assert uuid not in self._under_way, "two calls of one contact at a time"
            self._under_way.add(uuid)
            fate = self.plan.pop(0) if self.plan else "ok"
        try:
            return self._meet(fate, act)
        finally:
            with self._lock:
                self._under_way.discard(uuid)

    def _meet(self, fate: str, act: Callable[[], Any]) -> Any:
        if fate in ("ok", "lost-after", "killed-after", "malformed"):
            with self._lock:
                answer = act()
            if fate == "ok":
                return answer
        if fate.startswith("killed"):
            raise Killed
        if fate == "business":
            return _refused(RefusalKind.BUSINESS, "CMD-0127")
        if fate == "credentials":
            return _refused(RefusalKind.CREDENTIALS, "OSB_SEM_AUTENTICACAO")
        if fate == "service":
            return _refused(RefusalKind.SERVICE, "OSB_INDISPONIVEL")
        raise {
            "unreached": _lost(FailureKind.NO_NETWORK, False),
            "throttled": _lost(FailureKind.THROTTLED, False, 120),
            "malformed": _lost(FailureKind.MALFORMED, None),
        }.get(fate, _lost(FailureKind.CONNECTION, None))

    def _include(self, document: Document) -> Accepted | Refused:
        uuid = document["uuid"]
        if uuid in self.held:
            return _refused(RefusalKind.DUPLICATE, "CMD-0002")
        return self._keep(uuid, document, 1, False)

    def _alter(self, document: Document) -> Accepted | Refused:
        uuid = document["uuid"]
        if uuid not in self.held or self.held[uuid][2]:
            return _refused(RefusalKind.BUSINESS, "CMD-0004")
        return self._keep(uuid, document, self.held[uuid][1] + 1, False)

    def _cancel(self, uuid: str) -> Accepted | Refused:
        if uuid not in self.held or self.held[uuid][2]:
            return _refused(RefusalKind.BUSINESS, "CMD-0004")
        document, version, _ = self.held[uuid]
        return self._keep(uuid, document, version + 1, True)

    def _keep(self, uuid: str, document: Document, version: int, cancelled: bool) -> Accepted:
        self.held[uuid] = (document, version, cancelled)
        self.ever_held.setdefault(uuid, []).append(document)
        return Accepted(f"P{version}", "2026-07-14T12:00:00Z", version)

    def _detail(self, uuid: str) -> Detailed | Refused:
        if uuid not in self.held:
            return _refused(RefusalKind.UNKNOWN_UUID, "CMD-0003")
        document, version, cancelled = self.held[uuid]
        state = "cancelado" if cancelled else "ativo"
        return Detailed(document, version, "2026-07-14T12:00:00Z", f"P{version}", state)


FATES = st.lists(
    st.sampled_from(
        [
            "ok",
            "ok",
            "business",
            "lost-before",
            "lost-after",
            "unreached",
            "throttled",
            "malformed",
            "service",
            "credentials",
            "killed-before",
            "killed-after",
        ]
    ),
    max_size=8,
)


class Histories(RuleBasedStateMachine):
    """A clerk, a sender and a service."""

    uuids = Bundle("uuids")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        path = database(Path(self._folder.name), KEY, "Operadora de Teste")
        self.store = Store.open(path, KEY)
        self.desk = Desk(self.store)
        self.service = FickleService()
        self.clock = FakeClock()
        self.desk.outbox._clock = self.clock
        self.known: set[str] = set()

    def teardown(self) -> None:
        try:
            self.finish()
        finally:
            self.store.close()
            self._folder.cleanup()

    def finish(self) -> None:
        """With a service that works again, everything that may be sent arrives."""
        self.service.plan.clear()
        self.desk.outbox.send_now()
        self._run(until_empty=True)
        self.promises()
        for item in self.desk.outbox.queue():
            assert item.state == "rejeitado" or item.code == "conteudo-diferente", item
        with self.store.query() as db:
            assert db.execute("SELECT 1 FROM attempt WHERE ended_at IS NULL").fetchone() is None

    def _run(self, **options: Any) -> None:
        sender = Sender(
            self.store,
            self.service,
            policy=POLICY,
            clock=self.clock,
            chance=random.Random(5),
            parallel=2,
        )
        try:
            sender.run(**options)
        except Killed:
            self.clock.wait(1, threading.Event())

    def _may(self, act: Callable[[], object]) -> None:
        """Do what a clerk may or may not do now; a refusal has words."""
        try:
            act()
        except (OutboxError, StoreError) as refusal:
            assert str(refusal)

    @rule(target=uuids, number=st.integers(1, 5), quantity=st.integers(1, 9))
    def conclude(self, number: int, quantity: int) -> str:
        return self._queue_one(number, quantity)

    def _queue_one(self, number: int, quantity: int) -> str:
        (uuid,) = self.desk.queue(contact(number, quantity=quantity))
        self.known.add(uuid)
        return uuid

    @rule(target=uuids, quantity=st.integers(1, 9))
    def accepted(self, quantity: int) -> str:
        self.service.plan.clear()
        uuid = self._queue_one(6, quantity)
        self._run()
        return uuid

    @rule(target=uuids, quantity=st.integers(1, 9))
    def take_in(self, quantity: int) -> str:
        document = contact(9, quantity=quantity)
        self.known.add(document["uuid"])
        self.desk.outbox.conclude_document(document, [], {}, OPERATOR)
        return str(document["uuid"])

    @rule(uuid=uuids, quantity=st.integers(1, 9), finish=st.booleans())
    def change(self, uuid: str, quantity: int, finish: bool) -> None:
        def act() -> None:
            draft_id = self.desk.change(uuid, "procedimentos[0].quantidade", str(quantity))
            if finish:
                self.desk.conclude(draft_id)

        self._may(act)

    @rule(uuid=uuids)
    def discard(self, uuid: str) -> None:
        draft = self.desk.drafts.open(uuid)
        if draft is not None:
            self.desk.drafts.discard(draft.id, OPERATOR)

    @rule(uuid=uuids)
    def withdraw(self, uuid: str) -> None:
        self._may(lambda: self.desk.outbox.withdraw(uuid, OPERATOR))

    @rule(uuid=uuids)
    def give_up(self, uuid: str) -> None:
        self._may(lambda: self.desk.outbox.give_up(uuid, OPERATOR))

    @rule(uuid=uuids)
    def cancel(self, uuid: str) -> None:
        self._may(lambda: self.desk.outbox.cancel(uuid, "Digitado duas vezes", OPERATOR))

    @rule(uuid=uuids)
    def hurry(self, uuid: str) -> None:
        self.desk.outbox.send_now(uuid)

    @rule(uuid=uuids, mine=st.booleans())
    def decide(self, uuid: str, mine: bool) -> None:
        self.service.plan.clear()
        outbox = self.desk.outbox
        choose = outbox.send_mine if mine else outbox.keep_theirs
        self._may(lambda: choose(uuid, self.service, OPERATOR))

    @rule(uuid=uuids, quantity=st.integers(10, 19))
    def another_computer(self, uuid: str, quantity: int) -> None:
        """Another program writes under our UUID: only then may contents differ."""
        document = contact(3, quantity=quantity, uuid=uuid)
        self.service.foreign.add(uuid)
        if uuid in self.service.held:
            self.service._alter(document)
        else:
            self.service._include(document)

    @rule(fates=FATES, limit=st.one_of(st.none(), st.integers(1, 3)))
    def send(self, fates: list[str], limit: int | None) -> None:
        self.service.plan = fates
        self._run(limit=limit)

    @rule(fates=FATES)
    def send_until_empty(self, fates: list[str]) -> None:
        self.service.plan = fates
        self._run(until_empty=True)

    @rule(minutes=st.integers(1, 30))
    def let_time_pass(self, minutes: int) -> None:
        self.clock.wait(60 * minutes, threading.Event())
        self.desk.outbox.recover()

    @invariant()
    def promises(self) -> None:
        receipts_are_right(self.store)
        with self.store.query() as db:
            accepted = {uuid: accepted_document(db, uuid) for uuid in self.known}
            listed = {row[0] for row in db.execute("SELECT uuid FROM contact_list").fetchall()}
        assert listed == self.known
        for uuid, document in accepted.items():
            axes = self.desk.outbox.axes(uuid)
            assert (axes.server == "nada") == (document is None)
            if document is not None:
                assert any(same_content(document, one) for one in self.service.ever_held[uuid])
            if axes.pending in ("enviando", "sem_confirmacao") or uuid in self.service.foreign:
                continue
            there = self.service.held.get(uuid)
            assert (there is None) == (document is None)
            if there is not None and document is not None:
                assert same_content(there[0], document)
                assert there[2] == (axes.server == "cancelado")


_SETTINGS = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_random_histories_keep_the_promises() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Histories, settings=settings(_SETTINGS, max_examples=15, stateful_step_count=20)
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_many_random_histories_keep_the_promises() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Histories, settings=settings(_SETTINGS, max_examples=1500, stateful_step_count=50)
    )

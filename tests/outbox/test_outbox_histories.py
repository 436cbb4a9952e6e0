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
from fickle_service import FickleService, Killed
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from made_folders import database
from outbox_world import (
    KEY,
    OPERATOR,
    Desk,
    FakeClock,
    contact,
    receipts_are_right,
)

from coletor.contact import same_content
from coletor.outbox import OutboxError, Policy, Sender
from coletor.outbox.standing import accepted_document
from coletor.store import Store, StoreError

POLICY = Policy(lease=300, second_look=60, first_wait=5, ceiling=600, failures_in_a_row=3)


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

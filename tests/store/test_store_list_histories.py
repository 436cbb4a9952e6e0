"""The list is what its derivation says, whatever happens to a folder's contacts."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from list_counts import counted
from list_facts import CODE, DOCUMENT, PATHS, ROLES, operation, receipt
from made_folders import database

from coletor.store import Contacts, Drafts, Listing, Store
from coletor.store.derivation import derive_row


class Histories(RuleBasedStateMachine):
    """Random histories of contacts; after each step the list equals its derivation."""

    make_store = None

    @initialize()
    def start(self) -> None:
        self.store = type(self).make_store()
        self.drafts = Drafts(self.store)
        self.uuids: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()

    def open_draft(self, pick: int):
        uuid = self.uuids[pick % len(self.uuids)]
        return uuid, self.drafts.open(uuid)

    @rule()
    def begin(self) -> None:
        self.uuids.append(self.drafts.create("cmd-2017", 1).uuid)

    @precondition(lambda self: self.uuids)
    @rule(
        pick=st.integers(0, 9),
        role=st.sampled_from(ROLES),
        text=st.sampled_from(["", "14/0", "14/07/2026", "Ana", "José Ávila", "700 1", "01"]),
    )
    def type_text(self, pick: int, role: str, text: str) -> None:
        _, draft = self.open_draft(pick)
        if draft:
            self.drafts.set_cell(draft.id, draft.root.id, PATHS[role], text, 1)

    @precondition(lambda self: self.uuids)
    @rule(pick=st.integers(0, 9), place=st.sampled_from([None, 0]), code=st.sampled_from("ab"))
    def add_procedure(self, pick: int, place: int | None, code: str) -> None:
        _, draft = self.open_draft(pick)
        if draft:
            row = self.drafts.add_row(draft.id, CODE.group_path, draft.root.id, place, 1)
            self.drafts.set_cell(draft.id, row, CODE.path, code, 1)

    @precondition(lambda self: self.uuids)
    @rule(pick=st.integers(0, 9))
    def remove_procedure(self, pick: int) -> None:
        _, draft = self.open_draft(pick)
        rows = [row for row in draft.rows if row.list] if draft else []
        if rows:
            self.drafts.remove_row(draft.id, rows[pick % len(rows)].id, 1)

    @precondition(lambda self: self.uuids)
    @rule(pick=st.integers(0, 9))
    def discard(self, pick: int) -> None:
        _, draft = self.open_draft(pick)
        if draft:
            self.drafts.discard(draft.id, 1)

    @rule(days=st.sampled_from([30, -1]))
    def purge(self, days: int) -> None:
        self.drafts.purge_bin(days)

    @precondition(lambda self: self.uuids)
    @rule(pick=st.integers(0, 9))
    def restore(self, pick: int) -> None:
        found = self.drafts.discarded()
        if found and self.drafts.open(found[pick % len(found)].uuid) is None:
            self.drafts.restore(found[pick % len(found)].id, 1)

    @precondition(lambda self: self.uuids)
    @rule(pick=st.integers(0, 9), kind=st.sampled_from(["incluir", "alterar", "cancelar"]))
    def conclude(self, pick: int, kind: str) -> None:
        uuid, draft = self.open_draft(pick)
        if draft and not self.pending(uuid):
            with self.store.change() as db:
                Contacts.save(db, uuid, "cmd-2017", {**DOCUMENT, "uuid": uuid}, {}, 1)
                Drafts.conclude(db, draft.id, 1)
                operation(db, uuid, kind, "pronto")

    def pending(self, uuid: str):
        with self.store.query() as db:
            return db.execute(
                "SELECT id, kind FROM operation WHERE uuid = ?"
                " AND state NOT IN ('aceito', 'desistido')",
                [uuid],
            ).fetchone()

    @precondition(lambda self: self.uuids)
    @rule(
        pick=st.integers(0, 9),
        state=st.sampled_from(["enviando", "sem_confirmacao", "rejeitado", "aceito", "desistido"]),
    )
    def move(self, pick: int, state: str) -> None:
        uuid = self.uuids[pick % len(self.uuids)]
        found = self.pending(uuid)
        if not found:
            return
        with self.store.change() as db:
            if state == "aceito":
                last = db.execute("SELECT MAX(version) FROM receipt").fetchone()[0] or 0
                receipt(db, found[0], uuid, found[1], last + 1)
            else:
                db.execute("UPDATE operation SET state = ? WHERE id = ?", [state, found[0]])
                Listing.refresh(db, uuid)

    @precondition(lambda self: self.uuids)
    @rule(pick=st.integers(0, 9))
    def reopen(self, pick: int) -> None:
        uuid, draft = self.open_draft(pick)
        if draft is None:
            with self.store.change() as db:
                Drafts.reopen(db, uuid, 1)

    @invariant()
    def list_equals_derivation(self) -> None:
        if not hasattr(self, "store"):
            return
        listed = {row.uuid: row for row in Listing(self.store).page(limit=1000)}
        with self.store.query() as db:
            derived = {uuid: derive_row(db, uuid) for uuid in self.uuids}
        assert listed == {uuid: row for uuid, row in derived.items() if row is not None}
        counted(self.store)


def test_list_equals_derivation_over_random_histories(tmp_path_factory, key: bytes) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    def make_store() -> Store:
        return Store.open(database(tmp_path_factory.mktemp("h"), key, "Ana"), key)

    machine = type("Machine", (Histories,), {"make_store": staticmethod(make_store)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

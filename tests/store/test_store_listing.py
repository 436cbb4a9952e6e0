"""The list of contacts equals what it is derived from, and is read by its indexes."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from list_counts import counted
from made_folders import database

from coletor.model import load_model
from coletor.store import Contacts, Drafts, Filter, Listing, Sort, Store
from coletor.store.derivation import derive_row
from coletor.store.situation import WORDS, label, situation_word

MODEL = load_model("cmd-2017")
ROLES = ("nome_individuo", "cns_individuo", "data_nascimento", "data_admissao", "modalidade")
PATHS = {role: MODEL.by_role[role].path for role in ROLES}
CODE = MODEL.by_role["codigo_procedimento"]
DOCUMENT = {
    "modelo": "cmd-2017",
    "individuo": {"nome": "José Ávila", "cns": "700000000000000", "data_nascimento": "1980"},
    "contato": {"admissao": {"data": "2026-07-14", "modalidade": "01"}},
    "procedimentos": [{"codigo": "0301010072"}, {"codigo": "0301010064"}],
}


def operation(db, uuid: str, kind: str, state: str) -> int:
    made = db.execute(
        "INSERT INTO operation (uuid, kind, document, body, body_sha256, wire, places, rows,"
        " state, created_at, changed_at, operator_id)"
        " VALUES (?, ?, '{}', x'', '', '1', '{}', '{}', ?, '2026-07-15', '2026-07-15', 1)",
        [uuid, kind, state],
    )
    Listing.refresh(db, uuid)
    return made.lastrowid


def receipt(db, operation_id: int, uuid: str, kind: str, version: int) -> None:
    db.execute("UPDATE operation SET state = 'aceito' WHERE id = ?", [operation_id])
    db.execute(
        "INSERT INTO receipt (operation_id, uuid, kind, version, protocol, received_at,"
        " body_sha256, operator_id) VALUES (?, ?, ?, ?, 'P1', '2026-07-16', '', 1)",
        [operation_id, uuid, kind, version],
    )
    Listing.refresh(db, uuid)


def typed(drafts: Drafts, **values: str) -> str:
    """Type some values, by role, into a new draft and return its contact's UUID."""
    draft = drafts.create("cmd-2017", 1)
    code = values.pop("codigo_procedimento", "")
    drafts.set_cells(
        draft.id, [(draft.root.id, PATHS[role], text) for role, text in values.items()], 1
    )
    if code:
        row_id = drafts.add_row(draft.id, CODE.group_path, draft.root.id, None, 1)
        drafts.set_cell(draft.id, row_id, CODE.path, code, 1)
    return draft.uuid


def test_a_draft_is_listed_by_what_was_typed(store: Store, drafts: Drafts) -> None:
    uuid = typed(
        drafts,
        nome_individuo="  José  ÁVILA ",
        cns_individuo="700 0000 0000 0000",
        data_nascimento="01/02/1980",
        data_admissao="14/7/2026",
        modalidade="01",
        codigo_procedimento="03.01.01.007-2",
    )
    row = Listing(store).get(uuid)
    assert row is not None
    assert (row.patient, row.patient_key, row.cns) == (
        "José ÁVILA",
        "jose avila",
        "700000000000000",
    )
    assert (row.birth, row.admission, row.competencia) == ("1980-02-01", "2026-07-14", "202607")
    assert (row.modality, row.procedure, row.word) == ("01", "0301010072", "rascunho")
    assert (row.server, row.server_version, row.pending) == ("nada", 0, "nenhuma")
    assert (row.management, row.operator_id) == ("desconhecido", 1)


@pytest.mark.parametrize(
    ("text", "birth", "admission"),
    [("14/0", None, None), ("1980", "1980", None), ("31/02/2026", None, None), ("", None, None)],
)
def test_half_typed_dates_are_no_dates(
    store: Store, drafts: Drafts, text: str, birth: str | None, admission: str | None
) -> None:
    row = Listing(store).get(typed(drafts, data_nascimento=text, data_admissao=text))
    assert row is not None
    assert (row.birth, row.admission, row.competencia) == (birth, admission, None)


def test_first_procedure_is_the_first_that_was_not_removed(store: Store, drafts: Drafts) -> None:
    draft = drafts.create("cmd-2017", 1)
    rows = [drafts.add_row(draft.id, CODE.group_path, draft.root.id, None, 1) for _ in range(3)]
    for row_id, code in zip(rows, ("", "0301010072", "0301010064"), strict=True):
        drafts.set_cell(draft.id, row_id, CODE.path, code, 1)
    listing = Listing(store)
    assert listing.get(draft.uuid).procedure == "0301010072"
    drafts.remove_row(draft.id, rows[1], 1)
    assert listing.get(draft.uuid).procedure == "0301010064"


def test_a_contact_goes_through_its_words(store: Store, drafts: Drafts) -> None:
    uuid = typed(drafts, nome_individuo="Ana")
    listing, seen = Listing(store), []

    def note() -> None:
        seen.append(listing.get(uuid).word)

    note()
    with store.change() as db:
        Contacts.save(db, uuid, "cmd-2017", {**DOCUMENT, "uuid": uuid}, {"modelo": "1"}, 1)
        Drafts.conclude(db, drafts.open(uuid).id, 1)
        first = operation(db, uuid, "incluir", "pronto")
    note()
    assert listing.get(uuid).patient == "José Ávila"
    assert listing.get(uuid).procedure == "0301010072"
    for state in ("enviando", "sem_confirmacao", "rejeitado"):
        with store.change() as db:
            db.execute("UPDATE operation SET state = ? WHERE id = ?", [state, first])
            Listing.refresh(db, uuid)
        note()
    with store.change() as db:
        receipt(db, first, uuid, "incluir", 1)
    note()
    with store.change() as db:
        Drafts.reopen(db, uuid, 1)
    note()
    with store.change() as db:
        Drafts.conclude(db, drafts.open(uuid).id, 1)
        second = operation(db, uuid, "alterar", "pronto")
    note()
    with store.change() as db:
        receipt(db, second, uuid, "alterar", 2)
        third = operation(db, uuid, "cancelar", "pronto")
    note()
    with store.change() as db:
        receipt(db, third, uuid, "cancelar", 3)
    note()
    assert seen == [
        "rascunho",
        "pronto",
        "enviando",
        "sem_confirmacao",
        "rejeitado",
        "aceito",
        "em_alteracao",
        "alteracao_pronta",
        "cancelamento_pronto",
        "cancelado",
    ]
    assert listing.get(uuid).server_version == 3
    texts = [event.text for event in Contacts(store).history(uuid)]
    assert "Inclusão aceita, versão 1, protocolo P1" in texts
    assert "Alteração posta na fila de envio" in texts


@pytest.mark.parametrize(
    ("axes", "word"),
    [
        (("nada", "nenhuma", "desconhecido", True), "rascunho"),
        (("nada", "nenhuma", "desconhecido", False), "concluido"),
        (("nada", "pronto", "desconhecido", True, "incluir"), "pronto"),
        (("nada", "rejeitado", "desconhecido", True, "incluir"), "rejeitado"),
        (("aceito", "enviando", "desconhecido", False, "alterar"), "enviando"),
        (("aceito", "sem_confirmacao", "desconhecido", False, "cancelar"), "sem_confirmacao"),
        (("aceito", "pronto", "desconhecido", False, "alterar"), "alteracao_pronta"),
        (("aceito", "rejeitado", "desconhecido", False, "alterar"), "alteracao_rejeitada"),
        (("aceito", "pronto", "desconhecido", False, "cancelar"), "cancelamento_pronto"),
        (("aceito", "rejeitado", "desconhecido", False, "cancelar"), "cancelamento_rejeitado"),
        (("aceito", "nenhuma", "desconhecido", False), "aceito"),
        (("aceito", "nenhuma", "desconhecido", True), "em_alteracao"),
        (("aceito", "nenhuma", "aprovado", False), "aprovado"),
        (("aceito", "nenhuma", "rejeitado", False), "rejeitado_gestao"),
        (("cancelado", "nenhuma", "desconhecido", True), "cancelado"),
    ],
)
def test_the_word_of_three_axes(axes: tuple, word: str) -> None:
    assert situation_word(*axes) == word
    assert word in WORDS and label(word)


def test_every_combination_of_axes_has_a_word() -> None:
    for server in ("nada", "aceito", "cancelado"):
        for pending in ("nenhuma", "pronto", "enviando", "sem_confirmacao", "rejeitado"):
            for management in ("desconhecido", "aprovado", "rejeitado"):
                for kind in ("incluir", "alterar", "cancelar"):
                    assert situation_word(server, pending, management, False, kind) in WORDS


def test_every_word_has_its_own_label() -> None:
    assert len({label(word) for word in WORDS}) == len(WORDS)


def test_pages_filters_and_counts(store: Store, drafts: Drafts) -> None:
    people = ("Bruna Alves", "álvaro dias", "Ana Souza", "ANA BEATRIZ")
    uuids = {
        name: typed(drafts, nome_individuo=name, data_admissao=f"{day:02d}/07/2026")
        for day, name in enumerate(people, 1)
    }
    typed(drafts, cns_individuo="898 0011", data_admissao="05/08/2026")
    listing = Listing(store)

    def names(*arguments, **options) -> list[str | None]:
        return [row.patient for row in listing.page(*arguments, **options)]

    assert names(sort=Sort.CHANGED) == [
        None,
        "ANA BEATRIZ",
        "Ana Souza",
        "álvaro dias",
        "Bruna Alves",
    ]
    assert names(sort=Sort.PATIENT)[1:] == [
        "álvaro dias",
        "ANA BEATRIZ",
        "Ana Souza",
        "Bruna Alves",
    ]
    assert names(sort=Sort.ADMISSION)[:2] == [None, "ANA BEATRIZ"]
    assert names(Filter(text="aná"), sort=Sort.PATIENT) == ["ANA BEATRIZ", "Ana Souza"]
    assert [row.cns for row in listing.page(Filter(text="898 00"))] == ["8980011"]
    assert names(Filter(text="%")) == []
    assert len(names(Filter(competencia="202607"))) == 4
    assert names(limit=2, offset=1) == ["ANA BEATRIZ", "Ana Souza"]
    drafts.discard(drafts.open(uuids["Ana Souza"]).id, 1)
    assert listing.counts() == {"rascunho": 4}
    assert listing.counts("202608") == {"rascunho": 1}
    assert listing.get(uuids["Ana Souza"]) is None


def test_the_derivation_of_one_contact_scans_nothing(store: Store) -> None:
    """Each statement of a keystroke's transaction goes by an index."""
    statements: list[tuple[str, object]] = []
    drafts = Drafts(store)
    draft = drafts.create("cmd-2017", 1)
    store._writer._tracer = lambda sql, values: statements.append((sql, values))
    drafts.set_cell(draft.id, draft.root.id, PATHS["nome_individuo"], "Ana", 1)
    store._writer._tracer = None
    with store.query() as db:
        for sql, values in statements:
            if sql.startswith(("SELECT", "UPDATE", "DELETE")):
                for row in db.execute("EXPLAIN QUERY PLAN " + sql, values).fetchall():
                    assert not row[3].startswith("SCAN"), (sql, row[3])
    assert len(statements) > 5


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

"""The list of contacts equals what it is derived from, and is read by its indexes."""

import pytest
from list_facts import CODE, DOCUMENT, PATHS, operation, receipt

from coletor.store import Contacts, Drafts, Filter, Listing, Sort, Store
from coletor.store.situation import WORDS, label, situation_word


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

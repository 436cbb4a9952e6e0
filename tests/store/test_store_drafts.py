"""Drafts: nothing typed is lost, and rows keep their identity."""

from pathlib import Path

import pytest

from coletor.contact.drafting import NewRow, derive
from coletor.contact.entry import editable
from coletor.model import load_model
from coletor.store import Confirming, Contacts, Draft, Drafts, Listing, Store, StoreError
from coletor.store.draft_bin import BIN_DAYS

MODEL = load_model("cmd-2017")
NAME = MODEL.by_role["nome_individuo"].path
BIRTH = MODEL.by_role["data_nascimento"].path
CODE = MODEL.by_role["codigo_procedimento"].path
CBO = MODEL.by_role["cbo"].path
PROCEDURES = MODEL.by_role["codigo_procedimento"].group_path
PROFESSIONALS = MODEL.by_role["cbo"].group_path


@pytest.fixture
def draft(drafts: Drafts) -> Draft:
    return drafts.create("cmd-2017", 1)


def message(caught: pytest.ExceptionInfo[StoreError]) -> str:
    return caught.value.message_id


def codes(drafts: Drafts, draft_id: int) -> list[str]:
    rows = drafts.get(draft_id).rows
    return [row.cells.get(CODE, "") for row in rows if row.list == PROCEDURES]


def add_procedure(drafts: Drafts, draft: Draft, code: str, position: int | None = None) -> int:
    row_id = drafts.add_row(draft.id, PROCEDURES, draft.root.id, position, 1)
    drafts.set_cell(draft.id, row_id, CODE, code, 1)
    return row_id


def test_a_new_draft_is_one_empty_row(draft: Draft) -> None:
    assert [(row.list, row.parent_id, row.cells) for row in draft.rows] == [("", None, {})]
    assert draft.is_open


@pytest.mark.parametrize(
    "text", ["14/0", "  ", "Ana ", "é e\u0301", "\ttab", "'; DROP TABLE draft", "a\x00b", "😀"]
)
def test_raw_text_is_kept_exactly(
    path: Path, key: bytes, drafts: Drafts, draft: Draft, text: str
) -> None:
    drafts.set_cell(draft.id, draft.root.id, BIRTH, text, 1)
    with Store.open(path, key) as other:
        assert Drafts(other).get(draft.id).root.cells == {BIRTH: text}


def test_an_emptied_cell_is_gone(drafts: Drafts, draft: Draft) -> None:
    drafts.set_cells(draft.id, [(draft.root.id, NAME, "Ana"), (draft.root.id, BIRTH, "1")], 1)
    drafts.set_cell(draft.id, draft.root.id, NAME, "", 1)
    assert drafts.get(draft.id).root.cells == {BIRTH: "1"}


def test_many_cells_are_one_change(drafts: Drafts, draft: Draft) -> None:
    with pytest.raises(ValueError, match="not a cell"):
        drafts.set_cells(draft.id, [(draft.root.id, NAME, "Ana"), (draft.root.id, CODE, "1")], 1)
    assert drafts.get(draft.id).root.cells == {}


def test_who_typed_a_cell_is_kept(store: Store, drafts: Drafts, draft: Draft) -> None:
    with store.change() as db:
        db["operator"].insert({"login": "jose", "name": "José", "created_at": "2026"})
    drafts.set_cell(draft.id, draft.root.id, NAME, "Ana", 1)
    drafts.set_cell(draft.id, draft.root.id, BIRTH, "1", 2)
    drafts.set_cell(draft.id, draft.root.id, NAME, "Ana", 2)  # the same text is nobody's change
    with store.query() as db:
        found = db.execute("SELECT element, operator_id FROM draft_cell").fetchall()
    assert dict(found) == {NAME: 1, BIRTH: 2}


def test_rows_of_other_drafts_and_unknown_elements_are_bugs(drafts: Drafts, draft: Draft) -> None:
    other = drafts.create("cmd-2017", 1)
    with pytest.raises(ValueError, match="not of draft"):
        drafts.set_cell(draft.id, other.root.id, NAME, "Ana", 1)
    with pytest.raises(ValueError, match="not a cell"):
        drafts.set_cell(draft.id, draft.root.id, "individuo.altura", "1", 1)
    with pytest.raises(ValueError, match="no list"):
        drafts.add_row(draft.id, PROFESSIONALS, draft.root.id, None, 1)
    with pytest.raises(ValueError, match="document's row"):
        drafts.remove_row(draft.id, draft.root.id, 1)


def test_rows_keep_their_order(drafts: Drafts, draft: Draft) -> None:
    for code, position in (("b", None), ("d", None), ("a", 0), ("c", 2), ("e", 99)):
        add_procedure(drafts, draft, code, position)
    assert codes(drafts, draft.id) == ["a", "b", "c", "d", "e"]


def test_a_removed_row_comes_back_where_it_was_with_its_children(
    drafts: Drafts, draft: Draft
) -> None:
    rows = [add_procedure(drafts, draft, code) for code in "abc"]
    kept, gone = (drafts.add_row(draft.id, PROFESSIONALS, rows[1], None, 1) for _ in range(2))
    drafts.set_cell(draft.id, kept, CBO, "225125", 1)
    drafts.remove_row(draft.id, gone, 1)
    drafts.remove_row(draft.id, rows[1], 1)
    assert codes(drafts, draft.id) == ["a", "c"]
    assert all(row.list != PROFESSIONALS for row in drafts.get(draft.id).rows)
    add_procedure(drafts, draft, "d", 1)
    drafts.restore_row(draft.id, rows[1], 1)
    assert codes(drafts, draft.id) == ["a", "d", "b", "c"]
    professionals = [row for row in drafts.get(draft.id).rows if row.list == PROFESSIONALS]
    assert [(row.id, row.cells) for row in professionals] == [(kept, {CBO: "225125"})]
    drafts.restore_row(draft.id, gone, 1)
    assert len([row for row in drafts.get(draft.id).rows if row.list == PROFESSIONALS]) == 2


def test_text_that_comes_late_reaches_a_removed_row(drafts: Drafts, draft: Draft) -> None:
    row_id = add_procedure(drafts, draft, "a")
    drafts.remove_row(draft.id, row_id, 1)
    drafts.set_cell(draft.id, row_id, CODE, "ab", 1)
    drafts.restore_row(draft.id, row_id, 1)
    assert codes(drafts, draft.id) == ["ab"]


def test_a_child_is_not_restored_without_its_parent(drafts: Drafts, draft: Draft) -> None:
    row_id = add_procedure(drafts, draft, "a")
    below = drafts.add_row(draft.id, PROFESSIONALS, row_id, None, 1)
    drafts.remove_row(draft.id, row_id, 1)
    with pytest.raises(ValueError, match="holds it"):
        drafts.restore_row(draft.id, below, 1)


def test_a_draft_starts_from_given_rows(drafts: Drafts) -> None:
    procedures = [
        NewRow(PROCEDURES, {CODE: code}, [NewRow(PROFESSIONALS, {CBO: cbo}) for cbo in cbos])
        for code, cbos in (("0301010072", ["225125", "223505"]), ("0301010064", []))
    ]
    draft = drafts.create("cmd-2017", 1, cells=NewRow("", {NAME: "Ana"}, procedures))
    document = derive(MODEL, draft.uuid, draft.rows).document
    assert document["individuo"] == {"nome": "Ana"}
    assert [item["codigo"] for item in document["procedimentos"]] == ["0301010072", "0301010064"]
    assert [who["cbo"] for who in document["procedimentos"][0]["profissionais"]] == [
        "225125",
        "223505",
    ]


def test_one_open_draft_for_each_contact(store: Store, drafts: Drafts, draft: Draft) -> None:
    with pytest.raises(StoreError) as caught:
        drafts.create("cmd-2017", 1, uuid=draft.uuid)
    assert message(caught) == "store.draft.open"
    assert drafts.open(draft.uuid) == drafts.get(draft.id)
    drafts.discard(draft.id, 1)
    assert drafts.open(draft.uuid) is None
    drafts.create("cmd-2017", 1, uuid=draft.uuid)
    with pytest.raises(StoreError) as caught:
        drafts.restore(draft.id, 1)
    assert message(caught) == "store.draft.open"


def test_discarded_concluded_and_purged_drafts_refuse_changes(
    store: Store, drafts: Drafts, draft: Draft
) -> None:
    concluded = drafts.create("cmd-2017", 1)
    with store.change() as db:
        Drafts.conclude(db, concluded.id, 1)
    drafts.discard(draft.id, 1)
    for closed in (draft, concluded):
        for change in (
            lambda d=closed: drafts.set_cell(d.id, d.root.id, NAME, "x", 1),
            lambda d=closed: drafts.add_row(d.id, PROCEDURES, d.root.id, None, 1),
            lambda d=closed: drafts.discard(d.id, 1),
        ):
            with pytest.raises(StoreError) as caught:
                change()
            assert message(caught) == "store.draft.closed"
    drafts.purge_bin(days=-1)
    for change in (
        lambda: drafts.get(draft.id),
        lambda: drafts.set_cell(draft.id, draft.root.id, NAME, "x", 1),
        lambda: drafts.restore(draft.id, 1),
    ):
        with pytest.raises(StoreError) as caught:
            change()
        assert message(caught) == "store.draft.gone"


def test_bin_keeps_a_draft_for_thirty_days(store: Store, drafts: Drafts, draft: Draft) -> None:
    drafts.set_cell(draft.id, draft.root.id, NAME, "Ana", 1)
    row_id = add_procedure(drafts, draft, "a")
    drafts.remove_row(draft.id, drafts.add_row(draft.id, PROFESSIONALS, row_id, None, 1), 1)
    drafts.confirm_warning(draft.id, Confirming(draft.root.id, NAME, "nome.curto", "é assim"), 1)
    drafts.discard(draft.id, 1)
    assert [(item.id, item.patient) for item in drafts.discarded()] == [(draft.id, "Ana")]
    assert drafts.summaries() == []
    assert drafts.purge_bin() == 0
    with store.change() as db:
        db.execute("UPDATE draft SET discarded_at = ?", [days_ago(BIN_DAYS - 1)])
    assert drafts.purge_bin() == 0
    drafts.restore(draft.id, 1)
    assert codes(drafts, draft.id) == ["a"] and drafts.discarded() == []
    drafts.discard(draft.id, 1)
    with store.change() as db:
        db.execute("UPDATE draft SET discarded_at = ?", [days_ago(BIN_DAYS + 1)])
    assert drafts.purge_bin() == 1
    with store.query() as db:
        for table in ("draft", "draft_row", "draft_cell", "confirmation", "contact_list"):
            assert db[table].count == 0


def days_ago(days: int) -> str:
    from coletor import clock

    return clock.later(-days * 86_400)


def test_summaries_say_what_to_resume(drafts: Drafts, draft: Draft) -> None:
    other = drafts.create("cmd-2017", 1)
    drafts.set_cell(draft.id, draft.root.id, NAME, "Ana Souza", 1)
    found = drafts.summaries()
    assert [(item.id, item.patient, item.blank) for item in found] == [
        (draft.id, "Ana Souza", False),
        (other.id, None, True),
    ]
    assert len(drafts.summaries(limit=1)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("21/11/2026", "2026-11-21"), ("700000000000005", None), ("20261121x", None), ("14/0", None)],
)
def test_only_a_whole_date_tells_drafts_apart(
    drafts: Drafts, draft: Draft, typed: str, said: str | None
) -> None:
    drafts.set_cell(draft.id, draft.root.id, "contato.admissao.data", typed, 1)
    assert [item.admission for item in drafts.summaries()] == [said]


def test_reopening_gives_the_same_rows(store: Store, drafts: Drafts, draft: Draft) -> None:
    row_id = add_procedure(drafts, draft, "0301010072")
    with store.change() as db:
        Contacts.save(db, draft.uuid, "cmd-2017", {"uuid": draft.uuid}, {}, 1)
        Drafts.conclude(db, draft.id, 1)
    assert drafts.open(draft.uuid) is None
    with store.change() as db:
        assert Drafts.reopen(db, draft.uuid, 1) == draft.id
        with pytest.raises(StoreError) as caught:
            Drafts.reopen(db, draft.uuid, 1)
    assert message(caught) == "store.draft.open"
    again = drafts.open(draft.uuid)
    assert again is not None and row_id in [row.id for row in again.rows]
    with store.change() as db:
        assert Drafts.reopen(db, "nunca", 1) is None


def test_a_confirmed_warning_follows_its_row(drafts: Drafts, draft: Draft) -> None:
    first, second = (add_procedure(drafts, draft, code) for code in "ab")
    drafts.confirm_warning(draft.id, Confirming(second, CODE, "sigtap.idade", " a mãe assinou "), 1)
    drafts.remove_row(draft.id, first, 1)
    drafts.confirm_warning(draft.id, Confirming(second, CODE, "sigtap.idade", "conferido"), 1)
    drafts.confirm_warning(
        draft.id, Confirming(draft.root.id, PROCEDURES, "total", "são dois", "2"), 1
    )
    found = drafts.confirmations(draft.id)
    assert [(item.row_id, item.element, item.value, item.reason) for item in found] == [
        (second, CODE, "b", "conferido"),
        (draft.root.id, PROCEDURES, "2", "são dois"),
    ]
    with pytest.raises(StoreError) as caught:
        drafts.confirm_warning(draft.id, Confirming(second, CODE, "sigtap.idade", "  "), 1)
    assert message(caught) == "store.draft.reason"


def test_history_tells_the_turns_and_not_the_keystrokes(
    store: Store, drafts: Drafts, draft: Draft
) -> None:
    drafts.set_cell(draft.id, draft.root.id, NAME, "Ana", 1)
    drafts.discard(draft.id, 1)
    drafts.restore(draft.id, 1)
    drafts.restore(draft.id, 1)  # nothing to do, nothing to tell
    with store.change() as db:
        Drafts.conclude(db, draft.id, 1)
        Drafts.reopen(db, draft.uuid, 1)
    found = Contacts(store).history(draft.uuid)
    assert [(event.text, event.operator) for event in found] == [
        (words, "Maria das Dores")
        for words in (
            "Digitação iniciada",
            "Rascunho descartado",
            "Rascunho recuperado da lixeira",
            "Contato concluído",
            "Contato aberto para correção",
        )
    ]


DEFAULTS = {
    each.path: editable(each, each.hint.default)
    for each in MODEL.by_group[""].elements
    if each.hint.default
}


def test_a_draft_with_only_what_the_form_puts_in_is_dropped_and_nothing_else_is(
    store: Store, drafts: Drafts
) -> None:
    def begun() -> Draft:
        return drafts.create("cmd-2017", 1, cells=NewRow("", dict(DEFAULTS)))

    assert DEFAULTS
    empty, typed, listed, parked, sure, known = (begun() for _ in range(6))
    drafts.set_cell(typed.id, typed.root.id, NAME, "A", 1)
    add_procedure(drafts, listed, "0301010072")
    drafts.park(parked.id, 1)
    drafts.confirm_warning(sure.id, Confirming(sure.root.id, NAME, "x", "visto"), 1)
    with store.change() as db:
        Drafts.conclude(db, known.id, 1)
    every = (empty, typed, listed, parked, sure, known)
    assert [drafts.drop_empty(each.id, 1) for each in every] == [True] + [False] * 5
    assert empty.id not in {item.id for item in drafts.summaries() + drafts.discarded()}
    assert Listing(store).get(empty.uuid) is None
    assert Contacts(store).history(empty.uuid)[-1].text == "Digitação desfeita por inteiro"
    assert not drafts.drop_empty(empty.id, 1)


def test_what_a_program_left_empty_goes_and_what_was_typed_stays(
    store: Store, drafts: Drafts
) -> None:
    left, typed = (drafts.create("cmd-2017", 1, cells=NewRow("", dict(DEFAULTS))) for _ in "12")
    drafts.set_cell(typed.id, typed.root.id, NAME, "A", 1)
    assert drafts.drop_left_empty(1) == 1
    assert [item.id for item in drafts.summaries()] == [typed.id]
    assert Listing(store).get(left.uuid) is None
    assert drafts.drop_left_empty(1) == 0

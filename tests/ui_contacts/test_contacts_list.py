"""The list of contacts: pages as they are looked at, order, marks; nothing jumps."""

import threading
from typing import Any

import pytest
from contacts_keys import CONTACTS, CTRL, KEY
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import masked
from coletor.store import Events, InterruptedQueryError, Sort, StoreError
from coletor.store.events import Event
from coletor.store.saved_views import SavedViews
from ui.contacts.knowledge import _history
from ui.contacts.model import KEPT, PAGE
from ui.contacts.reading import Opened, open_view
from ui.glance import local
from ui.situations import WORDS, icon_of
from ui.widgets.tone import Tone


@pytest.mark.seen
def test_pages_come_as_they_are_looked_at(desk) -> None:
    table, rows = desk.screen.table, desk.screen.rows
    assert len(rows.rows()) < CONTACTS
    assert rows.index(CONTACTS - 1, 0).data() == text("contacts.placeholder")
    desk.until(lambda: table.viewport().y() >= table.horizontalHeader().height())  # laid out
    desk.key(KEY.Key_End)
    desk.until(lambda: rows.row(CONTACTS - 1) is not None)
    whole = desk.workspace.listing.view().uuids(0, CONTACTS)
    assert desk.marked() == whole[-1]
    assert rows.row(CONTACTS - 1).uuid == whole[-1]
    desk.until(lambda: desk.screen.detail.name.text() != "")
    assert table.verticalScrollBar().value() == table.verticalScrollBar().maximum()
    assert KEPT * PAGE < 1_000_000


def test_heads_order_by_mouse_and_by_keys(desk) -> None:
    table = desk.screen.table
    assert (table.sort, table.descending) == (Sort.CHANGED, True)
    desk.key(KEY.Key_Right, CTRL)
    desk.settle()
    assert (table.sort, table.descending) == (Sort.PATIENT, False)
    names = [row.patient_key for row in desk.screen.rows.rows()]
    assert names == sorted(names)
    desk.key(KEY.Key_Down, CTRL)
    desk.settle()
    names = [row.patient_key for row in desk.screen.rows.rows()]
    assert names == sorted(names, reverse=True)
    table.horizontalHeader().sectionClicked.emit(3)  # procedures have no order of their own
    assert (table.sort, table.descending) == (Sort.PATIENT, True)
    table.horizontalHeader().sectionClicked.emit(2)
    desk.settle()
    assert (table.sort, table.descending) == (Sort.ADMISSION, True)
    desk.key(KEY.Key_Up, CTRL)
    desk.settle()
    days = [row.admission for row in desk.screen.rows.rows()]
    assert days == sorted(days)


@pytest.mark.seen
def test_a_wide_window_shows_the_procedures_and_who_typed(desk) -> None:
    table = desk.screen.table
    further = [3, 5]
    assert all(table.isColumnHidden(column) for column in further)
    desk.screen.window().resize(1740, 692)
    desk.until(lambda: not any(table.isColumnHidden(column) for column in further))
    row = next(row for row in desk.screen.rows.rows() if len(row.codes) > 1)
    place = desk.screen.rows.place_of(row.uuid)
    shown = [desk.screen.rows.index(place, column).data() for column in further]
    assert shown[0] == f"{masked(row.codes[0])} +{len(row.codes) - 1}"
    assert shown[1] in {"Operadora", "Joana Prado", "Rita Campos", "Davi Moreira"}


@pytest.mark.seen
def test_what_the_eye_is_on_stays_when_others_change(desk) -> None:
    """Somebody types elsewhere: the marked row keeps its place on the screen."""
    screen, table = desk.screen, desk.screen.table
    for _ in range(30):
        desk.key(KEY.Key_Down)
    desk.settle()
    uuid, place = desk.marked(), table.currentIndex().row()
    seen = table.visualRect(table.currentIndex()).top()
    operator = desk.workspace.operator.id
    desk.tasks.change(
        lambda: [desk.workspace.drafts.create("cmd-2017", operator) for _ in range(7)],
        touches=("drafts",),
    )
    desk.until(lambda: screen.rows.rowCount() == CONTACTS + 7)
    desk.settle()
    assert desk.marked() == uuid
    assert table.currentIndex().row() == place + 7
    assert table.visualRect(table.currentIndex()).top() == seen


@pytest.mark.seen
def test_the_end_of_the_list_stays_when_others_change(desk) -> None:
    bar = desk.screen.table.verticalScrollBar()
    desk.key(KEY.Key_End)
    desk.settle()
    assert bar.value() == bar.maximum()
    view = desk.screen.rows.view
    desk.tasks.change(lambda: None, touches=("contacts",))
    desk.until(lambda: desk.screen.rows.view is not view)
    assert bar.value() == bar.maximum()


def test_who_moves_on_while_the_list_is_read_anew_is_not_taken_back(desk, monkeypatch) -> None:
    """On a slow disk it takes a while; the marked row is where the keys took it meanwhile."""
    screen, gate, begun = desk.screen, threading.Event(), threading.Event()
    view = screen.rows.view

    def slowly(*asked: Any) -> Opened:
        begun.set()
        assert gate.wait(30)
        return open_view(*asked)

    monkeypatch.setattr("ui.contacts.screen.open_view", slowly)
    desk.tasks.change(lambda: None, touches=("contacts",))
    desk.until(begun.is_set)
    desk.key(KEY.Key_End)
    gate.set()
    desk.until(lambda: screen.rows.view is not view)
    desk.settle()
    assert screen.table.currentIndex().row() == CONTACTS - 1
    bar = screen.table.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_a_contact_is_shown_wherever_it_stands(desk) -> None:
    last = desk.workspace.listing.view().uuids(CONTACTS - 1, 1)[0]
    desk.screen.words.button("rejeitado").click()
    desk.screen.activate(last)
    desk.until(lambda: desk.screen.rows.rowCount() == CONTACTS)
    desk.settle()
    assert desk.marked() == last


def test_who_comes_for_a_situation_sees_all_of_it(desk) -> None:
    """Início or the status line said how many there are: no filter of before leaves any out."""
    screen = desk.screen
    screen.filters.attended.chip.chosen.emit("hoje")
    desk.key(KEY.Key_A, CTRL)
    desk.settle()
    screen.activate("rejeitado")
    desk.settle()
    assert screen.rows.rowCount() == desk.workspace.listing.counts()["rejeitado"] > 0
    assert not screen.picks.count


def test_f10_right_after_typing_waits_for_what_is_sought(desk) -> None:
    before = desk.marked()
    other = next(row for row in desk.screen.rows.rows() if row.cns and row.uuid != before)
    desk.key(KEY.Key_F, CTRL)
    QTest.keyClicks(desk.screen.focusWidget(), other.cns)
    desk.key(KEY.Key_F10)  # within the pause of the search
    assert desk.screen.search.hasFocus()
    desk.until(lambda: not desk.screen.search.hasFocus())
    assert desk.screen.table.current().cns == other.cns
    assert desk.screen.detail.isAncestorOf(desk.screen.focusWidget())


def test_a_list_that_cannot_be_read_says_so_in_its_place(desk, monkeypatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise ColetorError("store.locked")

    screen = desk.screen
    with monkeypatch.context() as held:
        held.setattr("ui.contacts.screen.open_view", locked)
        desk.key(KEY.Key_Right, CTRL)
        desk.until(lambda: screen.pane.wrong.isVisibleTo(screen))
    assert screen.pane.wrong.remark.text() == str(ColetorError("store.locked"))
    assert screen.focusWidget().text() == text("contacts.again")
    assert screen.detail.name.text() == ""
    desk.key(KEY.Key_Return)
    desk.until(lambda: screen.table.isVisibleTo(screen))
    desk.settle()
    assert screen.table.hasFocus() and screen.rows.rowCount() == CONTACTS
    assert screen.table.sort is Sort.PATIENT


def test_what_goes_wrong_beside_the_list_takes_no_list_away(desk, monkeypatch) -> None:
    """The reading that a newer wish stopped is not waited for, whatever failed meanwhile."""
    screen, gate, begun = desk.screen, threading.Event(), threading.Event()

    def stopped(*_: object) -> Opened:
        begun.set()
        assert gate.wait(30)
        raise InterruptedQueryError("store.interrupted")

    def full(*_: object) -> None:
        raise StoreError("store.full", file="coletor.db")

    monkeypatch.setattr("ui.contacts.screen.open_view", stopped)
    screen.activate("rejeitado")
    assert begun.wait(30)
    monkeypatch.setattr("ui.contacts.screen.open_view", open_view)
    monkeypatch.setattr(SavedViews, "save", full)
    screen.views.saved.emit("minha")
    desk.until(lambda: Tone.ERROR in [tone for _, tone in desk.said])
    screen.activate("aceito")
    desk.until(lambda: screen.rows.rowCount() == desk.workspace.listing.counts()["aceito"])
    gate.set()
    desk.settle()
    assert screen.table.isVisibleTo(screen)


def test_what_came_again_within_a_minute_is_not_said_to_last() -> None:
    at = "2019-11-20T12:00:00.000Z"
    (told,) = _history([Event(at, "Ana", "concluido", {})] * 2)
    assert told.remark == text("ui.contact.times", last=f"{local(at)} · Ana", count=2)


@pytest.mark.seen
def test_the_whole_history_is_read_without_a_mouse(desk) -> None:
    screen = desk.screen
    row = next(row for row in screen.rows.rows() if row.word == "rejeitado")
    moments = [f"2019-11-2{day}T12:00:00.000Z" for day in range(3)]
    with desk.workspace.store.change() as db:
        for at in moments:  # the same again and again: said once
            db.execute(
                "INSERT INTO event (at, operator_id, uuid, kind, detail)"
                " VALUES (?, 1, ?, 'concluido', '{}')",
                [at, row.uuid],
            )
        for day in range(12):
            Events.add(db, row.uuid, f"rascunho_{'reaberto' if day % 2 else 'descartado'}", 1)
    screen.activate(row.uuid)
    desk.settle()
    bar = screen.detail.known.verticalScrollBar()
    desk.until(lambda: bar.maximum() > 0)

    def often() -> list[str]:
        known = screen.detail.known.findChildren(QWidget)
        words = [str(one.property("text")) for one in known if not one.isHidden()]
        return [said for said in words if "vezes desde" in said]

    desk.until(lambda: len(often()) == 1)
    assert often()[0].endswith(f"4 vezes desde {local(moments[0])}")
    desk.key(KEY.Key_PageDown, CTRL)
    assert bar.value() > 0
    desk.key(KEY.Key_PageUp, CTRL)
    assert bar.value() == 0 and screen.table.hasFocus()


def test_every_status_has_its_own_mark() -> None:
    assert all(icon_of(word) for word in WORDS)

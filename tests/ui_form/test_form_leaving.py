"""A form that goes while the keyboard is in one of its rows says nothing of rows that are gone."""

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt

from coletor.store import Drafts, StoreError
from ui.buffering import holder_in
from ui.form import starting
from ui.form.starting import open_drafts
from ui.screens.base import ANOTHER
from ui.widgets.tone import Tone


def test_another_contact_begins_while_the_keyboard_is_in_a_new_row(desk) -> None:
    desk.go("data_desfecho")
    for _ in range(2):
        desk.key(Qt.Key.Key_Return)  # past the blank diagnosis: into the procedures
    desk.type("0301010072")
    for _ in range(4):
        desk.key(Qt.Key.Key_Return)  # into the row of the professional
    before = desk.session
    desk.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.session is not before and desk.session.untouched)


@pytest.fixture
def looked_at(desk) -> str:
    """Return the UUID of a contact that waited in the queue and was opened again."""
    desk.whole_contact()
    uuid: str = desk.conclude()
    assert word_of(desk, uuid) == "pronto"
    desk.open(uuid)
    assert word_of(desk, uuid) == "rascunho"
    return uuid


def word_of(desk, uuid: str) -> str:
    return str(desk.workspace.listing.get(uuid).word)


def test_a_contact_that_was_only_looked_at_waits_in_the_queue_again(desk, looked_at) -> None:
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.uuid != looked_at)
    desk.settle()
    assert word_of(desk, looked_at) == "pronto"
    desk.open(looked_at)
    desk.go("nome_individuo")
    desk.type("X")
    desk.screen.end()
    desk.settle()
    assert word_of(desk, looked_at) == "rascunho"  # changed: it is concluded anew


def test_the_end_puts_back_what_was_looked_at(desk, looked_at) -> None:
    desk.screen.end()
    desk.settle()
    assert word_of(desk, looked_at) == "pronto"


def test_of_contacts_asked_for_one_after_the_other_only_the_last_is_open(desk, looked_at) -> None:
    """Passed over, a contact is not left out of the queue, whether read only or half made."""
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.untouched)
    desk.whole_contact()
    other = desk.conclude()
    desk.screen.activate(looked_at)
    desk.screen.activate(other)
    desk.until(lambda: word_of(desk, other) == "rascunho")
    desk.screen.activate(looked_at)
    desk.until(lambda: desk.session.uuid == looked_at)
    desk.settle()
    assert (word_of(desk, looked_at), word_of(desk, other)) == ("rascunho", "pronto")
    assert desk.screen.choosing.drafts == ()
    desk.screen.activate(other)
    desk.screen.activate(other)  # the same one twice: it is open, and known as only looked at
    desk.until(lambda: desk.session.uuid == other)
    desk.settle()
    assert (word_of(desk, looked_at), word_of(desk, other)) == ("pronto", "rascunho")
    desk.screen.activate(looked_at)
    desk.screen.end()  # before it is there
    desk.settle()
    assert (word_of(desk, looked_at), word_of(desk, other)) == ("pronto", "pronto")


def test_what_is_opened_while_the_contact_before_is_concluded_comes_after_it(
    desk, looked_at
) -> None:
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.untouched)
    desk.whole_contact()
    uuid = desk.session.uuid
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.screen.activate(looked_at)
    desk.until(lambda: desk.screen.panel.question.asking)
    desk.settle()
    assert desk.session.uuid == uuid  # it wants a reason first
    desk.key(Qt.Key.Key_Escape)
    for item in desk.pending():
        desk.session.settling.confirm(item, "conferido")
    desk.settle()
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.screen.activate(looked_at)
    desk.until(lambda: desk.session.uuid == looked_at)
    desk.settle()
    assert (word_of(desk, uuid), desk.session.uuid) == ("pronto", looked_at)


def test_a_window_does_not_close_before_the_contact_is_concluded(desk) -> None:
    desk.whole_contact()
    uuid = desk.session.uuid
    for item in desk.pending():
        desk.session.settling.confirm(item, "conferido")
    desk.settle()

    def awaited() -> bool:
        holder = holder_in(desk.window)
        return holder is not None and holder.is_awaited

    assert not awaited()
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert awaited()
    desk.until(lambda: not awaited())
    assert word_of(desk, uuid) == "pronto"


def test_the_next_contact_keeps_its_keys_when_the_one_before_cannot_be_stored(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, new_contact = Event(), starting.new_contact

    def slow(*arguments: Any) -> starting.Start:
        assert free.wait(30)
        return new_contact(*arguments)

    def full(*_: object, **_cells: object) -> None:
        raise StoreError("store.full", file="coletor.db")

    monkeypatch.setattr(starting, "new_contact", slow)
    desk.go("nome_individuo")
    desk.type("Ana")
    before = desk.session
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "create", full)
        desk.screen.activate(ANOTHER)
        desk.type("7")
        desk.until(lambda: Tone.ERROR in [tone for _, tone in desk.said])
    free.set()
    desk.until(lambda: desk.session is not before)
    desk.settle()
    assert desk.cells()[desk.path("cns_individuo")] == "7"
    desk.until(lambda: not desk.tasks.unstored())  # the one before, too: it was tried again


def test_a_contact_that_does_not_open_takes_no_keys_of_the_one_asked_for_after_it(desk) -> None:
    desk.whole_contact()
    uuid = desk.conclude()
    desk.screen.activate("nowhere")
    desk.screen.activate(uuid)
    desk.type("7")
    desk.until(lambda: desk.session.uuid == uuid)
    desk.settle()
    assert [tone for _, tone in desk.said].count(Tone.ERROR) == 1
    assert desk.session.changed


def test_a_new_contact_in_which_all_was_undone_is_no_draft_any_more(desk) -> None:
    """Left for another screen it goes, and what is typed in it then makes it anew, whole."""
    desk.go("nome_individuo")
    desk.type("Ana")
    desk.go("data_desfecho")
    desk.enter("", "J45")  # a diagnosis, with what its row proposes
    uuid, whole = desk.session.uuid, desk.cells()
    drafts = desk.workspace.drafts
    assert whole[desk.path("nome_individuo")] == "Ana"
    desk.screen.out_of_view()
    desk.settle()
    assert drafts.open(uuid) is not None  # it holds what was typed
    undone = 0
    while desk.session.undo() is not None:
        undone += 1
    desk.settle()
    assert drafts.open(uuid) is not None
    assert open_drafts(desk.workspace) == ()  # one left by a crash is not offered either
    desk.screen.out_of_view()
    desk.settle()
    assert drafts.open(uuid) is None
    assert desk.workspace.listing.get(uuid) is None
    for _ in range(undone):
        desk.session.redo()
    assert {k: v for k, v in desk.cells().items() if v} == {k: v for k, v in whole.items() if v}


@pytest.mark.parametrize("way", ["another", "end"])
def test_an_erased_contact_goes_however_it_is_left(desk, way) -> None:
    desk.go("nome_individuo")
    desk.type("A")
    desk.settle()
    uuid = desk.session.uuid
    assert desk.workspace.drafts.open(uuid) is not None
    desk.key(Qt.Key.Key_Backspace)
    desk.settle()
    if way == "another":
        desk.screen.activate(ANOTHER)
        desk.until(lambda: desk.session.uuid != uuid)
    else:
        desk.screen.end()
    desk.settle()
    assert desk.workspace.drafts.open(uuid) is None
    assert desk.workspace.drafts.discarded() == []

"""Drafts: resumed, opened by their contact, discarded and had back, kept when a write fails."""

import pytest
from PySide6.QtCore import Qt

from coletor.messages import text
from ui.form.chooser import Binned, New
from ui.screens.base import ANOTHER
from ui.widgets.tone import Tone

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.mark.seen
def test_a_draft_is_resumed_only_when_it_is_chosen(desk) -> None:
    desk.type("70840")
    desk.enter("")
    desk.enter("Maria")
    first = desk.session.uuid
    desk.screen.choosing.choose(New(desk.session.model.id))
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    assert desk.session.untouched
    desk.key(KEY.Key_O, CTRL)
    desk.until(desk.screen.chooser.list.hasFocus)
    assert desk.screen.chooser.list.currentRow() == 1  # Enter alone starts a new contact
    for _ in range(3):  # past the clinical documents and the head of the drafts
        desk.key(KEY.Key_Down)
    assert "Maria" in desk.screen.chooser.list.currentItem().text()
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid == first)
    desk.settle()
    assert desk.field("cns_individuo").editor.text() == "70840"
    assert desk.field("cns_individuo").finding()  # what was typed before is looked at


def test_esc_leaves_the_drafts_alone(desk) -> None:
    desk.enter("70840")
    first = desk.session.uuid
    desk.screen.choosing.choose(New(desk.session.model.id))
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    second = desk.session.uuid
    desk.key(KEY.Key_O, CTRL)
    desk.until(desk.screen.chooser.list.hasFocus)
    desk.key(KEY.Key_Escape)
    assert desk.session.uuid == second
    assert desk.editor(desk.here).hasFocus()


def test_a_closed_and_reopened_row_keeps_its_place_in_the_store(desk) -> None:
    """A row removed and brought back is the same row, with the same id, in the store."""
    desk.go("data_desfecho")
    desk.enter("")
    desk.enter("asma")
    ids = [row.id for row in desk.workspace.drafts.open(desk.session.uuid).rows]
    desk.key(KEY.Key_Delete, CTRL)
    desk.settle()
    assert len(desk.workspace.drafts.open(desk.session.uuid).rows) == len(ids) - 1
    desk.key(KEY.Key_Z, CTRL)
    desk.settle()
    assert [row.id for row in desk.workspace.drafts.open(desk.session.uuid).rows] == ids


def test_a_draft_is_opened_by_the_contact_it_is_of(desk) -> None:
    desk.enter("70840")
    first = desk.session.uuid
    desk.screen.choosing.choose(New(desk.session.model.id))
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    desk.screen.activate(first)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid == first)
    desk.settle()
    assert desk.field("cns_individuo").editor.text() == "70840"


def test_a_contact_that_does_not_exist_is_said_and_the_form_stays(desk) -> None:
    before = desk.session.uuid
    desk.screen.activate("00000000-0000-4000-8000-000000000000")
    desk.until(lambda: desk.said)
    assert desk.said[-1][1] is Tone.ERROR
    assert desk.session.uuid == before


def test_a_discarded_draft_comes_back_from_the_bin_on_another_day(desk) -> None:
    """The undo that was offered at once is gone; the bin of thirty days is in the list."""
    desk.enter("70840")
    first = desk.session.uuid
    desk.settle()
    desk.workspace.drafts.discard(desk.session.draft_id, desk.workspace.operator.id)
    desk.screen.choosing.choose(New(desk.session.model.id))
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    desk.key(KEY.Key_O, CTRL)
    shown = desk.screen.chooser.list
    desk.until(lambda: any(isinstance(each, Binned) for each in shown.all()))
    assert shown.currentRow() == 1  # Enter alone starts a new contact all the same
    desk.key(KEY.Key_End)
    assert "descartado " in shown.currentItem().text()
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid == first)
    desk.settle()
    assert desk.field("cns_individuo").editor.text() == "70840"
    assert desk.workspace.drafts.discarded() == []


def test_what_came_back_from_the_bin_is_not_offered_for_undo_any_longer(desk) -> None:
    desk.enter("70840")
    first = desk.session.uuid
    desk.settle()
    desk.screen.choosing.choose(New(desk.session.model.id))
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    desk.key(KEY.Key_O, CTRL)
    shown = desk.screen.chooser.list
    desk.key(KEY.Key_End)
    desk.key(KEY.Key_Delete)
    desk.until(lambda: any(isinstance(each, Binned) for each in shown.all()))
    assert desk.screen.notice.words() == text("form.screen.discarded")
    desk.key(KEY.Key_End)
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid == first)
    assert not desk.screen.notice.words()


def test_a_contact_concluded_too_soon_comes_back_with_the_key_of_undo(desk) -> None:
    desk.key(KEY.Key_Z, CTRL)
    assert desk.said[-1][0] == text("form.screen.nothing_to_undo")
    desk.whole_contact()
    first = desk.session.uuid
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    desk.key(KEY.Key_Z, CTRL)
    name = "Maria Aparecida dos Santos"
    assert desk.said[-1][0] == text("form.screen.take_back", name=name)
    desk.key(KEY.Key_Z, CTRL)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid == first)
    desk.settle()
    assert desk.workspace.outbox.queue() == []


def test_a_draft_discarded_elsewhere_keeps_nobody_in_its_form(desk) -> None:
    """It takes nothing any more: that is said, not tried for ever, and another can be typed."""
    desk.enter("70840")
    desk.settle()
    first = desk.session.uuid
    desk.workspace.drafts.discard(desk.session.draft_id, desk.workspace.operator.id)
    desk.type("Maria")
    desk.until(lambda: desk.said and desk.said[-1][0] == text("store.draft.closed"))
    assert not desk.session.stored
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    desk.until(lambda: not desk.tasks.unstored())

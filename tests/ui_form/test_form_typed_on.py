"""A hurried clerk types on after Ctrl+Enter: no letter of the next contact lands in this one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coletor.messages import text
from coletor.store import StoreError
from ui.form import starting
from ui.screens.base import ANOTHER

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
RACE = "raca_cor"


def said(desk) -> str:
    return desk.screen.notice.words()


def conclude(desk) -> None:
    desk.key(KEY.Key_Return, CTRL)


def type_on(desk, words: str) -> None:
    for letter in words:
        QTest.keyClick(QApplication.focusWidget() or desk.window, letter)


@pytest.fixture
def lacking(desk):
    """Have a contact in the form that lacks one field, the cursor at its end."""
    desk.whole_contact()
    here = desk.here
    desk.session.put(desk.stop(RACE), "")
    desk.view.focus(here)
    desk.settle()
    return desk


@pytest.fixture
def parked(lacking):
    """Have its conclusion refused, while the next contact is being typed."""
    conclude(lacking)
    type_on(lacking, "1234")
    lacking.until(lambda: lacking.screen.typed_on.parked)
    return lacking


def test_what_is_typed_before_the_refusal_is_known_is_kept_for_the_next_contact(parked) -> None:
    desk, first = parked, parked.session.uuid
    before = desk.cells()
    type_on(desk, "56")
    desk.key(KEY.Key_Return)
    type_on(desk, "Ana")
    assert said(desk) == text("form.screen.typed_on", typed="123456 Ana")
    assert desk.cells() == before
    desk.key(KEY.Key_F8)
    assert desk.here == desk.stop(RACE)
    assert said(desk) == text("form.screen.typed_on_waits", typed="123456 Ana")
    desk.enter("03")
    conclude(desk)
    desk.until(lambda: desk.session.uuid != first)
    cells = desk.cells()
    assert cells[desk.path("cns_individuo")] == "123456"
    assert cells[desk.path("nome_individuo")] == "Ana"
    assert not said(desk)
    assert [item.uuid for item in desk.workspace.outbox.queue()] == [first]


def test_what_is_typed_as_the_refusal_appears_was_no_answer_to_it(lacking, monkeypatch) -> None:
    desk = lacking
    monkeypatch.setattr("ui.form.typed_on.GLANCE_MS", 60_000)
    conclude(desk)
    desk.until(lambda: desk.screen.typed_on.listening)
    assert desk.here == desk.stop(RACE)
    type_on(desk, "03")
    assert said(desk) == text("form.screen.typed_on", typed="03")
    assert desk.session.rows.text(*vars_of(desk.stop(RACE))) == ""
    desk.key(KEY.Key_Escape)
    assert (said(desk), desk.here) == ("", desk.stop(RACE))
    desk.enter("03")
    assert desk.cells()[desk.path(RACE)] == "03"


def vars_of(stop) -> tuple[int, str]:
    return stop.row, stop.path


def test_a_key_of_this_contact_or_a_moment_s_look_lets_the_answer_in(lacking, monkeypatch) -> None:
    desk = lacking
    conclude(desk)
    desk.settle()  # the moment passes
    desk.enter("03")
    assert desk.cells()[desk.path(RACE)] == "03"
    desk.session.put(desk.stop(RACE), "")
    desk.settle()
    monkeypatch.setattr("ui.form.typed_on.GLANCE_MS", 60_000)
    conclude(desk)
    desk.until(lambda: desk.screen.typed_on.listening)
    desk.key(KEY.Key_Up)
    desk.until(lambda: desk.here == desk.stop("sexo"))
    assert not desk.screen.keys.holding


def test_a_name_typed_on_is_no_reason_of_a_warning(desk) -> None:
    desk.whole_contact()
    who = next(row for row in desk.session.rows.live() if desk.path("cbo") in row.cells)
    desk.session.put(type(desk.here)(who.id, desk.path("cns_profissional")), "")
    desk.settle()
    first = desk.session.uuid
    conclude(desk)
    type_on(desk, "Ana")
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.screen.typed_on.parked)
    assert not desk.screen.panel.question.asking
    desk.key(KEY.Key_F8)
    assert desk.screen.panel.question.asking
    desk.type("plantonista")
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.session.uuid != first)
    assert desk.cells()[desk.path("cns_individuo")] == "Ana"


def test_ctrl_n_sets_the_contact_aside_and_types_what_waits(parked) -> None:
    desk, first = parked, parked.session.uuid
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.uuid != first)
    assert desk.cells()[desk.path("cns_individuo")] == "1234"
    assert desk.workspace.drafts.open(first) is not None


def test_another_contact_opened_takes_nothing_of_it_and_it_is_said(parked) -> None:
    desk, other = parked, parked.workspace.drafts.create("cmd-2017", 1)
    desk.open(other.uuid)
    assert said(desk) == text("form.screen.typed_on_lost", typed="1234")
    assert desk.path("cns_individuo") not in desk.cells()


def test_the_cursor_put_into_the_form_is_a_look_at_it(parked) -> None:
    parked.go("nome_mae")
    assert said(parked) == text("form.screen.typed_on_waits", typed="1234")
    parked.key(KEY.Key_End)
    parked.type("x")
    assert parked.cells()[parked.path("nome_mae")].endswith("x")


def test_the_screen_can_be_left_with_what_waits(parked) -> None:
    pressed: list[str] = []
    QShortcut(QKeySequence("Alt+3"), parked.window).activated.connect(lambda: pressed.append("3"))
    parked.key(KEY.Key_3, Qt.KeyboardModifier.AltModifier)
    assert pressed == ["3"]
    parked.key(KEY.Key_F5)  # of the form: it would put a package into the contact that stands here
    assert not parked.screen.side.asking
    parked.screen.free_keys()
    assert parked.screen.typed_on.parked
    parked.screen.activate()
    assert said(parked) == text("form.screen.typed_on_waits", typed="1234")


def test_what_fails_while_the_next_contact_comes_keeps_nothing_back_from_it(desk) -> None:
    desk.enter("70840")
    first = desk.session
    desk.screen.begin(lambda: starting.new_contact(desk.workspace))
    type_on(desk, "123")
    first.failed.emit(StoreError("store.draft.closed"))
    desk.until(lambda: desk.session is not first and not desk.screen.starting)
    assert desk.cells()[desk.path("cns_individuo")] == "123"
    assert not desk.screen.typed_on.parked and not said(desk)


@pytest.fixture
def asked(desk):
    """Have the reason of a warning asked for, which keeps a contact from being concluded."""
    desk.whole_contact()
    who = next(row for row in desk.session.rows.live() if desk.path("cbo") in row.cells)
    desk.session.put(type(desk.here)(who.id, desk.path("cns_profissional")), "")
    desk.settle()
    conclude(desk)
    desk.until(lambda: desk.screen.panel.question.asking)
    desk.settle()
    return desk


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_what_is_typed_after_the_reason_is_of_the_next_contact(asked, modifier) -> None:
    desk, first = asked, asked.session.uuid
    if modifier is CTRL:  # a reason nobody was asked for: F9 asks, and Ctrl Enter concludes with it
        desk.key(KEY.Key_Escape)
        desk.key(KEY.Key_F9)
    desk.type("plantonista")
    desk.key(KEY.Key_Return, modifier)
    type_on(desk, "7084")
    desk.until(lambda: desk.session.uuid != first)
    assert desk.cells()[desk.path("cns_individuo")] == "7084"


def test_who_comes_back_to_a_question_goes_on_answering_it(asked) -> None:
    asked.type("planto")
    asked.screen.activate()
    asked.type("nista")
    assert asked.screen.panel.reason.text() == "plantonista"


def test_a_question_goes_with_its_contact(asked) -> None:
    desk, first = asked, asked.session.uuid
    conclude(desk)  # no reason is written: what comes now is no reason either
    type_on(desk, "7084")
    assert desk.screen.typed_on.parked
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.uuid != first)
    assert not desk.screen.panel.question.asking
    assert desk.cells()[desk.path("cns_individuo")] == "7084"


def test_asked_for_once_more_from_the_form_it_is_checked_anew(asked) -> None:
    desk, first = asked, asked.session.uuid
    desk.go("nome_mae")
    conclude(desk)
    assert not desk.screen.panel.question.asking and desk.session.concluding
    desk.until(lambda: desk.screen.panel.question.asking)
    assert desk.session.uuid == first

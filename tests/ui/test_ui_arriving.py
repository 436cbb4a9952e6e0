"""Screens come in turns of the event loop: the one before stays, and keys wait for what comes."""

from hurried_clerk import BACK, CLOSING, FIND, HELP, PATIENTS, PROFESSIONALS, SEARCH, Clerk
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def test_a_screen_that_is_not_made_yet_comes_in_turns_and_has_the_keys_typed_for_it(
    clerk: Clerk,
) -> None:
    home = clerk.frame.screen_of("inicio")
    seen: set[tuple[str, bool]] = set()
    turns = QTimer(clerk.window)
    turns.timeout.connect(lambda: seen.add((clerk.frame.current, home.isVisible())))
    turns.start(0)
    clerk.press(PROFESSIONALS, SEARCH, "ana")
    clerk.until(lambda: clerk.field() == "ana")
    assert ("profissionais", True) in seen and not home.isVisible()
    assert clerk.has_cursor_in(clerk.frame.screen_of("profissionais").search)


def test_a_screen_on_its_way_is_left_for_another_and_made_when_it_is_wanted_again(
    clerk: Clerk,
) -> None:
    clerk.form()
    clerk.press(CLOSING)
    QApplication.processEvents()  # its first part
    clerk.press(PATIENTS, SEARCH, "rita")
    clerk.until(lambda: clerk.frame.current == "pacientes" and clerk.field() == "rita")
    assert clerk.screen.form.session.untouched
    clerk.press(CLOSING)
    clerk.until(clerk.frame.screen_of("fechamento").months.hasFocus)


def test_the_help_comes_in_turns_over_a_screen_on_its_way(clerk: Clerk) -> None:
    clerk.press(CLOSING, HELP, "envio")
    clerk.until(lambda: clerk.frame.current == "ajuda" and clerk.field() == "envio")
    clerk.press(BACK, BACK)  # the first empties the search
    clerk.until(lambda: clerk.frame.screen_of("fechamento").isVisible())
    assert clerk.frame.current == "fechamento"


def test_the_search_of_everything_opened_while_a_screen_comes_keeps_what_is_typed(
    clerk: Clerk,
) -> None:
    clerk.press(CLOSING, FIND, "an")
    clerk.until(lambda: clerk.frame.screen_of("fechamento").isVisible())
    clerk.press("a")
    assert clerk.has_cursor_in(clerk.frame.finder) and clerk.field() == "ana"


def test_a_window_closes_while_a_screen_is_on_its_way(leaver: Clerk) -> None:
    leaver.press(CLOSING)
    QApplication.processEvents()
    leaver.press(SEARCH)
    leaver.close()

"""Screens come in turns of the event loop: the one before stays, and keys wait for what comes."""

import pytest
from hurried_clerk import (
    BACK,
    CLOSING,
    FIND,
    HELP,
    NEXT_WAY,
    PATIENTS,
    PROFESSIONALS,
    SEARCH,
    TYPING,
    Clerk,
)
from PySide6.QtCore import QEvent, QRect, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.home.screen import HomeScreen
from ui.screens.base import Screen
from ui.shell.making import Workshop


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


_TO_ALL = (QEvent.Type.WindowActivate, QEvent.Type.StyleChange, QEvent.Type.FontChange)


def disturb(window: QWidget) -> None:
    """Do to all that is in a window what Qt does whenever it likes.

    An error of one of them would be told only once Qt is back, and until then PySide 6.11 gives
    back a reference too many of every method that is looked for: the program would fall.
    """
    window.grab(QRect(0, 0, 1, 1))  # has every widget sized, hidden ones, too
    for widget in window.findChildren(QWidget):
        widget.minimumSizeHint()
        widget.sizeHint()
        for kind in _TO_ALL:
            QApplication.sendEvent(widget, QEvent(kind))


@pytest.mark.parametrize("name", ["pacientes", "fechamento", "configuracoes", "ajuda"])
def test_a_screen_bears_whatever_comes_after_each_of_its_parts(clerk: Clerk, name: str) -> None:
    for part in clerk.frame.parts_of(name):
        part()
        disturb(clerk.window)
    assert clerk.frame.screen_of(name).isHidden()


def test_the_first_screen_bears_it_too(clerk: Clerk) -> None:
    screen = HomeScreen(clerk.frame.context, whole=False)
    while screen.make_on():
        disturb(clerk.window)
    screen.deleteLater()


def test_a_way_of_typing_bears_whatever_comes_while_it_is_made(clerk: Clerk) -> None:
    turns = QTimer(clerk.window)
    turns.timeout.connect(lambda: disturb(clerk.window))
    turns.start(20)
    clerk.press(TYPING)
    clerk.until(lambda: clerk.screen.form.view is not None and clerk.screen.form.view.current)
    clerk.press(NEXT_WAY)
    clerk.until(lambda: clerk.field() == "" and clerk.screen.mode == "folha")


def test_a_screen_half_made_is_not_shown_with_what_holds_it(clerk: Clerk) -> None:
    pages = QStackedWidget(clerk.window)
    screen = Screen(clerk.frame.context, pages, whole=False)
    Workshop(lambda _: screen, pages).go_on("any")
    pages.show()
    assert pages.isVisible() and not screen.isVisible()
    pages.deleteLater()

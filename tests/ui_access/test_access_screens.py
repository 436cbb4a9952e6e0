"""Every screen of the registry, for who does not see it and for who has no mouse."""

from collections.abc import Callable

import pytest
from access_house import House
from access_walker import Control, controls, looks, silent_rows, stops, unfit, wanted_by_tab
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coletor.contact.fold import fold
from ui.screens.registry import SCREENS, numbered
from ui.settings.screen import SECTIONS
from ui.shell.entrance import CreationPage, PasswordPage, RecoveryPage, WelcomePage
from ui.shell.forgotten import ForgottenPage
from ui.shell.window import MainWindow
from ui.widgets.field import Field
from ui.widgets.scrolling import ScrollPage

PLACES = [(entry.identifier, "") for entry in SCREENS] + [
    ("configuracoes", section) for section in SECTIONS
]
_MOST_LOOKS = 25
_OWN_ORDER = ("digitar",)
"""The form goes from empty field to empty field, and every field has its key; see its tests."""


def found(house: House) -> list[Control]:
    return list(controls(house.frame.window()))


def test_every_control_says_what_it_is_called_and_what_it_does(house: House) -> None:
    wrong: set[str] = set()
    for place in PLACES:
        house.go(*place)
        there = found(house)
        assert len(there) > len(SCREENS), place
        wrong |= {f"{place}: {said}" for said in map(unfit, there) if said}
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize(
    "make",
    [
        WelcomePage,
        lambda: CreationPage("C:/dados"),
        lambda: PasswordPage("UBS Jardim", "C:/dados"),
        lambda: RecoveryPage("ABCD-EFGH", ("Confira o CNES.",)),
        lambda: ForgottenPage("UBS Jardim"),
    ],
)
def test_the_entrance_says_what_it_is_too_and_scrolls_where_it_must(
    qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    window, page = MainWindow(), make()
    qtbot.addWidget(window)
    window.show_page(ScrollPage(page))
    window.resize(683, 360)
    window.show()
    there = list(controls(window))
    assert there
    assert [said for said in map(unfit, there) if said] == []
    for control in there:
        control.widget.setFocus(Qt.FocusReason.TabFocusReason)
        place = control.widget.mapTo(window, QPoint(4, 4))
        assert window.rect().contains(place), control.said()


def test_every_row_of_every_list_can_be_read(house: House) -> None:
    wrong: set[str] = set()
    for place in PLACES:
        house.go(*place)
        wrong |= {f"{place}: {said}" for said in map(silent_rows, found(house)) if said}
    assert not wrong, "\n".join(sorted(wrong))


def test_a_field_is_called_as_its_label(house: House) -> None:
    wrong: set[str] = set()
    for place in PLACES:
        house.go(*place)
        fields = house.frame.findChildren(Field)
        wrong |= {one.name() for one in fields if one.name() not in one.editor.accessibleName()}
    assert not wrong, "\n".join(sorted(wrong))


def test_a_setting_is_the_buddy_of_its_name(house: House) -> None:
    house.go("configuracoes", "envio")
    screen = house.frame.screen_of("configuracoes")
    editors = [one.editor for one in screen.section().settings.values()]  # type: ignore[attr-defined]
    lines = [one for one in editors if isinstance(one, QLineEdit)]
    buddies = [one.buddy() for one in screen.findChildren(QLabel) if one.buddy() is not None]
    assert lines and set(lines) <= set(buddies)


def test_tab_comes_to_every_control_and_goes_round(house: House) -> None:
    missed: set[str] = set()
    for place in PLACES:
        if place[0] in _OWN_ORDER:
            continue
        house.go(*place)
        screen = house.frame.screen_of(place[0])
        first = QApplication.focusWidget()
        assert first is not None and (screen.isAncestorOf(first) or place[0] == "ajuda"), place
        reached = stops(first)
        wanted = [one for one in wanted_by_tab(screen) if one not in reached]
        missed |= {f"{place}: {type(one).__name__} {one.accessibleName()!r}" for one in wanted}
    assert not missed, "\n".join(sorted(missed))


def test_the_focus_can_be_seen(house: House) -> None:
    same: set[str] = set()
    for place in PLACES:
        house.go(*place)
        screen = house.frame.screen_of(place[0])
        for one in wanted_by_tab(screen)[:_MOST_LOOKS]:
            one.setFocus(Qt.FocusReason.TabFocusReason)
            if QApplication.focusWidget() is not one:
                continue
            house.turn()  # what a screen still had to lay out, or to put its cursor into
            one.setFocus(Qt.FocusReason.TabFocusReason)
            with_focus = looks(one)
            one.clearFocus()
            if looks(one) == with_focus:
                same.add(f"{place}: {type(one).__name__} {one.accessibleName()!r}")
    assert not same, "\n".join(sorted(same))


def test_every_screen_is_reached_and_left_by_keyboard(house: House) -> None:
    window = house.frame.window()
    house.go("tabelas")
    for number, entry in numbered(SCREENS).items():
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        house.rest()
        assert house.frame.current == entry.identifier
    for entry in SCREENS:
        if entry.shown:
            continue
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(house.frame.finder, fold(entry.title))
        house.until(lambda: not house.frame.finder.searching)
        QTest.keyClick(house.frame.finder, Qt.Key.Key_Return)
        house.until(lambda entry=entry: house.frame.current == entry.identifier)  # type: ignore[misc]
        house.rest()
    QTest.keyClick(window, Qt.Key.Key_F1)
    house.rest()
    assert house.frame.current == "ajuda"
    house.until(house.frame.screen_of("ajuda").view.hasFocus)  # it comes in turns
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    house.until(lambda: house.frame.current != "ajuda")


def test_the_connection_in_the_status_line_leads_to_the_doctor(house: House) -> None:
    house.go("inicio")
    QTest.mouseClick(house.frame.status.connection, Qt.MouseButton.LeftButton)
    assert house.frame.current == "rede"
    house.rest()


def test_nothing_is_wider_than_the_room_it_needs_at_twice_the_size(house: House) -> None:
    window = house.frame.window()
    try:
        window.resize(683, 360)
        house.until(lambda: house.frame.width() == 683)
        for place in PLACES:
            house.go(*place)
            now = QApplication.focusWidget()
            assert now is not None
            house.until(lambda now=now: window.rect().contains(now.mapTo(window, QPoint(4, 4))))  # type: ignore[misc]
        bars = (house.frame.top, house.frame.status, house.frame.navigation)
        for bar in bars:
            needed = bar.minimumSizeHint()
            assert needed.width() <= bar.width() and needed.height() <= bar.height(), bar
    finally:
        window.resize(1366, 728)
        house.until(lambda: house.frame.width() == 1366)

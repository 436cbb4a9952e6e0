"""The keys shown, bound and told are the same: one list, resources/messages/keys.toml."""

import re

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.form.keys import _PLAIN, _WITH_CONTROL
from ui.help import paper
from ui.help.pages import page_of
from ui.keys import ANYWHERE, cap, keys, keys_of
from ui.screens.registry import SCREENS
from ui.style.palette import colours
from ui.style.theme import Theme
from ui.typing import ways
from ui.widgets.buttons import Button
from ui.widgets.marks import KbdMark

_ADVANCED = {"Ctrl+Enter", "Ctrl+="}
"""Other ways to press a key that is listed."""


def test_the_tables_of_one_page_stand_below_each_other(theme: Theme) -> None:
    document = paper.Paper(page_of("teclas"), colours(), 700)
    tables = [table.format() for table in paper._tables(document)]
    firsts = {shape.columnWidthConstraints()[0].rawValue() for shape in tables}
    assert len(tables) > 5
    assert len(firsts) == 1


def bound(widget: QWidget) -> set[str]:
    return {one.key().toString() for one in widget.findChildren(QShortcut)}


def normal(names: tuple[str, ...]) -> set[str]:
    return {QKeySequence(name).toString() for name in names}


def shown(widget: QWidget) -> set[str]:
    marks = {mark.text() for mark in widget.findChildren(KbdMark)}
    marks |= {button.key for button in widget.findChildren(Button) if button.key}
    return {mark.removesuffix("▾").strip() for mark in marks} - {""}


_SELDOM = ("batch", "bulk", "difference", "importing", "results", "sheet")
"""Parts of screens that are made when they are first wanted."""


def test_what_is_bound_and_shown_on_every_screen_is_listed(hands) -> None:
    everywhere = {name for key in keys() if key.place == ANYWHERE for name in normal(key.keys)}
    of_screens: set[str] = set()
    for entry in SCREENS:
        screen = hands.go(entry.identifier)
        for mode in ways.ALL if entry.identifier == "digitar" else ():
            screen.show_mode(mode)
            hands.settle()
        for part in _SELDOM:
            getattr(screen, part, None)
        listed = keys_of(entry.identifier)
        names = {name for key in listed for name in normal(key.keys)}
        assert bound(screen) <= names, f"{entry.identifier}: list it in keys.toml"
        wanted = {
            name
            for key in listed
            if key.bound and key.place != ANYWHERE
            for name in normal(key.keys)
        }
        assert wanted <= bound(screen), f"{entry.identifier}: listed in keys.toml, bound nowhere"
        caps = {cap(name) for key in listed for name in key.keys} | {key.cap for key in listed}
        caps |= {part for one in caps for part in one.split(" ")}
        assert shown(screen) <= caps, f"{entry.identifier}: shown, but not in keys.toml"
        of_screens |= bound(screen)
    assert bound(hands.frame) - of_screens <= everywhere
    assert {
        name for key in keys() if key.bound and key.place == ANYWHERE for name in normal(key.keys)
    } <= bound(hands.frame)


def test_the_keys_of_the_form_s_fields_are_listed() -> None:
    listed = {name for key in keys_of("digitar") for name in normal(key.keys)}
    acts = {QKeySequence(key).toString() for key in _PLAIN}
    acts |= {f"Ctrl+{QKeySequence(key).toString()}" for key in _WITH_CONTROL}
    assert acts - _ADVANCED - {"Ctrl+Ins"} <= listed


def test_a_key_means_one_thing_at_a_place() -> None:
    for entry in SCREENS:
        names = [
            name
            for key in keys_of(entry.identifier)
            if key.bound
            for name in normal(key.keys)
            if name != "Esc"
        ]
        assert len(names) == len(set(names)), entry.identifier


def test_the_page_of_keys_has_every_key() -> None:
    page = page_of("teclas")
    for key in keys():
        assert key.does in page.markdown
        assert re.sub(r"([+])", r"\\\1", key.cap) in page.markdown

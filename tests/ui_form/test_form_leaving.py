"""A form that goes while the keyboard is in one of its rows says nothing of rows that are gone."""

from PySide6.QtCore import Qt

from ui.screens.base import ANOTHER


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


def test_a_contact_that_was_only_looked_at_waits_in_the_queue_again(desk) -> None:
    desk.whole_contact()
    uuid = desk.session.uuid
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.session.uuid != uuid)
    desk.settle()
    word = desk.workspace.listing.get(uuid).word
    desk.screen.activate(uuid)
    desk.until(lambda: desk.session.uuid == uuid)
    desk.settle()
    assert desk.workspace.listing.get(uuid).word == "rascunho" != word
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.uuid != uuid)
    desk.settle()
    assert desk.workspace.listing.get(uuid).word == word
    desk.screen.activate(uuid)
    desk.until(lambda: desk.session.uuid == uuid)
    desk.go("nome_individuo")
    desk.type("X")
    desk.screen.end()
    desk.settle()
    assert desk.workspace.listing.get(uuid).word == "rascunho"  # changed: it is concluded anew


def test_the_end_puts_back_what_was_looked_at(desk) -> None:
    desk.whole_contact()
    uuid = desk.session.uuid
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.session.uuid != uuid)
    desk.settle()
    word = desk.workspace.listing.get(uuid).word
    desk.screen.activate(uuid)
    desk.until(lambda: desk.session.uuid == uuid)
    desk.settle()
    desk.screen.end()
    desk.settle()
    assert desk.workspace.listing.get(uuid).word == word

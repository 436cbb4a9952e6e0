"""A form that goes while the keyboard is in one of its rows says nothing of rows that are gone."""

from PySide6.QtCore import Qt


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

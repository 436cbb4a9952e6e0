"""Ctrl K finds as it is typed, by keyboard alone, and gives the cursor back."""

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coletor.contact.fold import fold
from coletor.messages import exists, identifiers, text
from coletor.model import masked
from coletor.store.database import Interrupt
from coletor.store.errors import InterruptedQueryError
from ui.finder import box as boxes
from ui.finder.places import CODE, CONTACT, PATIENT, PLACE, Found, matching, places
from ui.screens.registry import SCREENS

CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def typed(world: Any, words: str) -> list[Found]:
    """Type into the field and return what is found in the end."""
    box = world.frame.finder
    box.selectAll()
    QTest.keyClicks(box, words)
    world.qtbot.waitUntil(lambda: not box.searching and world.frame.context.tasks.idle)
    found: list[Found] = box.popup.lines()
    return found


def test_it_takes_the_cursor_from_a_field_and_gives_it_back(world: Any) -> None:
    frame = world.frame
    frame.go("configuracoes", "envio/proxy.endereco")
    world.rest()
    editor = frame.screen_of("configuracoes").section().settings["proxy.endereco"].editor
    world.qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "http")
    editor.setCursorPosition(2)
    press(Qt.Key.Key_K, CTRL)
    assert frame.finder.hasFocus() and frame.finder.popup.message() == text("finder.hint")
    popup, window = frame.finder.popup, frame.window()
    window.resize(window.width() + 200, window.height())
    room = window.width() - popup.width() - 18
    world.qtbot.waitUntil(
        lambda: popup.x() == min(frame.finder.x(), room)
    )  # it goes with its field
    press(Qt.Key.Key_Escape)
    assert editor.hasFocus() and editor.cursorPosition() == 2 and editor.text() == "http"
    assert not frame.finder.popup.open


def test_a_contact_is_found_by_name_number_and_protocol(world: Any) -> None:
    frame = world.frame
    person = world.document["individuo"]
    press(Qt.Key.Key_K, CTRL)
    name = fold(person["nome"].split()[0])
    for words in (name, person["cns"], world.uuid):
        found = typed(world, words)
        assert world.uuid in [one.argument for one in found if one.group == CONTACT], words
    assert not [one for one in typed(world, "1.2.3-nao-ha") if one.group == CONTACT]
    with frame.context.workspace.store.change() as db:
        db.execute(
            "INSERT INTO receipt (operation_id, uuid, kind, version, protocol, received_at,"
            " body_sha256, operator_id) SELECT id, uuid, kind, 1, '2026-778812', '2026-07-16', '',"
            " 1 FROM operation WHERE uuid = ?",
            [world.uuid],
        )
    assert [one.argument for one in typed(world, "2026-778812")] == [world.uuid]
    press(Qt.Key.Key_Return)
    assert frame.current == "contatos"


def test_a_patient_of_the_register_is_found(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    found = [one for one in typed(world, world.document["individuo"]["cns"]) if one.code]
    if any(entry.identifier == "pacientes" for entry in SCREENS):
        assert [one.group for one in found] == [PATIENT]
        assert found[0].title == world.document["individuo"]["nome"]


def test_screens_settings_and_deeds_are_found_by_their_words(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    assert typed(world, "fecham")[0].screen == "fechamento"
    QTest.keyClick(world.frame.finder, Qt.Key.Key_Return)
    world.qtbot.waitUntil(lambda: world.frame.current == "fechamento")
    world.rest()
    press(Qt.Key.Key_K, CTRL)
    assert "envio/proxy.endereco" in [one.argument for one in typed(world, "proxy")]
    assert typed(world, "tamanho do texto")[0].argument == "aparencia/tamanho"


def test_enter_waits_for_the_newest_text(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    QTest.keyClicks(world.frame.finder, "tabelas")
    press(Qt.Key.Key_Return)
    world.qtbot.waitUntil(lambda: world.frame.current == "tabelas")
    assert not world.frame.finder.popup.open and world.frame.finder.text() == ""
    world.rest()


def test_what_is_typed_after_enter_is_of_the_place_it_leads_to(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    window = world.frame.window().windowHandle()
    for letter in "digitar":
        QTest.keyClick(window, letter)
    QTest.keyClick(window, Qt.Key.Key_Return)  # before anything is found
    for letter in "7084":
        QTest.keyClick(window, letter)
    world.qtbot.waitUntil(lambda: world.frame.current == "digitar")
    screen = world.frame.screen_of("digitar")
    world.qtbot.waitUntil(lambda: screen.form.session is not None)
    world.qtbot.waitUntil(lambda: QApplication.focusWidget().text() == "7084")
    assert screen.form.isAncestorOf(QApplication.focusWidget())
    assert world.frame.finder.text() == ""
    screen.finish()
    world.rest()


def test_a_code_is_copied(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    found = [one for one in typed(world, "consulta medica") if one.group == CODE]
    assert found
    world.frame.finder.take(found[0])
    assert QApplication.clipboard().text() == found[0].bare
    assert found[0].code == masked(found[0].bare, "sigtap") != found[0].bare
    assert found[0].title in world.frame.toast.words()


def test_the_mark_steps_over_the_names_of_the_kinds(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    found = typed(world, "co")
    assert len({one.group for one in found}) > 1
    popup = world.frame.finder.popup
    marked = [popup.current()]
    for _ in found[1:]:
        press(Qt.Key.Key_Down)
        marked.append(popup.current())
    assert marked == found
    press(Qt.Key.Key_PageUp)
    assert popup.current() in found[:-1]


def test_an_older_search_is_cancelled_and_never_shown(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    cancelled = threading.Event()
    monkeypatch.setattr(Interrupt, "cancel", lambda _: cancelled.set())

    def slow(_workspace: Any, _known: Any, words: str, _interrupt: Interrupt) -> list[Found]:
        begun.append(words)
        if words == "lento":
            cancelled.wait()
            raise InterruptedQueryError("store.interrupted")
        return [Found(PLACE, words, screen="inicio")]

    monkeypatch.setattr(boxes, "find", slow)
    press(Qt.Key.Key_K, CTRL)
    box = world.frame.finder
    box.setText("lento")
    box.sought.emit("lento")
    world.qtbot.waitUntil(lambda: begun == ["lento"])
    box.setText("novo")
    box.sought.emit("novo")
    world.qtbot.waitUntil(lambda: [one.title for one in box.popup.lines()] == ["novo"])
    assert begun == ["lento", "novo"]


def test_nothing_found_is_said_in_words(world: Any) -> None:
    press(Qt.Key.Key_K, CTRL)
    assert typed(world, "xyzxyzxyz") == []
    assert world.frame.finder.popup.message() == text("finder.nothing")


def test_words_match_their_beginnings_in_any_order() -> None:
    known = places(SCREENS)
    assert matching(known, "inic", 4)[0].screen == "inicio"
    assert matching(known, "texto taman", 4)[0].argument == "aparencia/tamanho"
    assert matching(known, "amanho", 4) == [] == matching(known, " ", 4)


def test_every_text_of_the_finder_is_used() -> None:
    folder = Path(__file__).resolve().parent.parent.parent / "ui" / "finder"
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    deeds = set(re.findall(r'"(\w+)"\),', code))
    for name in identifiers():
        if name.startswith("finder.deed."):
            assert name.rpartition(".")[2] in deeds
        elif name.startswith("finder.") and not name.startswith("finder.group."):
            assert f'"{name}"' in code, name
    assert all(exists(f"finder.group.{kind}") for kind in (PLACE, PATIENT, CONTACT, CODE))

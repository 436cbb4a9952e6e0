"""F1 from anywhere opens the page of the place; Esc gives back exactly what was left."""

import pytest
from help_hands import KEY
from PySide6.QtWidgets import QApplication

from ui.form.navigation import Stop
from ui.help.book import screen_pages, split
from ui.help.door import topic_at
from ui.screens.registry import SCREENS
from ui.typing import ways


def here(hands) -> str:
    return hands.help.history.here


def digitar(hands):
    screen = hands.go("digitar").form
    hands.until(lambda: screen.view is not None and screen.view.current is not None)
    return screen


def focus(hands, screen, role: str):
    session = screen.session
    screen.view.focus(Stop(session.rows.root.id, session.layout.model.by_role[role].path))
    hands.settle()
    return QApplication.focusWidget()


def test_f1_in_a_field_opens_its_page_and_esc_gives_the_cursor_back(hands) -> None:
    screen = digitar(hands)
    field = focus(hands, screen, "nome_individuo")
    hands.type("Maria da Silva")
    field.setSelection(6, 2)
    told = []
    field.left.connect(lambda: told.append("left"))
    hands.key(KEY.Key_F1)
    element = screen.session.layout.model.by_role["nome_individuo"]
    assert hands.frame.current == "ajuda"
    assert here(hands) == f"campo/{screen.session.layout.model.id}/{element.path}"
    shown = " ".join(hands.help.view.toPlainText().split())
    assert " ".join(element.concept.split()) in shown
    assert screen.session.layout.model.source in shown
    hands.key(KEY.Key_Escape)
    assert hands.frame.current == "digitar"
    assert QApplication.focusWidget() is field
    assert (field.selectedText(), field.cursorPosition()) == ("da", 8)
    assert not told, "the field was told that it was left"


def test_half_a_code_stays_half_typed(hands) -> None:
    screen = digitar(hands)
    field = focus(hands, screen, "modalidade")
    hands.type("aten")
    hands.key(KEY.Key_F1)
    hands.key(KEY.Key_Escape)
    assert (field.text(), field.raw()) == ("aten", "aten")
    hands.type("cao b")
    assert field.popup.current().name.startswith("Aten")


def test_going_on_to_another_screen_leaves_the_field_after_all(hands) -> None:
    screen = digitar(hands)
    field = focus(hands, screen, "modalidade")
    hands.type("07")
    hands.key(KEY.Key_F1)
    hands.go("envio")
    assert hands.frame.current == "envio"
    assert field.chosen() is not None, "what was typed settles as on leaving"


def test_a_long_text_and_a_table_come_back_as_they_were(hands) -> None:
    contacts = hands.go("contatos")
    before = QApplication.focusWidget()
    assert contacts.isAncestorOf(before)
    hands.key(KEY.Key_F1)
    assert here(hands) == screen_pages()["contatos"]
    hands.key(KEY.Key_Escape)
    assert hands.frame.current == "contatos" and QApplication.focusWidget() is before


def test_every_screen_has_its_page_and_gets_it_by_f1(hands) -> None:
    for entry in SCREENS:
        assert entry.identifier in screen_pages(), "resources/manual/telas.toml"
        if entry.identifier in ("ajuda", "digitar"):
            continue
        hands.go(entry.identifier)
        hands.key(KEY.Key_F1)
        assert here(hands) == screen_pages()[entry.identifier]
        assert hands.help.view.page.topic == split(here(hands))[0]
        hands.key(KEY.Key_Escape)
        assert hands.frame.current == entry.identifier


def test_f1_on_a_finding_opens_its_rule(hands) -> None:
    screen = digitar(hands)
    field = focus(hands, screen, "cns_individuo")
    hands.type("708401234567890")
    hands.key(KEY.Key_Return)
    hands.until(lambda: screen.panel.lines)
    hands.settle()
    field.setFocus()
    hands.key(KEY.Key_F1)
    assert here(hands).endswith("?cns-digito")
    assert "O que o programa diz agora" in hands.help.view.toPlainText()
    assert "708401234567890" not in hands.help.view.toPlainText()
    hands.key(KEY.Key_Escape)
    assert screen.panel.lines[0].help_topic() == "regra/cns-digito"


def test_f1_in_the_help_opens_its_first_page(hands) -> None:
    hands.go("envio")
    hands.key(KEY.Key_F1)
    hands.key(KEY.Key_F1)
    assert here(hands) == "README"
    hands.key(KEY.Key_Escape)
    assert hands.frame.current == "envio"


@pytest.mark.parametrize("key", [KEY.Key_F1, KEY.Key_Escape])
def test_the_help_never_asks_the_screen_below(hands, monkeypatch, key) -> None:
    screen = hands.go("tabelas")
    monkeypatch.setattr(screen, "may_leave", lambda: False)
    asked = []
    monkeypatch.setattr(screen, "activate", lambda argument="": asked.append(argument))
    hands.key(KEY.Key_F1)
    hands.key(KEY.Key_F1)
    hands.key(KEY.Key_Escape)
    hands.until(lambda: hands.frame.current == "tabelas")
    assert screen.isVisible() and not asked


def test_each_way_of_typing_has_its_page(hands) -> None:
    screen = hands.go("digitar")
    for mode in ways.ALL:
        screen.show_mode(mode)
        hands.settle()
        topic = screen_pages().get(f"digitar.{mode}", "")
        assert bool(topic) == (mode != ways.FORM)
        assert screen.help_topic() == topic


def test_f1_in_a_sheet_and_in_a_person_s_entry_opens_the_field_too(hands) -> None:
    screen = hands.go("digitar")
    screen.show_mode(ways.SHEET)
    hands.settle()
    hands.until(lambda: topic_at(QApplication.focusWidget()).startswith("campo/"))
    hands.key(KEY.Key_F1)
    assert hands.help.view.page.topic == here(hands)
    hands.key(KEY.Key_Escape)
    people = hands.go("pacientes")
    people.setFocus()
    hands.key(KEY.Key_Insert)
    hands.settle()
    hands.until(lambda: topic_at(QApplication.focusWidget()).startswith("campo/"))
    field = QApplication.focusWidget()
    hands.key(KEY.Key_F1)
    assert here(hands).startswith("campo/")
    hands.key(KEY.Key_Escape)
    assert QApplication.focusWidget() is field

"""Tables, segments, notices and the search field, by keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.acting import Deed
from ui.contacts.chip import Chip, Choice
from ui.style.theme import Theme
from ui.widgets.asking import ActionPanel
from ui.widgets.buttons import Button, SegmentedControl
from ui.widgets.card import EmptyState, StatCard
from ui.widgets.field import Field
from ui.widgets.line import LineEdit
from ui.widgets.notice import Notice, Toast
from ui.widgets.rows import Column, Rows
from ui.widgets.search import SearchField
from ui.widgets.suggestions import Suggestion, SuggestionList
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone


def columns() -> list[Column[str]]:
    return [
        Column("Nome", lambda row: row),
        Column("Situação", lambda row: f"({row})", 90, tone=lambda _: Tone.NEUTRAL),
    ]


def test_a_table_opens_the_marked_row_with_enter(qtbot: QtBot, theme: Theme) -> None:
    table, rows = DataTable("Lista"), Rows(columns())
    qtbot.addWidget(table)
    table.show_rows(rows)
    rows.replace(["a", "b", "c"])
    opened: list[object] = []
    table.opened.connect(opened.append)
    table.show()
    QTest.keyClick(table, Qt.Key.Key_Return)
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["b"]
    assert not table.grab().isNull()  # every kind of cell paints


def test_rows_that_stay_keep_the_mark_and_the_place(qtbot: QtBot, theme: Theme) -> None:
    table, rows = DataTable("Lista"), Rows(columns())
    qtbot.addWidget(table)
    table.show_rows(rows)
    rows.replace(["a", "b", "c"])
    table.selectRow(1)
    rows.replace(["a", "b", "x", "y"])
    assert (table.current(), rows.rowCount()) == ("b", 4)
    rows.replace(["a"])
    assert rows.rows() == ["a"]


def test_segments_tell_what_was_chosen(qtbot: QtBot, theme: Theme) -> None:
    segments = SegmentedControl([("um", "Um"), ("dois", "Dois")], "Modo")
    qtbot.addWidget(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments.set_value("dois")
    assert (segments.value(), chosen) == ("dois", [])
    stops = [
        segments.button(name).focusPolicy() & Qt.FocusPolicy.TabFocus for name in ("um", "dois")
    ]
    assert [bool(stop) for stop in stops] == [False, True]  # Tab comes to the choice in force
    QTest.keyClick(segments.button("um"), Qt.Key.Key_Return)
    assert (segments.value(), chosen) == ("um", ["um"])


def test_a_button_says_its_key(qtbot: QtBot, theme: Theme) -> None:
    with_key, plain = Button("Concluir", "Ctrl ↵"), Button("Concluir")
    qtbot.addWidget(with_key)
    qtbot.addWidget(plain)
    assert with_key.sizeHint().width() > plain.sizeHint().width()
    assert with_key.accessibleDescription() == "Ctrl ↵"
    assert not with_key.grab().isNull()


def test_a_notice_is_said_acted_on_and_closed(qtbot: QtBot, theme: Theme) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("Algo pede atenção.", Tone.WARNING, "Ver")
    assert notice.words() == "Algo pede atenção."
    with qtbot.waitSignal(notice.acted):
        QTest.keyClick(notice.findChildren(Button)[0], Qt.Key.Key_Space)
    QTest.keyClick(notice.findChildren(Button)[1], Qt.Key.Key_Space)
    assert notice.words() == "" and notice.isHidden()


def test_a_toast_never_takes_the_focus_and_errors_stay(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    search = SearchField("Buscar")
    search.setParent(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    search.setFocus()
    toast = Toast(window)
    toast.say("Salvo.")
    assert toast.isVisible() and search.hasFocus()
    assert window.rect().contains(toast.geometry())
    assert toast._timer.isActive()
    toast.say("Não foi possível.", Tone.ERROR)
    assert not toast._timer.isActive()
    window.resize(600, 400)
    toast.follow()
    assert window.rect().contains(toast.geometry())


def test_search_tells_after_a_pause_and_at_once_with_enter(qtbot: QtBot, theme: Theme) -> None:
    search = SearchField("Buscar")
    qtbot.addWidget(search)
    sought: list[str] = []
    search.sought.connect(sought.append)
    with qtbot.waitSignal(search.sought):
        QTest.keyClicks(search, "ana")
    QTest.keyClick(search, Qt.Key.Key_Return)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert sought == ["ana", "ana", ""]


def test_a_tooltip_is_broken_into_lines(qtbot: QtBot, theme: Theme) -> None:
    field = Field("Procedimento")
    qtbot.addWidget(field)
    words = "A consulta obriga a ter o CPF do paciente, e o cadastro não o tem. " * 4
    field.set_finding(words)
    lines = field.editor.toolTip().splitlines()
    assert " ".join(lines) == words.strip() and max(map(len, lines)) <= 84


def test_counters_and_empty_states_speak(qtbot: QtBot, theme: Theme) -> None:
    card = StatCard("Aceitos", Tone.OK)
    empty = EmptyState("inbox", "Nada", "Ainda não há nada aqui.")
    qtbot.addWidget(card)
    qtbot.addWidget(empty)
    card.set_value(1248)
    assert card.value() == "1.248" and card.accessibleName() == "Aceitos: 1248"
    assert empty.offer("Começar", "Ctrl N").key == "Ctrl N"
    assert empty.remark.height() >= empty.remark.fontMetrics().height()


@pytest.mark.qt_log_ignore("raise\\(\\)", "grabbing the keyboard", extend=True)
def test_a_menu_stands_inside_the_window_and_its_counts_below_each_other(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    chip = Chip("Modalidade")
    chip.setParent(window)
    chip.offer([Choice("a", "Ambulatorial Especializada", 1234), Choice("b", "Atenção Básica", 7)])
    window.show()
    chip.setGeometry(10, 10, 110, 30)
    for left in (10, 280):
        chip.move(left, 10)
        chip.click()
        menu = chip.menu_
        place = window.mapFromGlobal(menu.pos())
        assert place.x() >= 0 and place.x() + menu.width() <= window.width()
        assert place.x() == (left if left == 10 else left + chip.width() - menu.width())
        assert place.y() >= chip.geometry().bottom()
        assert menu.activeAction() is menu.actions()[0]
        menu.close()
    counts = [action.text().partition("\t")[2] for action in menu.actions()]
    widths = {menu.fontMetrics().horizontalAdvance(count) for count in counts}
    assert counts[1].endswith("7") and max(widths) - min(widths) <= 1


@pytest.mark.qt_log_ignore("raise\\(\\)", "grabbing the keyboard", extend=True)
def test_the_lines_of_a_chip_are_made_when_it_opens(qtbot: QtBot, theme: Theme) -> None:
    """Each row of a list offers others to seven chips, of which none is opened."""
    window = QWidget()
    qtbot.addWidget(window)
    chip = Chip("Modalidade")
    chip.setParent(window)
    window.show()
    chip.offer([Choice("a", "Especializada", 12)])
    chip.offer([Choice("b", "Básica", 7), Choice("c", "Hospitalar", 3)])
    assert not chip.menu_.actions()
    chip.click()
    assert [line.text().partition("\t")[0] for line in chip.menu_.actions()] == [
        "Básica",
        "Hospitalar",
    ]
    with qtbot.waitSignal(chip.chosen) as told:
        chip.menu_.actions()[1].trigger()
    assert told.args == ["c"]
    chip.menu_.close()


def test_the_column_of_names_keeps_room_in_a_narrow_table(qtbot: QtBot) -> None:
    table = DataTable("Contatos")
    qtbot.addWidget(table)
    others = [Column("CNS", str, 120, code=True), *(Column("x", str, 120),) * 3]
    table.show_rows(Rows[str]([Column("Paciente", str), *others]))
    head = table.horizontalHeader()
    table.resize(900, 200)
    table.show()
    wide = head.sectionSize(0)
    table.resize(540, 200)
    assert wide > head.sectionSize(0) >= 120 and head.sectionSize(2) < 120
    assert head.sectionSize(1) == 120, "a number that is cut is another one"
    table.resize(1500, 200)
    assert head.sectionSize(0) < 1500 - 5 * 120 and head.sectionSize(1) > 160, "no long way across"
    table.resize(540, 200)
    table.hide_columns({3, 4})
    assert head.sectionSize(2) == 120, "what is left out takes no room"
    table.hide_columns(())
    table.resize(900, 200)
    assert head.sectionSize(0) == wide and head.sectionSize(2) == 120


def test_the_key_right_after_other_deeds_were_offered_is_theirs(qtbot: QtBot, theme: Theme) -> None:
    """On a slow machine F10 comes with what was just read: Enter opened the contact instead."""
    panel = ActionPanel()
    qtbot.addWidget(panel)
    panel.offer([Deed("a", "Aguardar", "Fica guardado.")])
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.offer([Deed("r", "Retomar", "Volta a ser digitado."), Deed("d", "Descartar", "Sai.")])
    assert panel.take_focus()
    assert panel.offers()[0].hasFocus()


def test_what_the_next_row_offers_takes_the_buttons_of_the_one_before(
    qtbot: QtBot, theme: Theme
) -> None:
    """Each button made anew was looked for in the order of Tab through the whole window."""
    panel = ActionPanel()
    qtbot.addWidget(panel)
    wait, drop = Deed("a", "Aguardar", "Fica guardado."), Deed("d", "Descartar", "Sai.")
    panel.offer([wait, drop])
    panel.show()
    before = panel.offers()
    panel.offer([Deed("r", "Retomar", "Volta a ser digitado.")])
    assert panel.offers() == before[:1]
    assert (before[0].text(), before[0].accessibleName()) == ("Retomar", "Retomar")
    assert before[0].toolTip() == before[0].accessibleDescription() == "Volta a ser digitado."
    assert not before[1].isVisible()
    before[0].click()
    with qtbot.waitSignal(panel.confirmed) as told:
        panel.confirm_button.click()
    assert told.args == ["r", ""]
    panel.offer([wait, drop, Deed("c", "Cancelar", "Vai ao serviço.")])
    assert panel.offers()[:2] == before
    assert [button.text() for button in panel.offers()] == ["Aguardar", "Descartar", "Cancelar"]
    assert all(button.isVisible() for button in panel.offers())


def test_the_keys_at_the_foot_of_a_list_are_whole_whatever_they_say(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    field = QWidget(window)
    window.show()
    popup = SuggestionList(field)
    for cap, does in (("F4", "tabela toda"), ("F6", "por que não aparece?")):
        popup.add_key(cap, does)
    popup.show_lines([Suggestion("J459", "Asma")])
    short = popup.width()
    popup.hide()  # as F6 does before it answers
    popup.show_message("“O80” não existe na tabela.")  # Enter keeps what was typed now
    assert popup.width() > short
    said = [each for each in popup.findChildren(QLabel) if each.isVisible() and not each.wordWrap()]
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in said))


def test_who_was_in_another_window_goes_on_where_they_were(qtbot: QtBot, theme: Theme) -> None:
    field = LineEdit()
    field.left.connect(lambda: field.setCursorPosition(0))  # a long name is read from its beginning
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    QTest.keyClicks(field, "7084")
    QTest.keyClick(field, Qt.Key.Key_Left)
    away = Qt.FocusReason.ActiveWindowFocusReason
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(field, QFocusEvent(kind, away))
    QTest.keyClicks(field, "x")
    assert field.text() == "708x4"

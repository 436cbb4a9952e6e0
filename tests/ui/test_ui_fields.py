"""Fields by keyboard: coded values, type-ahead, findings that move nothing."""

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coletor.errors import ColetorError
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.choice import ChoiceEdit
from ui.widgets.field import Field
from ui.widgets.line import LineEdit
from ui.widgets.suggestions import Suggestion
from ui.widgets.tone import Tone
from ui.widgets.typeahead import TypeAhead

SEX = [Suggestion("M", "Masculino"), Suggestion("F", "Feminino"), Suggestion("I", "Ignorado")]
RACE = [
    Suggestion("01", "Branca"),
    Suggestion("02", "Preta"),
    Suggestion("03", "Parda"),
    Suggestion("05", "Indígena"),
    Suggestion("99", "Sem informação"),
]
CID = [
    Suggestion("J45.9", "Asma não especificada", "J40-J47"),
    Suggestion("J45.0", "Asma predominantemente alérgica", "J40-J47"),
    Suggestion("J46", "Estado de mal asmático", fits=False, reason="não aceito aqui"),
]


class Stand(QWidget):
    """A window with the field under test and one after it."""

    def __init__(self, editor: LineEdit) -> None:
        super().__init__()
        self.resize(700, 420)
        self.field = Field("Campo", editor)
        self.after = LineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.after)
        column.addStretch(1)


@pytest.fixture
def stand(qtbot: QtBot, theme: Theme):  # type: ignore[no-untyped-def]
    def make(editor: LineEdit) -> Stand:
        window = Stand(editor)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.setFocus()
        return window

    return make


@pytest.mark.parametrize(
    ("options", "typed", "code", "name"),
    [
        (SEX, "f", "F", "Feminino"),
        (SEX, "masc", "M", "Masculino"),
        (RACE, "3", "03", "Parda"),
        (RACE, "03", "03", "Parda"),
        (RACE, "indi", "05", "Indígena"),
        (RACE, "INFO", "99", "Sem informação"),
    ],
)
def test_code_or_first_letters_and_tab(stand, options, typed, code, name) -> None:  # type: ignore[no-untyped-def]
    editor = ChoiceEdit(options)
    window = stand(editor)
    raws: list[str] = []
    editor.rawEdited.connect(raws.append)
    QTest.keyClicks(editor, typed)
    assert editor.list_open
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert window.after.hasFocus()
    assert not editor.list_open
    assert (editor.raw(), editor.text(), raws[-1]) == (code, name, code)


def test_arrows_pick_and_enter_goes_on(stand) -> None:  # type: ignore[no-untyped-def]
    editor = ChoiceEdit(RACE)
    window = stand(editor)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(editor, key)
    assert editor.raw() == "03"
    assert window.after.hasFocus()


def test_text_that_is_no_code_is_kept_as_typed(stand) -> None:  # type: ignore[no-untyped-def]
    editor = ChoiceEdit(SEX)
    window = stand(editor)
    QTest.keyClicks(editor, "xyz")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.list_open
    window.after.setFocus()
    assert editor.raw() == "xyz"
    editor.set_raw("F")
    assert (editor.text(), editor.raw()) == ("Feminino", "F")


def test_typing_over_a_settled_value_replaces_it(stand) -> None:  # type: ignore[no-untyped-def]
    editor = ChoiceEdit(SEX)
    window = stand(editor)
    window.after.setFocus()
    editor.set_raw("F")
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(editor, "m")
    window.after.setFocus()
    assert editor.raw() == "M"


class Searched:
    """A provider that waits for leave, to try slow answers."""

    def __init__(self, *, wait: bool = False) -> None:
        self.gate = threading.Event()
        self.asked: list[str] = []
        if not wait:
            self.gate.set()

    def __call__(self, typed: str) -> Sequence[Suggestion]:
        self.asked.append(typed)
        assert self.gate.wait(30)
        wanted = typed.lower()
        return [x for x in CID if wanted in x.name.lower() or wanted in x.code.lower()]


def test_type_ahead_chooses_by_keyboard(qtbot: QtBot, tasks: Tasks, stand) -> None:  # type: ignore[no-untyped-def]
    editor = TypeAhead(tasks, Searched())
    window = stand(editor)
    QTest.keyClicks(editor, "asma")
    qtbot.waitUntil(lambda: len(editor.popup.lines()) == 2)
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.raw() == "J45.0"
    assert "alérgica" in editor.text()
    assert window.after.hasFocus()


def test_stale_answers_are_dropped_and_typing_never_waits(
    qtbot: QtBot,
    tasks: Tasks,
    stand,  # type: ignore[no-untyped-def]
) -> None:
    provider = Searched(wait=True)
    editor = TypeAhead(tasks, provider)
    window = stand(editor)
    assert window.isVisible()
    QTest.keyClicks(editor, "asma n")
    assert editor.text() == "asma n"
    qtbot.waitUntil(lambda: editor.list_open)  # "Procurando…" after a while
    assert not editor.popup.lines()
    provider.gate.set()
    qtbot.waitUntil(lambda: [x.code for x in editor.popup.lines()] == ["J45.9"])
    assert provider.asked == ["a", "asma n"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_code_typed_whole_and_left_at_once_is_settled(
    qtbot: QtBot,
    tasks: Tasks,
    stand,  # type: ignore[no-untyped-def]
    key: Qt.Key,
) -> None:
    provider = Searched(wait=True)
    editor = TypeAhead(tasks, provider)
    window = stand(editor)
    QTest.keyClicks(editor, "j45.9")
    QTest.keyClick(editor, key)
    QTest.keyClicks(editor, "s")  # of the next field: it waits for it
    assert editor.raw() == "j45.9"
    provider.gate.set()
    qtbot.waitUntil(window.after.hasFocus)
    assert (editor.raw(), window.after.text()) == ("J45.9", "s")
    assert not editor.list_open


def test_enter_and_the_arrow_never_take_a_line_of_an_older_text(
    qtbot: QtBot,
    tasks: Tasks,
    stand,  # type: ignore[no-untyped-def]
) -> None:
    provider = Searched()
    editor = TypeAhead(tasks, provider)
    window = stand(editor)
    QTest.keyClicks(editor, "a")
    qtbot.waitUntil(lambda: len(editor.popup.lines()) == 3)
    provider.gate.clear()
    QTest.keyClicks(editor, "sma p")
    QTest.keyClick(editor, Qt.Key.Key_Return)  # the list still says what "a" finds
    provider.gate.set()
    qtbot.waitUntil(window.after.hasFocus)
    assert editor.raw() == "J45.0"
    editor.setFocus()
    provider.gate.clear()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "asma")
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    provider.gate.set()
    qtbot.waitUntil(window.after.hasFocus)
    assert editor.raw() == "J45.0"  # the second of the list that was to come


def test_what_waits_for_an_answer_goes_on_without_it(
    qtbot: QtBot,
    tasks: Tasks,
    stand,  # type: ignore[no-untyped-def]
) -> None:
    provider = Searched(wait=True)
    editor = TypeAhead(tasks, provider)
    window = stand(editor)
    QTest.keyClicks(editor, "asma")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "s")
    editor.set_provider(provider)  # another table: no answer comes
    qtbot.waitUntil(window.after.hasFocus)
    assert (editor.raw(), window.after.text()) == ("asma", "s")
    provider.gate.set()


def test_words_left_without_choosing_stay_words(qtbot: QtBot, tasks: Tasks, stand) -> None:  # type: ignore[no-untyped-def]
    provider = Searched()
    editor = TypeAhead(tasks, provider)
    window = stand(editor)
    QTest.keyClicks(editor, "asma")
    qtbot.waitUntil(lambda: editor.list_open and tasks.idle)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    window.after.setFocus()
    qtbot.waitUntil(lambda: tasks.idle)
    assert editor.raw() == "asma"


def test_kept_code_shows_its_name(qtbot: QtBot, tasks: Tasks, stand) -> None:  # type: ignore[no-untyped-def]
    editor = TypeAhead(tasks, Searched(), lambda code: next(x for x in CID if x.code == code))
    window = stand(editor)
    window.after.setFocus()
    editor.set_raw("J46")
    qtbot.waitUntil(lambda: "mal asmático" in editor.text())
    assert editor.raw() == "J46"


def test_a_table_that_fails_says_so_in_the_list(qtbot: QtBot, tasks: Tasks, stand) -> None:  # type: ignore[no-untyped-def]
    def fail(_typed: str) -> Sequence[Suggestion]:
        raise ColetorError("ui.suggestions.none")

    editor = TypeAhead(tasks, fail)
    window = stand(editor)
    assert window.isVisible()
    QTest.keyClicks(editor, "asma")
    qtbot.waitUntil(lambda: editor.list_open)
    assert editor.text() == "asma"


def test_what_is_typed_now_is_searched_though_an_older_search_fails(
    qtbot: QtBot,
    tasks: Tasks,
    stand,  # type: ignore[no-untyped-def]
) -> None:
    free = threading.Event()

    def look(typed: str) -> Sequence[Suggestion]:
        assert free.wait(30)
        if typed == "a":
            raise ColetorError("ui.suggestions.none")
        return CID

    editor = TypeAhead(tasks, look)
    window = stand(editor)
    assert window.isVisible()
    QTest.keyClicks(editor, "as")
    free.set()
    qtbot.waitUntil(lambda: [x.code for x in editor.popup.lines()] == [x.code for x in CID])


def test_the_answer_of_a_table_that_was_left_is_not_taken_for_the_new_one_s(
    qtbot: QtBot,
    tasks: Tasks,
    stand,  # type: ignore[no-untyped-def]
) -> None:
    before, now = Searched(wait=True), Searched(wait=True)
    editor = TypeAhead(tasks, before)
    window = stand(editor)
    assert window.isVisible()
    QTest.keyClicks(editor, "a")
    editor.set_provider(now)
    editor.open_list()  # the same text, in the other table
    before.gate.set()
    now.gate.set()
    qtbot.waitUntil(lambda: bool(editor.popup.lines()))
    assert now.asked == ["a"]


def test_a_finding_moves_nothing_and_is_told_to_screen_readers(stand) -> None:  # type: ignore[no-untyped-def]
    window = stand(LineEdit())
    field, below = window.field, window.after.geometry()
    field.set_required(True)
    field.set_finding("Falta informar o município.", Tone.ERROR)
    window.layout().activate()
    assert window.after.geometry() == below
    assert field.editor.property("state") == "error"
    assert field.editor.accessibleDescription() == "Falta informar o município."
    assert field.editor.accessibleName() == "Campo, obrigatório"
    field.set_finding("Rejeitado.", rejected=True)
    assert field.editor.property("state") == "rejected"
    field.clear_finding()
    assert field.editor.property("state") == ""
    assert field.finding() == "" and field.tone is None


def test_lines_that_change_repaint_nothing_but_themselves(qtbot: QtBot, theme: Theme) -> None:
    painted: list[object] = []

    class Below(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append(event)

    below = Below()
    qtbot.addWidget(below)
    below.resize(700, 400)
    options = [Suggestion(f"{number:02}", f"Valor {number}") for number in range(8)]
    field = ChoiceEdit(options, below)
    below.show()
    field.popup.show_lines(options[:4])
    qtbot.waitUntil(lambda: bool(painted))
    QApplication.processEvents()
    painted.clear()
    field.popup.show_lines(options[4:])
    QApplication.processEvents()
    assert field.popup.lines() == options[4:]
    assert painted == []

"""Codes in the form: what does not fit is marked, F6 says why, F4 opens the whole table."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from coletor.messages import text
from coletor.terminology import Cover, Coverage, import_paths
from coletor.workspace.usage import favourites_of
from ui.browser.panel import Browser
from ui.form.circumstances import circumstances_of
from ui.form.editors import make_editor
from ui.form.navigation import Stop
from ui.widgets.typeahead import TypeAhead


def _editor() -> TypeAhead:
    editor = QApplication.focusWidget()
    assert isinstance(editor, TypeAhead)
    return editor


def _browser(desk) -> Browser:
    desk.until(lambda: desk.window.findChildren(Browser))
    browser = desk.window.findChildren(Browser)[-1]
    desk.until(lambda: browser.model.rowCount() > 0)
    return browser


@pytest.mark.seen
def test_a_procedure_for_another_age_is_marked_with_its_reason(desk) -> None:
    desk.whole_contact(sexo="M")
    known = circumstances_of(desk.session.rows, desk.here.row)
    assert known.situation.sex == "M"
    assert known.situation.cids
    assert known.day is not None
    assert known.situation.age_months is not None
    assert known.situation.age_months > 12 * 40
    desk.type("puericultura")
    desk.settle()
    lines = _editor().popup.lines()
    assert lines
    assert not lines[0].fits
    assert lines[0].reason == "Só até 19 anos e 11 meses."


def test_what_is_no_code_is_shown_as_typed(desk) -> None:
    element = desk.session.model.by_role["codigo_diagnostico"]
    row = next(r for r in desk.session.rows.live() if r.list == "diagnosticos")
    desk.view.focus(Stop(row.id, element.path))
    desk.enter("80010000")  # as long as a code of another terminology
    of_row = partial(desk.session.rows.value, row.id)
    assert desk.view.names.shown(element, "80010000", of_row, 5) == "80010000"
    assert desk.view.names.shown(element, "Z999", of_row, 5).startswith("Z99.9")


def test_f6_says_why_a_code_is_left_out(desk) -> None:
    desk.whole_contact()
    for typed, part in (
        ("0301010269", "19 anos"),
        ("0301010079", "dígito verificador"),
        ("", "Digite o código"),
    ):
        _editor().clear()
        if typed:
            desk.type(typed)
        desk.settle()
        desk.key(Qt.Key.Key_F6)
        desk.settle()
        assert part in _editor().popup._message.text()


def test_f4_opens_the_table_and_what_is_chosen_there_is_typed(desk) -> None:
    desk.go("municipio_residencia")
    field = _editor()
    desk.key(Qt.Key.Key_F4)
    browser = _browser(desk)
    assert not browser.isModal()
    assert browser.tree.hasFocus()
    first = browser.model.entry(browser.model.index(0, 0))
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert not desk.window.findChildren(Browser) or not browser.isVisible()
    assert first is not None
    assert first.leaf
    assert field.raw() == first.key
    assert first.key in desk.cells().values()


def test_the_browser_searches_tells_and_gives_the_field_back(desk) -> None:
    desk.go("municipio_residencia")
    field = _editor()
    desk.key(Qt.Key.Key_F4)
    browser = _browser(desk)
    desk.type("salv")
    assert browser.search.text() == "salv"
    desk.until(lambda: browser.model.rowCount() == 1)
    desk.settle()
    desk.key(Qt.Key.Key_Down)
    desk.until(lambda: "Salvador" in browser._about.text())
    desk.key(Qt.Key.Key_Escape)
    assert field.hasFocus()
    assert field.raw() == ""
    desk.key(Qt.Key.Key_F4)
    again = _browser(desk)
    desk.type("zzzz")
    desk.until(lambda: "Nada encontrado" in again._remark.text() and again._remark.isVisible())
    desk.key(Qt.Key.Key_Escape)


def test_a_table_that_was_not_imported_is_said_and_not_searched(desk, monkeypatch) -> None:
    library = desk.workspace.library
    monkeypatch.setattr(library, "covers", lambda table, on=None: Coverage(Cover.NONE, table))
    monkeypatch.setattr(library, "search", lambda *_args, **_known: [])
    said = text("terminology.why.no_table", table=text("terminology.name.municipio"))
    desk.go("municipio_residencia")
    desk.type("salv")
    desk.until(lambda: _editor().popup._message.text() == said)
    desk.key(Qt.Key.Key_F4)
    desk.until(lambda: desk.window.findChildren(Browser))
    browser = desk.window.findChildren(Browser)[-1]
    desk.until(lambda: browser._remark.text() == said and browser._remark.isVisible())
    desk.type("zzzz")
    desk.settle()
    assert browser._remark.text() == said
    desk.key(Qt.Key.Key_Escape)


@pytest.mark.seen
def test_the_browser_goes_with_its_field(desk) -> None:
    desk.go("municipio_residencia")
    desk.key(Qt.Key.Key_F4)
    browser = _browser(desk)
    desk.screen.hide()
    desk.until(lambda: browser not in desk.window.findChildren(Browser))
    desk.screen.show()
    desk.go("municipio_residencia")
    desk.key(Qt.Key.Key_F4)
    again = _browser(desk)
    desk.window.resize(1040, 600)
    desk.until(lambda: again.geometry().right() < 1040)
    desk.key(Qt.Key.Key_Escape)


def test_the_codes_used_here_come_first(desk) -> None:
    favourites_of(desk.workspace.store).refresh()  # the window does it a little after opening
    desk.whole_contact()
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.session.untouched)
    desk.settle()
    desk.go("municipio_residencia")
    desk.type("s")
    desk.settle()
    # Without favourites Sobral and São Luís would come first: their names are shorter.
    names = [line.name for line in _editor().popup.lines()]
    assert set(names[:2]) == {"Salvador", "São Paulo"}


def test_teams_are_found_by_name_once_the_cnes_file_is_there(desk, tmp_path) -> None:
    file = tmp_path / "tbEquipe202610.csv"
    rows = '"CO_MUNICIPIO";"CO_EQUIPE";"NO_REFERENCIA"\n"221100";"0000123456";"ESF JARDIM"\n'
    file.write_text(rows, encoding="latin-1")
    element = desk.session.rows.model.by_role["equipe"]

    def editor() -> object:
        return make_editor(element, desk.session.services, desk.view.names, lambda _role: None, 3.0)

    assert not isinstance(editor(), TypeAhead)
    import_paths([file], desk.workspace.library.folder, municipio="2211001")
    desk.whole_contact()
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.session.untouched and desk.session.services.local)
    field = editor()
    assert isinstance(field, TypeAhead)
    desk.bot.addWidget(field)
    field.set_raw("0000123456")
    desk.until(lambda: "ESF JARDIM" in field.text())
    assert field.raw() == "0000123456"


@pytest.mark.seen
def test_a_name_that_is_cut_is_read_whole_beside_the_form_and_in_its_tip(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tips: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _field: tips.append(words))
    desk.whole_contact()
    desk.enter("0211080055")
    row = desk.here.row
    desk.view.focus(Stop(row, desk.path("codigo_procedimento")))
    desk.settle()
    whole = _editor().text()
    assert whole.startswith("02.11.08.005-5  ") and _editor().cuts(whole)
    assert desk.screen.panel._definition.text() == whole
    place = QPoint(8, 8)
    QApplication.sendEvent(
        _editor(), QHelpEvent(QEvent.Type.ToolTip, place, _editor().mapToGlobal(place))
    )
    assert [" ".join(tip.splitlines())[: len(whole)] for tip in tips] == [whole]
    desk.view.focus(Stop(row, desk.path("quantidade")))
    assert desk.screen.panel._definition.text() == ""

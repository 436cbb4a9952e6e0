"""What is sought in the list: filters, days as people say them, names, kept views."""

from datetime import date, timedelta

import pytest
from contacts_keys import CONTACTS, CTRL, KEY, SHIFT
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coletor.identifiers import cpf
from coletor.messages import text
from coletor.model import load_model
from coletor.store import Filter, Sort, Wanted
from coletor.store.saved_views import SavedViews
from ui.contacts.filters import FilterBar
from ui.contacts.sought import sought


@pytest.mark.seen
def test_many_filters_leave_the_screen_as_wide_as_the_window(desk) -> None:
    screen, days = desk.screen, "2025-12-28/2026-01-03"
    wanted = Filter(attended=days, typed=days, modality="02", operator_id=1, procedure="0301010072")
    screen.window().resize(1280, 692)
    screen.filters.show_filter(wanted)
    chip = screen.filters.attended.chip
    # What is cut is the name, said elsewhere.
    desk.until(lambda: chip._shown() == "28/12/2025 a 03/01/2026")
    assert screen.minimumSizeHint().width() < screen.width() == screen.window().width()
    assert chip.accessibleName() == chip.toolTip().splitlines()[0]


@pytest.mark.seen
def test_at_twice_the_size_the_days_stand_above_the_other_filters(desk) -> None:
    window, filters = QWidget(), FilterBar()
    desk.bot.addWidget(window)
    filters.setParent(window)
    window.show()
    filters.resize(1134, 32)
    filters.show()
    assert abs(filters.modality.y() - filters.attended.y()) < 4
    filters.attended.ask()
    filters.show_filter(Filter(typed="2025-12-28/2026-01-03"))
    assert filters.minimumSizeHint().width() <= 593
    filters.resize(593, 70)
    desk.until(lambda: filters.modality.y() > filters.attended.geometry().bottom())
    assert filters.attended.x() == filters.modality.x() == 0
    filters.resize(1134, 32)
    desk.until(lambda: abs(filters.modality.y() - filters.attended.y()) < 4)


def test_filters_say_what_they_restrict(desk) -> None:
    screen = desk.screen
    counts = desk.workspace.listing.counts()
    screen.words.button("rejeitado").click()
    desk.settle()
    assert screen.rows.rowCount() == counts["rejeitado"]
    assert {row.word for row in screen.rows.rows()} == {"rejeitado"}
    screen.words.button("todos").click()
    month = screen.rows.rows()[0].competencia
    screen.filters.attended.chip.chosen.emit(f"mes:{month}")
    desk.settle()
    assert {row.competencia for row in screen.rows.rows()} == {month}
    assert f"{month[4:]}/{month[:4]}" in screen.filters.attended.chip.text()
    screen.filters.modality.chosen.emit("01")
    screen.filters.operator.chosen.emit("1")
    desk.settle()
    assert {(row.modality, row.operator_id) for row in screen.rows.rows()} <= {("01", 1)}
    screen.filters.clear_button.click()
    desk.settle()
    assert screen.rows.rowCount() == CONTACTS
    assert not screen.filters.clear_button.isVisibleTo(screen)


def test_what_is_like_the_marked_one(desk) -> None:
    screen = desk.screen
    row = screen.table.current()
    screen.filters.like.chosen.emit("patient")
    desk.settle()
    assert {one.cns for one in screen.rows.rows()} == {row.cns}
    assert screen.search.text() == row.cns
    desk.key(KEY.Key_F, CTRL)
    screen.search.clear()
    QTest.keyClicks(screen.search, "03.01.01.007-2")
    QTest.keyClick(screen.search, KEY.Key_Return)
    desk.settle()
    assert all("0301010072" in one.procedures for one in screen.rows.rows())
    assert screen.table.hasFocus()  # Enter goes to what was found
    desk.type("ninguem com este nome")  # typed over the list: another search
    assert screen.search.text() == "ninguem com este nome"
    desk.until(lambda: screen.pane.empty.isVisibleTo(screen))
    desk.settle()
    assert screen.rows.rowCount() == 0
    assert screen.pane.empty.isVisibleTo(screen)
    assert screen.detail._choose.isVisibleTo(screen)
    assert not screen.detail.known.isVisibleTo(screen)


def test_days_are_typed_as_people_say_them(desk) -> None:
    screen = desk.screen
    day = date.fromisoformat(screen.rows.rows()[40].admission)
    first = day - timedelta(days=4)
    desk.key(KEY.Key_D, CTRL)
    QTest.keyClicks(screen.focusWidget(), "31/2")
    desk.key(KEY.Key_Return)
    assert desk.said[-1][0] == text("contacts.period.misread", said="31/2")
    QTest.keyClicks(screen.focusWidget(), f"{first:%d/%m/%Y} a {day:%d/%m/%Y}")  # over what was
    desk.key(KEY.Key_Return)
    desk.settle()
    assert screen.table.hasFocus() and screen.filters.attended.field.isHidden()
    shown = {row.admission for row in screen.rows.rows()}
    assert str(day) in shown and all(str(first) <= one <= str(day) for one in shown)
    assert f"{day:%d/%m/%Y}" in screen.filters.attended.chip.text()
    desk.key(KEY.Key_D, CTRL)
    desk.key(KEY.Key_Escape)
    assert screen.filter().attended == f"{first}/{day}" and screen.table.hasFocus()
    desk.key(KEY.Key_D, CTRL | SHIFT)
    QTest.keyClicks(screen.focusWidget(), "hoje")
    desk.key(KEY.Key_Return)
    desk.settle()
    assert screen.filter().said() == {"attended": f"{first}/{day}", "typed": "hoje"}
    desk.key(KEY.Key_D, CTRL)
    desk.key(KEY.Key_Return)  # nothing: any day
    desk.settle()
    typed = screen.rows.rows()
    assert typed and {row.word for row in typed} == {"rascunho"}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("3/11/2026", Filter(attended="2026-11-03/2026-11-03")),
        ("3/11/2026 a 7/11/2026", Filter(attended="2026-11-03/2026-11-07")),
        ("11/2026", Filter(attended="2026-11-01/2026-11-30")),
        ("Ontem", Filter(attended="ontem")),
        ("digitados ontem", Filter(typed="ontem")),
        ("digitado em 3/11/2026", Filter(typed="2026-11-03/2026-11-03")),
        ("03.01.01.007-2", Filter(procedure="0301010072")),
        ("700 1", Filter(text="700 1")),
        ("Março", Filter(text="Março")),
        ("TR000123", Filter(text="TR000123")),
    ],
)
def test_what_is_sought_may_be_days(said: str, wanted: Filter) -> None:
    assert sought(Filter(competencia=None), said) == wanted


def test_half_typed_days_are_days_already() -> None:
    half = [sought(Filter(), said).attended for said in ("3/", "3/1", "3/11/", "3/11/2")]
    assert all(half) and half[2:] == [half[2]] * 2


def test_a_cpf_finds_who_has_it_in_the_register(desk) -> None:
    row = next(row for row in desk.screen.rows.rows() if row.cns)
    number = cpf.build("123456789")
    people = desk.workspace.patients
    people.save({"nome": "Ana", "cns": row.cns, "cpf": number}, 1)
    desk.key(KEY.Key_F, CTRL)
    QTest.keyClicks(desk.screen.search, f"{number[:3]}.{number[3:6]}.{number[6:9]}-{number[9:]}")
    desk.key(KEY.Key_Return)
    desk.settle()
    assert {one.cns for one in desk.screen.rows.rows()} == {row.cns}


def test_a_name_is_found_by_any_of_its_words(desk) -> None:
    screen, workspace = desk.screen, desk.workspace
    row = next(row for row in screen.rows.rows() if row.word != "rascunho" and row.patient)
    draft = workspace.drafts.create("cmd-2017", 1)
    path = load_model("cmd-2017").by_role["nome_individuo"].path
    workspace.drafts.set_cell(draft.id, draft.root.id, path, "Zélia do Amparo Xisto", 1)
    known = {"nome": "Josefa do Amparo", "cns": row.cns}
    workspace.patients.save(known, 1)
    desk.key(KEY.Key_F, CTRL)
    desk.type("amparo")
    desk.until(lambda: draft.uuid in desk.shown())
    desk.settle()
    found = {one.cns for one in screen.rows.rows()} - {None}
    assert found == {row.cns}
    desk.type(" xis")
    desk.until(lambda: desk.shown() == [draft.uuid])


def test_a_view_is_kept_and_comes_back(desk) -> None:
    screen = desk.screen
    screen.words.button("aceito").click()
    screen.filters.attended.chip.chosen.emit("30 dias")
    screen.table.show_order(Sort.PATIENT, descending=False)
    screen.views.chip.chosen.emit("guardar")
    QTest.keyClicks(screen.focusWidget(), "Aceitos por nome")
    desk.key(KEY.Key_Return)
    desk.until(lambda: bool(desk.said))
    desk.settle()
    kept = SavedViews(desk.workspace.store).of(desk.workspace.operator.id)
    assert [view.wanted for view in kept] == [
        Wanted(Filter(word="aceito", attended="30 dias"), Sort.PATIENT, descending=False)
    ]
    screen.filters.clear_button.click()
    screen.words.button("todos").click()
    screen.table.show_order(Sort.CHANGED, descending=True)
    desk.settle()
    screen.views.chip.chosen.emit(str(kept[0].id))
    desk.settle()
    assert screen.wanted() == kept[0].wanted
    assert {row.word for row in screen.rows.rows()} == {"aceito"}
    screen.views.chip.chosen.emit(f"apagar:{kept[0].id}")
    desk.until(lambda: len(desk.said) > 1)
    desk.settle()
    assert not SavedViews(desk.workspace.store).of(desk.workspace.operator.id)
    screen.views.chip.chosen.emit("voltar")
    desk.until(lambda: len(desk.said) > 2)
    (again,) = SavedViews(desk.workspace.store).of(desk.workspace.operator.id)
    assert (again.name, again.wanted) == (kept[0].name, kept[0].wanted)
    screen.views.saved.emit("  ")
    desk.until(lambda: desk.said[-1][0] == text("contacts.view.no_name"))

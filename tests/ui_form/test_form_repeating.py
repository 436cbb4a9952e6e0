"""F3 and packages: many texts enter as one act, and one undo takes them back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coletor.messages import text
from ui.form import filling, starting
from ui.form.navigation import Stop
from ui.form.rows import Rows

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def a_contact(model) -> Rows:
    """Return the rows of an ordinary contact, as a form had them."""
    rows = Rows.fresh(model)

    def path(role: str) -> str:
        return model.by_role[role].path

    root = {
        "cns_individuo": "708401234567896",
        "nome_individuo": "Maria",
        "data_admissao": "14/07/2026",
        "procedencia": "12",
        "modalidade": "07",
    }
    for role, value in root.items():
        rows.write(rows.root.id, path(role), value)
    done = next(
        row for row in rows.live() if row.list == model.by_role["codigo_procedimento"].group_path
    )
    for role, value in {
        "codigo_procedimento": "0301010072",
        "data_procedimento": "14/07/2026",
        "numero_autorizacao": "1234567890123",
    }.items():
        rows.write(done.id, path(role), value)
    rows.complete()
    (who,) = rows.children(done.id, model.by_role["cbo"].group_path)
    rows.write(who.id, path("cbo"), "225125")
    return rows


@pytest.fixture
def before(desk) -> Rows:
    rows = a_contact(desk.session.model)
    desk.screen.memory.keep(rows)
    return rows


def said(desk) -> str:
    return desk.said[-1][0]


def test_f3_takes_everything_but_the_person_and_one_undo_takes_it_back(desk, before) -> None:
    desk.key(KEY.Key_F3)
    cells = desk.cells()
    assert cells[desk.path("modalidade")] == "07"
    assert cells[desk.path("data_admissao")] == "14/07/2026"
    assert (cells[desk.path("codigo_procedimento")], cells[desk.path("cbo")]) == (
        "0301010072",
        "225125",
    )
    assert desk.path("cns_individuo") not in cells
    assert desk.path("numero_autorizacao") not in cells
    assert said(desk) == text("form.screen.repeated")
    assert desk.here == desk.stop("cns_individuo")
    desk.key(KEY.Key_Z, CTRL)
    assert desk.here == desk.stop("cns_individuo")
    assert desk.path("modalidade") not in desk.cells()
    assert [row for row in desk.session.rows.live() if row.list and not row.blank] == []
    assert not desk.session.shown_pending() or desk.here in {
        item.stop for item in desk.session.shown_pending()
    }


def test_what_was_typed_already_stays_when_the_contact_is_repeated(desk, before) -> None:
    desk.session.type(desk.stop("modalidade"), "01")
    desk.key(KEY.Key_F3)
    assert desk.cells()[desk.path("modalidade")] == "01"
    desk.key(KEY.Key_F3)
    assert said(desk) == text("form.screen.nothing_left_to_repeat")


def test_a_contact_of_an_earlier_sitting_brings_no_dates(desk, before) -> None:
    desk.screen.memory.same_sitting = False
    desk.key(KEY.Key_F3)
    cells = desk.cells()
    assert cells[desk.path("modalidade")] == "07"
    assert desk.path("data_admissao") not in cells
    assert desk.path("data_procedimento") not in cells
    assert said(desk) == text("form.screen.repeated_without_days")


def test_there_may_be_no_contact_to_repeat(desk) -> None:
    desk.key(KEY.Key_F3)
    assert said(desk) == text("form.screen.nothing_to_repeat_all")


def test_f2_and_f3_know_the_last_contact_of_another_sitting(desk) -> None:
    desk.session.type(desk.stop("nome_individuo"), "Josefa")
    desk.settle()
    desk.session.finish()
    desk.settle()
    workspace = desk.workspace
    with workspace.store.change() as db:  # concluded by an earlier run of the program
        db.execute(
            "UPDATE draft SET concluded_at = changed_at WHERE id = ?", [desk.session.draft_id]
        )
    assert starting.last_concluded(workspace) is not None
    desk.screen.begin(lambda: replace(starting.new_contact(workspace)))
    desk.until(lambda: not desk.screen.starting)
    desk.settle()
    assert not desk.screen.memory.same_sitting
    desk.go("nome_individuo")
    desk.key(KEY.Key_F2)
    assert desk.cells()[desk.path("nome_individuo")] == "Josefa"


def test_f2_in_a_row_that_the_contact_before_did_not_have_repeats_the_row_above(
    desk, before
) -> None:
    rows, model = desk.session.rows, desk.session.model
    code, cbo = model.by_role["codigo_procedimento"], model.by_role["cbo"]

    def procedure(number: int) -> int:
        return rows.children(rows.root.id, code.group_path)[number - 1].id

    def professional(number: int) -> Stop:
        (who,) = rows.children(procedure(number), cbo.group_path)
        return Stop(who.id, cbo.path)

    for number, done in enumerate(("0301100284", "0301100039", "0301100217"), start=1):
        desk.session.put(Stop(procedure(number), code.path), done)
    desk.session.put(professional(2), "322205")
    for number, repeated in ((1, "225125"), (3, "322205")):
        desk.view.focus(professional(number))
        desk.key(KEY.Key_F2)
        assert rows.text(professional(number).row, cbo.path) == repeated


# Packages


def package(desk, number: int | None = 1, name: str = "Curativo", copies: int = 2):
    rows = a_contact(desk.session.model)
    done = desk.session.model.by_role["codigo_procedimento"].group_path
    (row,) = (
        filling.content_of(rows, each)
        for each in rows.children(rows.root.id, done)
        if not rows.is_blank(each)
    )
    return desk.workspace.packages.save(
        name, desk.session.model.id, [row] * copies, desk.workspace.operator.id, number=number
    )


def procedures(desk) -> list:
    done = desk.session.model.by_role["codigo_procedimento"].group_path
    rows = desk.session.rows
    return [row for row in rows.children(rows.root.id, done) if not rows.is_blank(row)]


def test_one_key_puts_a_package_in_with_the_contacts_date(desk) -> None:
    package(desk)
    desk.session.type(desk.stop("data_admissao"), "15/07/2026")
    desk.key(KEY.Key_1, CTRL)
    desk.until(lambda: len(procedures(desk)) == 2)
    desk.settle()
    day = desk.path("data_procedimento")
    assert [row.cells[day] for row in procedures(desk)] == ["15/07/2026"] * 2
    assert said(desk) == text("packages.form.put", name="Curativo", count=2)
    stored = desk.workspace.drafts.open(desk.session.uuid)
    assert sum(desk.path("cbo") in row.cells for row in stored.rows) == 2
    desk.key(KEY.Key_Z, CTRL)
    assert procedures(desk) == []
    assert desk.path("codigo_procedimento") not in desk.cells()
    desk.key(KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(procedures(desk)) == 2
    assert desk.cells()[desk.path("cbo")] == "225125"


def test_what_a_package_left_open_comes_when_the_contact_says_it(desk) -> None:
    package(desk)
    desk.key(KEY.Key_1, CTRL)
    desk.until(lambda: len(procedures(desk)) == 2)
    day = desk.path("data_procedimento")
    assert [row.cells.get(day, "") for row in procedures(desk)] == ["", ""]
    desk.view.focus(desk.session.navigator.stops()[0])
    desk.session.type(type(desk.here)(procedures(desk)[0].id, day), "13/07/2026")
    desk.go("data_admissao")
    desk.enter("15/0")
    assert procedures(desk)[1].cells.get(day, "") == ""
    desk.go("data_admissao")
    desk.key(KEY.Key_A, CTRL)
    desk.enter("15/07/2026")
    assert [row.cells[day] for row in procedures(desk)] == ["13/07/2026", "15/07/2026"]
    desk.key(KEY.Key_Z, CTRL)
    assert procedures(desk)[1].cells.get(day, "") == ""
    assert desk.session.rows.text(*vars_of(desk.stop("data_admissao"))) != "15/07/2026"


def vars_of(stop) -> tuple[int, str]:
    return stop.row, stop.path


def test_a_package_asked_for_while_the_next_contact_comes_goes_into_that_one(desk) -> None:
    package(desk)
    before = desk.session.uuid
    desk.screen.begin(lambda: starting.new_contact(desk.workspace))
    desk.key(KEY.Key_1, CTRL)
    desk.until(lambda: desk.session.uuid != before and len(procedures(desk)) == 2)
    desk.settle()


def test_a_package_that_came_too_late_is_said_and_goes_into_no_other_contact(desk) -> None:
    package(desk)
    desk.key(KEY.Key_1, CTRL)
    desk.screen.begin(lambda: starting.new_contact(desk.workspace))  # before it was read
    desk.until(lambda: desk.said)
    assert said(desk) == text("packages.form.too_late")
    desk.settle()
    assert procedures(desk) == []


def test_of_two_contacts_asked_for_at_once_the_last_has_the_keys(desk) -> None:
    before = desk.session
    for _ in range(2):
        desk.screen.begin(lambda: starting.new_contact(desk.workspace))
    for letter in "7084":
        QTest.keyClick(desk.window, letter)
    desk.until(lambda: desk.session is not before and not desk.screen.starting)
    desk.settle()
    stop = desk.stop("cns_individuo")
    assert desk.session.rows.text(stop.row, stop.path) == "7084"
    assert desk.editor(stop).hasFocus()


def test_a_figure_without_a_package_is_said(desk) -> None:
    desk.key(KEY.Key_7, CTRL)
    desk.until(lambda: desk.said)
    assert said(desk) == text("packages.form.no_number", number=7)
    desk.key(KEY.Key_F5)
    desk.until(lambda: len(desk.said) > 1)
    assert said(desk) == text("packages.form.none")


def test_f5_finds_a_package_by_its_name_and_goes_on_after_its_rows(desk) -> None:
    package(desk)
    package(desk, None, "Vacina infantil", 1)
    desk.go("data_desfecho")
    desk.key(KEY.Key_Return)
    desk.key(KEY.Key_Return)  # past the blank diagnosis: into the procedures
    picker = desk.screen.packing.picker
    desk.key(KEY.Key_F5)
    desk.until(picker.typed.hasFocus)
    assert picker.names() == ["Curativo", "Vacina infantil"]
    desk.type("inf")
    assert picker.names() == ["Vacina infantil"]
    desk.key(KEY.Key_Return)
    desk.until(lambda: len(procedures(desk)) == 1)
    assert said(desk) == text("packages.form.put_one", name="Vacina infantil", count=1)
    row = desk.session.rows.by_id[desk.here.row]
    assert desk.session.rows.is_blank(row)
    assert not desk.screen.side.asking


def test_esc_leaves_the_packages_where_the_cursor_was(desk) -> None:
    package(desk)
    desk.key(KEY.Key_F5)
    desk.until(desk.screen.packing.picker.typed.hasFocus)
    desk.key(KEY.Key_Escape)
    assert desk.editor(desk.stop("cns_individuo")).hasFocus()


def test_the_forms_procedures_are_kept_as_a_package(desk, before) -> None:
    desk.key(KEY.Key_G, CTRL)
    assert said(desk) == text("packages.form.nothing_to_keep")
    desk.key(KEY.Key_F3)
    desk.settle()
    desk.key(KEY.Key_G, CTRL)
    keeper = desk.screen.packing.keeper
    assert [box.isChecked() for box in keeper.boxes] == [True]
    desk.key(KEY.Key_Return, CTRL)
    desk.until(keeper.name.finding)  # packages.no_name
    desk.type("Consulta")
    desk.key(KEY.Key_Return)
    desk.type("12")
    desk.key(KEY.Key_Return, CTRL)
    desk.until(keeper.number.finding)  # packages.number
    keeper.number.set_raw("3")
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: not desk.screen.side.asking)
    key = text("packages.form.its_key", number=3)
    assert said(desk) == text("packages.form.kept", name="Consulta", key=key)
    (made,) = desk.workspace.packages.all()
    assert (made.name, made.number) == ("Consulta", 3)
    assert desk.path("data_procedimento") not in made.rows[0].cells
    desk.key(KEY.Key_G, CTRL)
    desk.type("consulta")
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: not desk.screen.side.asking)
    assert said(desk) == text("packages.form.kept_again", name="consulta", key=key)
    assert [each.number for each in desk.workspace.packages.all()] == [3]

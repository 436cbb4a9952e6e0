"""A package in a sheet: one key puts its procedures into the contact of a line."""

import pytest
from sheet_hands import CTRL, KEY, OTHER_CNS, Hands

from coletor.contact.drafting import NewRow
from coletor.messages import text

NURSE = "322205"
CODES = ("0301100284", "0301100039", "0214010015")


@pytest.fixture
def package(hands: Hands) -> None:
    path, model = hands.path, hands.desk.model
    done, who = (model.by_role[role].group_path for role in ("codigo_procedimento", "cbo"))
    rows = [
        NewRow(
            done,
            {path("codigo_procedimento"): code, path("terminologia_procedimento"): "sigtap"},
            [NewRow(who, {path("cbo"): NURSE, path("cns_profissional"): OTHER_CNS})],
        )
        for code in CODES
    ]
    hands.workspace.packages.save("Acolhimento", model.id, rows, 1, number=1)


def column(hands: Hands, role: str) -> list[str]:
    """Return what the store has of an element in the first line, row by row."""
    hands.settle()
    draft = hands.workspace.drafts.open(hands.lines[0].uuid)
    found = hands.path(role)
    return [row.cells[found] for row in draft.rows if row.cells.get(found)]


def put(hands: Hands) -> None:
    hands.key(KEY.Key_1, CTRL)
    hands.until(lambda: hands.said)


def test_one_key_puts_a_package_after_the_procedure_of_the_header(hands: Hands, package) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_Up)
    put(hands)
    assert hands.last_said() == text("sheet.package.put", name="Acolhimento")
    assert column(hands, "codigo_procedimento") == ["0301010072", *CODES]
    assert column(hands, "data_procedimento") == ["14/07/2026"] * 4
    assert column(hands, "cbo") == ["225125", *[NURSE] * 3]
    assert hands.words()[0] == text("sheet.word.ready_with", count=4)
    hands.key(KEY.Key_Return)
    hands.key(KEY.Key_Z, CTRL)
    assert column(hands, "codigo_procedimento") == ["0301010072"]
    assert hands.words()[0] != text("sheet.word.ready_with", count=4)


def test_without_a_procedure_in_the_header_the_package_is_all_of_it(hands: Hands, package) -> None:
    hands.head(codigo_procedimento="", cbo="", cns_profissional="")
    put(hands)  # before the patient is known
    hands.line()
    assert column(hands, "codigo_procedimento") == list(CODES)
    assert column(hands, "cbo") == [NURSE] * 3
    assert hands.words()[0] == text("sheet.word.ready_with", count=3)


@pytest.mark.parametrize("code", ["0301010072", ""])
def test_procedures_without_a_professional_take_the_header_s(hands: Hands, code: str) -> None:
    path, model = hands.path, hands.desk.model
    done = model.by_role["codigo_procedimento"].group_path
    rows = [
        NewRow(
            done, {path("codigo_procedimento"): each, path("terminologia_procedimento"): "sigtap"}
        )
        for each in CODES
    ]
    hands.workspace.packages.save("Curativo", model.id, rows, 1, number=1)
    hands.head(codigo_procedimento=code)
    hands.line()
    hands.key(KEY.Key_Up)
    put(hands)
    done_codes = [*([code] if code else []), *CODES]
    assert column(hands, "codigo_procedimento") == done_codes
    assert column(hands, "cbo") == ["225125"] * len(done_codes)


def test_the_day_of_the_header_and_a_copy_go_for_every_procedure(hands: Hands, package) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_Up)
    put(hands)
    hands.desk.header.write_all({hands.path("data_admissao"): "15/07/2026"}, typing=False)
    hands.settle()
    assert column(hands, "data_procedimento") == ["15/07/2026"] * 4
    own = hands.path("data_procedimento")
    live = [row.cells.get(own) for row in hands.lines[0].rows.live() if row.cells.get(own)]
    assert live == ["15/07/2026"] * 4
    hands.view.mark_line(hands.lines[0])
    hands.key(KEY.Key_D, CTRL)
    copy = hands.view.line
    code = hands.path("codigo_procedimento")
    said = [row.cells[code] for row in copy.rows.live() if row.cells.get(code)]
    assert said == ["0301010072", *CODES]


def test_a_key_without_a_package_and_the_header_say_so(hands: Hands, package) -> None:
    put(hands)
    assert hands.last_said() == text("sheet.package.in_line")
    hands.head()
    hands.key(KEY.Key_7, CTRL)
    hands.until(lambda: len(hands.said) > 1)
    assert hands.last_said() == text("packages.form.no_number", number=7)
    hands.key(KEY.Key_F5)
    hands.until(lambda: len(hands.said) > 2)
    key = text("sheet.package.key", number=1, name="Acolhimento")
    assert hands.last_said() == text("sheet.package.keys", keys=key)


def test_f5_says_that_no_package_has_a_key(hands: Hands) -> None:
    hands.key(KEY.Key_F5)
    hands.until(lambda: hands.said)
    assert hands.last_said() == text("sheet.package.none")

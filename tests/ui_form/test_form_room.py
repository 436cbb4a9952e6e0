"""Every value can be read whole at large text, and nothing moves where it always could."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from coletor.model import Kind, load_model
from ui.form import room
from ui.form.layout import COLUMNS, lay_out
from ui.form.strip import Strip
from ui.widgets.field import Field

pytestmark = [
    pytest.mark.seen,
    pytest.mark.usefixtures("theme"),  # figures are measured with the real fonts
]

WHOLE, LARGE, SMALL, HALF = 1170, 1048, 980, 629
"""Width of the screen beside the navigation: 1366 px wide, 1092 px (text at 125 %), 1024 px, and
683 px (text at 200 %)."""

_WRITTEN = {
    "data_nascimento": "22/11/2026",
    "data_admissao": "22/11/2026",
    "data_desfecho": "22/11/2026",
    "cep_residencia": "01001-000",
    "cns_individuo": "708 4012 3456 7896",
}


def _room_for_text(editor) -> int:
    """Return the pixels that Qt leaves for the text of an editor."""
    option = QStyleOptionFrame()
    editor.initStyleOption(option)
    inside = editor.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, editor)
    margins = editor.textMargins()
    return inside.width() - margins.left() - margins.right() - 2 * 2  # Qt's own, left and right


def _cut(desk) -> list[str]:
    """Return the fields whose usual value does not fit; the last figure's blank may be cut."""
    found = []
    for role, written in _WRITTEN.items():
        editor = desk.field(role).editor
        if editor.fontMetrics().horizontalAdvance(written) > _room_for_text(editor) + 1:
            found.append(role)
    return found


def _tops(desk) -> list[list[int]]:
    """Return where the fields of each line stand, from the line's top."""
    strips = [strip for card in desk.view.cards for strip in card.findChildren(Strip)]
    return [sorted({child.y() for child, _ in strip._placed}) for strip in strips]


def _settled(desk) -> bool:
    """Tell whether each line has the height of what stands on it."""
    strips = [strip for card in desk.view.cards for strip in card.findChildren(Strip)]
    return all(strip.height() == strip.sizeHint().height() for strip in strips)


def test_a_screen_of_1024_pixels_shows_the_form_with_no_value_cut(desk) -> None:
    assert desk.screen.minimumSizeHint().width() <= SMALL
    desk.window.resize(SMALL, 720)
    desk.until(lambda: desk.screen.width() == SMALL)
    desk.until(lambda: _settled(desk))
    assert _cut(desk) == []


def test_at_twice_the_size_what_is_pending_goes_below_and_dates_are_whole(desk) -> None:
    desk.whole_contact()
    desk.window.resize(HALF, 384)
    desk.until(lambda: desk.screen.panel.mapTo(desk.screen, QPoint()).x() < 40)
    assert desk.screen.minimumSizeHint().width() <= HALF
    assert desk.screen.panel.width() > 500
    desk.until(lambda: _settled(desk))
    assert _cut(desk) == []
    tables = {table.group.path: table for table in desk.session.layout.tables()}
    places = tables["procedimentos"].lines[0]
    row = room.columns_of(places, desk.view.cards[-1].width() - 30)
    dates = [
        (width, room.least_of(place))
        for (_, width), place in zip(row, places, strict=True)
        if place.element.kind is Kind.DATE
    ]
    assert dates and all(width >= least for width, least in dates)
    desk.window.resize(WHOLE, 692)
    desk.until(lambda: desk.screen.panel.mapTo(desk.screen, QPoint()).x() > 800)


def test_no_value_is_cut_at_large_text_and_the_lines_come_back(desk) -> None:
    assert _cut(desk) == []
    whole = _tops(desk)
    assert all(len(tops) <= 1 for tops in whole)
    desk.window.resize(LARGE, 538)
    desk.until(lambda: _tops(desk) != whole and _settled(desk))
    assert _cut(desk) == []
    slots = [slot for card in desk.view.cards for slot in card.slots]
    for slot in slots:
        for field in slot.fields.values():
            assert field.width() >= room.least_of(slot._place), field.name()
    for card in desk.view.cards:
        shown = [field for field in card.fields() if field.isVisible()]
        in_order = [(field.parentWidget().y(), field.y(), field.x()) for field in shown]
        assert in_order == sorted(in_order)
    desk.window.resize(WHOLE, 692)
    desk.until(lambda: _tops(desk) == whole)


@pytest.mark.parametrize("width", [822, 1376])
def test_lines_stand_on_the_twelve_columns_where_values_fit(width: int) -> None:
    for section in lay_out(load_model("cmd-2017")).sections:
        for line in section.lines:
            natural = [room.area_of(place, width) for place in line]
            assert room.lines_of(line, [room.named_width(each) for each in line], width) == [
                natural
            ]
        for table in section.tables:
            for columns in (line for each in table.walk() for line in each.lines):
                natural = [room.area_of(place, width - 16) for place in columns]
                assert room.columns_of(columns, width - 16) == natural


@pytest.mark.parametrize("width", [300, 500, 662, 700, 760])
def test_what_gives_way_keeps_inside_the_line_and_apart(width: int) -> None:
    layout = lay_out(load_model("cmd-2017"))
    for section in layout.sections:
        for line in section.lines:
            rows = room.lines_of(line, [room.named_width(each) for each in line], width)
            assert sum(map(len, rows)) == len(line)
            for row in rows:
                _apart(row, width)
    for table in layout.tables():
        for columns in table.lines:
            row = room.columns_of(columns, width)
            _apart(row, width)
            if sum(map(room.least_of, columns)) + room.GAP * COLUMNS <= width:
                widths = [area[1] for area in row]
                assert all(
                    have >= room.least_of(p) for have, p in zip(widths, columns, strict=True)
                )


def test_a_finding_has_the_room_below_neighbours_that_say_nothing(qtbot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    line = next(
        line
        for section in lay_out(load_model("cmd-2017")).sections
        for line in section.lines
        if any(place.element.role == "data_admissao" for place in line)
    )
    fields = [Field(place.element.label) for place in line]
    for field, place in zip(fields, line, strict=True):
        strip.put(field, place)
    strip.resize(820, strip.sizeHint().height())
    strip.show()
    first, second, last = fields[0], fields[2], fields[-1]
    shown = [strip._findings[each] for each in (first, second, last)]
    first.set_finding("O modelo CMD 2016 só valeu até 07/01/2018.")
    assert shown[0].width() >= shown[0].sizeHint().width() and shown[1].isHidden()
    second.set_finding("Falta informar.")
    assert shown[0].x() + shown[0].width() < second.x() == shown[1].x()
    last.set_finding("A data do desfecho é anterior à da admissão.")
    assert shown[2].width() >= shown[2].sizeHint().width() > last.width()
    last.hide()
    assert shown[2].isHidden() and not shown[1].isHidden()


def _apart(row: list[room.Area], width: int) -> None:
    ends = [left + taken for left, taken in row]
    assert ends[-1] <= width
    assert all(left - end >= room.GAP - 1 for end, (left, _) in zip(ends, row[1:], strict=False))

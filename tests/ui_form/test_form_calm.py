"""Nothing jumps: findings take room that was kept, names give way, lists stand in their place."""

import pytest
from PySide6.QtCore import QPoint

from coletor.contact.drafting import NewRow
from coletor.messages import text
from coletor.model import load_model
from ui.form.filling import put_rows
from ui.form.layout import Table, lay_out
from ui.form.navigation import Stop
from ui.form.panel import NEEDS_CARD, PendingLine
from ui.form.pending import Pending
from ui.form.row import RowView
from ui.widgets.marks import KeyHint
from ui.widgets.tone import Tone

pytestmark = pytest.mark.seen


def test_a_finding_of_a_whole_list_moves_nothing(desk) -> None:
    desk.settle()
    before = [card.geometry() for card in desk.view.cards]
    desk.session.visited.everywhere = True
    desk.session.check()
    desk.until(
        lambda: any(item.stop.path in desk.session.model.by_group for item in desk.session.pending)
    )
    desk.settle()
    table = next(table for card in desk.view.cards for table in card.tables)
    assert table._finding.text()
    assert [card.geometry() for card in desk.view.cards] == before


def test_a_finding_in_a_row_out_of_focus_takes_the_place_of_its_summary(desk) -> None:
    model, rows = desk.session.model, desk.session.rows
    done, who = model.by_role["codigo_procedimento"], model.by_role["cbo"]

    held = NewRow(who.group_path, {who.path: "225125"})
    typed = NewRow(done.group_path, {done.path: "0301010072"}, [held])
    desk.session.fill(lambda every: put_rows(every, every.root.id, [typed]))
    desk.settle()
    row = rows.children(rows.root.id, done.group_path)[0]
    (view,) = [
        table.rows[row.id]
        for card in desk.view.cards
        for table in card.tables
        if row.id in table.rows
    ]
    height = view.sizeHint().height()
    assert view._summary.isVisible() != view._findings[-1].isVisible()
    desk.session.visited.everywhere = True
    desk.session.check()
    desk.settle()
    desk.view._on_pending()
    assert view._findings[-1].isVisible()
    assert view.sizeHint().height() == height


def test_a_finding_in_the_row_with_the_cursor_moves_nothing(desk) -> None:
    desk.whole_contact()
    desk.enter("0211080055")
    desk.type("0")  # nobody does something no times
    before = [row.geometry() for card in desk.view.cards for row in card.findChildren(RowView)]
    desk.enter("")
    desk.until(lambda: any(item.where.endswith("Qtd.") for item in desk.session.shown_pending()))
    desk.settle()
    (view,) = [view for view in desk.view._open_rows if view.row == desk.here.row]
    assert view._findings[-1].isVisible() and not view._findings[-1].empty
    after = [row.geometry() for card in desk.view.cards for row in card.findChildren(RowView)]
    assert after == before


def test_a_message_moves_no_field(desk) -> None:
    editor = desk.editor(desk.here)
    before = editor.mapTo(desk.screen, QPoint(0, 0))
    desk.screen.telling.tell("O contato de Rita voltou.", "Corrigir", tone=Tone.ERROR)
    desk.settle()
    assert desk.screen.notice.isVisible()
    assert editor.mapTo(desk.screen, QPoint(0, 0)) == before
    desk.window.resize(desk.window.width(), 420)  # where it takes the room of what is typed in
    desk.go("data_desfecho")
    desk.screen.notice.clear()
    desk.settle()
    desk.screen.telling.tell("O contato de Rita voltou.", tone=Tone.ERROR)
    desk.until(lambda: _seen(desk))


def _seen(desk) -> bool:
    editor = desk.editor(desk.here)
    return editor.visibleRegion().boundingRect() == editor.rect()


def test_a_long_name_gives_way_to_the_buttons(desk) -> None:
    head = desk.screen.head
    head.begin(desk.session.model, "Maria Aparecida dos Santos de Oliveira e Silva Sauro")
    desk.settle()
    assert head.minimumSizeHint().width() < 900
    assert head.conclude.geometry().right() <= head.width()
    assert "Sauro" in head._title.text()


def test_a_list_stands_where_the_annex_has_it_between_single_fields() -> None:
    layout = lay_out(load_model("sumario-alta-2017"))
    order = [
        [isinstance(block, Table) for block in section.blocks]
        for section in layout.sections
        if section.tables and section.lines
    ]
    assert [False, True, False] in order
    for section in layout.sections:
        assert len(section.lines) + len(section.tables) == len(section.blocks)


@pytest.mark.parametrize("reason", ["", "sem CPF"])
def test_the_finding_about_the_cpf_shows_the_key_of_the_card(desk, reason: str) -> None:
    (rule,) = NEEDS_CARD
    item = Pending(Stop(1, ""), False, "Procedimento 1", "Falta o CPF.", rule=rule, reason=reason)
    line = PendingLine(item)
    hints = [hint.accessibleName() for hint in line.findChildren(KeyHint)]
    assert len(hints) == (0 if reason else 1)
    line.deleteLater()
    assert text("form.key.card")

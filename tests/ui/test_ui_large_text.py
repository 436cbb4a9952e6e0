"""Large text on a small screen: what stood beside each other stands in a column, nothing is cut."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.form.navigation import Stop
from ui.form.panel import SidePanel
from ui.form.pending import Pending
from ui.packages.keeper import PackageKeeper
from ui.sheet.confirming import ConfirmCard
from ui.sheet.head import SheetHead
from ui.style import fonts
from ui.style.theme import Theme
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, SegmentedControl
from ui.widgets.card import Card, heading
from ui.widgets.keyline import KeyLine
from ui.widgets.labels import wrapped
from ui.widgets.marks import KeyHint, Pill


def test_the_buttons_of_a_head_go_below_its_name(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    head, name, remark = heading("Fechamento", "o que foi aceito aqui")
    mark, act, last = Pill("1"), Button("Comparar com o CMD", "F5"), Button("Comprovante")
    column.addLayout(head)
    head.addWidget(last)
    head.insertWidget(1, mark)
    head.insertWidget(head.indexOf(last), act)
    assert [head.indexOf(one) for one in (name, mark, remark)] == [0, 1, 2]
    assert head.indexOf(act) + 1 == head.indexOf(last)
    page.resize(900, 200)
    page.show()
    assert not head.wrapped and act.y() < 4
    assert name.x() < mark.x() < remark.x() < act.x() < last.x()
    page.resize(380, 200)
    qtbot.waitUntil(lambda: act.y() > name.geometry().bottom())
    assert head.wrapped and page.minimumSizeHint().width() < 380
    assert last.geometry().right() == last.parentWidget().rect().right()


def test_a_card_goes_below_the_one_it_stood_beside(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    body = Beside(window, width=292, least=480, heights=(200, 160))
    listed, side = Card("Lista", parent=body), Card("Um contato", parent=body)
    body.stand(listed, side, fixed=side)
    window.show()
    body.resize(900, 500)
    body.show()
    assert side.y() == listed.y() and side.width() == 292
    body.resize(600, 500)
    qtbot.waitUntil(lambda: side.y() > listed.y())
    assert side.x() == listed.x() and side.width() == 600 and side.height() == 160
    assert body.minimumSizeHint().width() < 292 and body.minimumSizeHint().height() >= 360


def test_what_stands_beside_grows_with_a_wide_screen(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    body = Beside(window, width=272, least=652, heights=(300, 240), gap=0, most=380)
    listed, side = Card("Formulário", parent=body), Card("Pendências", parent=body)
    body.stand(listed, side, fixed=side)
    window.show()
    body.resize(1134, 500)
    body.show()
    assert side.width() == 272
    body.resize(1688, 500)
    qtbot.waitUntil(lambda: side.width() == 380)
    body.resize(900, 600)
    qtbot.waitUntil(lambda: side.y() > listed.geometry().bottom())


def test_keys_are_left_out_before_anything_scrolls(qtbot: QtBot, theme: Theme) -> None:
    hints = [KeyHint(f"F{number}", "faz uma coisa") for number in range(2, 9)]
    line = KeyLine(hints)
    qtbot.addWidget(line)
    line.resize(line.sizeHint())
    line.show()
    assert not any(hint.isHidden() for hint in hints)
    assert hints[-1].geometry().right() == line.rect().right()
    line.resize(line.width() // 2, line.height())
    assert line.minimumSizeHint().width() == 0
    assert [hint.isHidden() for hint in hints] == [False] * 3 + [True] * 4
    assert all(line.rect().contains(hint.geometry()) for hint in hints[:3])


def test_a_text_that_changes_is_measured_anew(qtbot: QtBot, theme: Theme) -> None:
    words = wrapped("Uma linha.")
    qtbot.addWidget(words)
    one = words.heightForWidth(200)
    words.setText("Uma linha que não cabe na largura que tem, e que por isso ocupa duas ou mais.")
    more = words.heightForWidth(200)
    assert more > one and words.heightForWidth(2000) < more
    words.setFont(fonts.make("figure"))
    larger = words.heightForWidth(200)
    words.setContentsMargins(0, 20, 0, 20)
    assert more < larger < words.heightForWidth(200)


def test_the_ways_of_typing_go_below_before_the_line_of_a_sheet_cuts_them(
    qtbot: QtBot, theme: Theme
) -> None:
    head = SheetHead()
    qtbot.addWidget(head)
    ways = SegmentedControl([("a", "Formulário"), ("b", "Cabeçalho + linhas")], "maneiras")
    head.take_modes(ways)
    head.say("Folha de 22/11/2026", "3 contatos")
    head.show_saved()
    head.show()
    for width in (1134, 760, 640):
        head.resize(width, 80)
        qtbot.waitUntil(lambda: ways.width() >= ways.sizeHint().width())
        assert ways.geometry().right() < width
    assert ways.y() > head.conclude.y()


def test_what_asks_below_the_form_overlaps_nothing(qtbot: QtBot, theme: Theme) -> None:
    """Large text leaves 240 px there: what has no room scrolls or waits."""
    keeper, panel, card = PackageKeeper(), SidePanel(), ConfirmCard()
    for each in (keeper, panel, card):
        qtbot.addWidget(each)
    keeper.setFixedSize(560, 240)
    keeper.show()
    assert keeper.name.height() >= keeper.name.sizeHint().height()
    said = wrapped("Nome completo: João Ferreira. No cadastro: João Batista Ferreira. " * 6)
    panel.add_actions(said)
    panel.setFixedSize(560, 240)
    panel.show()
    item = Pending(Stop(1, "a"), False, "Procedimento 1", "Confira o que se diz aqui. " * 9, "r")
    panel.show_pending([item], 0)
    panel.question.ask(item, concluding=True)
    assert panel.minimumSizeHint().height() <= 240
    card.preview.setText("Vão para a fila: 0 de 3. Ficam à espera do motivo: 1. Faltam: 2." * 2)
    assert card.minimumSizeHint().width() < 560

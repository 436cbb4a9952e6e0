"""Início by keyboard: the month, its days, its divisions, and how the figures leave."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGridLayout, QVBoxLayout
from pytestqt.qtbot import QtBot

from coletor import clock
from coletor.errors import ColetorError
from coletor.figures import Day, MonthFigures, Share
from coletor.messages import text
from ui.home import screen as home_screen
from ui.home.painting import Plot, paint_days
from ui.home.screen import HomeScreen
from ui.home.shares import ShareBars
from ui.home.words import day_sentence
from ui.style.palette import theme
from ui.widgets.tone import Tone


def rest(qtbot: QtBot, home: HomeScreen) -> None:
    qtbot.waitUntil(lambda: home.context.tasks.idle)


def test_the_month_is_said_and_its_days_are_heard(qtbot: QtBot, home: HomeScreen) -> None:
    chart = home.month.chart
    assert home.month.said.text() == text("figures.total", accepted=2, typed=5)
    assert text("figures.total", accepted=2, typed=5) in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert home.month.said.text() == "01/07: 1 digitado · 1 por terminar"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert home.month.said.text() == text("home.month.day_none", day="02/07")
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "31/07" in home.month.said.text() == chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "01/07" in home.month.said.text()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert home.month.said.text() == text("figures.total", accepted=2, typed=5)


def test_the_arrows_begin_at_today(home: HomeScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coletor.clock.today", lambda: date(2026, 7, 14))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(home.month.chart, key)
        assert home.month.said.text().startswith("14/07")
        QTest.keyClick(home.month.chart, Qt.Key.Key_Escape)


def test_the_mouse_finds_a_day(home: HomeScreen) -> None:
    chart = home.month.chart
    plot = chart._plot()
    assert plot is not None
    QTest.mouseMove(chart, plot.bar(13).center().toPoint())
    assert home.month.said.text().startswith("14/07: 3 digitados · 2 aceitos, 1 rejeitado")
    assert plot.day_at(QPointF(1, 50)) is None


def _painted(plot: Plot, marked: int | None) -> QImage:
    image = QImage(plot.area.size(), QImage.Format.Format_RGB32)
    image.fill(plot.roles["surface"])
    painter = QPainter(image)
    paint_days(painter, plot, marked)
    painter.end()
    return image


def test_today_has_its_name_in_the_chart_and_in_words(home: HomeScreen) -> None:
    figures = home.month.figures
    assert figures is not None
    area, roles = QRect(0, 0, 600, 200), theme(dark=False)
    assert Plot(area, figures, roles, "2026-07-14").place_of_today == 13
    assert Plot(area, figures, roles, "2026-08-14").place_of_today is None
    painted = []
    for today, marked in (("", None), ("2026-07-14", None), ("2026-07-31", None), ("", 12)):
        painted.append(_painted(Plot(area, figures, roles, today), marked))
    assert painted[0] != painted[1] != painted[2] != painted[0]
    plot = Plot(area, figures, roles, "2026-07-14")
    below = plot.slot(13).toRect().adjusted(0, area.height() - 24, 0, 40)
    beside = _painted(plot, 12)  # the day before is marked: its figure has no room beside a word
    assert beside.copy(below) == painted[3].copy(below) != painted[1].copy(below)
    today = clock.today()
    said = day_sentence(Day(today.isoformat()))
    assert said.startswith(text("home.month.day_today", day=f"{today:%d/%m}"))
    assert text("home.month.today") in said


def test_months_are_walked_by_keys(qtbot: QtBot, home: HomeScreen) -> None:
    home.activateWindow()
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(home, Qt.Key.Key_Left, alt)
    assert home.month.month == "202606"
    rest(qtbot, home)
    assert home.month.said.text() == text("figures.total", accepted=1, typed=1)
    for _ in range(3):
        QTest.keyClick(home, Qt.Key.Key_Right, alt)
    rest(qtbot, home)
    assert home.month.month == "202609" and home.month.pages.currentWidget() is home.month.empty
    assert not home.month.export.isEnabled()
    assert home.month.empty.title.text() == text("home.month.empty", month="09/2026")


def test_everything_is_there_as_a_table(qtbot: QtBot, home: HomeScreen) -> None:
    home.month.view.button("tabela").click()
    assert home.month.pages.currentWidget() is home.month.table
    model = home.month.table.model()
    cells = [[model.index(row, at).data() for at in range(6)] for row in range(model.rowCount())]
    assert cells == [
        ["01/07", "1", "0", "0", "0", "1"],
        ["14/07", "3", "2", "0", "1", "0"],
        ["31/07", "1", "0", "1", "0", "0"],
    ]
    home.division.by.button("profissional").click()
    rest(qtbot, home)
    table = home.division.table
    assert home.division.pages.currentWidget() is table and table.model().rowCount() == 2
    assert table.model().index(0, 2).data() == "3"


def test_divisions_are_read_when_asked_for(qtbot: QtBot, home: HomeScreen) -> None:
    assert home.month.figures is not None and set(home.month.figures.shares) == {"modalidade"}
    assert home.division.bars.lines() == ["Ambulatorial Especializada", "sem modalidade"] or (
        home.division.bars.lines()[-1] == "sem modalidade"
    )
    home.division.by.button("procedimento").click()
    rest(qtbot, home)
    assert set(home.month.figures.shares) == {"modalidade", "procedimento", "profissional"}
    assert "8" in home.division.bars.accessibleName()


def test_what_does_not_fit_comes_together(qtbot: QtBot) -> None:
    bars = ShareBars()
    qtbot.addWidget(bars)
    bars.resize(400, 80)
    bars.show_shares("modalidade", [Share(str(n), f"n{n}", 9 - n) for n in range(6)])
    assert bars.lines() == ["n0", "n1", text("home.month.others", count=4)]


@pytest.mark.parametrize("kind", ["sheet", "picture", "pdf"])
def test_the_figures_leave_as_files(
    qtbot: QtBot, home: HomeScreen, around, tmp_path: Path, kind: str
) -> None:
    assert home.month.figures is not None
    home.exporter.save(kind, home.month.figures, tmp_path / "numeros")
    rest(qtbot, home)
    (file,) = tmp_path.iterdir()
    starts = {"sheet": b"\xef\xbb\xbfcompetencia", "picture": b"\x89PNG", "pdf": b"%PDF"}
    assert file.read_bytes().startswith(starts[kind])
    assert around.said == [(text("home.export.saved", file=file.name, folder=tmp_path), Tone.OK)]
    if kind == "picture":
        assert QImage(str(file)).pixelColor(4, 4) == theme(dark=False)["surface"]


def test_a_file_that_cannot_be_written_is_said(
    qtbot: QtBot, home: HomeScreen, around, tmp_path: Path
) -> None:
    assert home.month.figures is not None
    home.exporter.save("picture", home.month.figures, tmp_path / "nada" / "n.png")
    rest(qtbot, home)
    assert around.said == [(text("home.export.failed", file="n.png"), Tone.ERROR)]


@pytest.mark.qt_log_ignore(
    "propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True
)
def test_exports_open_by_key_and_print(
    qtbot: QtBot, home: HomeScreen, around, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import printing

    printed: list[str] = []
    monkeypatch.setattr(printing, "print_page", lambda page, *_: printed.append(page) or True)
    home.activateWindow()
    QTest.keyClick(home, Qt.Key.Key_F10)
    assert home.month.menu.isVisible()
    home.month.menu.close()
    QTest.keyClick(home, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, home)
    assert "data:image/png" in printed[0]
    assert around.said == [(text("home.export.printed"), Tone.OK)]


def test_what_waits_leads_there(home: HomeScreen, around) -> None:
    rows = home.waiting.rows()
    assert rows[0].item.screen == "envio"
    rows[0].button.click()
    assert around.went == [("envio", "")]
    assert all(row.button.accessibleDescription() for row in rows)


def test_what_cannot_be_read_is_said_and_tried_again(
    qtbot: QtBot, home: HomeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> MonthFigures:
        raise ColetorError("store.damaged", file="coletor.db")

    with monkeypatch.context() as patched:
        patched.setattr(home_screen, "read_month", broken)
        home.activate()
        qtbot.waitUntil(lambda: bool(home.notice.words()))
    home.notice.acted.emit()
    qtbot.waitUntil(lambda: not home.notice.words())


def test_the_guide_has_its_room_and_controls_their_names(home: HomeScreen) -> None:
    assert isinstance(home.guide, QVBoxLayout)
    for widget in (home.month.before, home.month.after, home.month.chart, home.division.bars):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name)


def test_the_scale_ends_at_a_round_figure(home: HomeScreen) -> None:
    assert home.month.figures is not None
    plot = Plot(home.rect(), home.month.figures, theme(dark=False))
    assert plot.top == 4


@pytest.mark.parametrize(
    ("size", "places", "listed"),
    [
        ((640, 900), [(0, 0), (1, 0), (2, 0), (3, 0)], False),
        ((1700, 700), [(0, 0), (0, 1), (1, 0), (1, 1)], True),
        ((1700, 1000), [(0, 0), (1, 0), (0, 1), (0, 2)], False),
    ],
)
def test_the_cards_take_the_shape_that_fits(home: HomeScreen, size, places, *, listed) -> None:
    """Large text puts one card below the other; a large screen leaves none of them half empty."""
    home.resize(*size)
    grid = home.cards.layout()
    assert isinstance(grid, QGridLayout)
    cards = (home.waiting, home.month, home.division, home.recent)
    assert [grid.getItemPosition(grid.indexOf(card))[:2] for card in cards] == places
    assert home.recent.table.isColumnHidden(1) is not listed
    assert home.cards.minimumSizeHint().width() < 600


@pytest.mark.parametrize(("size", "second"), [((1150, 660), "month"), ((1700, 1000), "division")])
def test_tab_goes_through_the_cards_as_the_eye_does(home: HomeScreen, size, second: str) -> None:
    home.resize(*size)
    at, met = home.type_button.nextInFocusChain(), []
    cards = {name: getattr(home, name) for name in ("waiting", "month", "division", "recent")}
    while at is not home.type_button:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            met += [name for name, card in cards.items() if card.isAncestorOf(at)]
        at = at.nextInFocusChain()
    third = "division" if second == "month" else "month"
    assert list(dict.fromkeys(met)) == ["waiting", second, third, "recent"]
    assert met == sorted(met, key=["waiting", second, third, "recent"].index)

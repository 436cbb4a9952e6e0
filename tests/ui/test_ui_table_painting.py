"""The rows of a table are painted in one go, each in the state it is in."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.style.palette import colours
from ui.style.theme import Theme
from ui.widgets.rows import Column, Index, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

NAME, COUNT, WORD, BOX = range(4)
LONG = "Luíza Helena Prado Vasconcelos de Albuquerque e Silva"


@dataclass(frozen=True)
class Person:
    name: str
    word: str = ""
    picked: bool | None = None


class People(Rows[Person]):
    """Rows that note what is asked of them."""

    def __init__(self) -> None:
        self.read: Counter[str] = Counter()
        self.asked = 0
        super().__init__(
            [
                Column("Nome", self._name, 160),
                Column("Vezes", lambda _: "12", 80, right=True),
                Column("Situação", lambda one: one.word, 120, tone=lambda _: Tone.ERROR),
                Column("", lambda _: "", 40, paint=self._fill),
            ]
        )

    def _name(self, one: Person) -> str:
        self.read[one.name] += 1
        return one.name

    @staticmethod
    def _fill(painter: QPainter, area: QRect, _one: Person) -> None:
        painter.fillRect(area, QColor("magenta"))

    def picked(self, row: Person) -> bool | None:
        return row.picked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked += 1
        return super().data(index, role)


@pytest.fixture
def people(theme: Theme) -> People:
    made = People()
    made.replace(
        [Person("Ana"), Person(LONG, "sem confirmação do webservice"), Person("Caio", picked=True)]
    )
    return made


@pytest.fixture
def table(qtbot: QtBot, people: People) -> DataTable:
    made = DataTable("Pessoas")
    qtbot.addWidget(made)
    made.show_rows(people)
    made.resize(420, 220)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def _seen(table: DataTable) -> QImage:
    return table.viewport().grab().toImage()


def _ground(table: DataTable, row: int, column: int = NAME) -> str:
    """Return the colour of a cell where nothing is written."""
    cell = table.visualRect(table.model().index(row, column))
    return _seen(table).pixelColor(cell.topLeft() + QPoint(5, 2)).name()


def _written(table: DataTable, row: int, column: int) -> tuple[int, int]:
    """Return how far the ink of a cell is from its left and from its right."""
    cell = table.visualRect(table.model().index(row, column)).adjusted(0, 2, 0, -2)
    seen = _seen(table).copy(cell)
    ground = seen.pixel(0, 0)
    inked = [
        x
        for x in range(seen.width())
        if any(seen.pixel(x, y) != ground for y in range(seen.height()))
    ]
    return inked[0], seen.width() - 1 - inked[-1]


def test_a_page_is_painted_without_asking_cell_by_cell(table: DataTable, people: People) -> None:
    _seen(table)
    people.read.clear()
    people.asked = 0
    table.viewport().repaint()
    assert people.read == {"Ana": 1, LONG: 1, "Caio": 1}
    assert people.asked == 0


def test_only_the_rows_that_are_to_be_painted_are_read(table: DataTable, people: People) -> None:
    _seen(table)
    people.read.clear()
    table.viewport().repaint(table.visualRect(people.index(1, COUNT)))
    assert not people.read  # the names lie beside it
    table.viewport().repaint(table.visualRect(people.index(1, NAME)))
    assert people.read == {LONG: 1}


def test_the_marked_row_is_seen_with_the_keys_and_without(table: DataTable) -> None:
    roles = colours()
    table.selectRow(0)
    assert _ground(table, 0) == _ground(table, 0, COUNT) == roles["accent_background"].name()
    assert _seen(table).pixelColor(1, 5) == roles["accent"]
    assert _ground(table, 1) == roles["surface"].name()
    table.clearFocus()
    assert _ground(table, 0) == roles["neutral_background"].name()
    assert _seen(table).pixelColor(1, 5) != roles["accent"]


def test_picked_rows_are_coloured_and_the_one_at_hand_has_a_bar(table: DataTable) -> None:
    roles = colours()
    table.clearFocus()
    assert _ground(table, 2) == roles["accent_background"].name()
    middle = table.visualRect(table.model().index(2, NAME)).center().y()
    assert _seen(table).pixelColor(1, middle) == roles["accent_background"]
    table.selectRow(2)
    assert _seen(table).pixelColor(1, middle) == roles["accent"]


def test_cells_are_written_where_their_column_says(table: DataTable) -> None:
    left, right = _written(table, 0, COUNT)
    assert right < 12 < left
    left, right = _written(table, 0, NAME)
    assert left < 12 < right
    assert min(_written(table, 1, NAME)) >= 8  # cut, not painted over its neighbour


def test_a_word_stands_on_its_colour_and_a_column_may_paint_its_own(table: DataTable) -> None:
    seen, roles = _seen(table), colours()
    cell = table.visualRect(table.model().index(1, WORD))
    assert seen.pixelColor(cell.left() + 12, cell.center().y()) == roles["error_background"]
    assert _ground(table, 0, WORD) == roles["surface"].name()  # no word, no colour
    for x in (cell.left() + 13, cell.right() - 13):  # a long one is cut, with room around it
        colour = {seen.pixelColor(x, y).name() for y in range(cell.top() + 8, cell.bottom() - 8)}
        assert colour == {roles["error_background"].name()}
    own = table.visualRect(table.model().index(1, BOX)).center()
    assert seen.pixelColor(own) == QColor("magenta")


def test_scrolled_aside_the_cells_go_with_their_heads(table: DataTable) -> None:
    table.resize(200, 220)
    table.horizontalScrollBar().setValue(90)
    assert table.visualRect(table.model().index(0, COUNT)).left() == 160 - 90
    left, right = _written(table, 0, COUNT)
    assert right < 12 < left

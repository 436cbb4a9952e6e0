"""A cell that had to be cut is said in full where the mouse rests on it."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ui.style import fonts
from ui.style.theme import Theme
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

LONG = "Luíza Helena Prado Vasconcelos de Albuquerque e Silva"


def test_only_what_is_cut_has_a_tip(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    tips: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, *_: tips.append(words))
    rows = Rows[str](
        [
            Column("Paciente", lambda _row: LONG, 120),
            Column("Sexo", lambda _row: "Feminino", 120),
            Column("Situação", lambda row: row, 120, tone=lambda _row: Tone.WARNING, whole=True),
        ]
    )
    table = DataTable("Contatos")
    qtbot.addWidget(table)
    table.show_rows(rows)
    rows.replace(["1 aviso", "sem confirmação do webservice"])
    table.resize(380, 200)
    table.show()
    for row in (0, 1):
        for column in range(3):
            place = table.visualRect(rows.index(row, column)).center()
            _rest_on(table, place)
    assert [tip for tip in tips if tip] == [LONG, LONG, "sem confirmação do webservice"]


def _rest_on(table: DataTable, place: QPoint) -> None:
    seen = table.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, seen.mapToGlobal(place))
    QApplication.sendEvent(seen, event)


def test_in_another_size_of_the_text_nothing_is_measured_by_the_fonts_before(
    theme: Theme,
) -> None:
    """The next application has fonts of its own, some of them where another one lay in memory."""
    kinds = (fonts.body, fonts.title, fonts.code, fonts.secondary, fonts.figure)
    for kind in kinds:
        fonts.measures(kind())
    fonts.forget()
    for kind in reversed(kinds):
        width = QFontMetrics(kind()).horizontalAdvance(LONG)
        assert fonts.measures(kind()).horizontalAdvance(LONG) == width

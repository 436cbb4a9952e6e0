"""Lines of text and icons: laid out and drawn once, and then as before."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from ui.style import fonts, icons, lettering
from ui.style.palette import colours
from ui.style.theme import Scheme, Theme
from ui.widgets.field import Field

LONG = "Luíza Helena Prado Vasconcelos de Albuquerque e Silva"
AREA = QRect(6, 3, 150, 29)


def _sheet(ratio: float = 1.0) -> QImage:
    image = QImage(int(200 * ratio), int(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("words", ["Não informado", "700 0000 0000 0005", LONG])
def test_a_line_is_the_same_as_qt_would_write_it(theme: Theme, words: str, ratio: float) -> None:
    for font in (fonts.body(), fonts.code(), fonts.secondary_strong()):
        ours, qts = _sheet(ratio), _sheet(ratio)
        with QPainter(ours) as painter:
            lettering.write(painter, AREA, words, font)
        with QPainter(qts) as painter:
            painter.setFont(font)
            cut = fonts.measures(font).elidedText(words, Qt.TextElideMode.ElideRight, AREA.width())
            painter.drawText(AREA, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        assert ours == qts


def test_a_line_is_laid_out_once(theme: Theme) -> None:
    first = lettering.line("Situação", fonts.body(), 90)
    assert lettering.line("Situação", fonts.body(), 90) is first
    assert first.words == "Situação"
    assert lettering.line(LONG, fonts.body(), 90).words.endswith("…")
    lettering.forget()
    assert lettering.line("Situação", fonts.body(), 90) is not first


def test_an_icon_has_the_sharpness_of_the_screen_and_the_colour_of_the_theme(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    icons.forget()
    drawn = _sheet(2.0)
    with QPainter(drawn) as painter:
        icons.paint(painter, QRect(4, 4, 18, 18), "house", QColor("#ff0000"))
    inked = {QColor(drawn.pixel(x, y)).name() for x in range(60) for y in range(60)}
    assert "#ff0000" in inked
    assert icons.pixmap("house", "accent", 18, 2.0).size().width() == 36
    monkeypatch.setattr(QSvgRenderer, "render", None)  # what was drawn is not drawn again
    again = _sheet(2.0)
    with QPainter(again) as painter:
        icons.paint(painter, QRect(4, 4, 18, 18), "house", QColor("#ff0000"))
    assert again == drawn


def test_the_colours_follow_the_theme(theme: Theme) -> None:
    light = colours()["surface"]
    theme.choose(Scheme.DARK)
    try:
        assert colours().dark
        assert colours()["surface"] != light
    finally:
        theme.choose(Scheme.LIGHT)
    assert not colours().dark


def test_a_required_field_has_its_mark_beside_its_name(qtbot: QtBot, theme: Theme) -> None:
    field = Field("Nome da mãe", required=True)
    qtbot.addWidget(field)
    field.resize(200, field.sizeHint().height())
    field.show()

    def marked() -> list[int]:
        seen: QPixmap = field.grab()
        image = seen.toImage().copy(0, 0, 200, 16)
        red = QColor(colours()["error"])
        return [
            x
            for x in range(200)
            for y in range(16)
            if image.pixelColor(x, y).red() - image.pixelColor(x, y).green() > red.red() // 3
        ]

    end = fonts.measures(fonts.secondary()).horizontalAdvance("Nome da mãe")
    assert end < min(marked()) and max(marked()) < end + 14
    field.set_required(False)
    assert not marked()
    field.set_required(True)
    field.resize(60, field.height())  # the name is cut, the mark is not
    assert min(marked()) > 40 and max(marked()) < 60

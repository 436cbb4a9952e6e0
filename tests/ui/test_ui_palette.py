"""The colours of the file: every text can be read on every background it may stand on."""

import pytest
from PySide6.QtGui import QColor

from ui.style import fonts, palette
from ui.style.theme import Scheme, Theme, style_sheet


def _luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("pair", palette.pairs(), ids="-on-".join)
def test_text_is_readable(dark: bool, pair: tuple[str, str]) -> None:
    roles = palette.theme(dark=dark)
    assert contrast(roles[pair[0]], roles[pair[1]]) >= 4.5


def test_both_themes_have_the_same_roles() -> None:
    light, dark = palette.theme(dark=False), palette.theme(dark=True)
    assert set(light.roles) == set(dark.roles)
    assert light.roles["accent"] == "#1D5FA8"
    assert dark.roles["accent"] == "#7FB4EC"


def test_style_sheet_is_filled() -> None:
    for dark in (False, True):
        assert "$" not in style_sheet(palette.theme(dark=dark))


def test_theme_switches_and_tells(theme: Theme) -> None:
    told: list[bool] = []
    theme.changed.connect(told.append)
    try:
        theme.choose(Scheme.DARK)
        assert palette.colours().dark
        theme.choose(Scheme.LIGHT)
        assert not palette.colours().dark
        assert told == [True, False]
    finally:
        theme.changed.disconnect(told.append)


def test_codes_have_figures_of_one_width(theme: Theme) -> None:
    from PySide6.QtGui import QFontMetricsF

    assert fonts.family().startswith("Inter")
    size = QFontMetricsF(fonts.code())
    assert size.horizontalAdvance("1111") == size.horizontalAdvance("0000")

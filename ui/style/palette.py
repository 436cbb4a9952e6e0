"""Colour roles and sizes from ``resources/style/palette.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from coletor import resources


@dataclass(frozen=True)
class Colours:
    """One theme's colour roles; every attribute is a role of the file.

    Args:
        dark: whether this is the dark theme.
        roles: colour text (``#RRGGBB``) by role name.
    """

    dark: bool
    roles: Mapping[str, str]

    def __getitem__(self, role: str) -> QColor:
        """Return a role as a colour that all callers share: who changes it takes a copy."""
        return _colour(self.roles[role])


@cache
def _colour(text: str) -> QColor:
    return QColor(text)


@cache
def _file() -> dict[str, Any]:
    with resources.path("style", "palette.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def theme(*, dark: bool) -> Colours:
    """Return the colour roles of the light or of the dark theme."""
    return Colours(dark, _file()["dark" if dark else "light"])


_BY_PALETTE: dict[int, Colours] = {}


def colours() -> Colours:
    """Return the roles of the theme in use, told from the application's palette."""
    palette = QGuiApplication.palette()
    key = palette.cacheKey()  # another one for each palette there ever was
    found = _BY_PALETTE.get(key)
    if found is None:
        dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
        found = _BY_PALETTE[key] = theme(dark=dark)
    return found


@cache
def metric(name: str) -> int:
    """Return a size in logical pixels."""
    return int(_file()["metrics"][name])


def metrics() -> Mapping[str, int]:
    """Return every size by name."""
    return dict(_file()["metrics"])


def pairs() -> list[tuple[str, str]]:
    """Return the (text role, background role) pairs the program may show."""
    return [(text, back) for text, backs in _file()["pairs"].items() for back in backs]


def qt_palette(roles: Colours) -> QPalette:
    """Return the palette that Qt's own painting uses, so that nothing unstyled stands out."""
    palette = QPalette()
    plain = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "background",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "error",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Midlight: "line_faint",
        QPalette.ColorRole.Dark: "line_field",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Shadow: "shadow",
    }
    for role, name in plain.items():
        palette.setColor(role, roles[name])
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, roles["muted"])
    return palette

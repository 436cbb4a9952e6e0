"""Applies the visual language to the application and follows the system's light or dark."""

from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from coletor import resources
from ui.style import fonts, icons
from ui.style.palette import Colours, metrics, qt_palette, theme

ZOOMS = (100, 125, 150, 175, 200)
"""Sizes of text on offer, in percent of what the system asks for."""


class Scheme(StrEnum):
    """Which theme the person asked for."""

    SYSTEM = "sistema"
    LIGHT = "claro"
    DARK = "escuro"


def style_sheet(roles: Colours) -> str:
    """Return the style sheet of a theme.

    Raises:
        KeyError: the template names a role or size the palette lacks.
    """
    template = resources.path("style", "style.qss").read_text(encoding="utf-8")
    check = resources.path("style", f"check-{'dark' if roles.dark else 'light'}.svg").as_posix()
    return Template(template).substitute({**roles.roles, **metrics(), "check": check})


class Theme(QObject):
    """The theme of one application: base style, type, palette and style sheet.

    Args:
        application: the application to dress.
        scheme: what the person asked for.
    """

    changed = Signal(bool)  # dark?
    zoomed = Signal(int)  # the person chose another size of the text, in percent

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._dark: bool | None = None
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(fonts.body())
        application.setWindowIcon(icons.application_icon())
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What the person asked for."""
        return self._scheme

    @property
    def dark(self) -> bool:
        """Whether the dark theme is in use."""
        return bool(self._dark)

    def choose(self, scheme: Scheme) -> None:
        """Switch to the system's theme, or to light or dark whatever the system says."""
        self._scheme = scheme
        self._apply()

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _wanted(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    def _apply(self) -> None:
        dark = self._wanted()
        if dark is self._dark:
            return
        self._dark = dark
        roles = theme(dark=dark)
        self._application.setPalette(qt_palette(roles))
        self._application.setStyleSheet(style_sheet(roles))
        self.changed.emit(dark)


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet reads, and repaint only if one changed."""
    stale = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            stale = True
    if stale:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()

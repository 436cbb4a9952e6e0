"""Line icons (Lucide) painted in a colour of the palette at the sharpness of the screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from coletor import resources
from ui.style.palette import colours


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour).replace(
        'stroke-width="2"', 'stroke-width="1.75"'
    )
    return QSvgRenderer(QByteArray(drawing.encode("utf-8")))


@lru_cache(maxsize=256)
def _image(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Return a drawing as an image: a curve takes ten times as long."""
    image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    return image


def forget() -> None:
    """Read the drawings anew: they end with the application they were read for."""
    _image.cache_clear()
    _renderer.cache_clear()


def paint(painter: QPainter, area: QRect, name: str, colour: QColor) -> None:
    """Paint an icon inside a square area of a screen or an image.

    Args:
        painter: where to paint.
        area: the square, in logical pixels.
        name: the file's stem in ``resources/icons``.
        colour: the line's colour.
    """
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(area.topLeft(), _image(name, colour.name(), area.width(), ratio))


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as an image in the colour of a role of the theme in use."""
    return _image(name, colours()[role].name(), size, ratio)


def application_icon() -> QIcon:
    """Return the program's own icon in the sizes that window systems ask for."""
    icon = QIcon()
    renderer = QSvgRenderer(str(resources.path("icons", "coletor.svg")))
    for size in (16, 24, 32, 48, 64, 128, 256):
        image = QPixmap(size, size)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as painter:
            renderer.render(painter)
        icon.addPixmap(image)
    return icon


class Icon(QWidget):
    """An icon that follows the theme.

    Args:
        name: the file's stem in ``resources/icons``.
        role: colour role of the palette.
        size: side in logical pixels.
        parent: the widget it stands in.
    """

    def __init__(
        self, name: str, role: str = "muted", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self.setFixedSize(size, size)

    def show_as(self, name: str, role: str) -> None:
        """Change the drawing and its colour role."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon over the whole widget."""
        with QPainter(self) as painter:
            paint(painter, self.rect(), self._name, colours()[self._role])

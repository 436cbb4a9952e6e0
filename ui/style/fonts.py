"""The bundled typeface and the few ways the program sets it."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from coletor import resources
from ui.style.palette import metric

# Inter: tnum = figures of one width, zero = slashed zero, ss02 = I l 1 told apart.
_CODE_FEATURES = ("tnum", "zero", "ss02")
_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
_MEASURES: dict[int, QFontMetrics] = {}


@cache
def family() -> str:
    """Load the bundled typeface once and return its family name.

    Raises:
        FileNotFoundError: a font file is missing or cannot be read (damaged installation).
    """
    found = ""
    for name in _FILES:
        file = resources.path("fonts", name)
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if not families:
            raise FileNotFoundError(str(file))
        found = found or families[0]
    return found


def forget() -> None:
    """Load the typeface anew: the application it was loaded for has ended."""
    family.cache_clear()
    make.cache_clear()
    _MEASURES.clear()


@cache
def make(
    size: str = "body", weight: QFont.Weight = QFont.Weight.Normal, *, code: bool = False
) -> QFont:
    """Return the typeface in one of the program's sizes; the same object each time, not to be
    changed: a table asks for it at every cell.

    Args:
        size: a size of ``palette.toml``: body, secondary, title or figure.
        weight: the weight.
        code: figures of one width, slashed zero, I and l told apart: codes and dates.
    """
    font = QFont(family())
    font.setPixelSize(metric(size))
    font.setWeight(weight)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    for tag in _CODE_FEATURES if code else ("tnum",):
        font.setFeature(QFont.Tag(tag), 1)
    return font


def measures(font: QFont) -> QFontMetrics:
    """Return the measures of a font that was made here: a table asks for them at every cell.

    Args:
        font: the very object; it lives until all are forgotten.
    """
    found = _MEASURES.get(id(font))
    if found is None:
        found = _MEASURES[id(font)] = QFontMetrics(font)
    return found


def body() -> QFont:
    """Return the running text, 13 px."""
    return make()


def strong() -> QFont:
    """Return the emphasised running text."""
    return make(weight=QFont.Weight.DemiBold)


def secondary() -> QFont:
    """Return labels and remarks, 12 px."""
    return make("secondary")


def secondary_strong() -> QFont:
    """Return column heads and pills."""
    return make("secondary", QFont.Weight.DemiBold)


def title() -> QFont:
    """Return the name of a screen, 18 px."""
    return make("title", QFont.Weight.Bold)


def figure() -> QFont:
    """Return the large figures of counters."""
    return make("figure", QFont.Weight.Bold)


def code() -> QFont:
    """Return codes and dates in fields."""
    return make(code=True)


def code_strong() -> QFont:
    """Return codes in lists."""
    return make(weight=QFont.Weight.DemiBold, code=True)


def medium() -> QFont.Weight:
    """Return the weight of names that are pressed, between running text and emphasis."""
    return QFont.Weight.Medium

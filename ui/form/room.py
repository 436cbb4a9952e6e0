"""How wide a field must be for its value to be read whole, and what a line does about it.

A line stands on its twelve columns as long as every value fits. Where one would be cut (large
text, a small screen) the fields share the width anew, and a line that still has no room goes on in
another: which fields stand where changes, never their order.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from PySide6.QtGui import QFontMetrics

from coletor.model import Kind
from ui.form.layout import COLUMNS, Place, label_of
from ui.form.names import NARROW
from ui.style import fonts

GAP = 8
FRAME = 13
"""What an editor needs beside its text: border and padding of the style sheet and the margins that
Qt keeps of its own, less the pixel of blank that a figure has at its right. A cell of a row that is
not in focus is painted at the same place."""

_WORD = "n" * 8
_WORDS = "n" * 12
_CODE = "8" * 10
_SAMPLES = {
    Kind.CODE: _WORD,
    Kind.DATE: "88/88/8888",
    Kind.DATE_TIME: "88/88/8888 88:88",
    Kind.INTEGER: "8888",
    Kind.DECIMAL: "8888,8",
    Kind.DURATION: "88:88",
    Kind.CNS: "888 8888 8888 8888",
    Kind.CNES: "8" * 7,
    Kind.INE: _CODE,
    Kind.CEP: "88888-888",
    Kind.VERSION: "88.88",
}
"""The longest usual writing of a value of each kind; texts and names show their beginning."""

_FIGURES = frozenset(_SAMPLES) - {Kind.CODE}

_LEAST_SHARE = 0.6
"""Of what words need: with less, codes and dates are cut, too."""

Area = tuple[int, int]
"""Left edge and width, in pixels."""

Row = list[Area]


def area_of(place: Place, width: int) -> Area:
    """Return left edge and width in pixels of a place on a line so many pixels wide."""
    unit = (width + GAP) / COLUMNS
    left = round(place.start * unit)
    return left, round((place.start + place.width) * unit) - left - GAP


def least_of(place: Place) -> int:
    """Return the pixels that the values of a place need to be read whole."""
    return max(_least(each.kind, place.width) for each in place.elements)


@cache
def _least(kind: Kind, columns: float) -> int:
    font = fonts.code() if kind in _FIGURES else fonts.body()
    words = _CODE + _WORD if kind is Kind.TERM and columns > NARROW else _WORDS
    sample = _SAMPLES.get(kind, words)
    return QFontMetrics(font).horizontalAdvance(sample) + FRAME


@cache
def _label_width(name: str) -> int:
    return QFontMetrics(fonts.secondary()).horizontalAdvance(f"{name} *") + 2


def named_width(place: Place, name: str = "") -> int:
    """Return the pixels that a place needs for its values and its label to be read whole.

    Args:
        place: the place.
        name: its label, where it is not that of its elements.
    """
    names = [name] if name else [label_of(each) for each in place.elements]
    return max(least_of(place), *map(_label_width, names))


def columns_of(places: Sequence[Place], width: int) -> Row:
    """Return the areas of places that stay on one line: the long texts give way to the rest."""
    cells = [least_of(each) for each in places]
    natural = _natural(places, cells, width)
    if natural:
        return natural
    named = [max(cell, named_width(each)) for cell, each in zip(cells, places, strict=True)]
    wanted = named if _sum(named) <= width else cells
    return _shared(places, wanted, _of_twelve(places, width, 1), width)


def lines_of(places: Sequence[Place], wanted: Sequence[int], width: int) -> list[Row]:
    """Return the areas of places, line by line, on as few lines as they need.

    Args:
        places: the places, in the order typed.
        wanted: the pixels that each should have once the line cannot stand as it is drawn.
        width: the pixels there are.
    """
    natural = _natural(places, [least_of(each) for each in places], width)
    if natural or not places:
        return [natural]
    rows = _broken(places, wanted, width)
    found = []
    for start, end in rows:
        part = places[start:end]
        room = _of_twelve(part, width, len(rows))
        found.append(_shared(part, wanted[start:end], room, width))
    return found


def _natural(places: Sequence[Place], least: Sequence[int], width: int) -> Row:
    """Return the areas on the twelve columns; none where a value would be cut."""
    areas = [area_of(place, width) for place in places]
    fits = all(taken >= each for (_, taken), each in zip(areas, least, strict=True))
    return areas if fits else []


def _sum(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _of_twelve(places: Sequence[Place], width: int, lines: int) -> int:
    """Return the pixels of places whose columns grew with the lines that their line became."""
    taken = sum(place.width for place in places) * lines
    return min(width, round((width + GAP) * taken / COLUMNS) - GAP)


def _broken(places: Sequence[Place], wanted: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Return the lines, as evenly filled as can be; a field alone on its own at the worst."""
    count = len(places)
    for lines in range(1, count):
        ways = [
            way
            for way in _ways(count, lines)
            if all(_sum(wanted[start:end]) <= width for start, end in way)
        ]
        if ways:
            return min(ways, key=lambda way: max(_weight(places[a:b]) for a, b in way))
    return [(each, each + 1) for each in range(count)]


def _ways(count: int, lines: int) -> Iterator[list[tuple[int, int]]]:
    for cuts in combinations(range(1, count), lines - 1):
        yield list(zip((0, *cuts), (*cuts, count), strict=True))


def _weight(places: Sequence[Place]) -> float:
    return sum(place.width for place in places)


def _shared(places: Sequence[Place], wanted: Sequence[int], room: int, width: int) -> Row:
    """Share a line by columns, nobody with less than wanted while there is room for that."""
    inner = min(width, max(room, _sum(wanted))) - GAP * (len(places) - 1)
    total = sum(wanted)
    if total >= inner:
        return _placed(_squeezed(places, wanted, inner))
    held: set[int] = set()
    while True:
        free = [each for each in range(len(places)) if each not in held]
        unit = (inner - sum(wanted[each] for each in held)) / sum(places[i].width for i in free)
        short = {each for each in free if places[each].width * unit < wanted[each]}
        if not short:
            break
        held |= short
    return _placed(
        [wanted[i] if i in held else place.width * unit for i, place in enumerate(places)]
    )


def _squeezed(places: Sequence[Place], wanted: Sequence[int], inner: int) -> list[float]:
    """Return the widths of a line that is too narrow: words are cut first, dates and codes last."""
    whole = [all(each.kind in _FIGURES for each in place.elements) for place in places]
    kept = sum(each for each, is_whole in zip(wanted, whole, strict=True) if is_whole)
    rest = sum(wanted) - kept
    if rest and inner - kept >= rest * _LEAST_SHARE:
        share = (inner - kept) / rest
        return [x if is_whole else x * share for x, is_whole in zip(wanted, whole, strict=True)]
    return [each * inner / sum(wanted) for each in wanted]


def _placed(widths: Sequence[float]) -> Row:
    """Return the areas of widths side by side; a fraction of a pixel goes to the next."""
    areas, start = [], 0.0
    for width in widths:
        left = round(start)
        areas.append((left, round(start + width) - left))
        start += width + GAP
    return areas

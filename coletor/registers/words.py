"""The words by which a person is found, and what somebody types to find one.

Each entry has its words in a full text index: those of its names without accents, its codes as
digits, and of its dates ``n`` + ddmmaaaa, ``m`` + mmaaaa and ``a`` + aaaa, so that every beginning
of what a person types is the beginning of a word.
"""

import re
from collections.abc import Callable, Mapping

from coletor.identifiers.digits import unmask
from coletor.registers.definition import Definition
from coletor.terminology.text import fold

LONGEST = 120
"""Characters of a query that count; nobody types more to find a person."""
MOST_WORDS = 8
INDEXED = 5
"""Letters of the longest beginnings that the full text table has an index of."""

_DIGIT_MASK = re.compile(r"[\d.\-]+", re.ASCII)
_PARTIAL_DATE = re.compile(r"\d{1,2}/\d{0,4}(/\d{0,4})?", re.ASCII)
_CENTURIES = ("19", "20")

TermsOf = Callable[[str], list[str]]


def words_of(definition: Definition, values: Mapping[str, str]) -> str:
    """Return the words of an entry, one blank apart, none twice.

    Args:
        definition: its register.
        values: its values.
    """
    found: dict[str, None] = {}
    for field in definition.fields:
        value = values.get(field.id)
        if not value or not field.search:
            continue
        if field.search == "data":
            found.update(dict.fromkeys(_date_words(value)))
        elif field.search == "palavras":
            found.update(dict.fromkeys(fold(value).split()))
        else:
            found[fold(unmask(value)).replace(" ", "")] = None
    return " ".join(found)


def _date_words(value: str) -> list[str]:
    parts = value.split("-")
    if len(parts) != 3:
        return [f"a{value}"]
    year, month, day = parts
    return [f"n{day}{month}{year}", f"m{month}{year}", f"a{year}"]


def query_of(typed: str, terms_of: TermsOf | None = None, *, whole: bool = False) -> str | None:
    """Return the full text query of what was typed, None where nothing was.

    Args:
        typed: words of names in any order, beginnings of words and of codes with or without
            mask, a date or a part of one.
        terms_of: codes whose names have a word, where the register has such codes.
        whole: take long words that another follows as they are, not as beginnings.
    """
    parts = _parts(typed[:LONGEST])[:MOST_WORDS]
    if not parts:
        return None
    ended = len(parts) if typed[-1:].isspace() else len(parts) - 1
    return " AND ".join(
        part
        if whole and place < ended and len(part) > INDEXED and part.isalpha()
        else _condition(part, terms_of)
        for place, part in enumerate(parts)
    )


def _parts(typed: str) -> list[str]:
    """Return what was typed in parts; digits that a mask set apart are one part."""
    parts: list[str] = []
    digits = False
    for chunk in typed.split():
        if _DIGIT_MASK.fullmatch(chunk):
            bare = unmask(chunk)
            if not bare:
                continue
            if digits:
                parts[-1] += bare
            else:
                parts.append(bare)
            digits = True
            continue
        digits = False
        parts += [chunk] if _PARTIAL_DATE.fullmatch(chunk) else fold(chunk).split()
    return list(dict.fromkeys(parts))


def _condition(part: str, terms_of: TermsOf | None) -> str:
    if "/" in part:
        return _any(_date_beginnings(part))
    if part.isdigit():
        ways = [f"{part}*", f"n{part}*"]
        return _any([*ways, f"a{part}"] if len(part) == 4 else ways)
    codes = terms_of(part) if terms_of else []
    return _any([f"{part}*", *codes])


def _date_beginnings(part: str) -> list[str]:
    """Return the beginnings of words that 14/07, 14/07/80, 7/1980 or 14/07/1980 may be."""
    pieces = part.split("/")
    first = pieces[0].zfill(2)
    if len(pieces) == 2:
        second = pieces[1]
        if len(second) > 2:
            return [f"m{first}{second}*"]
        padded = [f"n{first}0{second}*"] if len(second) == 1 else []
        return [f"n{first}{second}*", *padded]
    second, year = pieces[1].zfill(2), pieces[2]
    whole = [f"n{first}{second}{year}*"]
    if len(year) == 2:
        whole += [f"n{first}{second}{century}{year}" for century in _CENTURIES]
    return whole


def _any(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"

"""Whole numbers by which people are known, as they are typed; none of the registers is needed."""

from collections.abc import Sequence

from ui.widgets.suggestions import Suggestion

SHORTEST = 11
"""Figures of the shortest number that only one person has, the CPF."""


def whole_number(typed: str) -> str:
    """Return the figures of a text that may be a person's whole number, or ''."""
    figures = digits_of(typed)
    alone = not any(letter.isalpha() or letter == "/" for letter in typed)
    return figures if alone and len(figures) >= SHORTEST else ""


def digits_of(typed: str) -> str:
    """Return the figures of a text."""
    return "".join(letter for letter in typed if letter.isdigit())


def with_number(lines: Sequence[Suggestion], number: str) -> list[Suggestion]:
    """Return the lines of the people who are known by a whole number.

    Args:
        lines: of people.
        number: figures alone.
    """
    return [line for line in lines if number and number in _numbers(line)]


def mark_for(typed: str, lines: Sequence[Suggestion]) -> int | None:
    """Return the line that Enter may take unasked: who alone has the whole number typed.

    A name marks nobody: namesakes are many, and a wrong patient is found by nobody.

    Args:
        typed: what is in the field.
        lines: of people, terms among them or not.
    """
    own = with_number(lines, whole_number(typed))
    return lines.index(own[0]) if len(own) == 1 else None


def _numbers(line: Suggestion) -> set[str]:
    entry = getattr(line, "entry", None)
    values = entry.values.values() if entry is not None else ()
    found = {digits_of(line.code), *(each for each in values if each.isdigit())}
    return {each for each in found if len(each) >= SHORTEST}

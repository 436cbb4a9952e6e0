"""Hypothesis strategies: valid contacts of any model, derived from the model itself.

``contacts(model)`` gives documents that no rule of the contact alone calls an error (warnings may
remain: most combinations of modality and length of stay are merely unusual). It knows the model,
its roles and the identifiers, and nothing of the rules, so that rules are tested against it.

    from strategies import contacts

    @given(contacts(load_model("cmd-2017")))
    def test_something(document): ...

A draw costs more than what is made of it: each value is made of one number that is drawn, and
whether something optional stands is a bit of one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from coletor.identifiers import cnes, cns, sigtap
from coletor.model import Condition, Element, Kind, Model

TODAY = date(2026, 7, 20)
MUNICIPIOS = ("3550308", "2927408", "3304557", "5300108", "2201919")
COUNTRIES = ("10", "10", "31", "249")
_LONGEST_STAY = timedelta(days=400)
_WORDS = ("Ana", "João", "Conceição", "D'Ávila", "dos Santos", "Müller", "Ñandu", "Y", "Sé")
_COINS = 16
_STIRRED = 0x9E3779B1
"""Makes coins of a number: hypothesis prefers small ones, whose high bits are all 0."""


class Values(NamedTuple):
    """What may stand in a place, by numbers from 0; few of them are in the lowest digits."""

    count: int
    make: Callable[[int], Any]


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    # Kept: hypothesis looks a new strategy over before the first draw of it.
    return st.integers(0, count - 1)


def _digits(length: int) -> Values:
    return Values(10**length, lambda number: f"{number:0{length}}")


def _one_of(values: tuple[Any, ...]) -> Values:
    return Values(len(values), values.__getitem__)


def _cns(number: int) -> str:
    rest, first = divmod(number, 5)
    if first < 2:
        return cns.build(f"{first + 1}{rest % 10**10:010}")
    return cns.build_78(f"{first + 5}{rest:013}")


def _cnes(number: int) -> str:
    return cnes.build(f"{number:06}") or _cnes((number + 1) % 10**6)


def _name(number: int, longest: int = 70) -> str:
    number = number * 361 % 9**3  # or the last would nearly always be the first word
    first, middle, last = number % 9, number // 9 % 9, number // 81
    return " ".join((_WORDS[first], _WORDS[middle], _WORDS[last]))[:longest].strip()


def _cid(number: int) -> str:
    rest, letter = divmod(number, 18)
    return "ABFJKMNSZ"[letter // 2] + (f"{rest:03}" if letter % 2 else f"{rest % 100:02}")


def _cbo(number: int) -> str:
    rest, kind = divmod(number, 6)
    return f"{rest // 100:04}{'ABF'[kind]}{rest % 10}" if kind < 3 else f"{rest:06}"


_CODES: dict[str, Values] = {
    "cid-10": Values(18_000, _cid),
    "ciap-2": Values(1_700, lambda n: f"{'ABDFHKLNPRSTUWXYZ'[n % 17]}{n // 17:02}"),
    "sigtap": Values(10**9, lambda number: sigtap.build(f"{number:09}")),
    "tuss": _digits(8),
    "cbhpm": _digits(8),
    "cbo": Values(6 * 10**6, _cbo),
    "municipio": _one_of(MUNICIPIOS),
    "pais": _one_of(COUNTRIES),
}
_PLAIN: dict[Kind, Values] = {
    Kind.LONG_TEXT: Values(9**3, _name),
    Kind.CNS: Values(5 * 10**13, _cns),
    Kind.CNES: Values(10**6, _cnes),
    Kind.INE: _digits(10),
    Kind.CEP: Values(99_000_000, lambda number: f"{number + 1_000_000:08}"),
    Kind.OID: _one_of(("2.16.840.1.113883.6.3",)),
    Kind.DURATION: _one_of(("PT30M", "P2D", "P1Y2M")),
}


def values_of(element: Element, values: dict[str, Any]) -> Values:
    """Return what may stand in an element that is not a date.

    Args:
        element: its row of the annex.
        values: the values by role of its row and of those above.
    """
    kind = element.kind
    if kind is Kind.CODE:
        return _one_of(element.values)
    if kind is Kind.TERM:
        table = element.table or values.get(element.table_role or "", "")
        return _CODES.get(table) or _digits(6)
    if kind in (Kind.INTEGER, Kind.DECIMAL):
        low, high = float(element.lowest or 0), float(element.highest or 999)
        first = int(low) if low == int(low) else int(low) + 1
        return Values(int(high) - first + 1, lambda number: first + number)
    if kind is Kind.VERSION:
        return _versions("ABC" if (element.form or "").endswith("L") else ("",))
    if kind is Kind.TEXT:
        return _texts(element)
    return _PLAIN[kind]


def _versions(letters: str | tuple[str]) -> Values:
    first = date(2008, 1, 1)
    count = ((TODAY - first).days + 1) * len(letters)

    def make(number: int) -> str:
        days, letter = divmod(number, len(letters))
        return f"{first + timedelta(days):%Y%m%d}{letters[letter]}"

    return Values(count, make)


def _texts(element: Element) -> Values:
    if not element.alphanumeric:
        return Values(9**3, lambda number: _name(number, element.length or 70))
    length = min(13, element.length or 13)
    special = ("A1", "35X")
    return Values(
        4 * 10**length,
        lambda n: special[n % 4] if n % 4 < 2 else f"{n // 4:0{length}}",
    )


def contacts(model: Model, *, rows: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Valid contacts of a model.

    Args:
        model: any model.
        rows: most rows of a list.
    """
    plan = _Plan(model)

    @st.composite
    def contact(draw: st.DrawFn) -> dict[str, Any]:
        document: dict[str, Any] = {"modelo": model.id, "uuid": str(draw(st.uuids(version=4)))}
        _Filling(draw, plan, rows).fill("", document, {})
        return document

    return contact()


class _Place(NamedTuple):
    """An element of a row, with what it hangs on."""

    element: Element
    excluders: tuple[str, ...]
    superior: str


class _Plan:
    """A model in the order its rows are filled in, worked out once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.sections = [
            f"{element.path}."
            for element in model.elements
            if element.kind.is_container and element.minimum == 0 and "[]" not in element.path
        ]
        self.places = {path: self._places(path) for path in model.by_group}

    def _places(self, path: str) -> list[_Place]:
        """Return the elements of a row, those that others depend on first."""
        elements = list(self.model.by_group[path].elements)
        first = {role for element in elements for role in _read_by(element)}
        first |= {element.role for element in elements if element.excludes and element.role}
        order = {"justificativa": -2, "data_admissao": -1}
        elements.sort(key=lambda e: (order.get(e.role or "", 0), e.role not in first, e.row))
        return [
            _Place(element, self._excluders(element), self._superior(element))
            for element in elements
        ]

    def _excluders(self, element: Element) -> tuple[str, ...]:
        others = self.model.elements
        return tuple(e.role for e in others if element.role in e.excludes and e.role)

    def _superior(self, element: Element) -> str:
        """Return the optional value of the same row that the element hangs below, by level."""
        for other in reversed(self.model.elements[: element.row - 1]):
            if other.level < element.level:
                same = not other.kind.is_container and other.group_path == element.group_path
                return (other.role or other.path) if same and other.minimum == 0 else ""
        return ""


def _read_by(element: Element) -> list[str]:
    conditions = element.required_when + element.applies_when + element.year_alone_when
    return [condition.role for condition in conditions] + [element.table_role or ""]


class _Filling:
    """One contact while it is filled."""

    def __init__(self, draw: st.DrawFn, plan: _Plan, most: int) -> None:
        self._draw, self._plan, self._most = draw, plan, most
        self._coins, self._left = 0, 0

    def _coin(self) -> bool:
        if not self._left:
            self._coins, self._left = self._draw(_below(2**16)) * _STIRRED >> 16, _COINS
        self._left -= 1
        return bool(self._coins >> self._left & 1)

    def fill(self, path: str, row: dict[str, Any], above: dict[str, Any]) -> None:
        """Fill one row of a list (or the document) and the lists in it."""
        values, model = dict(above), self._plan.model
        sections = [] if path else self._plan.sections
        skipped = tuple(section for section in sections if self._coin())
        for place in self._plan.places[path]:
            element = place.element
            if not element.path.startswith(skipped) and self._stands(place, values):
                value = self._value(element, values)
                values[element.role or element.path] = value
                _put(row, element.path, value)
        for group in model.children(path):
            if group.path.startswith(skipped):
                continue
            heading = model.by_path.get(group.path)
            optional = group.minimum == 0 or (heading is not None and heading.minimum == 0)
            if not (optional and self._coin()):
                _put(row, group.path, self._rows(group.path, values))

    def _rows(self, path: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Return rows that differ in what makes them rows, the first of them the principal one."""
        found: list[dict[str, Any]] = []
        seen: set[Any] = set()
        group = self._plan.model.by_group[path]
        unique = ("codigo_diagnostico", "codigo_procedimento", "cns_profissional")
        anchor = next((e for e in group.elements if e.repeats or e.role in unique), None)
        principal = next((e for e in group.elements if e.role == "categoria_diagnostico"), None)
        fewest = max(1, group.minimum)
        for _ in range(fewest + self._draw(_below(self._most - fewest + 1))):
            inner: dict[str, Any] = {}
            self.fill(path, inner, values)
            if anchor is not None:
                if inner.get(anchor.id) in seen:
                    continue
                seen.add(inner.get(anchor.id))
            if principal is not None:
                inner[principal.id] = "02" if found else "01"
            found.append(inner)
        return found

    def _stands(self, place: _Place, values: dict[str, Any]) -> bool:
        """Tell whether an element is filled: required, or allowed and drawn."""
        element = place.element
        if any(role in values for role in place.excluders):
            return False
        if not _hold(element.applies_when, values):
            return False
        if place.superior and place.superior not in values:
            return False
        if element.minimum or (element.required_when and _hold(element.required_when, values)):
            return True
        return self._coin()

    def _value(self, element: Element, values: dict[str, Any]) -> Any:
        if element.kind in (Kind.DATE, Kind.DATE_TIME):
            return self._date(element, values)
        count, make = values_of(element, values)
        return make(self._draw(_below(count)) if count > 1 else 0)

    def _date(self, element: Element, values: dict[str, Any]) -> str:
        start = date.fromisoformat(values.get("data_admissao", "2026-01-05")[:10])
        outcome = values.get("data_desfecho")
        end = date.fromisoformat(outcome[:10]) if outcome else min(TODAY, start + _LONGEST_STAY)
        if element.role == "data_admissao":
            start, end = date(2018, 1, 8), TODAY
        elif element.role == "data_nascimento":
            if element.year_alone_when and _hold(element.year_alone_when, values):
                return str(start.year - 100 + self._draw(_below(101)))
            start, end = start - timedelta(days=36_500), start
        days = self._draw(_below(max(0, (end - start).days) + 1))
        hour = "T08:30" if element.kind is Kind.DATE_TIME else ""
        return (start + timedelta(days)).isoformat() + hour


def _hold(conditions: tuple[Condition, ...], values: dict[str, Any]) -> bool:
    return all(condition.holds(values.get(condition.role)) for condition in conditions)


def _put(row: dict[str, Any], path: str, value: Any) -> None:
    """Put a value in its place of the row, making the sections on the way."""
    *on_the_way, key = path.rpartition("[].")[2].split(".")
    here = row
    for step in on_the_way:
        here = here.setdefault(step, {})
    here[key] = value

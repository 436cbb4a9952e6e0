"""Hypothesis strategies: valid contacts of any model, derived from the model itself.

``contacts(model)`` gives documents that no rule of the contact alone calls an error (warnings may
remain: most combinations of modality and length of stay are merely unusual). It knows the model,
its roles and the identifiers, and nothing of the rules, so that rules are tested against it.

    from strategies import contacts

    @given(contacts(load_model("cmd-2017")))
    def test_something(document): ...
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from coletor.identifiers import cnes, cns, sigtap
from coletor.model import Condition, Element, Kind, Model

TODAY = date(2026, 7, 20)
MUNICIPIOS = ("3550308", "2927408", "3304557", "5300108", "2201919")
COUNTRIES = ("10", "10", "31", "249")
_LONGEST_STAY = 400
_WORDS = ("Ana", "João", "Conceição", "D'Ávila", "dos Santos", "Müller", "Ñandu", "Y", "Sé")


@cache
def digits(length: int) -> st.SearchStrategy[str]:
    """Exactly that many digits."""
    return st.integers(0, 10**length - 1).map(lambda number: f"{number:0{length}}")


@cache
def cns_numbers() -> st.SearchStrategy[str]:
    """Valid CNS of both kinds."""
    first = st.tuples(st.sampled_from("12"), digits(10)).map("".join).map(cns.build)
    second = st.tuples(st.sampled_from("789"), digits(13)).map("".join).map(cns.build_78)
    return first | second


@cache
def cnes_numbers() -> st.SearchStrategy[str]:
    """CNES with the check digit that real ones have."""
    return digits(6).map(cnes.build).filter(bool).map(str)


@cache
def names(longest: int = 70) -> st.SearchStrategy[str]:
    """Names of two or three words with the letters of Portuguese."""
    word = st.sampled_from(_WORDS)
    return st.tuples(word, word, word).map(" ".join).map(lambda name: name[:longest].strip())


_CODES: dict[str, st.SearchStrategy[str]] = {
    "cid-10": st.tuples(st.sampled_from("ABFJKMNSZ"), digits(3) | digits(2)).map("".join),
    "ciap-2": st.tuples(st.sampled_from("ABDFHKLNPRSTUWXYZ"), digits(2)).map("".join),
    "sigtap": digits(9).map(sigtap.build),
    "tuss": digits(8),
    "cbhpm": digits(8),
    "cbo": digits(6) | st.tuples(digits(4), st.sampled_from("ABF"), digits(1)).map("".join),
    "municipio": st.sampled_from(MUNICIPIOS),
    "pais": st.sampled_from(COUNTRIES),
}


def value_of(element: Element, values: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of one element that is not a date.

    Args:
        element: its row of the annex.
        values: the values by role of its row and of those above.
    """
    kind = element.kind
    if kind is Kind.CODE:
        return _one_of(element.values)
    if kind is Kind.TERM:
        return _CODES.get(element.table or values.get(element.table_role or "", ""), digits(6))
    if kind in (Kind.INTEGER, Kind.DECIMAL):
        low, high = float(element.lowest or 0), float(element.highest or 999)
        return st.integers(int(low) if low == int(low) else int(low) + 1, int(high))
    if kind is Kind.VERSION:
        return _versions("ABC" if (element.form or "").endswith("L") else ("",))
    return _PLAIN[kind](element)


_one_of = cache(st.sampled_from)
# What is drawn from is kept: hypothesis looks a new strategy over before the first draw of it.


@cache
def _versions(letters: str | tuple[str]) -> st.SearchStrategy[str]:
    version = "{0:%Y%m%d}{1}".format
    return st.tuples(days(date(2008, 1, 1)), _one_of(letters)).map(lambda two: version(*two))


@cache
def _texts(length: int) -> st.SearchStrategy[str]:
    return digits(length) | _one_of(("A1", "35X"))


_CEP = st.integers(1000000, 99999999).map("{:08}".format)
_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: lambda element: (
        _texts(min(13, element.length or 13))
        if element.alphanumeric
        else names(element.length or 70)
    ),
    Kind.LONG_TEXT: lambda element: names(),
    Kind.CNS: lambda element: cns_numbers(),
    Kind.CNES: lambda element: cnes_numbers(),
    Kind.INE: lambda element: digits(10),
    Kind.CEP: lambda element: _CEP,
    Kind.OID: lambda element: st.just("2.16.840.1.113883.6.3"),
    Kind.DURATION: lambda element: _one_of(("PT30M", "P2D", "P1Y2M")),
}


@cache
def days(first: date, last: date = TODAY) -> st.SearchStrategy[date]:
    """Days from one to another."""
    return st.integers(0, max(0, (last - first).days)).map(lambda n: first + timedelta(n))


def contacts(model: Model, *, rows: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Valid contacts of a model.

    Args:
        model: any model.
        rows: most rows of a list.
    """

    @st.composite
    def contact(draw: st.DrawFn) -> dict[str, Any]:
        document: dict[str, Any] = {"modelo": model.id, "uuid": str(draw(st.uuids(version=4)))}
        _fill(draw, model, "", document, {}, rows)
        return document

    return contact()


def _fill(
    draw: st.DrawFn, model: Model, path: str, row: dict[str, Any], above: dict[str, Any], most: int
) -> None:
    """Fill one row of a list (or the document) and the lists in it."""
    values = dict(above)
    waiting = _shuffled(model, path)
    skipped = _optional_sections(draw, model, path)
    for element in waiting:
        if any(element.path.startswith(section) for section in skipped):
            continue
        if _stands(draw, model, element, values):
            value = _date_or_value(draw, element, values)
            values[element.role or element.path] = value
            _put(row, element, value)
    for group in model.children(path):
        if any(group.path.startswith(section) for section in skipped):
            continue
        heading = model.by_path.get(group.path)
        optional = group.minimum == 0 or (heading is not None and heading.minimum == 0)
        if optional and draw(st.booleans()):
            continue
        size = draw(st.integers(max(1, group.minimum), most))
        _put_rows(draw, model, group.path, row, values, size, most)


def _put_rows(
    draw: st.DrawFn,
    model: Model,
    path: str,
    row: dict[str, Any],
    values: dict[str, Any],
    size: int,
    most: int,
) -> None:
    """Add rows that differ in what makes them rows, the first of them the principal one."""
    found: list[dict[str, Any]] = []
    seen: set[Any] = set()
    group = model.by_group[path]
    unique = ("codigo_diagnostico", "codigo_procedimento", "cns_profissional")
    anchor = next((e for e in group.elements if e.repeats or e.role in unique), None)
    principal = next((e for e in group.elements if e.role == "categoria_diagnostico"), None)
    for _ in range(size):
        inner: dict[str, Any] = {}
        _fill(draw, model, path, inner, values, most)
        if anchor is not None:
            if inner.get(anchor.id) in seen:
                continue
            seen.add(inner.get(anchor.id))
        if principal is not None:
            inner[principal.id] = "02" if found else "01"
        found.append(inner)
    *on_the_way, key = path.rpartition("[].")[2].split(".")
    here = row
    for step in on_the_way:
        here = here.setdefault(step, {})
    here[key] = found


def _shuffled(model: Model, path: str) -> list[Element]:
    """Return the elements of a row, those that others depend on first."""
    elements = list(model.by_group[path].elements)
    first = {role for element in elements for role in _read_by(element)}
    first |= {element.role for element in elements if element.excludes and element.role}
    order = {"justificativa": -2, "data_admissao": -1}
    return sorted(elements, key=lambda e: (order.get(e.role or "", 0), e.role not in first, e.row))


def _read_by(element: Element) -> list[str]:
    conditions = element.required_when + element.applies_when + element.year_alone_when
    return [condition.role for condition in conditions] + [element.table_role or ""]


def _optional_sections(draw: st.DrawFn, model: Model, path: str) -> list[str]:
    """Return the sections and groups left out of this document."""
    if path:
        return []
    optional = [e for e in model.elements if e.kind.is_container and e.minimum == 0]
    return [f"{e.path}." for e in optional if "[]" not in e.path and draw(st.booleans())]


def _stands(draw: st.DrawFn, model: Model, element: Element, values: dict[str, Any]) -> bool:
    """Tell whether an element is filled: required, or allowed and drawn."""
    excluders = [e for e in model.elements if element.role in e.excludes and element.role]
    if any(e.role in values for e in excluders):
        return False
    if not all(_holds(condition, values) for condition in element.applies_when):
        return False
    superior = _superior(model, element)
    if superior is not None and (superior.role or superior.path) not in values:
        return False
    if element.minimum or (
        element.required_when and all(_holds(c, values) for c in element.required_when)
    ):
        return True
    return draw(st.booleans())


def _superior(model: Model, element: Element) -> Element | None:
    """Return the optional value of the same row that the element hangs below, by level."""
    for other in reversed(model.elements[: element.row - 1]):
        if other.level < element.level:
            same = not other.kind.is_container and other.group_path == element.group_path
            return other if same and other.minimum == 0 else None
    return None


def _holds(condition: Condition, values: dict[str, Any]) -> bool:
    return condition.holds(values.get(condition.role))


def _date_or_value(draw: st.DrawFn, element: Element, values: dict[str, Any]) -> Any:
    if element.kind not in (Kind.DATE, Kind.DATE_TIME):
        return draw(value_of(element, values))
    admission = values.get("data_admissao", "2026-01-05")[:10]
    start = date.fromisoformat(admission)
    outcome = values.get("data_desfecho")
    end = date.fromisoformat(outcome[:10]) if outcome else min(TODAY, start + _stay())
    if element.role == "data_admissao":
        day = draw(days(date(2018, 1, 8)))
    elif element.role == "data_nascimento":
        if element.year_alone_when and all(_holds(c, values) for c in element.year_alone_when):
            return str(draw(st.integers(start.year - 100, start.year)))
        day = draw(days(start - timedelta(days=36_500), start))
    else:
        day = draw(days(start, end))
    return day.isoformat() + ("T08:30" if element.kind is Kind.DATE_TIME else "")


def _stay() -> timedelta:
    return timedelta(days=_LONGEST_STAY)


def _put(row: dict[str, Any], element: Element, value: Any) -> None:
    """Put a value in its place of the row, making the sections on the way."""
    *on_the_way, key = element.path.rpartition("[].")[2].split(".")
    here = row
    for step in on_the_way:
        here = here.setdefault(step, {})
    here[key] = value

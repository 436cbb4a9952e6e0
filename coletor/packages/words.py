"""What the rows of a package say, with the names of their codes, for a person to recognise them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from coletor.contact.drafting import NewRow
from coletor.contact.entry import display, editable, parse
from coletor.model import Element, Kind, Model

NameOf = Callable[[str, str], str]
"""Returns the name of a code of a table, or an empty text."""


@dataclass(frozen=True, slots=True)
class Words:
    """One row in words.

    Args:
        depth: 0 for a row of the document, 1 for one it holds, and so on.
        text: what it says.
    """

    depth: int
    text: str


def words_of(model: Model, rows: Iterable[NewRow], name_of: NameOf, depth: int = 0) -> list[Words]:
    """Return the rows in words, each followed by those it holds.

    What the model proposes anyway is not said.

    Args:
        model: the rows' model.
        rows: the rows.
        name_of: names of codes.
        depth: of the rows given.
    """
    made = []
    for row in rows:
        made.append(Words(depth, " · ".join(_parts(model, row, name_of))))
        made += words_of(model, row.rows, name_of, depth + 1)
    return made


def _parts(model: Model, row: NewRow, name_of: NameOf) -> Iterator[str]:
    group = model.by_group[row.list_path]
    for element in group.elements:
        raw = row.cells.get(element.path, "")
        if raw.strip() and not _is_usual(element, raw):
            yield _said(model, element, raw, row, name_of)


def _is_usual(element: Element, raw: str) -> bool:
    hint = element.hint
    usual = [value for value in (hint.default, hint.first_default) if value is not None]
    return raw in [editable(element, value) for value in usual]


def _said(model: Model, element: Element, raw: str, row: NewRow, name_of: NameOf) -> str:
    value = parse(element, raw)
    shown = display(element, value) or raw
    if element.kind is Kind.TERM:
        name = name_of(_table(model, element, row), str(value or raw))
        return f"{shown} {name}".strip()
    if element.kind is Kind.CODE:
        return shown
    return f"{element.label} {shown}"


def _table(model: Model, element: Element, row: NewRow) -> str:
    """Return the table of a code: its own, or the one that another cell of the row names."""
    if element.table or element.table_role is None:
        return element.table or ""
    which = model.by_role[element.table_role]
    return str(parse(which, row.cells.get(which.path, "")) or which.hint.default or "")


def library_names(find: Callable[[str, str], object]) -> NameOf:
    """Return names of codes from a library's ``find``.

    Args:
        find: returns the term of a code of a table, or None; it has a ``name``.
    """

    def name_of(table: str, code: str) -> str:
        term = find(table, code) if table else None
        return str(getattr(term, "name", "") or "")

    return name_of

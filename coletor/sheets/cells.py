"""The rows of a new line: what the header says, what the model proposes, and empty rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coletor.contact.drafting import DOCUMENT, Row
from coletor.contact.entry import editable, parse
from coletor.model import Element, Model
from coletor.sheets.slots import OUT, Arrangement, header_elements, source_of

Texts = Mapping[str, str]
"""Raw text by ``Element.path``; a sheet knows the first row of each list only."""


@dataclass
class SheetRow:
    """One row of a line that is not stored yet; it satisfies ``drafting.Row``."""

    id: int
    list: str
    parent_id: int | None
    position: int = 0
    cells: dict[str, str] = field(default_factory=dict)


def blank_rows(model: Model, texts: Texts) -> list[SheetRow]:
    """Return one row of the document and of every list, with texts in their cells.

    Args:
        model: the model.
        texts: what stands in them.
    """
    ids = {group.path: number for number, group in enumerate(model.groups, 1)}
    rows = []
    for group in model.groups:
        parent = None if group.parent is None else ids[group.parent]
        own = {leaf.path: texts[leaf.path] for leaf in group.elements if texts.get(leaf.path)}
        rows.append(SheetRow(ids[group.path], group.path, parent, cells=own))
    return rows


def first_texts(rows: Iterable[Row], model: Model) -> dict[str, str]:
    """Return the texts of the document's row and of the first row of each list below it.

    Args:
        rows: of a draft, in any order.
        model: the draft's model.
    """
    firsts = first_rows(rows)
    return {
        path: text
        for group in model.groups
        if group.path in firsts
        for path, text in firsts[group.path].cells.items()
    }


def first_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the first row of each list, the one that a sheet types in; the document's is ''."""
    ordered = sorted(rows, key=lambda row: (row.list.count("[]"), row.position, abs(row.id)))
    found: dict[str, Row] = {}
    for row in ordered:
        holder = row.list.rpartition("[].")[0]
        whole = row.list == DOCUMENT or (holder in found and row.parent_id == found[holder].id)
        if whole:
            found.setdefault(row.list, row)
    return found


def header_texts(model: Model) -> dict[str, str]:
    """Return what a new header starts from: the model's proposals that need no other value."""
    return {
        element.path: editable(element, proposed)
        for element in model.leaves
        if not element.automatic and (proposed := _proposed(element))
    }


def line_texts(model: Model, arrangement: Arrangement, header: Texts) -> dict[str, str]:
    """Return what a new line starts from: proposals, the header, and what follows the header.

    Args:
        model: the model.
        arrangement: where the slots stand.
        header: the header's texts.
    """
    made = header_texts(model)
    for element in header_elements(model, arrangement):
        made[element.path] = header.get(element.path, "")
    return made | followed(model, arrangement, made)


def followed(model: Model, arrangement: Arrangement, texts: Texts) -> dict[str, str]:
    """Return the texts of what follows other values: the days of procedure and outcome."""
    pairs = (
        (model.by_role.get(source_of(other)), other)
        for other in model.leaves
        if source_of(other) and arrangement.get(other.path, OUT) == OUT
    )
    return {
        other.path: followed_text(element, texts.get(element.path, ""))
        for element, other in pairs
        if element is not None
    }


def followed_text(source: Element, text: str) -> str:
    """Return the text that a follower takes for a text of what it follows."""
    return editable(source, parse(source, text))


def _proposed(element: Element) -> str:
    hint = element.hint
    return "" if source_of(element) else hint.first_default or hint.default or ""

"""Carries a change of the header to the lines, and back."""

from collections.abc import Iterable

from coletor.contact.entry import parse
from coletor.model import Element, Model, load_model
from coletor.sheets.cells import first_rows, followed_text
from coletor.sheets.slots import followers
from coletor.sheets.types import Sheet, Spread
from coletor.store import draft_editing as editing
from coletor.store.draft_rows import Draft, read_draft
from coletor.store.opening import Database

Cell = tuple[int, int, str, str, str]
"""Draft id, row id, element path, text before, text now."""


def spread_cells(
    db: Database, sheet: Sheet, element: str, drafts: Iterable[int], operator_id: int
) -> Spread:
    """Write the header's text into the lines that have the text carried before."""
    model = load_model(sheet.model_id)
    found = db.execute(
        "SELECT text, carried FROM sheet_cell WHERE sheet_id = ? AND element = ?",
        [sheet.id, element],
    ).fetchone()
    after, before = found if found else ("", "")
    wanted = _wanted(model, sheet, model.by_path[element], before, after)
    cells: list[Cell] = []
    for draft_id in drafts if before != after else ():
        draft = read_draft(db, draft_id)
        cells += _write(db, model, draft, wanted, chosen=element, operator_id=operator_id)
    db.execute(
        "UPDATE sheet_cell SET carried = text WHERE sheet_id = ? AND element = ?",
        [sheet.id, element],
    )
    return Spread(sheet.id, element, before, after, tuple(cells))


def write_back(db: Database, model: Model, spread: Spread, operator_id: int) -> Spread:
    """Put back what a spread wrote, in the header and in each cell that still has it."""
    db.execute(
        "UPDATE sheet_cell SET text = ?, carried = ? WHERE sheet_id = ? AND element = ?",
        [spread.before, spread.before, spread.sheet_id, spread.element],
    )
    back: list[Cell] = []
    for draft_id in spread.drafts:
        draft = read_draft(db, draft_id)
        texts = {row.id: row.cells for row in draft.rows}
        own = [cell for cell in spread.cells if cell[0] == draft_id]
        still = [cell for cell in own if texts.get(cell[1], {}).get(cell[2], "") == cell[4]]
        if draft.is_open and still:
            editing.write_cells(
                db, draft_id, model, [(cell[1], cell[2], cell[3]) for cell in still], operator_id
            )
            editing.touch(db, draft_id, draft.uuid)
            back += [(draft_id, row, path, now, was) for _, row, path, was, now in still]
    return Spread(spread.sheet_id, spread.element, spread.after, spread.before, tuple(back))


def _wanted(
    model: Model, sheet: Sheet, element: Element, before: str, after: str
) -> dict[str, tuple[str, str]]:
    """Return text before and after of the element and of what follows it, by path."""
    found = {element.path: (before, after)}
    for other in followers(model, element, sheet.arrangement):
        texts = followed_text(element, before), followed_text(element, after)
        if texts[0] != texts[1]:
            found[other.path] = texts
    return found


def _write(
    db: Database,
    model: Model,
    draft: Draft,
    wanted: dict[str, tuple[str, str]],
    *,
    chosen: str,
    operator_id: int,
) -> list[Cell]:
    """Write into one line the texts whose cells still have what the header gave them.

    What follows the element that was chosen goes into the other rows of its list, too: those of a
    package, where they say it at all.
    """
    made: list[Cell] = []
    for path, (before, after) in wanted.items():
        element = model.by_path[path]
        first = _row(db, model, draft, element.group_path, filling=bool(after))
        texts = {row.id: row.cells.get(path, "") for row in draft.rows}
        rows = [] if first is None else [first]
        if path != chosen:
            others = (row.id for row in draft.rows if row.list == element.group_path)
            rows += [row_id for row_id in others if row_id != first and texts[row_id]]
        for row_id in rows:
            own = texts.get(row_id, "")
            if own != after and _same(element, own, before):
                editing.write_cells(db, draft.id, model, [(row_id, path, after)], operator_id)
                made.append((draft.id, row_id, path, own, after))
    if made:
        editing.touch(db, draft.id, draft.uuid)
    return made


def _same(element: Element, one: str, other: str) -> bool:
    return one == other or parse(element, one) == parse(element, other)


def _row(db: Database, model: Model, draft: Draft, list_path: str, *, filling: bool) -> int | None:
    """Return the first row of a list of a line, made where the line has none yet."""
    found = first_rows(draft.rows).get(list_path)
    if found is not None:
        return found.id
    if not filling:
        return None
    parent = _row(db, model, draft, model.by_group[list_path].parent or "", filling=True)
    if parent is None:
        return None
    made = editing.insert_row(db, draft.id, list_path, parent, 0)
    draft.rows[:] = read_draft(db, draft.id).rows
    return made

"""Puts many texts into a form at once: a package, the contact before, a person of the register.

Nothing that a person typed is written over: a text goes into an empty cell, or into one that still
has only what the model proposes.
"""

from collections.abc import Collection, Iterable, Mapping

from coletor.contact.drafting import NewRow, first_text
from coletor.packages.content import carried
from ui.form.rows import Change, FormRow, RowChange, Rows


def fill_cells(rows: Rows, row: int, texts: Mapping[str, str]) -> list[Change]:
    """Write texts into the cells of a row that say nothing yet.

    Args:
        rows: the draft's rows.
        row: key of the row.
        texts: raw text by element path.
    """
    changes: list[Change] = []
    for path, text in texts.items():
        if text and is_free(rows, row, path):
            changes += rows.write(row, path, text)
    return changes


def fill_person(rows: Rows, row: int, texts: Mapping[str, str], at: str) -> list[Change]:
    """Write what a register knows of a person into a row.

    What was typed to find the person gives way; whatever else was typed stays as it is.

    Args:
        rows: the draft's rows.
        row: key of the row.
        texts: raw text by element path.
        at: path of the field where the person was looked for; empty for none.
    """
    changes = rows.write(row, at, texts.get(at, "")) if at else []
    return changes + fill_cells(rows, row, texts)


def is_free(rows: Rows, row: int, path: str) -> bool:
    """Tell whether nobody typed in a cell: it is empty, or has what the model proposes."""
    here, target = rows.text(row, path).strip(), rows.by_id[row]
    if not here or path in target.proposed:
        return True
    return not target.list and here == first_text(rows.model.by_path[path])


def is_left_empty(rows: Rows) -> bool:
    """Tell whether nothing that a person typed or chose is in any row."""
    return all(
        not text.strip() or is_free(rows, row.id, path)
        for row in rows.live()
        for path, text in row.cells.items()
    )


def put_rows(rows: Rows, parent: int, contents: Iterable[NewRow]) -> list[Change]:
    """Put whole rows into the lists of a row: into its blank rows first, then into new ones.

    What a content leaves open is proposed as for a row that is typed: a date is the contact's.

    Args:
        rows: the draft's rows.
        parent: key of the row that holds the lists.
        contents: the rows, with those they hold.
    """
    changes: list[Change] = []
    for content in contents:
        key, made = _row_for(rows, parent, content.list_path)
        changes += made
        for path, text in content.cells.items():
            changes += rows.write(key, path, text)
        rows.await_contact(key)
        changes += put_rows(rows, key, content.rows)
    return changes


def _row_for(rows: Rows, parent: int, path: str) -> tuple[int, list[Change]]:
    """Return a blank row of a list, the first there is or a new one, and what that changed."""
    blank = next((row for row in rows.children(parent, path) if rows.is_blank(row)), None)
    if blank is not None:
        return blank.id, []
    key = rows.append(parent, path)
    return key, [RowChange(key, False)]


def content_of(rows: Rows, row: FormRow, kept: Collection[str] | None = None) -> NewRow:
    """Return what a row says, with the rows it holds.

    Args:
        rows: the draft's rows.
        row: the row.
        kept: paths of the elements wanted; all of them without it.
    """
    cells = {
        path: text
        for path, text in row.cells.items()
        if text.strip() and (kept is None or path in kept)
    }
    held = [
        content_of(rows, other, kept)
        for group in rows.model.children(row.list)
        for other in rows.children(row.id, group.path)
        if not rows.is_blank(other)
    ]
    return NewRow(row.list, cells, [each for each in held if each.cells or each.rows])


def repeat(rows: Rows, before: Rows, *, same_sitting: bool) -> list[Change]:
    """Take from the contact before what its model says may be taken.

    A list in which something was typed already stays as it is. Dates are taken within a sitting
    only: who types a pile of sheets types those of one day, and tomorrow's pile is of another.

    Args:
        rows: of the contact being typed.
        before: of the contact before, of the same model.
        same_sitting: whether it was typed since the program was opened.
    """
    kept = carried(rows.model, days=same_sitting)
    content = content_of(before, before.root, kept)
    changes = fill_cells(rows, rows.root.id, content.cells)
    begun = {row.list for row in rows.live() if row.list and not rows.is_blank(row)}
    return changes + put_rows(
        rows, rows.root.id, [each for each in content.rows if each.list_path not in begun]
    )

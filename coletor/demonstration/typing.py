"""Types a sample contact into a draft, cell by cell, as the form does."""

from collections.abc import Iterator

from coletor.contact import Document
from coletor.contact.drafting import NewRow, rows_of
from coletor.model import load_model
from coletor.workspace import Workspace

Cell = tuple[int, str, str]


def start(workspace: Workspace, document: Document) -> tuple[int, list[Cell]]:
    """Open a draft with the rows of a contact, still empty.

    Args:
        workspace: the open folder.
        document: the contact to be typed, without identifier.

    Returns:
        the draft's id, and (row id, element path, text) of every cell, in the form's order.
    """
    model = load_model(document["modelo"])
    draft = workspace.drafts.create(model.id, workspace.operator.id)
    cells = list(_rows(workspace, draft.id, draft.root.id, rows_of(model, document)))
    return draft.id, cells


def enter(workspace: Workspace, draft_id: int, cells: list[Cell]) -> None:
    """Type some cells; each is on disk before the next."""
    for row_id, element, text in cells:
        workspace.drafts.set_cell(draft_id, row_id, element, text, workspace.operator.id)


def _rows(workspace: Workspace, draft_id: int, row_id: int, row: NewRow) -> Iterator[Cell]:
    yield from ((row_id, element, text) for element, text in row.cells.items())
    for child in row.rows:
        made = workspace.drafts.add_row(
            draft_id, child.list_path, row_id, None, workspace.operator.id
        )
        yield from _rows(workspace, draft_id, made, child)

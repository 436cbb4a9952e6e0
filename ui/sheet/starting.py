"""What a sheet starts from; everything here that takes a workspace runs off the GUI thread."""

from dataclasses import dataclass

from coletor.model import Model, load_model
from coletor.sheets import Sheets, SheetSummary
from coletor.sheets.cells import header_texts
from coletor.sheets.slots import default_arrangement, header_elements
from coletor.store import Draft
from coletor.workspace import Workspace
from ui.form import starting
from ui.form.opening import Opening
from ui.form.rows import Rows


@dataclass(frozen=True)
class SheetStart:
    """A sheet ready to be shown.

    Args:
        form: layout, automatic values and tables, as a form has them.
        arrangement: place by slot id.
        header: raw text by element path.
        lines: what its lines start from, in order.
        others: the other open sheets.
        previous: the header of the sheet before, for repeating its values.
        sheet_id: the stored sheet, None for a new one.
        created_at: when it was begun; empty for a new one.
        concluded: lines of it that went already.
    """

    form: starting.Start
    arrangement: dict[str, str]
    header: dict[str, str]
    lines: tuple[Opening, ...] = ()
    others: tuple[SheetSummary, ...] = ()
    previous: dict[str, str] | None = None
    sheet_id: int | None = None
    created_at: str = ""
    concluded: int = 0

    @property
    def model(self) -> Model:
        """The model of its lines."""
        return self.form.layout.model


def new_sheet(workspace: Workspace) -> SheetStart:
    """Return an empty sheet laid out as this person's last one; nothing of it is stored."""
    form = starting.new_contact(workspace)
    model, sheets = form.layout.model, Sheets(workspace.store)
    last = sheets.last_of(model.id, workspace.operator.id)
    arrangement = dict(last.arrangement) if last else default_arrangement(model)
    proposed = header_texts(model)
    held = {element.path for element in header_elements(model, arrangement)}
    return SheetStart(
        form,
        arrangement,
        {path: text for path, text in proposed.items() if path in held},
        others=tuple(sheets.open()),
        previous=dict(last.header) if last else None,
    )


def resumed_sheet(workspace: Workspace, sheet_id: int) -> SheetStart:
    """Return a stored sheet with the lines that are still to be concluded.

    Raises:
        SheetError: there is none with this id.
    """
    sheets = Sheets(workspace.store)
    sheet = sheets.get(sheet_id)
    form = starting.new_contact(workspace, sheet.model_id)
    lines = tuple(opening_of(workspace, line.draft) for line in sheets.lines(sheet_id))
    return SheetStart(
        form,
        dict(sheet.arrangement),
        dict(sheet.header),
        lines,
        tuple(each for each in sheets.open() if each.id != sheet_id),
        sheet_id=sheet_id,
        created_at=sheet.created_at,
        concluded=sheets.counts(sheet_id)[1],
    )


def opening_of(workspace: Workspace, draft: Draft) -> Opening:
    """Return what a line starts from: its rows, and the warnings confirmed before."""
    model = load_model(draft.model_id)
    rows, ids = Rows.resumed(model, draft.rows)
    keys = {store_id: key for key, store_id in ids.items()}
    confirmed = {
        (keys[item.row_id], item.element, item.rule): (item.value, item.reason)
        for item in workspace.drafts.confirmations(draft.id)
        if item.row_id in keys
    }
    return Opening(draft.uuid, rows, draft.id, ids, confirmed)

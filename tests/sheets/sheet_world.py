"""Sheets filled without a window: a header, and lines made the way the window makes them."""

from sample_contacts import maria_typed

from coletor.contact import new_uuid
from coletor.contact.drafting import NewRow
from coletor.model import Model, load_model
from coletor.sheets import LineDrafts, SheetHandle, Sheets
from coletor.sheets.cells import blank_rows, header_texts, line_texts
from coletor.sheets.slots import default_arrangement
from coletor.store import Draft
from coletor.workspace import Workspace

CNS = ("708401234567896", "705123456789011", "898001234567891")
HEADER = {
    "data_admissao": "14/07/2026",
    "modalidade": "02",
    "procedencia": "09",
    "motivo_desfecho": "08",
    "carater": "01",
    "codigo_procedimento": "0301010072",
    "cbo": "225125",
    "cns_profissional": "705123456789011",
    "presenca_admissao": "S",
}
PATIENT = maria_typed()


class Bench:
    """A sheet of the folder."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.sheets = Sheets(workspace.store)
        self.operator = workspace.operator.id
        self.handle: SheetHandle | None = None

    def begin(self, model_id: str = "cmd-2017", **changes: str) -> int:
        model = load_model(model_id)
        header = header_texts(model) | self.texts(model, HEADER | changes)
        self.handle = SheetHandle(
            self.workspace.store,
            model_id,
            self.operator,
            arrangement=default_arrangement(model),
            header=header,
        )
        self.handle.sheet_id = self.sheets.create(
            model_id, self.operator, self.handle.arrangement, self.handle.header
        )
        return self.handle.sheet_id

    def texts(self, model: Model, roles: dict[str, str]) -> dict[str, str]:
        return {model.by_role[role].path: text for role, text in roles.items()}

    def line(self, **changes: str) -> Draft:
        """Store a line with the header's values, a patient, and other values by role."""
        assert self.handle is not None
        model = load_model(self.handle.model_id)
        texts = line_texts(model, self.handle.arrangement, self.handle.header)
        own = PATIENT | {"codigo_diagnostico": "J459"} | changes
        texts |= self.texts(model, own)
        rows = {row.id: NewRow(row.list, row.cells) for row in blank_rows(model, texts)}
        for row in blank_rows(model, texts):
            if row.parent_id is not None:
                rows[row.parent_id].rows.append(rows[row.id])
        tree = next(row for row in rows.values() if not row.list_path)
        drafts = LineDrafts(self.handle)
        return drafts.create(model.id, self.operator, uuid=new_uuid(), cells=tree)

    def path(self, role: str) -> str:
        assert self.handle is not None
        return load_model(self.handle.model_id).by_role[role].path

    def cell(self, draft: Draft, role: str) -> str:
        now = self.workspace.drafts.get(draft.id)
        path = self.path(role)
        return next((row.cells[path] for row in now.rows if path in row.cells), "")

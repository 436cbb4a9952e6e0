"""The registers of an open folder, with the checks and the code tables they need."""

from typing import TYPE_CHECKING

from coletor.registers import Register, described

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace


def register_of(workspace: "Workspace", register_id: str) -> Register:
    """Return a register of an open folder, described by the newest model.

    Args:
        workspace: the open folder.
        register_id: ``pacientes`` or ``profissionais``.
    """

    def name_of(table: str, code: str) -> str | None:
        term = workspace.library.find(table, code)
        return term.name if term else None

    return Register(
        workspace.store,
        described(register_id),
        lambda model, document: workspace.checker(model).check(document),
        name_of,
    )

"""Adopting the official contract of the webservice for a folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from coletor.webservice.production import Contract, adopt, note_adoption

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace


def adopt_contract(workspace: "Workspace", wsdl: Path, names: Path | None = None) -> Contract:
    """Keep an official WSDL in a folder; sending stays closed until it is released.

    Args:
        workspace: the open folder.
        wsdl: the official file.
        names: a file of names that differ from the shipped ones, or None.

    Raises:
        ColetorError: a file cannot be read, is no WSDL, or the copy cannot be written.
    """
    contract = adopt(workspace.layout.contracts, wsdl, names)
    note_adoption(workspace.store, contract, workspace.operator)
    return contract

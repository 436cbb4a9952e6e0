"""What the codes of the figures mean: a list's value, a procedure of SIGTAP, a professional."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coletor.figures.types import MODALITIES, PROFESSIONALS, days_of
from coletor.model import load_list

if TYPE_CHECKING:
    from coletor.workspace import Workspace

Namer = Callable[[str], str]
_CNS, _NAME = "cns", "nome"
"""Fields of the register of professionals."""
_PROCEDURES = ("sigtap", "tuss")
"""Tables that name procedures."""


def names_of(workspace: "Workspace", by: str, month: str) -> Namer:
    """Return the function that names the codes of one division of a month.

    Args:
        workspace: the open folder.
        by: one of `DIVISIONS`.
        month: AAAAMM; a procedure is named as on its last day.
    """
    if by == PROFESSIONALS:
        return _professionals(workspace)
    return _modalities(workspace, month) if by == MODALITIES else _procedures(workspace, month)


def _modalities(workspace: "Workspace", month: str) -> Namer:
    element = workspace.model_in_force(_last_day(month)).by_role["modalidade"]
    values = load_list(element.list_id).values if element.list_id else ()
    names = {value.code: value.name for value in values}
    return lambda code: names.get(code, "")


def _procedures(workspace: "Workspace", month: str) -> Namer:
    day = _last_day(month)

    def name(code: str) -> str:
        found = (workspace.library.find(table, code, day) for table in _PROCEDURES)
        return next((term.name for term in found if term), "")

    return name


def _professionals(workspace: "Workspace") -> Namer:
    """Name professionals as the register knows them."""
    register = workspace.professionals

    def name(code: str) -> str:
        found = register.find(_CNS, code)
        return found.values.get(_NAME, "") if found else ""

    return name


def _last_day(month: str) -> date:
    return date.fromisoformat(days_of(month)[-1])

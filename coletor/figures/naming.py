"""What the codes of the figures mean: a list's value, a procedure of SIGTAP, a professional."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coletor.figures.types import MODALITIES, PROCEDURES, days_of
from coletor.model import load_list

if TYPE_CHECKING:
    from coletor.workspace import Workspace

Namer = Callable[[str], str]
_PROCEDURES = ("sigtap", "tuss")
"""Tables that name procedures."""


def names_of(workspace: "Workspace", by: str, month: str) -> Namer:
    """Return the function that names the codes of one division of a month.

    Args:
        workspace: the open folder.
        by: one of `DIVISIONS`.
        month: AAAAMM; a procedure is named as on its last day.
    """
    makers = {MODALITIES: _modalities, PROCEDURES: _procedures}
    made = makers.get(by)
    return made(workspace, month) if made else lambda _code: ""


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


def _last_day(month: str) -> date:
    return date.fromisoformat(days_of(month)[-1])

"""Header and lines: what many contacts have in common is typed once, then a line for each."""

from coletor.sheets.concluding import Outcome, Plan, WarningGroup, conclude, plan
from coletor.sheets.drafting import HeaderDrafts, LineDrafts, SheetHandle
from coletor.sheets.errors import SheetError
from coletor.sheets.sheets import Sheets
from coletor.sheets.slots import BOTH, HEADER, LINE, OUT, Slot, slots_of, standing
from coletor.sheets.types import Line, Sheet, SheetSummary, Spread

__all__ = [
    "BOTH",
    "HEADER",
    "LINE",
    "OUT",
    "HeaderDrafts",
    "Line",
    "LineDrafts",
    "Outcome",
    "Plan",
    "Sheet",
    "SheetError",
    "SheetHandle",
    "SheetSummary",
    "Sheets",
    "Slot",
    "Spread",
    "WarningGroup",
    "conclude",
    "plan",
    "slots_of",
    "standing",
]

"""People out of spreadsheets: read, recognised, checked, and brought in with a report per row."""

from coletor.registers.spreadsheet.columns import Reading, read_people
from coletor.registers.spreadsheet.importing import import_people
from coletor.registers.spreadsheet.preview import Foreseen, foresee
from coletor.registers.spreadsheet.report import PeopleStoppedError, Report, RowResult
from coletor.registers.spreadsheet.template import write_template

__all__ = [
    "Foreseen",
    "PeopleStoppedError",
    "Reading",
    "Report",
    "RowResult",
    "foresee",
    "import_people",
    "read_people",
    "write_template",
]

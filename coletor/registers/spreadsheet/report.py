"""What became of each row of a spreadsheet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coletor.errors import ColetorError

NEW, UPDATED, SAME, REFUSED = "novo", "atualizado", "igual", "recusado"
OUTCOMES = (NEW, UPDATED, SAME, REFUSED)


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row.

    Args:
        line: line of the file, from 1.
        outcome: ``novo``, ``atualizado``, ``igual`` or ``recusado``.
        field: id of the field that a refusal is about, '' otherwise.
        message: why it was refused and what to do, or what was updated; '' otherwise.
        entry_id: the entry, None where it was refused.
    """

    line: int
    outcome: str
    field: str = ""
    message: str = ""
    entry_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the line that ``importar --json`` prints."""
        return {
            "linha": self.line,
            "resultado": self.outcome,
            "campo": self.field or None,
            "mensagem": self.message or None,
        }


@dataclass(frozen=True)
class Report:
    """What became of a spreadsheet.

    Args:
        rows: in the order of the file; rows without anything in them are left out.
        ignored: headings that no field was recognised in.
        stopped: it was stopped before its end; importing it again goes on.
    """

    rows: tuple[RowResult, ...]
    ignored: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many rows ended each way."""
        return counts_of(self.rows)


def counts_of(rows: Sequence[RowResult]) -> Mapping[str, int]:
    """Return how many rows ended each way, none left out."""
    found = Counter(row.outcome for row in rows)
    return {outcome: found[outcome] for outcome in OUTCOMES}


class PeopleStoppedError(ColetorError):
    """The folder takes nothing any more; what the report tells is stored.

    Args:
        line: line of the first row that is not.
        cause: what the store said.
        report: what became of the rows before.
    """

    def __init__(self, line: int, cause: ColetorError, report: Report) -> None:
        self.report = report
        super().__init__("registers.file.stopped", line=line, reason=cause)

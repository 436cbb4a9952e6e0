"""Brings the people of a spreadsheet into a register, with a report for each row."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import differing, table
from coletor.registers.definition import Definition
from coletor.registers.entries import Entry, Problem, RegisterError
from coletor.registers.indexing import SEPARATOR
from coletor.registers.observing import with_the_person
from coletor.registers.placing import differ
from coletor.registers.spreadsheet.child import RowsAside
from coletor.registers.spreadsheet.clashing import Earlier
from coletor.registers.spreadsheet.report import (
    NEW,
    REFUSED,
    SAME,
    UPDATED,
    PeopleStoppedError,
    Report,
    RowResult,
)
from coletor.registers.spreadsheet.rows import Row, Rows, Source
from coletor.store import Database

if TYPE_CHECKING:
    from coletor.workspace import Workspace

ORIGIN = "planilha"
SMALL = 16 * 1024
"""Bytes of a file that is read at once; a larger one is read in a process of its own."""
_BATCH = 30
"""Rows of one transaction: what a person types meanwhile waits no longer than for these."""

Progress = Callable[[int], None]


def import_people(
    workspace: "Workspace",
    register_id: str,
    path: Path,
    mapping: Mapping[int, str] | None = None,
    *,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    aside: bool | None = None,
) -> Report:
    """Bring the people of a spreadsheet into a register; each row is on disk or refused.

    Somebody known, by a code or by name, mother and birth date, is updated with what the sheet
    says otherwise; the history keeps what stood there. Importing a file again changes nothing,
    so one that was stopped goes on.

    Args:
        workspace: the open folder.
        register_id: ``pacientes`` or ``profissionais``.
        path: .xlsx, .xls or .csv.
        mapping: position of a column -> field id, as ``Reading.mapping``; as recognised without it.
        progress: told how many rows are done, in this thread.
        stop: set it from any thread to end after the rows that are under way.
        aside: read in a process of its own, for a window; by the size of the file without it.

    Raises:
        ColetorError: the file cannot be read, or no heading is known; nothing was written.
        PeopleStoppedError: the disk is full or fails, or the file is damaged further down; its
            report says what is stored.
    """
    source = Source(path, register_id, mapping, workspace.layout.tables, workspace.profile.training)
    if aside is None:
        aside = path.exists() and path.stat().st_size > SMALL
    rows = RowsAside(source, stop) if aside else Rows(source)
    told = _Import(workspace, register_id).run(iter(rows), progress or (lambda _: None), stop)
    stopped = stop is not None and stop.is_set()
    return Report(tuple(told), rows.ignored, stopped)


def refusals(workspace: "Workspace", register_id: str, rows: Sequence[Row]) -> list[Problem | None]:
    """Return what each row would be refused for now, None where it would come in.

    Args:
        workspace: the open folder.
        register_id: ``pacientes`` or ``profissionais``.
        rows: rows that were read.
    """
    one = _Import(workspace, register_id)
    with workspace.store.query() as db:
        return [one.refusal(db, row) for row in rows]  # one after the other: they may clash


class _Import:
    def __init__(self, workspace: "Workspace", register_id: str) -> None:
        registers = (workspace.patients, workspace.professionals)
        register = next(one for one in registers if one.definition.id == register_id)
        self._own: Definition = register.definition
        self._store = workspace.store
        self._operator = workspace.operator.id
        self._earlier = Earlier(self._own)

    def run(
        self, rows: Iterator[Row], progress: Progress, stop: threading.Event | None
    ) -> list[RowResult]:
        told: list[RowResult] = []
        while some := self._next(rows, told):
            try:
                with self._store.change() as db:
                    made = [self._one(db, row) for row in some]
            except ColetorError as error:
                raise PeopleStoppedError(some[0].line, error, Report(tuple(told))) from error
            told += made
            progress(len(told))
            if stop is not None and stop.is_set():
                break
        return told

    @staticmethod
    def _next(rows: Iterator[Row], told: list[RowResult]) -> list[Row]:
        """Return the rows of the next transaction; what was stored before is told where it ends."""
        some: list[Row] = []
        try:
            some.extend(islice(rows, _BATCH))
        except ColetorError as error:
            if told:
                raise PeopleStoppedError(told[-1].line + 1, error, Report(tuple(told))) from error
            raise
        return some

    def _one(self, db: Database, row: Row) -> RowResult:
        known = self._person(db, row)
        if isinstance(known, Problem):
            return _refused(row, known)
        try:
            taken = self._take(db, row, known)
        except RegisterError as error:
            return _refused(row, Problem(self._own.key[0], str(error)))
        self._earlier.note(row)
        return taken

    def refusal(self, db: Database, row: Row) -> Problem | None:
        """Return what a row would be refused for, None where it would come in."""
        known = self._person(db, row)
        if isinstance(known, Problem):
            return known
        self._earlier.note(row)
        return None

    def _person(self, db: Database, row: Row) -> Entry | Problem | None:
        """Return who a row is about, or why it does not come in: by itself, or with the others."""
        wrong = row.problem or self._earlier.problem(row)
        return wrong if wrong is not None else self._known(db, row.values)

    def _take(self, db: Database, row: Row, known: Entry | None) -> RowResult:
        if known is None:
            values = with_the_person(db, self._own, row.values)
            made = table.insert(db, self._own, values, self._operator, origin=ORIGIN)
            return RowResult(row.line, NEW, entry_id=made)
        news = {
            name: value
            for name, value in row.values.items()
            if differ(value, known.values.get(name, ""))
        }
        if not news:
            return RowResult(row.line, SAME, entry_id=known.id)
        whole = {**known.values, **news}
        ordered = {field.id: whole[field.id] for field in self._own.fields if field.id in whole}
        table.update(db, self._own, known, ordered, self._operator, origin=ORIGIN)
        differing.close_met(db, known.id, self._operator)
        labels = ", ".join(self._own.by_id[name].label for name in news)
        said = text("registers.cell.updated", labels=labels)
        return RowResult(row.line, UPDATED, message=said, entry_id=known.id)

    def _known(self, db: Database, values: Mapping[str, str]) -> Entry | Problem | None:
        """Return who the row is about, or why that cannot be told."""
        own = self._own
        found = {
            group[0]: table.holder(db, own.id, group[0], _joined(values, group))
            for group in own.unique
        }
        known = {entry.id: entry for entry in found.values() if entry is not None}
        if len(known) > 1:
            names = [own.title_of(entry.values) for entry in known.values()]
            return Problem(own.key[0], text("registers.cell.two", one=names[0], other=names[1]))
        for entry in known.values():
            return self._contradicted(entry, values) or entry
        alike = table.alike(db, own, values)
        alike = [entry for entry in alike if self._contradicted(entry, values) is None]
        return alike[0] if len(alike) == 1 else None

    def _contradicted(self, entry: Entry, values: Mapping[str, str]) -> Problem | None:
        """Return the code that the row and the register say otherwise: one of them is wrong."""
        for group in self._own.unique:
            if len(group) > 1:
                continue
            field = self._own.by_id[group[0]]
            kept, said = entry.values.get(field.id), values.get(field.id)
            if kept and said and kept != said:
                shown = {"said": field.display(said), "kept": field.display(kept)}
                name = self._own.title_of(entry.values)
                words = text("registers.cell.other_code", label=field.label, name=name, **shown)
                return Problem(field.id, words)
        return None


def _joined(values: Mapping[str, str], group: Sequence[str]) -> str:
    return SEPARATOR.join(values.get(name, "") for name in group)


def _refused(row: Row, problem: Problem) -> RowResult:
    return RowResult(row.line, REFUSED, problem.field_id, problem.message)

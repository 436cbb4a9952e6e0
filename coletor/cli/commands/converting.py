"""Converts a file of contacts to another model, with a report on each line."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coletor.cli.output import json_line, note, say
from coletor.contact import Document
from coletor.durable import replacing
from coletor.errors import ColetorError
from coletor.exchange.reading import Read, read_contacts
from coletor.messages import text
from coletor.model import Model, load_model
from coletor.model.conversion import Converted, NoteKind, convert
from coletor.reasons import system_reason

Report = Callable[[str], None]
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file.

    Args:
        number: line on which the contact begins, from 1.
        document: the contact as it was read, or None.
        converted: the contact in the other model, or None where it could not be converted.
        problem: what is wrong with the line, or ''.
    """

    number: int
    document: Any
    converted: Converted | None
    problem: str = ""

    @property
    def uuid(self) -> str | None:
        """Return the contact's identifier where it has one."""
        found = self.document.get("uuid") if isinstance(self.document, dict) else None
        return found if isinstance(found, str) else None


@dataclass(slots=True)
class Totals:
    """How the conversion of a file ended."""

    lines: int = 0
    converted: int = 0
    problems: int = 0
    notes: Counter[NoteKind] = field(default_factory=Counter)

    def add(self, line: Line) -> None:
        """Count one line."""
        self.lines += 1
        self.problems += bool(line.problem)
        if line.converted is not None:
            self.converted += 1
            self.notes.update(each.kind for each in line.converted.notes)

    def as_json(self) -> dict[str, int]:
        """Return what ``modelo converter --json`` prints under ``resumo``."""
        kinds = {kind.value: self.notes[kind] for kind in NoteKind}
        return {"contatos": self.lines, "convertidos": self.converted, **kinds}


def converted_lines(file: Path, target: Model) -> Iterator[Line]:
    """Yield the contacts of a file, converted.

    Raises:
        ColetorError: the file cannot be read at all.
    """
    for read in read_contacts(file):
        problem = read.error.message if read.error else ""
        if read.error is not None and read.document is None:
            yield Line(read.line, None, None, problem)
        else:
            yield _converted(read, target, problem)


def _converted(read: Read, target: Model, problem: str) -> Line:
    """Convert one contact; one that is already of the target model stays as it is."""
    document = read.document
    if not isinstance(document, dict):
        return Line(read.line, document, None, text("model.conversion.report.no_object"))
    named = document.get("modelo")
    if not isinstance(named, str):
        return Line(read.line, document, None, text("model.conversion.report.no_model"))
    if named == target.id:
        return Line(read.line, document, Converted(document, ()), problem)
    try:
        return Line(read.line, document, convert(document, load_model(named), target), problem)
    except ColetorError as error:
        return Line(read.line, document, None, str(error))


@contextmanager
def destination(file: Path | None) -> Iterator[Callable[[Document], None]]:
    """Give what writes a contact: to a file replaced in one step, or to standard output.

    Raises:
        ColetorError: the file cannot be written.
    """
    if file is None:
        yield json_line
        return
    try:
        with replacing(file) as stream:
            yield lambda document: _write(stream.write, document)
    except OSError as error:
        raise ColetorError(
            "model.conversion.report.cannot_write", file=file.name, reason=system_reason(error)
        ) from None


def _write(write: Callable[[str], object], document: Document) -> None:
    write(json.dumps(document, ensure_ascii=False) + "\n")


def tell(line: Line, target: Model, *, as_json: bool, report: Report) -> None:
    """Say how one line fared, in words or as one JSON object."""
    if as_json:
        json_line(_record(line))
        return
    if line.problem:
        report(text("model.conversion.report.unreadable", line=line.number, message=line.problem))
    if line.converted is None:
        return
    count = _count(line, target)
    uuid = line.uuid or text("model.conversion.report.no_uuid")
    report(text("model.conversion.report.line", line=line.number, uuid=uuid, count=count))
    for each in line.converted.notes:
        said = {"kind": each.kind.value, "path": each.path, "message": each.message}
        report(_INDENT + text("model.conversion.report.note", **said))


def _count(line: Line, target: Model) -> str:
    notes = line.converted.notes if line.converted else ()
    if not notes and line.document.get("modelo") == target.id:
        return text("model.conversion.report.same_model", model=target.id)
    if not notes:
        return text("model.conversion.report.clean")
    return text(f"model.conversion.report.{'one' if len(notes) == 1 else 'many'}", count=len(notes))


def _record(line: Line) -> dict[str, Any]:
    notes = line.converted.notes if line.converted else ()
    return {
        "linha": line.number,
        "uuid": line.uuid,
        "convertido": line.converted is not None,
        "problema": line.problem or None,
        "notas": [each.as_json() for each in notes],
    }


def run(file: Path, target: Model, output: Path | None, *, as_json: bool) -> Totals:
    """Convert a file: contacts to the output, the report to the screen.

    Args:
        file: NDJSON, one JSON object or a JSON array.
        target: the model wanted.
        output: NDJSON file, or None for standard output (the report goes to standard error then).
        as_json: the report as JSON lines on standard output.

    Raises:
        ColetorError: a file cannot be read or written.
    """
    report: Report = note if output is None else say
    totals = Totals()
    with destination(output) as write:
        for line in converted_lines(file, target):
            totals.add(line)
            if line.converted is not None:
                write(line.converted.document)
            tell(line, target, as_json=as_json, report=report)
    _conclude(totals, target, as_json=as_json, report=report)
    return totals


def _conclude(totals: Totals, target: Model, *, as_json: bool, report: Report) -> None:
    if as_json:
        json_line({"resumo": totals.as_json()})
        return
    said = {
        "converted": totals.converted,
        "total": totals.lines,
        "model": target.id,
        "lost": totals.notes[NoteKind.LOST],
        "presumed": totals.notes[NoteKind.PRESUMED],
        "missing": totals.notes[NoteKind.MISSING],
    }
    report(text("model.conversion.report.summary", **said))

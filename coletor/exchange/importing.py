"""Brings contacts of a file into a folder, with a report for each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coletor.contact import Document, new_uuid, same_content
from coletor.contact.drafting import DOCUMENT, NewRow, derive, rows_of
from coletor.contact.identity import is_uuid4
from coletor.errors import ColetorError
from coletor.exchange.reading import Read, read_contacts
from coletor.messages import text
from coletor.model import Model, load_model, model_ids
from coletor.rules import Finding, Severity

if TYPE_CHECKING:
    from coletor.workspace import Workspace

QUEUED, DRAFT, REFUSED = "na_fila", "rascunho", "recusado"

_NO_ROOM = ("store.full", "store.disk", "store.read_only", "store.damaged")
"""What no other row of the file could be spared: going on would only repeat it."""


class ImportStoppedError(ColetorError):
    """The folder takes nothing any more; what was told before is stored.

    Args:
        line: line of the contact that could not be stored.
        cause: what the store said.
    """

    def __init__(self, line: int, cause: ColetorError) -> None:
        super().__init__("exchange.stopped", line=line, reason=cause)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one contact of the file.

    Args:
        line: line on which it begins, from 1.
        uuid: its identifier, or what stood there.
        result: ``na_fila``, ``rascunho`` or ``recusado``.
        message: why it is not in the queue, None when it is.
        findings: what the checks found.
    """

    line: int
    uuid: str | None
    result: str
    message: str | None
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the line that ``importar --json`` prints."""
        return {
            "linha": self.line,
            "uuid": self.uuid,
            "resultado": self.result,
            "mensagem": self.message,
            "erros": sum(finding.severity is Severity.ERROR for finding in self.findings),
            "avisos": sum(finding.severity is Severity.WARNING for finding in self.findings),
        }


def import_contacts(workspace: "Workspace", file: Path, *, conclude: bool) -> Iterator[Imported]:
    """Store the contacts of a file one by one; each is on disk when it is reported.

    A contact without errors goes to the queue when ``conclude`` is set; every other becomes a
    draft, as long as a draft can hold all that it says. Nothing is dropped in silence: what
    cannot be held is refused with the reason, and so is an identifier that the folder knows.

    Args:
        workspace: the open folder.
        file: NDJSON, one JSON object or a JSON array.
        conclude: queue what has no error.

    Raises:
        ColetorError: the file cannot be read at all.
        ImportStoppedError: the disk is full or fails.
    """
    for read in read_contacts(file):
        yield _import_one(workspace, read, conclude=conclude)


def read_one(file: Path) -> Document:
    """Return the only contact of a file.

    Args:
        file: one JSON object.

    Raises:
        ColetorError: the file cannot be read, or does not hold one whole contact.
    """
    found = list(islice(read_contacts(file), 2))
    if len(found) == 1 and isinstance(found[0].document, dict) and found[0].error is None:
        document: Document = found[0].document
        return document
    raise ColetorError("exchange.not_one", file=file.name)


def _import_one(workspace: "Workspace", read: Read, *, conclude: bool) -> Imported:
    uuid = read.document.get("uuid") if isinstance(read.document, dict) else None
    named = uuid if isinstance(uuid, str) else None
    try:
        if read.error is not None:
            return Imported(read.line, named, REFUSED, read.error.message, (read.error,))
        model = _model_of(read.document)
        document = _with_uuid(read.document)
        return _store(workspace, model, workspace.complete(document), read.line, conclude=conclude)
    except ColetorError as error:
        if error.message_id in _NO_ROOM:
            raise ImportStoppedError(read.line, error) from error
        return Imported(read.line, named, REFUSED, str(error))


def _model_of(document: Any) -> Model:
    named = document.get("modelo") if isinstance(document, dict) else None
    if not isinstance(named, str) or named not in model_ids():
        raise ColetorError("exchange.no_model")
    return load_model(named)


def _with_uuid(document: Document) -> Document:
    """Return the contact with an identifier: a file from elsewhere may come without."""
    if "uuid" not in document:
        return {**document, "uuid": new_uuid()}
    if not is_uuid4(document["uuid"]):
        raise ColetorError("exchange.bad_uuid")
    return {**document, "uuid": document["uuid"].lower()}


def _store(
    workspace: "Workspace", model: Model, document: Document, line: int, *, conclude: bool
) -> Imported:
    uuid = document["uuid"]
    if workspace.listing.get(uuid) is not None:
        raise ColetorError("exchange.known_uuid")
    found, against = workspace.examine(document)
    findings = tuple(found)
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    if conclude and not wrong:
        workspace.outbox.conclude_document(document, findings, against, workspace.operator.id)
        return Imported(line, uuid, QUEUED, None, findings)
    rows = _rows(model, document)
    workspace.drafts.create(model.id, workspace.operator.id, uuid=uuid, cells=rows)
    reason = text("exchange.has_errors", first=wrong[0].message) if wrong else None
    return Imported(line, uuid, DRAFT, reason, findings)


def _rows(model: Model, document: Document) -> NewRow:
    """Return the rows of a draft that says the same as the document, or refuse."""
    rows = rows_of(model, document)
    again = derive(model, document["uuid"], _numbered(rows)).document
    if not same_content(again, document):
        raise ColetorError("exchange.not_holdable")
    return rows


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    list: str
    parent_id: int | None
    position: int
    cells: dict[str, str]


def _numbered(top: NewRow) -> list[_Row]:
    """Return the rows as a draft would hold them, without storing any."""
    found = [_Row(1, DOCUMENT, None, 0, top.cells)]
    pending = [(1, child, place) for place, child in enumerate(top.rows)]
    while pending:
        parent, row, place = pending.pop()
        own = len(found) + 1
        found.append(_Row(own, row.list_path, parent, place, row.cells))
        pending += [(own, child, position) for position, child in enumerate(row.rows)]
    return found

"""Writes the contacts of a folder to a file: NDJSON, or a sheet with one column per element."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from coletor.contact import Document
from coletor.durable import replacing
from coletor.errors import ColetorError
from coletor.exchange.columns import columns, flat_rows
from coletor.model import load_model
from coletor.reasons import system_reason
from coletor.store import Store

_PAGE = 500
_SHEET = ".csv"
_LINES = (".ndjson", ".jsonl")


def export_contacts(
    store: Store,
    file: Path,
    wanted: Iterable[str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write concluded contacts; the file takes its name only when it is complete.

    Args:
        store: the open database.
        file: ``.csv`` for a sheet (semicolons, as Brazilian spreadsheets open it), ``.ndjson``
            or ``.jsonl`` for one contact a line.
        wanted: identifiers of the contacts to write, in their order; every one without it.
        progress: told how many were written; what it raises leaves no file.

    Returns:
        how many contacts were written.

    Raises:
        ColetorError: the name says none of these forms, or the file cannot be written.
    """
    form = file.suffix.lower()
    if form != _SHEET and form not in _LINES:
        raise ColetorError("exchange.unknown_form", file=file.name)
    write = _sheet if form == _SHEET else _lines
    try:
        with replacing(file) as stream:
            return write(_Source(store, wanted, progress), stream)
    except OSError as error:
        raise ColetorError(
            "exchange.cannot_write", file=file.name, reason=system_reason(error)
        ) from None


class _Source:
    """The contacts that are written, gone through as often as needed."""

    def __init__(
        self,
        store: Store,
        wanted: Iterable[str] | None,
        progress: Callable[[int], None] | None,
    ) -> None:
        self._store = store
        self._wanted = wanted
        self._progress = progress

    def models(self) -> list[str]:
        """Return the ids of the models that may occur."""
        with self._store.query() as db:
            return [row[0] for row in db.execute("SELECT DISTINCT model FROM contact ORDER BY 1")]

    def documents(self) -> Iterator[Document]:
        """Yield the contents, telling how far it is."""
        found = (
            _documents(self._store) if self._wanted is None else _named(self._store, self._wanted)
        )
        for count, document in enumerate(found, 1):
            yield document
            if self._progress is not None and not count % _PAGE:
                self._progress(count)


def _lines(source: _Source, stream: TextIO) -> int:
    count = 0
    for document in source.documents():
        stream.write(json.dumps(document, ensure_ascii=False) + "\n")
        count += 1
    return count


def _sheet(source: _Source, stream: TextIO) -> int:
    """Write one sheet; the columns are those of all the models that occur, each named once."""
    names: dict[str, None] = {}
    for model_id in source.models():
        names.update(dict.fromkeys(columns(load_model(model_id))))
    stream.write("\ufeff")
    writer = csv.DictWriter(stream, list(names), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for document in source.documents():
        writer.writerows(flat_rows(load_model(document["modelo"]), document))
        count += 1
    return count


def _documents(store: Store) -> Iterator[Document]:
    """Yield the contacts in the order of their identifiers, a page in memory at a time."""
    last = ""
    while True:
        with store.query() as db:
            rows = db.execute(
                "SELECT uuid, document FROM contact WHERE uuid > ? ORDER BY uuid LIMIT ?",
                [last, _PAGE],
            ).fetchall()
        for uuid, document in rows:
            last = uuid
            yield json.loads(document)
        if len(rows) < _PAGE:
            return


def _named(store: Store, wanted: Iterable[str]) -> Iterator[Document]:
    """Yield some contacts in the order of their identifiers as given, a page at a time."""
    pending = iter(wanted)
    while some := list(islice(pending, _PAGE)):
        places = ", ".join("?" * len(some))
        with store.query() as db:
            rows = db.execute(
                f"SELECT uuid, document FROM contact WHERE uuid IN ({places})", some
            ).fetchall()
        found = dict(rows)
        yield from (json.loads(found[uuid]) for uuid in some if uuid in found)

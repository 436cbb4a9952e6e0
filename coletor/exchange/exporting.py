"""Writes the contacts of a folder to a file: NDJSON, or a sheet with one column per element."""

import csv
import json
from collections.abc import Iterator
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


def export_contacts(store: Store, file: Path) -> int:
    """Write every concluded contact; the file takes its name only when it is complete.

    Args:
        store: the open database.
        file: ``.csv`` for a sheet (semicolons, as Brazilian spreadsheets open it), ``.ndjson``
            or ``.jsonl`` for one contact a line.

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
            return write(store, stream)
    except OSError as error:
        raise ColetorError(
            "exchange.cannot_write", file=file.name, reason=system_reason(error)
        ) from None


def _lines(store: Store, stream: TextIO) -> int:
    count = 0
    for document in _documents(store):
        stream.write(json.dumps(document, ensure_ascii=False) + "\n")
        count += 1
    return count


def _sheet(store: Store, stream: TextIO) -> int:
    """Write one sheet; the columns are those of all the models that occur, each named once."""
    names: dict[str, None] = {}
    for model_id in _models(store):
        names.update(dict.fromkeys(columns(load_model(model_id))))
    stream.write("\ufeff")
    writer = csv.DictWriter(stream, list(names), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for document in _documents(store):
        writer.writerows(flat_rows(load_model(document["modelo"]), document))
        count += 1
    return count


def _models(store: Store) -> list[str]:
    with store.query() as db:
        return [row[0] for row in db.execute("SELECT DISTINCT model FROM contact ORDER BY 1")]


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

"""Spreadsheets of people as clerks have them, and bringing them in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
from tiny_xls import write_xls

from coletor.registers import PATIENTS
from coletor.registers.spreadsheet import (
    Report,
    import_people,
)
from coletor.workspace import Workspace


def sheet(path: Path, *rows: Sequence[object]) -> Path:
    """Write a spreadsheet in the format that its name says."""
    if path.suffix == ".xls":
        write_xls(path, [list(row) for row in rows])
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.save(path)
    else:
        lines = (";".join(_written(cell) for cell in row) for row in rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _written(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def bring(workspace: Workspace, path: Path, register: str = PATIENTS) -> Report:
    return import_people(workspace, register, path, aside=False)

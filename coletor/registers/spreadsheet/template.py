"""Writes an empty spreadsheet to fill in: the right headings, and a sheet that explains them."""

import io
from pathlib import Path
from typing import Any

from coletor.durable import write_atomically
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import Kind, load_list
from coletor.reasons import system_reason
from coletor.registers.definition import Definition, Field, described

_TEXT, _DATE = "@", "DD/MM/YYYY"
_WIDTH = 5.5
"""Characters that one column of the form's twelve is worth."""
_EXPLAINED = (24, 14, 70, 24, 50, 60)


def write_template(path: Path, register_id: str) -> None:
    """Write an empty spreadsheet (.xlsx) of a register.

    Codes are formatted as text, so that Excel keeps their zeros; the second sheet says what
    each column takes.

    Args:
        path: the file; it is replaced.
        register_id: ``pacientes`` or ``profissionais``.

    Raises:
        ColetorError: the file cannot be written, or its name does not end in .xlsx.
    """
    import openpyxl  # noqa: PLC0415 - takes long to import

    if path.suffix.lower() != ".xlsx":
        raise ColetorError("registers.file.suffix", file=path.name)
    own = described(register_id)
    book = openpyxl.Workbook()
    _fill(book.worksheets[0], own)
    _explain(book.create_sheet(), own)
    content = io.BytesIO()
    book.save(content)
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        reason = system_reason(error)
        raise ColetorError("exchange.cannot_write", file=path.name, reason=reason) from None


def _fill(sheet: Any, own: Definition) -> None:
    sheet.title = own.title
    for place, field in enumerate(own.fields, 1):
        _heading(sheet, place, field.label, (field.hint or 2) * _WIDTH)
        column = sheet.cell(1, place).column_letter
        is_date = field.kind is Kind.DATE
        sheet.column_dimensions[column].number_format = _DATE if is_date else _TEXT
    sheet.freeze_panes = "A2"


def _explain(sheet: Any, own: Definition) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - takes long to import

    sheet.title = text("registers.template.title")
    names = ("column", "required", "what", "example", "values", "names")
    for place, (name, width) in enumerate(zip(names, _EXPLAINED, strict=True), 1):
        _heading(sheet, place, text(f"registers.template.{name}"), width)
    for line, field in enumerate(own.fields, 2):
        for place, words in enumerate(_about(own, field), 1):
            cell = sheet.cell(line, place, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = _TEXT
    sheet.freeze_panes = "A2"


def _about(own: Definition, field: Field) -> tuple[str, ...]:
    required = "yes" if field.required else "one" if _tells_who(own, field) else "no"
    return (
        field.label,
        text(f"registers.template.{required}"),
        field.concept or field.shape.item,
        field.example,
        _values(field),
        ", ".join(field.names),
    )


def _tells_who(own: Definition, field: Field) -> bool:
    return bool(own.same) and field.id in {group[0] for group in own.unique}


def _values(field: Field) -> str:
    if field.kind is Kind.CODE and field.shape.list_id:
        known = load_list(field.shape.list_id).values
        return "; ".join(
            f"{one.code} {one.name}" for one in known if one.code in field.shape.values
        )
    if field.kind is Kind.TERM:
        return text("registers.template.term")
    return text("registers.template.date") if field.kind is Kind.DATE else ""


def _heading(sheet: Any, place: int, words: str, width: float) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - takes long to import

    cell = sheet.cell(1, place, words)
    cell.font = Font(bold=True)
    sheet.column_dimensions[cell.column_letter].width = width

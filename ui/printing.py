"""Pages on paper and as PDF, from the HTML that the core makes of a contact."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from coletor.errors import ColetorError
from coletor.reasons import system_reason
from ui.style import fonts

MARGIN_MM = 16.0
_SIZE_PT = 10.0


def layout() -> QPageLayout:
    """Return A4, upright, with margins wide enough for a binder."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    unit = QPageLayout.Unit.Millimeter
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, unit)


def document_of(page: str, device: QPagedPaintDevice) -> QTextDocument:
    """Return the text document of a page, laid out for a device.

    Args:
        page: HTML.
        device: where it will be printed; its page layout is set already.
    """
    document = QTextDocument()
    font = QFont(fonts.body())
    font.setPointSizeF(_SIZE_PT)
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(page)
    area = device.pageLayout().paintRectPixels(device.logicalDpiX())
    document.setPageSize(QSizeF(area.size()))
    return document


def save_pdf(page: str, file: Path, title: str) -> None:
    """Write a page as a PDF file.

    Args:
        page: HTML.
        file: the file, replaced when it exists.
        title: of the PDF; nothing of a patient.

    Raises:
        ColetorError: the file cannot be written.
    """
    aside = file.with_name(f".{file.name}.parte")
    try:
        aside.touch()
        writer = QPdfWriter(str(aside))
        writer.setPageLayout(layout())
        writer.setTitle(title)
        document_of(page, writer).print_(writer)
        del writer  # it writes the end of the file when it goes
        aside.replace(file)
    except OSError as error:
        raise ColetorError("ui.print.failed", file=file.name, reason=system_reason(error)) from None
    finally:
        aside.unlink(missing_ok=True)


def print_page(page: str, title: str, parent: QWidget) -> bool:
    """Ask for the printer as the system does, print, and tell whether it was done.

    Args:
        page: HTML.
        title: of the job; nothing of a patient.
        parent: the widget it is asked from.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(layout())
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    document_of(page, printer).print_(printer)
    return True

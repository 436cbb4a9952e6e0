"""A page of the manual on paper: dark on white, whatever the theme."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ui.help import paper
from ui.help.book import Page
from ui.printing import layout
from ui.style.palette import theme

_DPI = 96


def on_paper(page: Page, device: QPagedPaintDevice) -> paper.Paper:
    """Return a page laid out for a device whose page layout is set already."""
    area = device.pageLayout().paintRectPixels(_DPI)
    document = paper.Paper(page, theme(dark=False), area.width())
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(QSizeF(device.pageLayout().paintRectPixels(device.logicalDpiX()).size()))
    return document


def print_page(page: Page, parent: QWidget) -> bool:
    """Ask for the printer as the system does, print, and tell whether it was done.

    Args:
        page: the page.
        parent: the widget it is asked from.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(layout())
    printer.setDocName(page.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    on_paper(page, printer).print_(printer)
    return True

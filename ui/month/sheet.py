"""The receipt of a month: seen in place, printed, or kept as PDF."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QShortcut,
    QTextDocument,
)
from PySide6.QtWidgets import QFileDialog, QTextBrowser, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import Workspace
from ui.style import fonts
from ui.tasks import Tasks
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import heading
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.closing.receipts import Sheet

_SEEN = 200
_POINTS = 9
_RESOLUTION = 300
_MARGIN_MM = 14


def read_sheet(workspace: Workspace, month: str) -> "tuple[Sheet, str]":
    """Return a month's receipt and its page, the head of it where it is long."""
    from coletor.closing import pages, receipts  # noqa: PLC0415 - not for start-up

    made = receipts.sheet(workspace, month)
    return made, pages.html(replace(made, proofs=made.proofs[:_SEEN]))


def document_of(html: str, parent: QWidget | None = None) -> QTextDocument:
    """Return a page as Qt lays it out: in the bundled typeface."""
    document = QTextDocument(parent)
    font = QFont(fonts.family())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(html)
    return document


def write_pdf(made: "Sheet", file: Path) -> Path:
    """Write a receipt as PDF; off the GUI thread: a month of thousands takes a while.

    Raises:
        ColetorError: the file cannot be written.
    """
    from coletor.closing import pages  # noqa: PLC0415 - not for start-up

    try:
        file.open("ab").close()
    except OSError as error:
        raise ColetorError("closing.receipt.unwritable", file=file, reason=error.strerror) from None
    writer = QPdfWriter(str(file))
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(text("ui.month.receipt"))
    document_of(pages.html(made)).print_(writer)
    return file


class SheetPanel(QWidget):
    """The receipt on screen.

    Args:
        workspace: the open folder.
        tasks: runs work off the GUI thread.
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self.sheet: Sheet | None = None
        self._saved: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head, _, self._remark = heading(text("ui.month.receipt"))
        back = Button(text("ui.batch.back"), "Esc")
        self.printer = Button(text("ui.month.print"), "Ctrl P")
        self.save_button = PrimaryButton(text("ui.month.save"), "Ctrl S")
        for button, slot in (
            (back, self.closed.emit),
            (self.printer, self._print),
            (self.save_button, self._choose_file),
        ):
            button.clicked.connect(slot)
            head.addWidget(button)
        for key, slot in (
            ("Esc", self.closed.emit),
            ("Ctrl+P", self._print),
            ("Ctrl+S", self._choose_file),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        column.addLayout(head)
        self.notice = Notice()
        self.notice.acted.connect(self._open_saved)
        column.addWidget(self.notice)
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(text("ui.month.receipt"))
        self.browser.setObjectName("paper")
        column.addWidget(self.browser, 1)

    def begin(self, month: str) -> None:
        """Show the receipt of a month."""
        self.sheet = None
        self.notice.clear()
        self.browser.clear()
        self._enable(False)
        workspace = self._workspace
        self._tasks.query(lambda: read_sheet(workspace, month), self._on_read, self._on_error)
        self.browser.setFocus()

    def _on_read(self, read: "tuple[Sheet, str]") -> None:
        self.sheet, html = read
        self.browser.setDocument(document_of(html, self.browser))
        self._remark.setText(text("ui.month.receipt_of", count=len(self.sheet.proofs)))
        if len(self.sheet.proofs) > _SEEN:
            self.notice.say(text("ui.month.receipt_head", count=_SEEN), Tone.NEUTRAL)
        self._enable(True)

    def _choose_file(self) -> None:
        if self.sheet is None:
            return
        name = f"comprovante-{self.sheet.cnes}-{self.sheet.month}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, text("ui.month.save"), name, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def save(self, file: Path) -> None:
        """Keep the receipt as PDF."""
        made = self.sheet
        if made is None:
            return
        self._enable(False)
        self._tasks.query(lambda: write_pdf(made, file), self._on_saved, self._on_error)

    def _on_saved(self, file: Path) -> None:
        self._saved = file
        self._enable(True)
        words = text("ui.month.saved", file=file.name, folder=file.parent)
        self.notice.say(words, Tone.OK, text("ui.month.open"))

    def _open_saved(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - seldom

        from coletor.closing import pages  # noqa: PLC0415 - not for start-up

        if self.sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if QPrintDialog(printer, self).exec():
            document_of(pages.html(self.sheet)).print_(printer)

    def _enable(self, able: bool) -> None:
        self.printer.setEnabled(able)
        self.save_button.setEnabled(able)

    def _on_error(self, error: ColetorError) -> None:
        self._enable(self.sheet is not None)
        self.notice.say(str(error), Tone.ERROR)

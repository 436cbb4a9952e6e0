"""The receipt of a month: seen in place, printed, or kept as PDF."""

import re
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
from coletor.reasons import system_reason
from coletor.workspace import Workspace
from ui.style import fonts
from ui.tasks import Handle, Tasks
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
_SHARES = (29, 20, 22, 15, 14)
"""Of the width, for each column of the list."""
_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
_QT_STYLE = """
body { color: #17212b; }
h1 { font-size: 16pt; margin: 0 0 2px 0; }
p { margin: 0 0 8px 0; }
small { font-size: 7.5pt; color: #566473; }
th { font-size: 7.5pt; color: #566473; text-align: left; }
td, th { padding: 5px 10px 1px 0; }
.list th { padding-bottom: 4px; border-bottom-width: 1px; border-bottom-style: solid;
  border-bottom-color: #8a96a3; }
table.facts td { padding: 6px 28px 12px 0; font-weight: 600; }
.hash td { color: #566473; font-size: 6.5pt; padding: 0 0 6px 0;
  border-bottom-width: 1px; border-bottom-style: solid; border-bottom-color: #d9dee4; }
.warning { background-color: #fff4dc; color: #6b4000; font-weight: 600; margin: 8px 0; }
.sign { margin-top: 46px; }
footer { font-size: 7.5pt; color: #566473; }
"""
_FOR_QT = (
    ("<table><thead>", '<table class="list" width="100%" cellspacing="0"><thead>'),
    ('<dl class="facts">', '<table class="facts" cellspacing="0"><tr>'),
    ("</dl>", "</tr></table>"),
    ("<div><dt>", "<td><small>"),
    ("</dt><dd>", "</small><br>"),
    ("</dd></div>", "</td>"),
    ("<td>", '<td valign="top">'),
    ("<small>", "<br><small>"),
    ('<td valign="top"><br><small>', '<td valign="top"><small>'),
    ('<p class="sign">', '<p class="sign">________________________________<br>'),
)


def read_sheet(workspace: Workspace, month: str) -> "tuple[Sheet, str]":
    """Return a month's receipt and its page, the head of it where it is long."""
    from coletor.closing import pages, receipts  # noqa: PLC0415 - not for start-up

    made = receipts.sheet(workspace, month)
    return made, pages.html(made, _SEEN)


def laid_for_qt(page: str) -> str:
    """Return a page in the part of HTML that Qt lays out: tables in place of boxes."""
    page = _STYLE.sub(f"<style>{_QT_STYLE}</style>", page)
    for ours, qts in _FOR_QT:
        page = page.replace(ours, qts)
    for share in _SHARES:  # left alone, Qt breaks a protocol in its middle
        page = page.replace("<th>", f'<th width="{share}%">', 1)
    return page


def document_of(html: str, parent: QWidget | None = None) -> QTextDocument:
    """Return a page as Qt lays it out: in the bundled typeface."""
    document = QTextDocument(parent)
    font = QFont(fonts.family())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(laid_for_qt(html))
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
        raise ColetorError(
            "closing.receipt.unwritable", file=file, reason=system_reason(error)
        ) from None
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
        self._asked: Handle | None = None
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
            (self.printer, self.print_out),
            (self.save_button, self._choose_file),
        ):
            button.clicked.connect(slot)
            head.addWidget(button)
        for key, slot in (
            ("Esc", self.closed.emit),
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
        self.browser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.browser, 1)

    def begin(self, month: str) -> None:
        """Show the receipt of a month."""
        self.sheet = None
        self.notice.clear()
        self.browser.clear()
        self._enable(False)
        if self._asked is not None:
            self._asked.drop()  # of another month
        workspace = self._workspace
        self._asked = self._tasks.query(
            lambda: read_sheet(workspace, month), self._on_read, self._on_error, owner=self
        )
        self.browser.setFocus()

    def _on_read(self, read: "tuple[Sheet, str]") -> None:
        self.sheet, html = read
        self.browser.setDocument(document_of(html, self.browser))
        count = len(self.sheet.proofs)
        name = "receipt_of_one" if count == 1 else "receipt_of"
        self._remark.setText(text(f"ui.month.{name}", count=count))
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
        self._tasks.query(lambda: write_pdf(made, file), self._on_saved, self._on_error, owner=self)

    def _on_saved(self, file: Path) -> None:
        self._saved = file
        self._enable(True)
        words = text("ui.month.saved", file=file.name, folder=file.parent)
        self.notice.say(words, Tone.OK, text("ui.month.open"))

    def _open_saved(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def print_out(self) -> None:
        """Ask for a printer and print the receipt."""
        from coletor.closing import pages  # noqa: PLC0415 - not for start-up
        from ui import printing  # noqa: PLC0415 - seldom, and it loads Qt's printing

        if self.sheet is None:
            return
        page = laid_for_qt(pages.html(self.sheet))
        if printing.print_page(page, text("ui.month.receipt"), self):
            self.notice.say(text("ui.print.printed"), Tone.OK)

    def _enable(self, able: bool) -> None:
        self.printer.setEnabled(able)
        self.save_button.setEnabled(able)

    def _on_error(self, error: ColetorError) -> None:
        self._enable(self.sheet is not None)
        self.notice.say(str(error), Tone.ERROR)

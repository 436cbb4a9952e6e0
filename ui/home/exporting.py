"""How the figures leave the program: a sheet, a picture, a page. Never anything of a patient."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from coletor.errors import ColetorError
from coletor.figures import read_month
from coletor.figures.writing import page, write_sheet
from coletor.messages import text
from ui.home.painting import picture
from ui.home.words import total_sentence
from ui.screens.base import Context
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.figures import MonthFigures

_PNG = QByteArray(b"png")
_KINDS = {"sheet": "csv", "picture": "png", "pdf": "pdf"}


class Exporter:
    """Writes and prints the figures of a month.

    Args:
        context: what the screen works with.
        over: the widget that dialogs stand over.
    """

    def __init__(self, context: Context, over: QWidget) -> None:
        self._context = context
        self._over = over

    def run(self, kind: str, figures: "MonthFigures") -> None:
        """Ask where to, and do it.

        Args:
            kind: sheet, picture, pdf or print.
            figures: the month.
        """
        if kind == "print":
            self._print(figures)
            return
        cnes, ending = self._context.workspace.profile.cnes, _KINDS[kind]
        name = text("home.export.file", cnes=cnes, month=figures.month)
        chosen, _ = QFileDialog.getSaveFileName(
            self._over,
            text(f"home.export.{kind}").rstrip("…"),
            f"{name}.{ending}",
            f"{ending.upper()} (*.{ending})",
        )
        if chosen:
            self.save(kind, figures, Path(chosen))

    def save(self, kind: str, figures: "MonthFigures", file: Path) -> None:
        """Write a file.

        Args:
            kind: sheet, picture or pdf.
            figures: the month.
            file: where to; the ending is added when it lacks one.
        """
        if not file.suffix:
            file = file.with_suffix(f".{_KINDS[kind]}")
        self._context.tasks.query(
            self._work(kind, figures, file),
            lambda _done: self._on_saved(file),
            self._on_error,
            owner=self._over,
        )

    def _work(self, kind: str, figures: "MonthFigures", file: Path) -> Callable[[], None]:
        """Return what runs off the GUI thread; pictures are painted before."""
        image, title = self._picture(figures), _title(figures)
        heading, workspace = self._heading(), self._context.workspace

        def save_sheet() -> None:
            write_sheet(read_month(workspace, figures.month), file)

        def save_picture() -> None:
            if not QImageWriter(str(file), _PNG).write(image):
                raise ColetorError("home.export.failed", file=file.name)

        def save_pdf() -> None:
            from ui import printing  # noqa: PLC0415 - not for start-up

            whole = read_month(workspace, figures.month)
            printing.save_pdf(page(whole, heading, _address(image)), file, title)

        return {"sheet": save_sheet, "picture": save_picture, "pdf": save_pdf}[kind]

    def _print(self, figures: "MonthFigures") -> None:
        workspace = self._context.workspace
        self._context.tasks.query(
            lambda: read_month(workspace, figures.month),
            self._print_whole,
            self._on_error,
            owner=self._over,
        )

    def _print_whole(self, figures: "MonthFigures") -> None:
        from ui import printing  # noqa: PLC0415 - not for start-up

        made = page(figures, self._heading(), _address(self._picture(figures)))
        if printing.print_page(made, _title(figures), self._over):
            self._context.toast(text("home.export.printed"), Tone.OK)

    def _picture(self, figures: "MonthFigures") -> QImage:
        return picture(
            figures,
            f"{self._heading()} · {_title(figures)}",
            total_sentence(figures),
        )

    def _heading(self) -> str:
        profile = self._context.workspace.profile
        return text("workspace.page_heading", name=profile.name, cnes=profile.cnes)

    def _on_saved(self, file: Path) -> None:
        self._context.toast(text("home.export.saved", file=file.name, folder=file.parent), Tone.OK)

    def _on_error(self, error: ColetorError) -> None:
        self._context.toast(str(error), Tone.ERROR)


def _title(figures: "MonthFigures") -> str:
    return text("home.export.title", month=figures.name)


def _address(image: QImage) -> str:
    """Return a picture as an address that holds it whole."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, _PNG).write(image)
    return f"data:image/png;base64,{base64.b64encode(content.data()).decode('ascii')}"

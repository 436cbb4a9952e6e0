"""Bugs: a report that names no patient, shown and kept; and the hooks that catch them."""

import logging
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import coletor
from coletor.messages import text
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.labels import label, wrapped

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def describe(error: BaseException) -> str:
    """Return the report of a bug: versions and places in the program.

    The error's own words are left out, as are the values of variables: either may hold what
    somebody typed about a patient.
    """
    versions = (
        f"Coletor CMD {coletor.__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    lines: list[str] = []
    chain: BaseException | None = error
    while chain is not None:
        frames = traceback.extract_tb(chain.__traceback__)
        lines += [f"{Path(f.filename).name}:{f.lineno} {f.name}: {f.line}" for f in frames]
        lines.append(type(chain).__qualname__)
        chain = chain.__cause__ or chain.__context__
    return "\n".join((*versions, "", *lines, ""))


class CrashDialog(QDialog):
    """Shows a report, says that nothing typed was lost, and lets the person copy it.

    Args:
        report: the report's text.
        file: where it was kept, or None where it could not be.
        parent: the window it belongs to.
    """

    def __init__(self, report: str, file: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text("ui.crash.title"))
        self.resize(640, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(label(text("ui.crash.title"), fonts.title()))
        column.addWidget(wrapped(text("ui.crash.remark"), font=fonts.body()))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFont(fonts.secondary())
        self.report.setAccessibleName(text("ui.crash.report"))
        column.addWidget(self.report, 1)
        kept = text("ui.crash.kept", file=file) if file else text("ui.crash.not_kept")
        column.addWidget(wrapped(kept))
        ends = QHBoxLayout()
        copy = Button(text("ui.crash.copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        go_on = PrimaryButton(text("ui.crash.go_on"), "Esc")
        go_on.clicked.connect(self.accept)
        ends.addWidget(copy)
        ends.addStretch(1)
        ends.addWidget(go_on)
        column.addLayout(ends)
        go_on.setFocus()


class CrashReporter(QObject):
    """Takes every error nobody foresaw, from any thread, to one report at a time.

    Args:
        parent: the object that owns it.
    """

    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.window: QWidget | None = None
        self._dialog: CrashDialog | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._raised.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of Python and the messages of Qt."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def show(self, error: BaseException) -> None:
        """Keep and show the report of a bug; a second one while it is open is only kept."""
        report = describe(error)
        logging.getLogger("ui").error("unforeseen error\n%s", report)
        file = self._keep(report)
        if self._dialog is not None:
            return
        self._dialog = CrashDialog(report, file, self.window)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    @property
    def dialog(self) -> CrashDialog | None:
        """The report in view."""
        return self._dialog

    def _forget(self) -> None:
        self._dialog = None

    def _keep(self, report: str) -> Path | None:
        if self.folder is None:
            return None
        name = datetime.now(UTC).strftime("falha-%Y%m%d-%H%M%S-%f.txt")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(report, encoding="utf-8")
        except OSError:
            return None  # the dialog says that it was not kept
        return self.folder / name

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._raised.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._raised.emit(args.exc_value)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", words)

"""Bringing files in: where they are dropped, and how far the reading of them is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from coletor.messages import text
from ui.style import fonts
from ui.style.icons import Icon
from ui.style.theme import restyle
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Elided, wrapped

_MANY = 1 << 20
"""From so many on, what is counted is bytes."""


class DropArea(QFrame):
    """Takes files and folders that are dragged onto it.

    Args:
        title: what to drag here; the official files without it.
        remark: which files they may be.
    """

    dropped = Signal(list)

    def __init__(self, title: str = "", remark: str = "") -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setFixedHeight(84)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(16)
        row.addWidget(Icon("download", "accent", 26))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(wrapped(title or text("ui.tables.drop"), "", fonts.strong()))
        words.addWidget(wrapped(remark or text("ui.tables.drop_remark")))
        words.addStretch(1)
        row.addLayout(words, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; show where they would go."""
        if event.mimeData().hasUrls():
            restyle(self, over="true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        restyle(self, over="")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the paths."""
        restyle(self, over="")
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class ProgressCard(Card):
    """How far an import or download is, with a way to stop it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(6)
        self._what = Elided(text("ui.tables.starting"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(text("ui.tables.progress"))
        words.addWidget(self._what)
        words.addWidget(self._bar)
        self.stop_button = stop = Button(text("ui.cancel"), "Esc")
        stop.setShortcut(Qt.Key.Key_Escape)
        stop.clicked.connect(self.stopped)
        row.addLayout(words, 1)
        row.addWidget(stop)
        self.body.addLayout(row)
        self.hide()

    def begin(self, words: str = "") -> None:
        """Show that something started.

        Args:
            words: what; that the official files are being recognised without them.
        """
        self._what.set_text(words or text("ui.tables.starting"))
        self._bar.setRange(0, 0)
        self.show()

    def say(self, words: str) -> None:
        """Show how far it is where nobody knows how far it goes."""
        self._what.set_text(words)

    def step(self, step: tuple[str, int, int]) -> None:
        """Show how far it is; bytes are counted in MB."""
        what, done, total = step
        if max(done, total) >= _MANY:
            share = f"{done / _MANY:.1f} MB".replace(".", ",")
            self._what.set_text(text("terminology.screen.downloading", what=what, share=share))
        else:
            self._what.set_text(text("ui.tables.reading", what=what))
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(1000 * done // total if total else 0)

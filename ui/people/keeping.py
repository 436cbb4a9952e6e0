"""What is typed in an editor goes to the disk as it is typed, and comes back the next time."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.messages import text
from coletor.registers import Entry
from coletor.registers.unfinished import (
    Unfinished,
    forget_unfinished,
    keep_unfinished,
    unfinished,
)
from ui.glance import local
from ui.people.editor import PersonEditor
from ui.screens.base import Context

PAUSE_MS = 200
"""How long a keystroke waits for company before it is kept; 300 ms is promised."""


@dataclass(frozen=True)
class _Found:
    kept: Unfinished
    entry: Entry | None


class Keeper(QObject):
    """Keeps what is typed in one editor until it is saved or thrown away.

    Args:
        context: what the screen works with.
        editor: the editor; it owns this object.
    """

    resumed = Signal()  # the editor shows what was typed another time

    def __init__(self, context: Context, editor: PersonEditor) -> None:
        super().__init__(editor)
        self._context = context
        self._editor = editor
        self._id = editor.register.definition.id
        self._kept = False
        self._looked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        editor.touched.connect(self._timer.start)
        editor.saved.connect(lambda _: self._forget())
        editor.left.connect(self._forget)

    def look(self) -> None:
        """Offer what was being typed when the program ended, once."""
        if self._looked:
            return
        self._looked = True
        store, register = self._context.workspace.store, self._editor.register
        register_id = self._id

        def work() -> _Found | None:
            kept = unfinished(store, register_id)
            if kept is None:
                return None
            entry = register.get(kept.entry_id) if kept.entry_id is not None else None
            return _Found(kept, entry if entry is None or entry.removed_at is None else None)

        self._context.tasks.query(work, self._on_found, owner=self)

    def _on_found(self, found: _Found | None) -> None:
        if found is None or self._editor.dirty:
            return
        self._kept = True
        words = text("people.editor.resumed", when=local(found.kept.at), who=found.kept.operator)
        self.resumed.emit()
        self._editor.resume(found.entry, found.kept.texts, words)

    def keep(self) -> None:
        """Keep what is typed now, or forget it where nothing is left of it."""
        self._timer.stop()
        editor, fields = self._editor, self._editor.fields
        if fields is None or not editor.dirty:
            self._forget()
            return
        self._kept = True
        store, texts = self._context.workspace.store, fields.texts()
        who = self._context.workspace.operator.id
        entry_id = editor.entry.id if editor.entry is not None else None
        register_id = self._id
        self._context.tasks.change(
            lambda: keep_unfinished(store, register_id, texts, who, entry_id=entry_id)
        )

    def finish(self) -> None:
        """Keep at once what still waits: the program is about to end."""
        if self._timer.isActive():
            self.keep()

    def _forget(self) -> None:
        self._timer.stop()
        if not self._kept:
            return
        self._kept = False
        store, register_id = self._context.workspace.store, self._id
        self._context.tasks.change(lambda: forget_unfinished(store, register_id))

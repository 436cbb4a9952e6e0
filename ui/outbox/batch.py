"""Corrigir em lote: one value for many refused contacts, seen before it is written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.closing.correcting import DRAFT, QUEUED, Change
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_model
from coletor.workspace import Workspace
from ui.form import starting
from ui.form.editors import Editor, make_editor
from ui.form.names import Names
from ui.outbox import batching
from ui.outbox.batching import Preparation, Row
from ui.outbox.choosing import ChoosingTable, paint_box
from ui.outbox.reading import Cause
from ui.style import fonts
from ui.tasks import Handle, Progress, Tasks
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card, heading
from ui.widgets.labels import wrapped
from ui.widgets.marks import key_hints
from ui.widgets.notice import Notice
from ui.widgets.rows import Column, Rows
from ui.widgets.tone import Tone
from ui.widgets.wording import day

_PAUSE_MS = 350
_FIELD_WIDTH = 380
_COLUMNS_OF_FIELD = 6.0
_VALUES, _REASON = {3, 4}, {6}
_NARROW, _TIGHT = 900, 640
"""Widths below which the reason is said of the marked contact only, and the values above."""
_TONES = {QUEUED: Tone.ACCENT, DRAFT: Tone.WARNING}


class BatchPanel(QWidget):
    """The correction of one cause.

    Args:
        workspace: the open folder.
        tasks: runs work off the GUI thread.
    """

    closed = Signal()
    opening = Signal(str)  # UUID
    applied = Signal(str)  # what came of it, in a sentence

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._cause: Cause | None = None
        self._left_out: set[str] = set()
        self._looking: Handle | None = None
        self._running: Handle | None = None
        self._names: Names | None = None
        self.editor: Editor | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self._lay_out()
        for key, slot in (("Ctrl+Return", self._apply), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head, _, self._remark = heading(text("ui.batch.title"))
        back = Button(text("ui.batch.back"), "Esc")
        back.clicked.connect(self.leave)
        self.apply_button = PrimaryButton(text("ui.batch.apply", count=0), "Ctrl ↵")
        self.apply_button.clicked.connect(self._apply)
        head.addWidget(back)
        head.addWidget(self.apply_button)
        column.addLayout(head)
        self.notice = Notice()
        column.addWidget(self.notice)
        self._card = Card()
        self._said = wrapped("", tone="", font=fonts.strong())
        self._where = wrapped()
        self._label = wrapped()
        self._place = QHBoxLayout()
        self._place.setSpacing(12)
        self._card.body.addWidget(self._said)
        self._card.body.addWidget(self._where)
        self._card.body.addWidget(self._label)
        self._card.body.addLayout(self._place)
        column.addWidget(self._card)
        column.addWidget(self._make_list(), 1)

    def _make_list(self) -> Card:
        card = Card(text("ui.batch.preview"))
        self._count = card.hint
        self.table = ChoosingTable(text("ui.batch.preview"))
        self.rows = Rows[Row](
            [
                Column("", lambda _: "", 34, paint=paint_box),
                Column(
                    text("ui.contact.patient"),
                    lambda row: row.patient or text("ui.contact.unnamed"),
                ),
                Column(
                    text("ui.contact.admission"), lambda row: day(row.admission), 100, code=True
                ),
                Column(text("ui.batch.before"), lambda row: row.change.before or "—", 170),
                Column(text("ui.batch.after"), lambda row: row.change.after or "—", 170),
                Column(
                    text("ui.batch.result"),
                    lambda row: text(f"closing.correct.result.{row.change.result}"),
                    120,
                    tone=lambda row: _TONES.get(row.change.result, Tone.NEUTRAL),
                ),
                Column(text("ui.sending.reason"), lambda row: row.change.reason or "", muted=True),
            ],
            self,
        )
        self.table.show_rows(self.rows)
        self.table.ticked.connect(self._tick)
        self.table.all_ticked.connect(self._tick_all)
        self.table.opened.connect(lambda row: self.opening.emit(row.change.uuid))
        self.table.marked.connect(self._on_marked)
        card.body.addWidget(self.table, 1)
        self._reason = wrapped("", tone="warning")
        self._reason.setMinimumHeight(18)
        card.body.addWidget(self._reason)
        card.body.addLayout(
            key_hints(
                ("Espaço", "ui.batch.tick"), ("F2", "ui.batch.tick_all"), ("↵", "ui.batch.open")
            )
        )
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names their room where there is little: what goes is said elsewhere, too."""
        super().resizeEvent(event)
        reason = _REASON if self.width() < _NARROW else set()
        self.table.hide_columns(reason | (_VALUES if self.width() < _TIGHT else set()))

    def begin(self, cause: Cause) -> None:
        """Show a cause; the field's editor comes once its tables were read."""
        self._cause, self._left_out = cause, set()
        self.notice.clear()
        self.rows.replace([])
        count = len(cause.group.uuids)
        name = "remark_one" if count == 1 else "remark"
        self._remark.setText(text(f"ui.batch.{name}", count=count))
        self._said.setText(cause.group.message)
        refused = text("ui.cause.values", values=cause.refused) if cause.refused else ""
        self._where.setText(" · ".join(part for part in (cause.where, refused) if part))
        self._label.setText(text("ui.batch.value", field=cause.group.label or ""))
        self._clear_editor()
        self._refresh()
        workspace, group = self._workspace, cause.group
        self._tasks.query(
            lambda: batching.prepare(workspace, group),
            lambda prepared: self._on_prepared(cause, prepared),
            self._on_error,
            owner=self,
        )

    def leave(self) -> None:
        """Go back; a correction under way ends after the contacts at hand."""
        self._look_no_more()
        if self._running is not None:
            self._running.cancel()
        self._pause.stop()
        self.closed.emit()

    def _clear_editor(self) -> None:
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        while self._place.count():
            self._place.takeAt(0)

    def _on_prepared(self, cause: Cause, prepared: Preparation) -> None:
        if cause is not self._cause or cause.group.role is None or self.editor is not None:
            return
        services = starting.services_of(self._workspace, self._tasks, prepared.start)
        if self._names is None:
            self._names = Names(services, self)
        element = load_model(cause.group.model_id).by_role[cause.group.role]
        self.editor = make_editor(
            element, services, self._names, prepared.beside.get, _COLUMNS_OF_FIELD
        )
        self.editor.setMaximumWidth(_FIELD_WIDTH)
        self.editor.setAccessibleName(cause.group.label or "")
        self.editor.rawEdited.connect(lambda _: self._pause.start())
        self._place.addWidget(self.editor, 1)
        self._place.addStretch(1)
        QWidget.setTabOrder(self.editor, self.table)
        self.editor.show()  # the layout would a moment later: till then it takes no cursor
        if self.isVisible():  # it may have been left by now
            self.editor.setFocus()
        self._preview()

    def _preview(self) -> None:
        cause, editor = self._cause, self.editor
        if cause is None or editor is None or self._running is not None:
            return
        self._look_no_more()
        workspace, group, value = self._workspace, cause.group, editor.raw()

        def work(progress: Progress) -> list[Row] | None:
            return batching.preview(workspace, group, value, progress)

        self._looking = self._tasks.long(
            work, self._on_preview, self._on_error, self._on_progress, owner=self
        )

    def _on_progress(self, done: int) -> None:
        total = len(self._cause.group.uuids) if self._cause else 0
        self._count.setText(text("ui.batch.checking", done=done, total=total))

    def _on_preview(self, rows: list[Row] | None) -> None:
        if rows is None:
            return
        self._looking = None
        self.rows.replace([self._as_chosen(row) for row in rows])
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._on_marked(self.table.current())
        self._refresh()

    def _as_chosen(self, row: Row) -> Row:
        """Return a row as it was ticked before it was looked at once more."""
        return replace(row, chosen=row.chosen and row.change.uuid not in self._left_out)

    def _on_marked(self, row: Row | None) -> None:
        self._reason.setText(row.change.reason or "" if row is not None else "")

    def _tick(self, row: Row) -> None:
        if row.possible:
            self._replace(lambda other: other.change.uuid == row.change.uuid)

    def _tick_all(self) -> None:
        missing = any(row.possible and not row.chosen for row in self.rows.rows())
        self._replace(lambda row: row.possible and row.chosen is not missing)

    def _replace(self, which: Callable[[Row], bool]) -> None:
        self.rows.replace(
            [replace(row, chosen=not row.chosen) if which(row) else row for row in self.rows.rows()]
        )
        out = {row.change.uuid for row in self.rows.rows() if row.possible and not row.chosen}
        seen = {row.change.uuid for row in self.rows.rows() if row.possible}
        self._left_out = (self._left_out - seen) | out
        self._refresh()

    @property
    def chosen(self) -> list[str]:
        """The contacts that would be corrected."""
        return [row.change.uuid for row in self.rows.rows() if row.possible and row.chosen]

    def _refresh(self) -> None:
        count = len(self.chosen)
        self.apply_button.set_text(text("ui.batch.apply", count=count))
        busy = self._looking is not None or self._running is not None
        self.apply_button.setEnabled(count > 0 and not busy)
        total = len(self.rows.rows())
        self._count.setText(text("ui.batch.chosen", count=count, total=total) if total else "")

    def _apply(self) -> None:
        cause, editor, chosen = self._cause, self.editor, self.chosen
        if cause is None or editor is None or not chosen or self._pause.isActive():
            return
        if self._looking is not None or self._running is not None:
            return
        workspace, group, value = self._workspace, cause.group, editor.raw()

        def work(progress: Progress) -> list[Change]:
            return batching.apply(workspace, group, value, chosen, progress)

        self._running = self._tasks.long(
            work,
            self._on_applied,
            self._on_not_applied,
            self._on_progress,
            touches=("contacts",),
            owner=self,
        )
        self._refresh()

    def _on_applied(self, changes: list[Change]) -> None:
        self._running = None
        results = Counter(change.result for change in changes)
        words = text(
            "closing.correct.done",
            queued=results[QUEUED],
            draft=results[DRAFT],
            untouched=len(changes) - results[QUEUED] - results[DRAFT],
        )
        self.applied.emit(words)

    def _look_no_more(self) -> None:
        """Give up what is being looked at: it would be shown as that of another value."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking.drop()
            self._looking = None

    def _on_not_applied(self, error: ColetorError) -> None:
        self._running = None
        self._on_error(error)

    def _on_error(self, error: ColetorError) -> None:
        self._looking = None
        self.notice.say(str(error), Tone.ERROR)
        self._refresh()

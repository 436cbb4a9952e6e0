"""One contact beside the list: its word, what can be done, its receipts and its history."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_model
from coletor.store import ListRow
from coletor.store.situation import label as word_label
from coletor.workspace.printing import page_of
from ui import acting, printing
from ui.acting import Done
from ui.contacts.knowledge import Knowledge, Told, read
from ui.form.naming import is_incomplete
from ui.screens.base import Context
from ui.screens.columns import cns, patient
from ui.situations import PARKED, tone_of
from ui.style import fonts
from ui.tasks import Handle
from ui.widgets.asking import ActionPanel
from ui.widgets.buttons import Button, across
from ui.widgets.card import Card, EmptyState
from ui.widgets.labels import label, rule, wrapped
from ui.widgets.layouts import clear, line_of
from ui.widgets.marks import Pill
from ui.widgets.scrolling import Scrolled
from ui.widgets.tone import Tone
from ui.widgets.wording import day

_TOUCHED = ("contacts", "drafts", "outbox")


class DetailPanel(Card):
    """What is known about the marked contact.

    Args:
        context: what the screen works with.
        parent: the widget it stands in.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._row: ListRow | None = None
        self._asked: Handle | None = None
        self._wanted = False
        self.name = wrapped("", tone="", font=fonts.strong())
        self.word = Pill()
        self.model = Pill()
        self.incomplete = Pill(text("form.screen.incomplete"), Tone.WARNING)
        self.facts = label("", fonts.make("secondary", code=True), "muted")
        self.deeds = ActionPanel()
        self.deeds.confirmed.connect(self._perform)
        self.deeds.turned.connect(self._yield_keys)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        nothing = text("ui.contact.choose"), text("ui.contact.choose_remark")
        self._choose = EmptyState("list", *nothing)
        self._rule = rule()
        self.body.addWidget(self._choose, 1)
        self.body.addWidget(self.name)
        self.body.addLayout(line_of(self.word, self.model, self.incomplete))
        for widget in (self.facts, self._rule):
            self.body.addWidget(widget)
        self.known = self._make_scroll()
        self.body.addWidget(self.known, 1)
        self.body.addWidget(self.deeds)
        self.body.addLayout(self._make_buttons())
        self.show_row(None)

    def _make_scroll(self) -> Scrolled:
        scroll = Scrolled(self)
        column = QVBoxLayout(scroll.inside())
        column.setContentsMargins(0, 0, 4, 0)
        column.addLayout(self._list)
        column.addStretch(1)
        return scroll

    def _make_buttons(self) -> QVBoxLayout:
        self.open_button = Button(text("ui.contact.open"), "↵")
        self.print_button = Button(text("ui.print.print"), "Ctrl P")
        self.pdf_button = Button(text("ui.print.pdf"))
        self.open_button.clicked.connect(self.open_current)
        self.print_button.clicked.connect(self.print_page)
        self.pdf_button.clicked.connect(self._ask_pdf)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(across(self.open_button))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(across(self.print_button))
        row.addWidget(across(self.pdf_button))
        column.addLayout(row)
        return column

    def _yield_keys(self, asked: bool) -> None:
        """Let Enter mean one thing: while something is asked, it answers."""
        for button in (self.open_button, self.print_button, self.pdf_button):
            button.setEnabled(not asked)

    def show_row(self, row: ListRow | None) -> None:
        """Show a contact; without one, say how to choose."""
        same = row is not None and self._row is not None and row.uuid == self._row.uuid
        self._row = row
        buttons = (self.open_button, self.print_button, self.pdf_button)
        for widget in (self.name, self.word, self.facts, self._rule, self.known, *buttons):
            widget.setVisible(row is not None)
        self._choose.setVisible(row is None)
        if not same:
            clear(self._list)
            self.known.verticalScrollBar().setValue(0)
            self.deeds.offer(())
        if row is None:
            self._forget_reading()
            self.model.hide()
            self.incomplete.hide()
            self.name.setText("")
            return
        self._show_head(row)
        self._read(row.uuid)

    def _show_head(self, row: ListRow) -> None:
        self.name.setText(patient(row))
        self.word.show_as(word_label(row.word), tone_of(row.word))
        model = load_model(row.model)
        self.model.show_as(model.short_name, Tone.NEUTRAL)
        self.model.setVisible(not model.is_sent())
        self.incomplete.setVisible(is_incomplete(model))
        facts = (
            cns(row),
            text("ui.contact.born", day=day(row.birth)) if row.birth else "",
            text("ui.contact.admitted", day=day(row.admission)) if row.admission else "",
        )
        self.facts.setText("\n".join(fact for fact in facts if fact))
        typing = row.draft_id is not None and row.word != PARKED  # that one is resumed below
        self.open_button.set_text(text("ui.contact.resume" if typing else "ui.contact.open"))

    def read_on(self, *, back: bool = False) -> None:
        """Scroll what is known of the contact by a page: what is below is read without a mouse."""
        bar = self.known.verticalScrollBar()
        step = QAbstractSlider.SliderAction
        bar.triggerAction(step.SliderPageStepSub if back else step.SliderPageStepAdd)

    def _forget_reading(self) -> None:
        if self._asked is not None:
            self._asked.drop()
            self._asked = None

    def _read(self, uuid: str) -> None:
        self._forget_reading()
        workspace = self._context.workspace
        self._asked = self._context.tasks.query(
            lambda: read(workspace, uuid), self._on_read, self._on_unread, owner=self
        )

    def open_current(self) -> None:
        """Open the contact that is shown."""
        if self._row is not None:
            self.open_row(self._row)

    def open_row(self, row: ListRow) -> None:
        """Open a contact in the form."""
        self._context.go("digitar", row.uuid)

    # What can be done

    def take_focus(self) -> None:
        """Put the cursor on what can be done with the contact."""
        self._wanted = False
        if self.deeds.take_focus():
            return
        if self._asked is not None:
            self._wanted = True  # they come with what is being read
        else:
            self._context.toast(text("acts.nothing"), Tone.NEUTRAL)

    def _perform(self, deed: str, reason: str) -> None:
        if self._row is None:
            return
        workspace, uuid = self._context.workspace, self._row.uuid
        self._context.tasks.change(
            lambda: acting.perform(workspace, uuid, deed, reason),
            self._on_done,
            self._on_error,
            touches=_TOUCHED,
            owner=self,
        )

    def _on_done(self, done: Done) -> None:
        self._context.toast(done.note or done.words, Tone.OK)
        if done.uuid:
            self._context.go("digitar", done.uuid)
        else:
            self.deeds.left.emit()

    # On paper

    def print_page(self) -> None:
        """Print the contact that is shown, on a printer that the person chooses."""
        self._with_page(self._print)

    def _print(self, page: str) -> None:
        if printing.print_page(page, text("ui.print.title"), self):
            self._context.toast(text("ui.print.printed"), Tone.OK)

    def _ask_pdf(self) -> None:
        name = text("ui.print.file", uuid=self._row.uuid[:8]) if self._row else ""
        chosen, _ = QFileDialog.getSaveFileName(self, text("ui.print.pdf"), name, "PDF (*.pdf)")
        if chosen:
            self.save_pdf(Path(chosen))

    def save_pdf(self, file: Path) -> None:
        """Write the contact that is shown as a PDF.

        Args:
            file: the file, replaced when it exists.
        """
        self._with_page(lambda page: self._save(page, file))

    def _save(self, page: str, file: Path) -> None:
        try:
            printing.save_pdf(page, file, text("ui.print.title"))
        except ColetorError as error:
            self._on_error(error)
        else:
            self._context.toast(text("ui.print.saved", file=file.name), Tone.OK)

    def _with_page(self, use: Callable[[str], None]) -> None:
        if self._row is None:
            return
        workspace, uuid = self._context.workspace, self._row.uuid
        self._context.tasks.query(lambda: page_of(workspace, uuid), use, self._on_error, owner=self)

    # What is known

    def _on_unread(self, error: ColetorError) -> None:
        self._asked, self._wanted = None, False
        self._on_error(error)

    def _on_error(self, error: ColetorError) -> None:
        self._context.toast(str(error), Tone.ERROR)

    def _on_read(self, known: Knowledge) -> None:
        self._asked = None
        clear(self._list)
        self.deeds.offer(known.deeds)
        for title, told in known.parts:
            head = label(title, fonts.secondary_strong())
            head.setContentsMargins(0, 10 if self._list.count() else 2, 0, 0)
            self._list.addWidget(head)
            for place, item in enumerate(told):
                self._tell(item, apart=bool(place and item.remark))
        if self._wanted:
            self.take_focus()

    def _tell(self, item: Told, *, apart: bool) -> None:
        words = wrapped(item.words, tone=item.tone, font=fonts.secondary())
        words.setContentsMargins(0, 6 if apart else 0, 0, 0)  # a remark belongs to what is above
        self._list.addWidget(words)
        if item.code:
            number = label(item.code, fonts.make("secondary", code=True), "muted")
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            number.setToolTip(item.code)
            number.setMinimumWidth(10)
            self._list.addWidget(number)
        if item.remark:
            self._list.addWidget(wrapped(item.remark))

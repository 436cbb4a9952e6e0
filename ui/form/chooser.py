"""What can be typed now: a new document, a draft, or one from the bin; nothing comes unasked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from coletor.messages import text
from coletor.model import Model, load_model
from coletor.store import Summary
from ui.form.naming import marks_of
from ui.glance import local
from ui.widgets.card import Card
from ui.widgets.items import SEPARATOR, ItemList, what_of
from ui.widgets.labels import wrapped
from ui.widgets.marks import key_hints

_COLUMNS = (42, 72, 100)
"""Letters after which it is said, of a draft: admission, when it was typed, and the model."""


@dataclass(frozen=True, slots=True)
class New:
    """A new document of a model was chosen."""

    model_id: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """A draft was chosen."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class Binned:
    """A draft in the bin was chosen."""

    draft_id: int


class _List(ItemList):
    """A list in which Enter chooses, Del discards and Esc goes back."""

    cancelled = Signal()
    discarding = Signal()
    undoing = Signal()
    typed = Signal(object)  # QKeyEvent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose or discard the marked line, go back, or begin to type the first one."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key == Qt.Key.Key_Delete:
            self.discarding.emit()
        elif key == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.undoing.emit()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.clone())
        else:
            super().keyPressEvent(event)


class Chooser(Card):
    """New documents first, then the open drafts, then what is in the bin.

    Args:
        parent: the widget it stands in.
    """

    chosen = Signal(object)  # New, Resumed or Binned
    discarded = Signal(int)  # draft id
    undone = Signal()
    typed = Signal(object)  # QKeyEvent: somebody types on; a new contact takes it
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("form.drafts.title"), "", parent)
        self.body.addWidget(wrapped(text("form.drafts.remark")))
        self.list = _List(text("form.drafts.title"), columns=_COLUMNS)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(
            key_hints(
                ("↑ ↓", "ui.suggestions.move"),
                ("↵", "form.drafts.open"),
                ("Del", "form.drafts.discard"),
                ("Esc", "form.drafts.back"),
            )
        )
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self.list.cancelled.connect(self.cancelled)
        self.list.undoing.connect(self.undone)
        self.list.typed.connect(self.typed)
        self.list.discarding.connect(self._on_discarding)

    def show_choices(self, models: Sequence[Model], drafts: Sequence[Summary]) -> None:
        """List what can be typed; the first model is marked, so that Enter alone starts one.

        Args:
            models: those that a new document may take, the usual one first.
            drafts: the open drafts.
        """
        place = max(0, self.list.currentRow())
        again = self.list.hasFocus()
        self.list.clear()
        self.list.add_head(text("form.drafts.begin"))
        for model in models:
            self.list.add(new_words(model), New(model.id))
        if drafts:
            self.list.add_head(text("form.drafts.resume"))
        for draft in drafts:
            self.list.add(_words(draft), Resumed(draft.id))
        last = self.list.count() - 1
        self.list.setCurrentRow(min(place, last) if again else 1)
        self.list.setFocus()

    def show_bin(self, drafts: Sequence[Summary]) -> None:
        """List what is in the bin below the rest; what is marked stays marked.

        Args:
            drafts: the last one discarded first.
        """
        if drafts:
            self.list.add_head(text("form.drafts.bin"))
        for draft in drafts:
            self.list.add(_words(draft), Binned(draft.id), quiet=True)

    def _on_item(self, item: QListWidgetItem) -> None:
        what = what_of(item)
        if what is not None:
            self.chosen.emit(what)

    def _on_discarding(self) -> None:
        what = self.list.what()
        if isinstance(what, Resumed):
            self.discarded.emit(what.draft_id)


def new_words(model: Model) -> str:
    """Return what a new document of a model is called in the list."""
    name = text("form.drafts.new") if model.is_sent() else model.name
    return text("form.drafts.new_line", name=name, marks=SEPARATOR.join(marks_of(model)))


def _words(draft: Summary) -> str:
    """Return what a draft is called in the list: when it was typed, or thrown away."""
    admission = text("form.drafts.no_admission")
    if draft.admission:
        year, month, day = draft.admission[:10].split("-")
        admission = f"{day}/{month}/{year}"
    model = load_model(draft.model_id)
    return text(
        "form.drafts.line" if draft.discarded_at is None else "form.drafts.bin_line",
        patient=draft.patient or text("form.screen.no_name"),
        admission=admission,
        changed=local(draft.discarded_at or draft.changed_at),
        model=model.short_name,
    )

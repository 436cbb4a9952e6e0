"""The line above the form: whose contact, which model, what is saved, and what comes next."""

from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Model
from ui.form.naming import is_incomplete, model_words
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.labels import Elided
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

_LEAST_TITLE = 320
"""Of a longer title so much is seen before it is said that all is saved."""
SLOW_MS = 800
"""A save that takes longer than this is said; a quick one only changes the time."""


class FormHead(QWidget):
    """Title, model, the saved mark, and the buttons of the screen.

    Args:
        parent: the widget it stands in.
    """

    drafts_wanted = Signal()
    more_wanted = Signal()
    concluded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone | None = None
        """Of what is said about saving; None: nothing yet."""
        row = QHBoxLayout()
        row.setSpacing(12)
        self._title = Elided("", fonts.title())
        self._model = Elided("", fonts.secondary(), "muted")
        row.addWidget(self._title)
        row.addWidget(self._model)
        row.addStretch(1)
        _say(self._title, text("form.screen.new"))
        self._saved = Pill()
        self._stays = Pill(text("form.screen.stays"), Tone.ACCENT)
        self._incomplete = Pill(text("form.screen.incomplete"), Tone.WARNING)
        for place, mark in enumerate((self._stays, self._incomplete, self._saved), 2):
            row.insertWidget(place, mark)
        self.drafts = Button(text("form.screen.others"), text("form.key.drafts_cap"))
        self.drafts.clicked.connect(self.drafts_wanted)
        self.more = Button(text("form.screen.more"), text("acts.key_cap"))
        self.more.clicked.connect(self.more_wanted)
        self.conclude = PrimaryButton(text("form.screen.conclude"), text("form.key.conclude_cap"))
        self.conclude.clicked.connect(self.concluded)
        self._row = row
        row.addWidget(self.more)
        row.addWidget(self.drafts)
        row.addWidget(self.conclude)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self.show_drafts(0)
        self._arrange()

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing before the buttons."""
        self._row.insertWidget(self._row.indexOf(self.more), control)
        control.show()

    def event(self, event: QEvent) -> bool:
        """Leave out what does not fit, once sizes change."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Spare the model first, then that all is saved: the status line says it, too."""
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        found = (item.widget() for item in items if item is not None)
        spared = (self._title, self._model, self._saved)
        gap, room = self._row.spacing(), self.width()
        for each in found:
            if each is not None and each not in spared and not each.isHidden():
                room -= each.sizeHint().width() + gap
        title, model, saved = (each.sizeHint().width() + gap for each in spared)
        quiet = self._tone is Tone.OK
        self._saved.setVisible(
            self._tone is not None and (not quiet or min(title, _LEAST_TITLE) + saved <= room)
        )
        room -= 0 if self._saved.isHidden() else saved
        self._model.setVisible(title + model <= room)

    def begin(self, model: Model, name: str) -> None:
        """Show a contact that was just opened, with nothing saved of it in this sitting.

        Args:
            model: its model.
            name: whose it is; empty for a new contact.
        """
        self._slow.stop()
        self._tone = None
        _say(self._title, _title(model, name))
        _say(self._model, model_words(model) if model.is_sent() else model.annex)
        self._stays.setVisible(not model.is_sent())
        self._incomplete.setVisible(is_incomplete(model))
        self._incomplete.setToolTip(text("form.screen.incomplete_tip", annex=model.annex))
        self.show_concluding(busy=False)
        self._arrange()

    def show_drafts(self, count: int) -> None:
        """Show how many other drafts are open; without any, other documents can be begun."""
        words = text("form.screen.drafts_count", count=count) if count else ""
        self.drafts.set_text(words or text("form.screen.others"))

    def show_more(self, *, any_at_all: bool) -> None:
        """Offer what else can be done with the contact, if there is anything."""
        self.more.setVisible(any_at_all)

    def show_concluding(self, *, busy: bool) -> None:
        """Say that the conclusion is under way, or no more."""
        self.conclude.set_text(text("form.screen.concluding" if busy else "form.screen.conclude"))

    def show_saving(self) -> None:
        """Something typed is on its way to the disk."""
        if not self._slow.isActive():
            self._slow.start()

    def show_saved(self) -> None:
        """Everything typed is on the disk."""
        self._slow.stop()
        now = datetime.now().astimezone()
        self._mark(text("form.screen.saved", time=f"{now:%H:%M:%S}"), Tone.OK)

    def show_unsaved(self) -> None:
        """Something typed could not be stored."""
        self._slow.stop()
        self._mark(text("form.screen.unsaved"), Tone.ERROR)

    def _on_slow(self) -> None:
        self._mark(text("form.screen.saving"), Tone.NEUTRAL)

    def _mark(self, words: str, tone: Tone) -> None:
        self._saved.show_as(words, tone)
        self._tone = tone
        self._arrange()


def _say(place: Elided, words: str) -> None:
    """Show words in their own width; a long name gives way to the buttons, never the reverse."""
    place.set_text(words)
    place.setMaximumWidth(place.sizeHint().width())
    place.updateGeometry()


def _title(model: Model, name: str) -> str:
    """Return whose contact it is; a clinical document is called by its own name."""
    if not model.is_sent():
        return model.short_name  # with its marks there is no room for the patient's name
    return text("form.screen.of", name=name) if name else text("form.screen.new")

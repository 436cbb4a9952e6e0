"""The line above the form: whose contact, which model, what is saved, and what comes next."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Model
from ui.form.naming import is_incomplete, model_words
from ui.form.typing_head import TypingHead
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

GAP, NARROW_GAP = 12, 8
_LEAST_TITLE = 320
"""Of a longer title so much is seen before it is said that all is saved."""


class FormHead(TypingHead):
    """Title, model, the saved mark, and the buttons of the screen.

    Args:
        parent: the widget it stands in.
    """

    drafts_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.drafts = Button(text("form.screen.others"), text("form.key.drafts_cap"))
        self.more = Button(text("form.screen.more"), text("acts.key_cap"))
        super().__init__(row, (self.more, self.drafts), text("form.screen.conclude"), parent)
        self.drafts.clicked.connect(self.drafts_wanted)
        self.more.clicked.connect(self.more_wanted)
        self._title = Elided("", fonts.title())
        self._model = Elided("", fonts.secondary(), "muted")
        _say(self._title, text("form.screen.new"))
        self._saved_width = Pill(text("form.screen.saved", time="00:00:00")).sizeHint().width()
        self._stays = Pill(text("form.screen.stays"), Tone.ACCENT)
        self._incomplete = Pill(text("form.screen.incomplete"), Tone.WARNING)
        marks = (self._title, self._model, self._stays, self._incomplete, self._saved)
        for place, mark in enumerate(marks):
            row.insertWidget(place, mark)
        row.insertStretch(len(marks), 1)
        for mark in (self._stays, self._incomplete):
            mark.hide()  # until a model says otherwise: behind another page they take no room
        self.show_drafts(0)
        self._arrange()

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
        fixed = [
            each.sizeHint().width()
            for each in found
            if each is not None and each not in spared and not each.isHidden()
        ]
        least = self._title.sizeHint().width()
        least += self._saved_width  # said or not: or the buttons would move with the first letter
        roomy = self.width() - sum(fixed) - least >= GAP * (len(fixed) + 1)
        gap = GAP if roomy else NARROW_GAP
        if gap != self._row.spacing():  # set anew, it would ask for this once more
            self._row.setSpacing(gap)
        room = self.width() - sum(fixed) - gap * len(fixed)
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
        _say(self._title, _title(model, name))
        _say(self._model, model_words(model) if model.is_sent() else model.annex)
        self._stays.setVisible(not model.is_sent())
        self._incomplete.setVisible(is_incomplete(model))
        self._incomplete.setToolTip(text("form.screen.incomplete_tip", annex=model.annex))
        self.show_concluding(busy=False)
        self._forget_saved()

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

"""What became of the lines concluded in this sitting: how many went, and who came back."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from ui.form.receipts import Answer, Receipts
from ui.sending import Dispatcher
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

_KEYS = ("waiting", "accepted", "refused")
_TONES = (Tone.NEUTRAL, Tone.OK, Tone.ERROR)


class Answers(QWidget):
    """One line below the sheet; nothing at all before the first conclusion.

    Args:
        dispatcher: tells what the service answered.
        parent: the widget it stands in.
    """

    correcting = Signal(str)  # UUID of a refused contact

    def __init__(self, dispatcher: Dispatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._receipts = Receipts(dispatcher, self)
        self._receipts.answered.connect(self._on_answer)
        self._waits: set[str] = set()
        self._accepted = 0
        self._refused: dict[str, Answer] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._pills = [Pill() for _ in _KEYS]
        self._reason = Elided("", fonts.secondary(), "error")
        self.correct_button = Button(text("sheet.answers.correct"))
        self.correct_button.clicked.connect(self.correct)
        for widget in self._pills:
            row.addWidget(widget)
        row.addWidget(self._reason, 1)
        row.addWidget(self.correct_button)
        self._show()

    def watch(self, concluded: Iterable[tuple[str, str]]) -> None:
        """Wait for the answers to lines that were queued.

        Args:
            concluded: UUID of each and whose it is.
        """
        for uuid, name in concluded:
            self._waits.add(uuid)
            self._refused.pop(uuid, None)
            self._receipts.watch(uuid, name)
        self._show()

    @property
    def refused(self) -> bool:
        """Whether a contact came back that was not opened yet."""
        return bool(self._refused)

    def correct(self) -> None:
        """Ask for the form of the contact that came back first."""
        uuid = next(iter(self._refused), "")
        if uuid:
            del self._refused[uuid]
            self._show()
            self.correcting.emit(uuid)

    def words(self) -> str:
        """Return all that is said."""
        pills = [pill.text() for pill in self._pills if not pill.isHidden()]
        return " · ".join([*pills, *(each.sentence for each in self._refused.values())])

    def _on_answer(self, answer: Answer) -> None:
        self._waits.discard(answer.uuid)
        if answer.tone is Tone.ERROR:
            self._refused[answer.uuid] = answer
        else:
            self._accepted += 1
        self._show()

    def _show(self) -> None:
        counts = (len(self._waits), self._accepted, len(self._refused))
        for pill, key, count, tone in zip(self._pills, _KEYS, counts, _TONES, strict=True):
            one = "_one" if count == 1 else ""
            pill.show_as(text(f"sheet.answers.{key}{one}", count=count), tone)
            pill.setVisible(count > 0)
        first = next(iter(self._refused.values()), None)
        self._reason.set_text(first.sentence if first is not None else "")
        self.correct_button.setVisible(first is not None)
        self.setVisible(any(counts))
        self.setAccessibleName(self.words())

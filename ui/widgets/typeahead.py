"""A code from a large table: codes and names are searched beside the typing, never before it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from coletor.contact.fold import fold
from coletor.errors import ColetorError
from coletor.messages import text
from ui.buffering import KeyBuffer
from ui.tasks import Tasks
from ui.widgets.choice import SuggestingEdit
from ui.widgets.seeking import Look, Seeker
from ui.widgets.suggestions import Suggestion, SuggestionList

LOADING_MS = 150
_WAITING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Down)
Resolver = Callable[[str], Suggestion | None]
Explainer = Callable[[str], str]


class TypeAhead(SuggestingEdit):
    """A field that searches a table as it is typed.

    Enter, Tab and Down that come before the answer wait for it, with all that is typed after
    them: a list that answers an older text is never taken. Left by the mouse before the answer
    came, the field settles only on the very code typed or on the only line found.

    Args:
        tasks: runs the searches.
        provider: returns the lines for a text, best first; called off the GUI thread.
        resolver: returns the line of a kept code, to show its name; called off the GUI thread.
        parent: the widget it stands in.
    """

    browsing = Signal()  # F4: the whole table is wanted; only where `browsable`

    def __init__(
        self,
        tasks: Tasks,
        provider: Look,
        resolver: Resolver | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._resolver = resolver
        self._explainer: Explainer | None = None
        self.browsable = False
        self._seeker = Seeker(tasks, provider, self)
        self._seeker.found.connect(self._on_found)
        self._seeker.failed.connect(self._on_failed)
        self._seeker.dropped.connect(self._go_on_soon)
        self._held = KeyBuffer(self, anywhere=True)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(LOADING_MS)
        self._loading.timeout.connect(self._show_loading)

    def set_provider(self, provider: Look, resolver: Resolver | None = None) -> None:
        """Search another table from now on; an answer under way is dropped."""
        self._seeker.look, self._resolver = provider, resolver
        self._seeker.drop()
        if self._settled is not None:
            self.set_raw(self._settled.code)

    def set_explainer(self, explainer: Explainer | None) -> None:
        """Answer F6 with why a code is not offered.

        Args:
            explainer: returns the sentence for a text; called off the GUI thread.
        """
        self._explainer = explainer

    @property
    def popup(self) -> SuggestionList:
        """The list under the field; it names the keys that this field has."""
        made = self._popup is None
        popup = super().popup
        if made and self.browsable:
            popup.add_key("F4", text("terminology.browser.whole"))
        if made and self._explainer is not None:
            popup.add_key("F6", text("terminology.browser.why"))
        return popup

    def event(self, event: QEvent) -> bool:
        """Have the keys that take a line, or lead to the list, wait for the list they mean."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _WAITING
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and self._seeker.wanted is not None
            and self.hasFocus()
        ):
            self._held.hold()
            self._held.add(event.clone())
            return True
        return super().event(event)

    def _go_on_soon(self) -> None:
        if self._held.holding:
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        """Type what waited; who was led on by the mouse needs no key for it."""
        if not self.hasFocus():
            self._held.skip()
        self._held.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the whole table with F4; say with F6 why a code is not offered."""
        if event.key() == Qt.Key.Key_F4 and self.browsable:
            self._stop_search()
            self.browsing.emit()
        elif event.key() == Qt.Key.Key_F6 and self._explainer is not None:
            self._explain()
        else:
            super().keyPressEvent(event)

    def _explain(self) -> None:
        typed = self._settled.code if self._settled else self.text()
        marked = self.popup.current()
        if marked is not None and not any(letter.isdigit() for letter in typed):
            typed = marked.code  # the line under the mark, when words were typed
        explainer = self._explainer
        assert explainer is not None
        self._stop_search()
        shown = self.text()
        self._tasks.query(
            lambda: explainer(typed),
            lambda words: self._show_explained(shown, words),
            lambda error: self._show_explained(shown, str(error)),
            owner=self,
        )

    def _show_explained(self, shown: str, words: str) -> None:
        if self.hasFocus() and self.text() == shown:
            self.popup.show_message(words)

    def _stop_search(self) -> None:
        self._seeker.drop()
        self._loading.stop()
        self.close_list()

    def set_raw(self, raw: str) -> None:
        """Show a kept text and, when the table knows it as a code, its name."""
        self._seeker.drop()
        self.close_list()
        self._settled = None
        self.setText(raw)
        resolver = self._resolver
        if raw and resolver is not None:
            self._tasks.query(
                lambda: resolver(raw),
                lambda line: self._on_resolved(raw, line),
                lambda _error: None,
                owner=self,
            )

    def open_list(self) -> None:
        """Search for what is in the field."""
        self._search(self._settled.code if self._settled else self.text())

    def _on_resolved(self, raw: str, line: Suggestion | None) -> None:
        untouched = self._settled is None and self.text() == raw and not self.isModified()
        if line is not None and untouched:
            self._show_settled(line)

    def _on_edited(self, shown: str) -> None:
        super()._on_edited(shown)
        if shown.strip():
            self._search(shown)
        else:
            self._stop_search()

    def _search(self, typed: str) -> None:
        if not self._loading.isActive() and not self.list_open:
            self._loading.start()
        self._seeker.seek(typed)

    def _on_found(self, typed: str, lines: Sequence[Suggestion]) -> None:
        self._loading.stop()
        if self.hasFocus():
            self.popup.show_lines(lines, mark=self.mark_for(typed, lines))
        else:
            self._settle_alone(typed, lines)
        if self._held.holding:
            self._go_on()

    def mark_for(self, typed: str, lines: Sequence[Suggestion]) -> int | None:
        """Return the line that is marked unasked, so that Enter takes it: the best one."""
        return 0

    def _on_failed(self, error: ColetorError) -> None:
        self._loading.stop()
        if self.hasFocus():
            self.popup.show_message(str(error))
        if self._held.holding:
            self._go_on()

    def _show_loading(self) -> None:
        if self._seeker.wanted is not None and self.hasFocus() and not self.list_open:
            self.popup.show_message(text("ui.suggestions.searching"))

    def _settle_alone(self, typed: str, lines: Sequence[Suggestion]) -> None:
        if self._settled is not None or self.text() != typed:
            return
        wanted = _bare(typed)
        exact = [line for line in lines if _bare(line.code) == wanted]
        found = exact or (lines if len(lines) == 1 else [])
        if len(found) == 1:
            self.choose(found[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle a code typed whole, if its search has not been answered yet or was not used."""
        super().focusOutEvent(event)
        typed = self.text()
        if self._settled is None and typed.strip() and self._seeker.wanted is None:
            self._search(typed)
            self._loading.stop()


def _bare(code: str) -> str:
    return "".join(letter for letter in fold(code) if letter.isalnum())

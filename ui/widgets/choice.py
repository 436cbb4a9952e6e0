"""A coded value from a short list: type the code or the first letters, or pick with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from coletor.contact.fold import fold
from ui.widgets.line import LineEdit
from ui.widgets.popup import MOVES
from ui.widgets.suggestions import Suggestion, SuggestionList


class SuggestingEdit(LineEdit):
    """The keyboard that fields with a list share: arrows, Enter, Tab, Esc.

    A settled field keeps a code and shows its name; an unsettled one keeps what was typed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._settled: Suggestion | None = None
        self._popup: SuggestionList | None = None

    def raw(self) -> str:
        """Return the chosen code, or what was typed when nothing was chosen."""
        return self._settled.code if self._settled else self.text()

    def chosen(self) -> Suggestion | None:
        """Return the settled choice."""
        return self._settled

    @property
    def popup(self) -> SuggestionList:
        """The list under the field, made when it is first needed."""
        if self._popup is None:
            self._popup = SuggestionList(self)
            self._popup.picked.connect(self._on_picked)
        return self._popup

    @property
    def list_open(self) -> bool:
        """Whether the list is in view."""
        return self._popup is not None and self._popup.open

    def close_list(self) -> None:
        """Close the list; what was typed stays."""
        if self._popup is not None:
            self._popup.hide()

    def choose(self, line: Suggestion) -> None:
        """Settle on a line, as the person."""
        self.close_list()
        self._show_settled(line)
        self.rawEdited.emit(self.raw())

    def open_list(self) -> None:
        """Open the list for what is typed; each kind of field says how."""
        raise NotImplementedError

    def shown(self, line: Suggestion) -> str:
        """Return what the field shows for a settled line."""
        return f"{line.label}  {line.name}" if line.name else line.label

    def _show_settled(self, line: Suggestion) -> None:
        self._settled = line
        self.setText(self.shown(line))
        self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()

    def _on_picked(self, line: Suggestion) -> None:
        self.choose(line)
        self.advance()

    def _on_edited(self, shown: str) -> None:
        self._settled = None
        super()._on_edited(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drive the list; without it, Down opens it and Enter goes on."""
        key = event.key()
        if self.list_open and self._drive(key):
            return
        if not self.list_open and key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_list()
            return
        super().keyPressEvent(event)

    def _drive(self, key: int) -> bool:
        if key in MOVES:
            self.popup.move_mark(MOVES[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_marked()
            self.advance()
        else:
            return False
        return True

    def take_marked(self) -> None:
        """Settle on the marked line, if there is one."""
        line = self.popup.current()
        if line is not None:
            self.choose(line)
        self.close_list()

    def event(self, event: QEvent) -> bool:
        """Let Tab choose the marked line before it goes on."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.list_open
        ):
            self.take_marked()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a settled value whole, so that typing replaces it."""
        super().focusInEvent(event)
        if self._settled is not None:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list; what was typed stays."""
        self.close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list away with the field."""
        self.close_list()
        super().hideEvent(event)


class ChoiceEdit(SuggestingEdit):
    """A field for one of a few coded values.

    Args:
        options: the values in their order.
        parent: the widget it stands in.
    """

    def __init__(self, options: Sequence[Suggestion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: Sequence[Suggestion] = ()
        self.set_options(options)

    def set_options(self, options: Sequence[Suggestion]) -> None:
        """Change the values on offer; what is kept stays."""
        raw = self.raw()
        self._options = tuple(options)
        self.set_raw(raw)

    def set_raw(self, raw: str) -> None:
        """Show the name of a kept code; text that is no code is shown as it is."""
        line = next((x for x in self._options if x.code == raw), None)
        if line is None:
            self._settled = None
            self.setText(raw)
        else:
            self._show_settled(line)

    def shown(self, line: Suggestion) -> str:
        """Return the name alone: in a short list it says everything."""
        return line.name or line.code

    def matches(self, typed: str) -> list[Suggestion]:
        """Return the values that what is typed may mean, best first.

        The code itself, then codes that begin so, then names with a word that begins so.
        """
        wanted = fold(typed).strip()
        if not wanted:
            return list(self._options)
        ranked: list[tuple[int, Suggestion]] = []
        for line in self._options:
            rank = _rank(line, wanted)
            if rank is not None:
                ranked.append((rank, line))
        return [line for _, line in sorted(ranked, key=lambda pair: pair[0])]

    def open_list(self) -> None:
        """Open the whole list with the chosen value marked, or what fits what is typed."""
        if self._settled is not None or not self.text():
            lines = list(self._options)
            mark = lines.index(self._settled) if self._settled in lines else 0
        else:
            lines, mark = self.matches(self.text()), 0
        self.popup.show_lines(lines, mark=mark)

    def _on_edited(self, shown: str) -> None:
        super()._on_edited(shown)
        if shown:
            self.popup.show_lines(self.matches(shown))
        else:
            self.close_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle what can mean only one value."""
        if self._settled is None and self.text():
            found = self.matches(self.text())
            exact = [x for x in found if fold(self.text()).strip() in (fold(x.code), fold(x.name))]
            found = exact or found
            if len(found) == 1:
                self.choose(found[0])
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list for who uses the mouse."""
        super().mousePressEvent(event)
        if not self.list_open:
            self.open_list()


def _rank(line: Suggestion, wanted: str) -> int | None:
    code, name = fold(line.code), fold(line.name)
    if wanted in (code, name):
        return 0
    if code.startswith(wanted) or code.lstrip("0").startswith(wanted):
        return 1
    if name.startswith(wanted):
        return 2
    if any(word.startswith(wanted) for word in name.replace("/", " ").split()):
        return 3
    return None

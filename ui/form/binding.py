"""Ties an editor to its cell: what is typed goes to the session, keys go to the form."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip

from coletor.messages import text
from ui.form.circumstances import circumstances_of
from ui.form.conditions import FieldState
from ui.form.editors import Editor, LongTextEdit, TermEdit
from ui.form.keys import is_redo, is_undo
from ui.form.names import Names
from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.form.session import FormSession
from ui.help.door import tie
from ui.help.topics import field_topic
from ui.style.theme import restyle
from ui.widgets.line import LineEdit
from ui.widgets.tone import Tone
from ui.widgets.wording import first_sentence, tip

_OURS = (is_undo, is_redo)


class Host(Protocol):
    """The form, as its parts see it."""

    @property
    def session(self) -> FormSession:
        """What is being typed."""

    @property
    def names(self) -> Names:
        """The names of codes."""

    def bind(self, editor: Editor, stop: Stop, name: str) -> "Binding":
        """Tie an editor to a cell."""

    def focus(self, stop: Stop) -> None:
        """Put the cursor into a field, wherever it is."""

    def entered(self, stop: Stop) -> None:
        """Note that a field took the focus."""

    def key(self, stop: Stop, event: QKeyEvent) -> bool:
        """Do what a key of the form does; tell whether it was one."""

    def shown_at(self, stop: Stop) -> Pending | None:
        """Return what is said about a place at this moment."""


class FieldBinding(QObject):
    """What every field of a contact does: it says what is pending there, its host hears the keys.

    It dies with the editor.

    Args:
        editor: the editor.
        stop: the cell it stands for, or the first of them.
        host: the form, or a part of a sheet.
    """

    def __init__(self, editor: Editor, stop: Stop, host: Host) -> None:
        super().__init__(editor)
        self.editor = editor
        self.stop = stop
        self._host = host
        self._told: Pending | None = None
        tie(editor, self)
        editor.installEventFilter(self)

    def reload(self) -> None:
        """Show what the cells say."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show what the cells say after the program changed one of them."""
        self.reload()

    def refresh(self) -> None:
        """Show what the field is at this moment: open or closed, required, and why."""
        raise NotImplementedError

    def tell(self, item: Pending | None) -> None:
        """Mark the editor with what is pending there, and say it to a screen reader."""
        if item == self._told:
            return
        self._told = item
        restyle(self.editor, state=mark_of(item))
        message = item.message if item else ""
        self.editor.setAccessibleDescription(message)
        self.editor.setToolTip(tip(message))

    def pending(self) -> Pending | None:
        """Return what is said about the field at this moment."""
        return self._host.shown_at(self.stop)

    def help_topic(self) -> str:
        """Return the page of the help about the field, and what is said there now."""
        said = self.pending()
        rule = said.rule if said else ""
        return field_topic(self._host.session.rows.model, self.stop.path, rule)

    def whole(self) -> str:
        """Return the text of a field that has no room for it, such as the name of a code."""
        words = self._words()
        return words if isinstance(self.editor, LineEdit) and self.editor.cuts(words) else ""

    def _words(self) -> str:
        """Return what the field shows."""
        return self.editor.text() if isinstance(self.editor, LineEdit) else ""

    def _tell_whole(self, event: QEvent) -> bool:
        """Show in the tool tip what the field has no room for, and what is pending there."""
        words = self.whole()
        if words and isinstance(event, QHelpEvent):
            said = "\n".join(filter(None, (words, self.editor.toolTip())))
            QToolTip.showText(event.globalPos(), tip(said), self.editor)
        return bool(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the host have its keys before the editor and before any shortcut."""
        if not isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.ToolTip and self._tell_whole(event)
        if event.type() == QEvent.Type.KeyPress:
            return self._host.key(self.stop, event)
        if event.type() == QEvent.Type.ShortcutOverride and any(ours(event) for ours in _OURS):
            event.accept()
            return True
        return False


class Binding(FieldBinding):
    """One editor and its cell.

    Args:
        editor: the editor.
        stop: the cell.
        name: what the field is called, its row included.
        host: the form.
    """

    def __init__(self, editor: Editor, stop: Stop, name: str, host: Host) -> None:
        super().__init__(editor, stop, host)
        self._name = name
        self._session = host.session
        self.reload()
        editor.rawEdited.connect(self._on_edited)
        editor.entered.connect(self._on_entered)
        editor.left.connect(self._on_left)
        self.refresh()

    def reload(self) -> None:
        """Show the cell's text, because the program changed it."""
        raw = self._session.rows.text(self.stop.row, self.stop.path)
        if raw != self.editor.raw():
            self.editor.set_raw(raw)

    def refresh(self) -> None:
        """Show what the field is at this moment: open or closed, required, and why."""
        state = self.session_state()
        self.editor.setEnabled(state.applies)
        self.editor.setPlaceholderText(state.reason or self._prompt(year_alone=state.year_alone))
        key = "form.required_name" if state.required else "form.name"
        self.editor.setAccessibleName(text(key, name=self._name))

    def _prompt(self, *, year_alone: bool) -> str:
        """Return what an empty field says: what is going to be proposed, or what is enough."""
        rows, element = self._session.rows, self._session.rows.model.by_path[self.stop.path]
        row = rows.by_id[self.stop.row]
        if row.list and row.blank and not element.automatic:
            return self._host.names.of(element, rows.proposal(row, element))
        return text("form.year_enough") if year_alone else ""

    def session_state(self) -> FieldState:
        """Return what the field is at this moment."""
        return self._session.states.state(self.stop.row, self.stop.path)

    def _words(self) -> str:
        """Return the name of a code that the row has painted already: the editor may look it up."""
        editor, stop, rows = self.editor, self.stop, self._session.rows
        if not isinstance(editor, TermEdit):
            return super()._words()
        element = rows.model.by_path[stop.path]
        raw, look = rows.text(stop.row, stop.path), partial(rows.value, stop.row)
        return self._host.names.shown(element, raw, look, editor.columns)

    def _on_edited(self, raw: str) -> None:
        self._session.type(self.stop, raw)
        if not self.editor.hasFocus():
            self._session.leave(self.stop)

    def _on_entered(self) -> None:
        if isinstance(self.editor, TermEdit):
            self.editor.follow_table(circumstances_of(self._session.rows, self.stop.row))
        self._host.entered(self.stop)

    def _on_left(self) -> None:
        if not isinstance(self.editor, LongTextEdit):
            self.editor.setCursorPosition(0)  # a long name is read from its beginning
        self._session.leave(self.stop)


def mark_of(item: Pending | None) -> str:
    """Return the state of an editor that the style sheet knows, for what is pending there."""
    if item is None or item.reason:
        return ""
    if item.refused:
        return "rejected"
    return str(tone_of(item))


def tone_of(item: Pending) -> Tone:
    """Return the colour of what is pending: a confirmed warning is grey."""
    if item.reason:
        return Tone.NEUTRAL
    return Tone.ERROR if item.error else Tone.WARNING


def words_of(item: Pending) -> str:
    """Return what is said beside the field."""
    return text("form.confirmed", reason=item.reason) if item.reason else item.message


def brief_of(item: Pending) -> str:
    """Return the first sentence of what is said: beside a field there is room for no more."""
    return first_sentence(words_of(item))

"""One entry of a register, typed in place: saved when it is right, never lost on the way."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import Entry, Problem
from ui.buffering import KeyBuffer
from ui.people import reading
from ui.people.editor_frame import EditorFrame
from ui.people.fields import Fields
from ui.people.making import FieldsMaker
from ui.people.saying import is_whole, short
from ui.screens.base import Context
from ui.tasks import Handle
from ui.widgets.field import Field
from ui.widgets.layouts import tab_in_order
from ui.widgets.tone import Tone

TOUCHED = ("people",)
"""What a change of a register touches."""
_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonEditor(EditorFrame):
    """Types an entry of a register; a panel, never a box over the window.

    Ctrl+Enter saves, Esc goes back (and asks once where something would be thrown away).

    Args:
        context: what the screen works with.
        register_id: the register.
        parent: the widget it stands in.
    """

    saved = Signal(object)  # Entry
    left = Signal()
    touched = Signal()  # something was typed
    other_wanted = Signal(int)  # id of the entry that has this number already

    def __init__(self, context: Context, register_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.register = context.workspace.register(register_id)
        self.fields: Fields | None = None
        self.entry: Entry | None = None
        self._first: dict[str, str] = {}
        self._waiting: tuple[Entry | None, dict[str, str]] | None = None
        self._keys = KeyBuffer(self)
        self._visited: set[str] = set()
        self._asked: Handle | None = None
        self._saving = False
        self._leaving = False
        self._other = 0
        self._last = ""
        self._resumed = ""
        self.begins_at_gap = False
        """Whether the cursor begins where the first thing is missing: who is known was typed."""
        self.offers_other = False
        """Whether somebody shows the other entry when a number is taken."""
        self.notice.acted.connect(lambda: self.other_wanted.emit(self._other))
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.leave)
        self._maker = FieldsMaker(context, self.register.definition, self.area, self)
        self._maker.made.connect(self._take_in)
        self._maker.failed.connect(self._on_error)

    def _take_in(self, fields: Fields) -> None:
        """Begin to be typed in: every field is made."""
        self.fields = fields
        fields.edited.connect(self._on_edited)
        fields.left.connect(self._on_left)
        fields.entered.connect(self._on_entered)
        self._order_keys(fields)
        if self._waiting is not None:
            entry, prefilled = self._waiting
            self._waiting = None
            self.resume(entry, prefilled, self._resumed)
            self._keys.release()

    def _order_keys(self, fields: Fields) -> None:
        """Let Enter and Tab go through the fields to the buttons, whenever they were made."""
        editors = [field.editor for field in fields.by_id.values()]
        tab_in_order([*editors, self.save_button, self.back_button])

    @property
    def awaited(self) -> bool:
        """Whether somebody is to type in it as soon as its fields are there."""
        return self._waiting is not None

    # What is typed

    def edit(self, entry: Entry | None, prefilled: Mapping[str, str] | None = None) -> None:
        """Show an entry to be changed, or an empty one.

        Args:
            entry: the entry; None for a new one.
            prefilled: values by field id that are proposed over those of the entry.
        """
        self._resumed = self._last = ""
        if self.fields is None:
            self._waiting = (entry, dict(prefilled or {}))
            self._keys.hold()
            self._maker.begin()
            return
        self.entry = entry
        self._first = dict(entry.values) if entry is not None else {}
        self._visited.clear()
        self._leaving = False
        self._other = 0
        self.notice.clear()
        self.fields.show_values({**self._first, **(prefilled or {})})
        self._first = self.fields.values() if not prefilled else self._first
        self.name.set_text(self._title())
        self.setAccessibleName(self._title())
        self._refresh()
        said = self.fields.values()
        gaps = (name for name in self.fields.by_id if not said.get(name, "").strip())
        gap = next(gaps, "") if self.begins_at_gap else ""
        self.fields.take_focus(gap)

    def resume(self, entry: Entry | None, texts: Mapping[str, str], words: str) -> None:
        """Show what was being typed another time.

        Args:
            entry: the entry that was being changed; None for a new one.
            texts: text as typed, by field id.
            words: said about it.
        """
        self.edit(entry, texts)
        self._resumed = words
        if self.fields is not None and words:
            self.say(words, Tone.WARNING)

    def take_focus(self) -> None:
        """Put the cursor back where it was."""
        if self.fields is not None:
            self.fields.take_focus(self._last)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved, be its fields made yet or not."""
        if self.fields is None:
            return self._waiting is not None and bool(self._waiting[1])
        return self.fields.values() != self._first

    def _title(self) -> str:
        if self.entry is None:
            return text(f"people.{self.register.definition.id}.new")
        return reading.name_of(self.register.definition, self.entry)

    def say_unsaved(self) -> None:
        """Say in place that what is typed comes first, and put the cursor back there."""
        self.say(text("people.editor.kept", name=self.name.text()), Tone.WARNING)
        self.take_focus()

    def _on_edited(self, field_id: str) -> None:
        self._leaving = False
        if self.fields is not None and not self.fields.by_id[field_id].editor.hasFocus():
            self._on_left(field_id)  # a list or a mask settled it after it was left
        self._refresh()
        self.touched.emit()

    def _on_entered(self, field: Field) -> None:
        known = self.fields.by_id if self.fields is not None else {}
        self._last = next((name for name, each in known.items() if each is field), "")
        self.area.ensureWidgetVisible(field, 0, 8)
        self._say_whole()

    def _say_whole(self) -> None:
        """Say all that is wrong with the field in use: under it there is room for one line."""
        fields = self.fields.by_id.values() if self.fields is not None else ()
        here = next((each for each in fields if each.editor.hasFocus()), None)
        message = here.editor.accessibleDescription() if here is not None else ""
        if here is not None and is_whole(here, message):
            message = ""
        self.said.setText(message)
        self.said.setVisible(bool(message))

    def _on_left(self, field_id: str) -> None:
        self._visited.add(field_id)
        self._check()

    def _refresh(self) -> None:
        self.mark.setVisible(self.dirty)
        self.save_button.setEnabled(not self._saving)

    # What is said about it

    def _check(self) -> None:
        """Check beside the window what was left; only the last answer is shown."""
        if self.fields is None or not self.dirty:
            return
        if self._asked is not None:
            self._asked.drop()
        register, values = self.register, self.fields.values()
        self._asked = self._context.tasks.query(
            lambda: register.check(values), self._on_checked, self._on_error, owner=self
        )

    def _on_checked(self, problems: Sequence[Problem]) -> None:
        self._asked = None
        self._show([each for each in problems if each.field_id in self._visited])

    def _show(self, problems: Sequence[Problem]) -> None:
        if self.fields is None:
            return
        said = {each.field_id: each.message for each in reversed(problems)}
        for field_id, field in self.fields.by_id.items():
            message = said.get(field_id, "")
            if not message and not field.finding():
                continue
            field.set_finding(short(field, message))
            if message:
                field.editor.setToolTip(message)
                field.editor.setAccessibleDescription(message)
        self._say_whole()

    # Saving

    def save(self) -> None:
        """Save what is typed when nothing is wrong with it; otherwise say what is, and where."""
        fields = self.fields
        if fields is None or self._saving:
            return
        if self.entry is not None and not self.dirty:
            self.left.emit()
            return
        self._saving = True
        self._other = 0
        self.notice.clear()
        self._refresh()
        self._context.tasks.change(
            self._work(fields), self._on_saved, self._on_refused, touches=TOUCHED, owner=self
        )

    def _work(self, fields: Fields) -> "reading.Saving":
        return reading.Saving(
            register=self.register,
            values=fields.values(),
            operator_id=self._context.workspace.operator.id,
            entry_id=self.entry.id if self.entry is not None else None,
            services=fields.services,
            seen=self.entry.values if self.entry is not None else None,
        )

    def _on_saved(self, result: Entry | list[Problem]) -> None:
        self._saving = False
        if isinstance(result, Entry):
            self._settle(result)
            self.saved.emit(result)
            return
        self._visited.update(each.field_id for each in result)
        self._show(result)
        self._refresh()
        if self.fields is not None and result:
            self.fields.take_focus(result[0].field_id)

    def _settle(self, entry: Entry) -> None:
        """Take what was saved as what is kept now."""
        self.entry = entry
        if self.fields is not None:
            self.fields.show_values(entry.values)
            self._first = self.fields.values()
        self._refresh()

    def _on_refused(self, error: ColetorError) -> None:
        self._saving = False
        self._other = reading.other_of(error)
        shows = self.offers_other and self._other
        action = f"{text('people.editor.see_other')} F10" if shows else ""
        self.say(str(error), Tone.ERROR, action)
        self._refresh()

    def _on_error(self, error: ColetorError) -> None:
        self.say(str(error), Tone.ERROR)
        self._keys.drop()

    # Leaving

    def leave(self) -> None:
        """Go back; where something typed would be thrown away, ask once in place."""
        if self.dirty and not self._leaving:
            self._leaving = True
            self.say(text("people.editor.discard"), Tone.WARNING)
            return
        self._leaving = False
        self._waiting = None
        self._keys.drop()
        self.notice.clear()
        if self.fields is not None:
            self.fields.show_values(self._first)
        self._refresh()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Take the editor's keys before any shortcut of the screen around it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter, go back with Esc."""
        if not self._is_ours(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_F10:
            self.other_wanted.emit(self._other)
        else:
            self.save()

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return True
        if event.key() == Qt.Key.Key_F10:
            return bool(self._other) and self.offers_other
        return event.key() in _ENTERS and bool(event.modifiers() & _CTRL)

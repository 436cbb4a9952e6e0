"""What the keys of the form do to its draft."""

from PySide6.QtCore import QObject, Signal

from coletor.messages import text
from ui.form import filling
from ui.form.keys import Act
from ui.form.memory import Memory
from ui.form.navigation import Stop
from ui.form.pending import where
from ui.form.people import People
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.widgets.tone import Tone


class Actions(QObject):
    """Carries out the acts of one form.

    Args:
        session: the draft.
        view: its form; it owns this object.
        memory: the contact typed before, for repeating what it says.
        people: the registers, for settling what differs from them.
    """

    said = Signal(str, object)  # words, Tone
    concluding = Signal()
    emptied = Signal()  # undo was asked for, and nothing is typed here yet
    asked_reason = Signal(object)  # Pending

    def __init__(
        self, session: FormSession, view: FormView, memory: Memory, people: People
    ) -> None:
        super().__init__(view)
        self.memory = memory
        self._session = session
        self._view = view
        self._acts = {
            Act.NEXT_PART: lambda stop: self.go(session.navigator.next_part(stop)),
            Act.PREVIOUS_PART: lambda stop: self.go(session.navigator.previous_part(stop)),
            Act.REPEAT: self.repeat,
            Act.REPEAT_ALL: self.repeat_all,
            Act.SWITCH: self.switch,
            Act.NEXT_PENDING: self.next_pending,
            Act.CONFIRM: self.confirm,
            Act.NEW_ROW: self.new_row,
            Act.REMOVE_ROW: self.remove_row,
            Act.UNDO: self.undo,
            Act.REDO: self.redo,
            Act.USE_KEPT: people.use_kept,
            Act.CORRECT_KEPT: people.correct_kept,
        }
        view.acted.connect(self.do)

    def do(self, act: Act, stop: Stop) -> None:
        """Carry out an act at a field."""
        if act is Act.CONCLUDE:
            self.concluding.emit()
        else:
            self._acts[act](stop)

    def _say(self, key: str, **fields: object) -> None:
        self.said.emit(text(f"form.screen.{key}", **fields), Tone.NEUTRAL)

    def go(self, stop: Stop | None) -> None:
        """Give a field the cursor; where there is none it stays."""
        if stop is not None:
            self._view.focus(stop)

    def repeat(self, stop: Stop) -> None:
        """Write the value of the row above, or of the contact before, in this field."""
        value = self.memory.text_for(self._session.rows, stop)
        if not value:
            self._say("nothing_to_repeat")
            return
        self._session.put(stop, value)
        self._view.focus(stop)

    def repeat_all(self, stop: Stop) -> None:
        """Take everything but the person from the contact before, as one act."""
        before, model = self.memory.before, self._session.model
        if before is None or before.model.id != model.id:
            self._say("nothing_to_repeat_all")
            return
        same = self.memory.same_sitting
        made = self._session.fill(lambda rows: filling.repeat(rows, before, same_sitting=same))
        self._view.focus(stop)
        if made:
            self._say("repeated" if same else "repeated_without_days")
        else:
            self._say("nothing_left_to_repeat")

    def switch(self, stop: Stop) -> None:
        """Give a place to its other element."""
        now = self._session.toggle(stop)
        if now is not None:
            self._view.focus(now)

    def next_pending(self, stop: Stop) -> None:
        """Go to the next pending item after a field, or to the first."""
        items = [item for item in self._session.shown_pending() if not item.reason]
        pending = self._session.pending  # what was not said yet: what is missing, then doubts
        items = items or [item for item in pending if item.error]
        items = items or [item for item in pending if item.doubtful]
        if not items:
            self._say("nothing_next")
            return
        order = self._session.navigator.stops()
        here = order.index(stop) if stop in order else -1
        # A finding on a whole list is settled at the field where its first row begins.
        places = [self._view.reachable(item.stop) for item in items]
        after = [place for place in places if place in order and order.index(place) > here]
        self._view.focus((after or places)[0])

    def confirm(self, stop: Stop) -> None:
        """Ask for the reason of the warning at a field, or of the first one."""
        items = [item for item in self._session.shown_pending() if item.doubtful]
        here = [item for item in items if item.stop == stop]
        if items:
            self.asked_reason.emit((here or items)[0])
        else:
            self._say("no_warning")

    def new_row(self, stop: Stop) -> None:
        """Go to a new row of the list that has the cursor."""
        if self._session.rows.by_id[stop.row].list:
            self._view.focus(self._session.add_row(stop.row))

    def remove_row(self, stop: Stop) -> None:
        """Take the row that has the cursor out of the document."""
        rows = self._session.rows
        row = rows.by_id[stop.row]
        if not row.list or rows.is_blank(row):
            self._say("last_row")
            return
        words = where(rows, Stop(row.id, row.list)) or rows.model.by_group[row.list].singular
        position = rows.number(row) - 1
        siblings = rows.children(row.parent_id or 0, row.list)
        after = next((other for other in siblings[position + 1 :]), None)
        before = siblings[position - 1] if position else None
        self._session.remove_row(row.id)
        rest = rows.children(row.parent_id or 0, row.list)
        neighbour = next((r for r in (after, before, *rest) if r is not None and r in rest), None)
        if neighbour is not None:
            self._view.focus(self._session.navigator.entry(neighbour.id))
        self._say("row_removed", row=words)

    def undo(self, stop: Stop) -> None:
        """Take the last act back."""
        back = self._session.undo(stop)
        if back is not None:
            self._view.focus(back)
        elif self._session.untouched:
            self.emptied.emit()
        else:
            self._say("nothing_to_undo")

    def redo(self, stop: Stop) -> None:
        """Do the last undone act again."""
        again = self._session.redo(stop)
        if again is None:
            self._say("nothing_to_redo")
        else:
            self._view.focus(again)

"""Cabeçalho + linhas: the page of Digitar where sheets are typed."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from ui.buffering import KeyBuffer
from ui.form.telling import Telling
from ui.form.typed_on import TypedOn
from ui.pieces import BREATH_MS, Pieces, paint_later, pieces_of
from ui.screens.base import Screen
from ui.sending import SENT
from ui.sheet.answers import Answers
from ui.sheet.arranging import Arranging
from ui.sheet.concluding import Concluding
from ui.sheet.departing import Departing
from ui.sheet.desk import Desk
from ui.sheet.head import SheetHead
from ui.sheet.newcomers import Newcomers
from ui.sheet.packing import SheetPacking
from ui.sheet.shelf import Shelf
from ui.sheet.starting import SheetStart, new_sheet, resumed_sheet
from ui.sheet.view import SheetView
from ui.sheet.walking import Place
from ui.sheet.words import minutes_since, remark_of, title_of
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_MINUTE_MS = 20_000
_OUTSIDE = frozenset({"drafts", "contacts", "people"})


class SheetPage(Screen):
    """The page where sheets are typed; a way of typing of Digitar.

    Args:
        context: what it works with.
        parent: the widget it stands in.
    """

    def _building(self) -> Iterator[None]:
        self.desk: Desk | None = None
        self.view: SheetView | None = None
        self._coming: SheetView | None = None  # it is being made
        self.starting = False
        self._asked = 0
        self._asked_once = False
        self._stale = False
        self._place: Place | None = None  # of the cursor in a sheet that is read anew
        self.keys = KeyBuffer(self)
        self.notice = Notice()
        self.telling = Telling(self.notice, self)
        self.typed_on = TypedOn(self, self, "sheet", self.context.tasks)
        self.head = SheetHead()
        self.head.sheets_wanted.connect(self.choose)
        self.head.concluded.connect(self.conclude)
        self.page.addWidget(self.head)
        yield
        self.answers = Answers(self.context.dispatcher)
        self.answers.correcting.connect(lambda uuid: self.context.go("digitar", uuid))
        self.stack = QStackedWidget(self)
        for widget, stretch in ((self.stack, 1), (self.answers, 0), (self.notice, 0)):
            self.page.addWidget(widget, stretch)  # what is said comes below: it moves no line
        self.typing = QWidget()
        self._holder = QVBoxLayout(self.typing)
        self._holder.setContentsMargins(0, 0, 0, 0)
        yield
        self.shelf = Shelf(self)
        self.chooser = self.shelf.chooser
        self.newcomers = Newcomers(self)
        yield
        self.arranging = Arranging(self)
        self.departing = Departing(self)
        self.packing = SheetPacking(self)
        self.confirm = self.departing.card
        yield
        for page in (self.typing, self.chooser, self.arranging.card, self.confirm):
            self.stack.addWidget(page)
        # What stands in the place of the sheet has a next step of its own.
        self.stack.currentChanged.connect(lambda at: self.head.conclude.setEnabled(not at))
        for key, act in (("Ctrl+O", self.choose), ("Ctrl+Return", self.conclude)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)  # a key held down does not stop what it began
            shortcut.activated.connect(act)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._say_sheet)
        self._clock.start(_MINUTE_MS)
        self.context.tasks.changed.connect(self._on_changed)

    @property
    def sheet_in_view(self) -> bool:
        """Whether nothing has taken the place of the lines."""
        return self.stack.currentWidget() is self.typing

    # Coming and going

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing into the head."""
        self.head.take_modes(control)

    def activate(self, argument: str = "") -> None:
        """Show the sheet as it was left, or a new one; another is resumed by choosing it."""
        del argument
        workspace, desk = self.context.workspace, self.desk
        if self.departing.busy:  # what changed is what it does itself
            self.back(keep=True)
            return
        if desk is None:
            self.begin(lambda: new_sheet(workspace))
        elif self._stale and desk.handle.sheet_id is not None:
            sheet_id = desk.handle.sheet_id
            self._place = self.view.walk.place if self.view is not None else None
            self.begin(lambda: resumed_sheet(workspace, sheet_id), following=None)
        else:
            self.back(keep=True)
        self._stale = False

    def may_leave(self) -> bool:
        """Tell whether the page may go: a person half typed is asked about in its place."""
        return self.newcomers.may_leave()

    def finish(self) -> None:
        """Store what is still in the air."""
        self.newcomers.finish()
        if self.view is not None:
            if self.keys.empty or self.keys.holding:
                self.view.close_line()
            else:  # typed while the page was out of view, for what it shows now
                self.view.walk.take_unseen(self.keys.words())
        if self.desk is not None:
            self.desk.finish()

    def free_keys(self) -> None:
        """Type what was kept for something that is there now, unless a sheet is on its way."""
        on_its_way = self.view is not None and not self.view.desk.complete
        parked = self.typed_on.parked
        if not (self.starting or self.departing.busy or on_its_way or parked):
            self.keys.release()

    def _on_changed(self, touched: frozenset[str]) -> None:
        """Note that a line may have changed while another screen was in view."""
        if not self.isVisible() and touched & _OUTSIDE and SENT not in touched:
            self._stale = True

    def begin(self, read: Callable[[], SheetStart], *, following: bool | None = True) -> None:
        """Open a sheet; the one in view is stored first and stays open.

        Args:
            read: returns what the sheet starts from; called off the GUI thread.
            following: whether it is the next one to be typed; None for the same one, read anew.
        """
        if self.desk is not None and self.desk.troubled:
            self.context.toast(text("sheet.stays_here"), Tone.ERROR)
            self.desk.flush()
            self.back()
            return
        self.finish()
        self.starting = True
        if following is not None:
            self.typed_on.on_begin(following=following)
        self.keys.hold()
        self._asked += 1
        asked = self._asked
        # On the writer's thread: what was typed last is stored before it is read.
        self.context.tasks.change(
            read,
            lambda start: self._on_start(start, asked),
            lambda error: self._on_error(error, asked),
            owner=self,
        )

    def _on_start(self, start: SheetStart, asked: int) -> None:
        """Make the sheet in steps, each a turn of the event loop; the keys wait for the last."""
        if asked != self._asked:
            return  # another one was asked for meanwhile: the keys are that one's
        self.typing.setUpdatesEnabled(False)  # what was there stays in view until it stands
        self._drop()
        desk = Desk(self.context.workspace, self.context.tasks, start, self)
        QTimer.singleShot(BREATH_MS, desk, lambda: self._show_desk(start, desk, asked))

    def _show_desk(self, start: SheetStart, desk: Desk, asked: int) -> None:
        if asked != self._asked:
            desk.deleteLater()
            return
        self.desk = desk
        self._connect_desk(desk)
        view = self._coming = SheetView(desk, self.context.workspace.register, self.typing)
        show = partial(self._show_start, start, view, asked)
        Pieces(view, chain(pieces_of(view.parts()), [show]), BREATH_MS).start()

    def _show_start(self, start: SheetStart, view: SheetView, asked: int) -> None:
        if self._coming is not view:
            return  # another one took its place
        self.view, self._coming = view, None
        self._connect(view)
        paint_later(self.typing)
        self._holder.addWidget(view)
        view.walk.left_at, self._place = self._place, None
        view.show()
        self.head.begin()
        self.head.show_sheets(len(start.others))
        self.telling.begin("")
        self._say_sheet()
        if asked != self._asked:
            return  # another one is on its way: the keys are that one's
        self.starting = False
        unasked = start.sheet_id is None and start.others and not self._asked_once
        self._asked_once = True
        if unasked and self.keys.empty:
            self.choose()
            return
        if not self.keys.taken:
            self.back()
        if view.desk.complete:
            self.keys.release()
        else:  # the cursor comes when every line is there
            view.desk.completed.connect(self.keys.release)

    def _connect_desk(self, desk: Desk) -> None:
        desk.saving.connect(self.head.show_saving)
        desk.saved.connect(self._on_saved)
        desk.failed.connect(self._on_failed)
        desk.recovered.connect(lambda: self.context.toast(text("form.screen.recovered"), Tone.OK))
        desk.listed.connect(self._say_sheet)

    def _connect(self, view: SheetView) -> None:
        view.said.connect(self.context.toast)
        view.person_wanted.connect(self.newcomers.wanted)
        view.card_wanted.connect(self.newcomers.card_wanted)
        view.places_wanted.connect(self.arranging.show_places)
        view.whole_wanted.connect(lambda uuid: self.context.go("digitar", uuid))
        view.concluding.connect(self.conclude)
        view.acts.none_left.connect(self._on_none_left)
        self.departing.take(Concluding(view.desk, view.desk))

    def _drop(self) -> None:
        if self.view is not None:
            if self.view.has_cursor:
                self.setFocus()  # Qt would give the cursor to the search in the bar meanwhile
            self._holder.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        for each in filter(None, (self._coming, self.desk)):
            each.deleteLater()
        self.newcomers.forget()
        self.departing.forget()
        self.view = self._coming = self.desk = None

    def back(self, *, keep: bool = False) -> None:
        """Show the sheet again with the cursor where typing goes on.

        Args:
            keep: leave in view what took the sheet's place (a person half typed), and the cursor
                where it was in the sheet.
        """
        editor = self.newcomers.in_view()
        if keep and editor is not None:
            editor.take_focus()
            return
        self.show_sheet()
        if self.view is not None and not (keep and self.view.has_cursor):
            self.view.take_focus()

    # What is said

    def _say_sheet(self) -> None:
        desk = self.desk
        if desk is None:
            return
        day = desk.model.by_role.get("data_admissao")
        said = desk.handle.header.get(day.path, "") if day is not None else ""
        words = remark_of(len(desk.filled), minutes_since(desk.created_at))
        if desk.concluded:
            words = f"{words} · {text('sheet.gone_count', count=desk.concluded)}"
        self.head.say(title_of(said), words)

    def _on_saved(self) -> None:
        if self.desk is not None and self.desk.stored:
            self.head.show_saved()
            self._say_sheet()

    def _on_failed(self, error: ColetorError) -> None:
        if self.desk is not None and not self.desk.stored:
            self.head.show_unsaved()
        self.context.toast(str(error), Tone.ERROR)

    def _on_error(self, error: ColetorError, asked: int) -> None:
        self.context.toast(str(error), Tone.ERROR)
        if asked != self._asked:
            return  # another one is on its way
        self.typing.setUpdatesEnabled(True)
        self.starting = False
        typed = self.keys.drop()
        if typed:
            self.telling.tell(text("sheet.not_opened", typed=typed))
        self.back()

    def _on_none_left(self) -> None:
        """Go on to what came back from the service when every line is right."""
        if self.answers.refused:
            self.answers.correct()
        else:
            self.context.toast(text("sheet.none_wrong"), Tone.OK)

    # What takes the sheet's place

    def choose(self) -> None:
        """Show the new sheet and the open ones to choose from, unless lines are on their way."""
        if self.starting or self.departing.busy or not self.newcomers.may_leave():
            return
        if self.view is not None:
            self.view.close_line()
        if self.desk is not None:
            self.desk.flush()
        self.keys.hold()  # what is typed on is for the list
        self.shelf.open()

    def conclude(self) -> None:
        """Check the sheet and queue what is right."""
        self.departing.conclude()

    def show_sheet(self) -> None:
        """Show the sheet again, wherever the cursor goes."""
        self.head.conclude.show()
        self.stack.setCurrentWidget(self.typing)

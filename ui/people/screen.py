"""Pacientes and Profissionais: one screen for a register, derived from its definition."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import PATIENTS, PROFESSIONALS, Entry
from ui.form.names import Names
from ui.people import reading
from ui.people.editor import TOUCHED
from ui.people.import_page import ImportPage
from ui.people.people_list import PeopleList
from ui.people.reading import ALL, DIFFERING, Page, Wanted
from ui.people.removing import Removing
from ui.people.side import Side
from ui.people.words import total_words
from ui.pieces import paint_later
from ui.screens.base import DIFFERENCES, ENTRY, PATIENT, SEARCH, Screen
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import heading
from ui.widgets.layouts import show_once
from ui.widgets.search import ListSearch
from ui.widgets.tone import Tone

SIDE, _LIST = 356, 560
"""Width of what stands beside the list: two fields side by side hold a CNS each; and the width
that the list needs at least."""
_HEIGHTS = (280, 420)
"""Heights of the list and of what stands below it, with large text in a small window."""
_SEARCH_WIDTHS = (180, 320)


class PeopleScreen(Screen):
    """The entries of one register: found, typed, compared, imported.

    Args:
        context: what it works with.
    """

    register_id: ClassVar[str] = ""

    def _building(self) -> Iterator[None]:
        context = self.context
        self.register = context.workspace.register(self.register_id)
        self._names = Names(reading.services_of(context.workspace, context.tasks), self)
        self._pages = QStackedWidget(self)
        self.page.addWidget(self._pages)
        self._main = QWidget()
        self._pages.addWidget(self._main)
        yield from self._fill()
        self.removing = Removing(context, self.register, self.list)
        self._connect()

    # Building

    @cached_property
    def importing(self) -> ImportPage:
        """The import of a spreadsheet, made when it is first wanted."""
        paint_later(self._pages)
        made = ImportPage(self.context, self.register_id, self._pages)
        made.closed.connect(self.close_import)
        self._pages.addWidget(made)
        return made

    def _fill(self) -> Iterator[None]:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._make_head())
        yield
        body = Beside(self._main, width=SIDE, least=_LIST, heights=_HEIGHTS)
        self.list = PeopleList(self.context, self.register_id, self._names, body)
        self.which = self.list.which
        yield
        self.side = Side(self.context, self.register_id, self._names, body)
        yield from self.side.fill()
        self.detail, self.editor = self.side.detail, self.side.editor
        self._nobody = False
        yield
        body.stand(self.list, self.side, fixed=self.side)
        column.addWidget(body, 1)

    def _make_head(self) -> QHBoxLayout:
        head, _, self.remark = heading(self.register.definition.title)
        self.search = ListSearch(text(f"people.{self.register_id}.search"), "Ctrl F")
        self.search.setMinimumWidth(_SEARCH_WIDTHS[0])
        self.search.setMaximumWidth(_SEARCH_WIDTHS[1])
        self.import_button = Button(text("people.import_button"), "Ctrl I")
        self.new_button = PrimaryButton(text("people.new_button"), "Ins")
        for widget in (self.search, self.import_button, self.new_button):
            head.addWidget(widget)
        head.setStretchFactor(self.search, 3)
        return head

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._seek())
        self.search.sought.connect(lambda _: self._seek())
        self.search.went.connect(self.list.take_focus)
        self.which.chosen.connect(lambda _: self._seek())
        self.import_button.clicked.connect(self.open_import)
        self.new_button.clicked.connect(self.new)
        table = self.list.table
        self.list.marked.connect(self._on_marked)
        self.list.shown.connect(self._on_shown)
        self.list.retrying.connect(self._seek)
        self.list.importing.connect(self.open_import)
        self.list.widening.connect(self._show_everybody)
        table.opened.connect(lambda _: self.edit())
        table.removing.connect(self.remove)
        self.removing.restored.connect(lambda entry: self._seek(entry.id))
        self.removing.failed.connect(self._on_error)
        table.undoing.connect(self.removing.undo)
        table.typed.connect(self._on_typed)
        self.detail.editing.connect(self.edit)
        self.detail.removing.connect(self.remove)
        self.detail.typing.connect(self.type_contact)
        self.detail.contacts.connect(self._show_contacts)
        self.side.currentChanged.connect(lambda _: self._show_side())
        self.side.saved.connect(self._on_saved)
        self.side.left.connect(self.list.take_focus)
        self.editor.other_wanted.connect(self._show_other)
        for key, act in (
            ("Ctrl+F", self._focus_search),
            ("Ins", self.new),
            ("F10", self.side.take_focus),
            ("Ctrl+I", self.open_import),
        ):
            # Tied to the page of the list: during an import there is nobody to add or to see.
            QShortcut(QKeySequence(key), self._main).activated.connect(act)
        self.context.tasks.changed.connect(self._on_changed)

    # Coming and going

    def activate(self, argument: str = "") -> None:
        """Show the list; what was being typed is still there.

        Args:
            argument: `ENTRY` and an id marks that entry; `SEARCH` and words searches them;
                `DIFFERENCES` shows only those with differences.
        """
        mark = 0
        if argument == DIFFERENCES:
            self._set_search("", DIFFERING)
        elif argument.startswith(SEARCH):
            self._set_search(argument.removeprefix(SEARCH))
        elif argument.startswith(ENTRY):
            self._set_search("")
            mark = int(argument.removeprefix(ENTRY))
        self._seek(mark)
        self.side.look()
        if self._pages.currentIndex():
            self.importing.take_focus()
        elif self.side.editing:
            self.editor.take_focus()
        else:
            self.list.take_focus()

    def finish(self) -> None:
        """Keep what is typed: the program is about to end."""
        self.side.keeper.retire()

    def current(self) -> Entry | None:
        """Return the marked entry."""
        entry: Entry | None = self.list.table.current()
        return entry

    # Finding

    def _set_search(self, words: str, which: str = ALL) -> None:
        self.which.set_value(which)
        self.search.setText(words)

    def _seek(self, mark: int = 0) -> None:
        self.list.seek(Wanted(self.search.text().strip(), self.which.value()), mark)

    def _on_shown(self, page: Page) -> None:
        self.remark.setText(total_words(self.register_id, page))
        self._nobody = not page.rows and page.wanted == Wanted()
        self._show_side()

    def _show_side(self) -> None:
        """Leave out what stands beside the list while the register is empty."""
        show_once(self.side, shown=self.side.editing or not self._nobody)

    def _show_everybody(self) -> None:
        self._set_search("")
        self._seek()

    def _on_typed(self, letters: str) -> None:
        self.search.setFocus()
        self.search.setText(letters)
        self._seek()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_marked(self, entry: Entry | None) -> None:
        self.side.show_marked(entry, at_hand=self.list.table.hasFocus())

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched & {*TOUCHED, "contacts"}:
            self._seek()

    # Typing

    def new(self) -> None:
        """Type a new entry; what is typed and not saved comes first."""
        if self.side.may_edit():
            self.side.edit(None)

    def edit(self) -> None:
        """Change the marked entry; one in the bin comes back first."""
        entry = self.current()
        if entry is None or not self.side.may_edit():
            return
        if entry.removed_at is not None:
            self.removing.restore(entry.id)
        else:
            self.side.edit(entry)

    def _on_saved(self, entry: Entry) -> None:
        name = reading.name_of(self.register.definition, entry)
        self.context.toast(text("people.saved", name=name), Tone.OK)
        self._seek(entry.id)
        self.list.take_focus()

    def _show_other(self, entry_id: int) -> None:
        """Show the entry that has the number already, beside what is typed."""
        self._set_search("")
        self._seek(entry_id)
        self.list.take_focus()

    def remove(self) -> None:
        """Put the marked entry into the bin."""
        entry = self.current()
        if entry is not None and entry.removed_at is None and self.side.let_go(entry):
            self.removing.remove(entry)

    # Going elsewhere

    def type_contact(self) -> None:
        """Type a contact of the marked patient, or of the one that is typed once it is saved."""
        if self._pages.currentIndex():
            self.context.go("digitar", "")
            return
        if not self.side.may_edit():
            return
        entry = self.side.typed if self.side.editing else self.current()
        known = entry is not None and entry.removed_at is None and self.register_id == PATIENTS
        self.context.go("digitar", f"{PATIENT}{entry.id}" if entry and known else "")

    def _show_contacts(self) -> None:
        entry = self.current()
        code = self.register.definition.unique[0][0]
        if entry is None:
            return
        words = entry.values.get(code) or reading.name_of(self.register.definition, entry)
        self.context.go("contatos", f"{SEARCH}{words}")

    def open_import(self) -> None:
        """Show where a spreadsheet is brought in."""
        self._pages.setCurrentWidget(self.importing)
        self.importing.take_focus()

    def close_import(self) -> None:
        """Show the list again."""
        self._pages.setCurrentIndex(0)
        self._seek()
        self.list.take_focus()

    # Keys and size

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+N before the window does: here it types a contact of the marked patient."""
        if event.type() == QEvent.Type.ShortcutOverride and self._types_contact(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type a contact with Ctrl+N; leave the empty search with Esc."""
        if self._types_contact(event):
            self.type_contact()
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self.list.take_focus()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _types_contact(event: QEvent) -> bool:
        return (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_N
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )

    def _fit(self) -> None:
        """Keep the message in its place."""
        self.removing.toast.follow()

    def _on_error(self, error: ColetorError) -> None:
        self.context.toast(str(error), Tone.ERROR)


class PatientsScreen(PeopleScreen):
    """The patients of the establishment."""

    register_id = PATIENTS


class ProfessionalsScreen(PeopleScreen):
    """The professionals of the establishment: one entry for each vínculo."""

    register_id = PROFESSIONALS

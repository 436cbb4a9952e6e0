"""Contatos: every contact with its word; one of them with its history, or many to act on."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import Filter, Interrupt, ListRow, Wanted
from coletor.store.saved_views import SavedView, SavedViews
from coletor.store.situation import WORDS
from ui.contacts.bulk import BulkPanel
from ui.contacts.detail import DetailPanel
from ui.contacts.filters import FilterBar
from ui.contacts.pane import ListPane
from ui.contacts.reading import Opened, Sight, open_view
from ui.contacts.views import ViewBar
from ui.contacts.words import ALL, WordBar
from ui.screens.base import CHOOSE, Screen
from ui.tasks import Handle
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import heading
from ui.widgets.headline import BreakingLine
from ui.widgets.layouts import show_once
from ui.widgets.search import ListSearch
from ui.widgets.tone import Tone
from ui.widgets.wording import figure

_REREAD_MS = 400
"""Pause between readings while contacts change one after the other, as when sending."""
_QUIET_MS = 1500
"""How long nothing changes before a long list is made ready for jumps again."""
_SIDE, _LIST = 292, 640
"""Width of what stands beside the list, and the width that the list needs at least."""
_HEIGHTS = (300, 360)
"""Heights of the list and of what stands below it, with large text in a small window."""
_SEARCH, _SEARCH_FIRST = (190, 300), 8
"""Width of the field of what is sought, at least and at most; it takes room before others."""


class ContactsScreen(Screen):
    """The list of contacts."""

    def _building(self) -> Iterator[None]:
        context = self.context
        self._opening: Handle | None = None
        self._interrupt = Interrupt()
        self._wanted_uuid = ""
        self._side_wanted = False
        self._keep = False
        self._views = SavedViews(context.workspace.store)
        self._make_head()
        yield
        yield from self._make_filters()
        yield
        yield from self._make_body()
        self._reread = QTimer(self)
        self._reread.setSingleShot(True)
        self._reread.setInterval(_REREAD_MS)
        self._reread.timeout.connect(self._refresh)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(lambda: self.pane.prepare(self._interrupt))
        self.words.show_counts({})
        self._connect()

    # How it is laid out

    def _make_head(self) -> None:
        head, _, self._remark = heading(text("ui.screen.contatos"))
        self.search = ListSearch(text("contacts.search"), "Ctrl F")
        self.search.setMinimumWidth(_SEARCH[0])
        self.search.setMaximumWidth(_SEARCH[1])
        type_button = PrimaryButton(text("ui.screen.digitar"), "Ctrl N")
        type_button.clicked.connect(lambda: self.context.go("digitar", ""))
        other_button = Button(text("ui.contact.new_other"), "Ctrl O")
        other_button.clicked.connect(lambda: self.context.go("digitar", CHOOSE))
        for widget in (self.search, other_button, type_button):
            head.addWidget(widget)
        head.setStretchFactor(self.search, _SEARCH_FIRST)
        self.search.setToolTip(text("contacts.search_tip"))
        self.page.addLayout(head)

    def _make_filters(self) -> Iterator[None]:
        self.words = WordBar()
        yield
        self.filters = FilterBar()
        self.views = ViewBar()
        self.page.addWidget(self.words)
        row = BreakingLine()
        row.names.insertWidget(0, self.filters, 1)
        for widget in (self.filters.clear_button, self.views):
            row.acts.addWidget(widget)
        self.page.addWidget(row)

    def _make_body(self) -> Iterator[None]:
        body = Beside(self, width=_SIDE, least=_LIST, heights=_HEIGHTS)
        self.pane = ListPane(self.context.tasks, body)
        self.table, self.rows, self.picks = self.pane.table, self.pane.rows, self.pane.picks
        yield
        self.side = QStackedWidget(body)
        self.detail = DetailPanel(self.context, self.side)
        self.side.addWidget(self.detail)
        yield
        body.stand(self.pane, self.side, fixed=self.side)
        self.page.addWidget(body, 1)

    @cached_property
    def bulk(self) -> BulkPanel:
        """What is done with many, made when many are picked for the first time."""
        made = BulkPanel(self.context)
        made.left.connect(self.table.setFocus)
        made.unpicked.connect(self.pane.unpick)
        self.side.addWidget(made)
        return made

    @property
    def _many_in_view(self) -> bool:
        return self.side.currentWidget() is not self.detail

    def _connect(self) -> None:
        self.search.sought.connect(lambda _: self._on_filter())
        self.search.went.connect(self._take_list)
        self.table.typed.connect(self._begin_search)
        self.words.chosen.connect(lambda _: self._on_filter())
        self.filters.changed.connect(self._on_filter)
        self.filters.sought_like.connect(self._seek)
        self.filters.misread.connect(self._on_misread)
        self.filters.left.connect(self.table.setFocus)
        self.views.chosen.connect(self._show_view)
        self.views.saved.connect(self._save_view)
        self.views.removed.connect(self._remove_view)
        self.views.restored.connect(lambda view: self._keep_view(view.name, view.wanted))
        self.pane.marked.connect(self._on_marked)
        self.pane.picked.connect(self._show_side)
        self.pane.failed.connect(self._on_error)
        self.pane.beginning.connect(lambda: self.context.go("digitar", ""))
        self.pane.widening.connect(self._show_everything)
        self.pane.retrying.connect(self._refresh)
        self.table.opened.connect(self.detail.open_row)
        self.table.sorted.connect(lambda *_: self._on_filter(keep_picks=True))
        self.detail.deeds.left.connect(self.table.setFocus)
        for key, act in (
            ("F10", self._take_side),
            ("Ctrl+F", self._take_search),
            ("Ctrl+D", self.filters.attended.ask),
            ("Ctrl+Shift+D", self.filters.typed.ask),
            ("Ctrl+M", self.views.open),
            ("Ctrl+P", self._print),
            ("Ctrl+PgDown", self.detail.read_on),
            ("Ctrl+PgUp", lambda: self.detail.read_on(back=True)),
            ("Ctrl+O", lambda: self.context.go("digitar", CHOOSE)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.context.tasks.changed.connect(self._on_changed)

    # What is wanted

    def activate(self, argument: str = "") -> None:
        """Show the list; with a UUID, that contact marked; with a word, that word's contacts."""
        if argument:  # as many as was said where the person comes from: nothing else restricts
            self.words.set_value(argument if argument in WORDS else ALL)
            self.search.clear()
            self.filters.show_filter(Filter())
            self.pane.unpick()
            self._wanted_uuid = "" if argument in WORDS else argument
        self.pane.take_focus()
        self._read(keep=not argument or bool(self._wanted_uuid))

    def filter(self) -> Filter:
        """Return what is wanted."""
        word = self.words.value()
        return self.filters.filter(None if word == ALL else word, self.search.text())

    def wanted(self) -> Wanted:
        """Return the filter with its order."""
        return Wanted(self.filter(), self.table.sort, self.table.descending)

    def _show_everything(self) -> None:
        """Take away whatever leaves contacts out."""
        self.words.set_value(ALL)
        self.search.clear()
        self.filters.show_filter(Filter())
        self.table.setFocus()
        self._on_filter()

    def _seek(self, said: str) -> None:
        self.search.setText(said)
        self._on_filter()

    def _on_misread(self, said: str) -> None:
        self.context.toast(text("contacts.period.misread", said=said), Tone.WARNING)

    def _on_filter(self, *, keep_picks: bool = False) -> None:
        if not keep_picks:
            self.pane.unpick()
        self._read(keep=False)

    def _show_view(self, view: SavedView) -> None:
        wanted = view.wanted
        self.words.set_value(wanted.filter.word or ALL)
        self.search.setText(wanted.filter.text or "")
        self.filters.show_filter(wanted.filter)
        self.table.show_order(wanted.sort, wanted.descending)
        self.table.setFocus()
        self._on_filter()

    def _save_view(self, name: str) -> None:
        self._keep_view(name, self.wanted())

    def _keep_view(self, name: str, wanted: Wanted) -> None:
        operator = self.context.workspace.operator.id
        self.context.tasks.change(
            lambda: self._views.save(name, wanted, operator),
            lambda view: self._say_view("saved", view.name),
            self._on_error,
            owner=self,
        )

    def _remove_view(self, view: SavedView) -> None:
        operator = self.context.workspace.operator.id
        self.context.tasks.change(
            lambda: self._views.remove(view.id, operator),
            lambda _: self._say_view("removed", view.name),
            self._on_error,
            owner=self,
        )

    def _say_view(self, done: str, name: str) -> None:
        self.context.toast(text(f"contacts.view.{done}", name=name), Tone.OK)
        self._read(keep=True)

    # Reading: the latest wish wins, and what is in sight stays where it is

    def _read(self, *, keep: bool) -> None:
        self._interrupt.cancel()
        self._interrupt = Interrupt()
        if self._opening is not None:
            self._opening.drop()
        self._reread.stop()
        self._keep = keep
        workspace, wanted = self.context.workspace, self.wanted()
        sight, interrupt = self.pane.sight(self._wanted_uuid, keep=keep), self._interrupt
        self._opening = self.context.tasks.query(
            lambda: open_view(workspace, wanted, sight, interrupt),
            lambda opened: self._on_opened(opened, sight),
            self._on_unread,
            owner=self,
        )

    def _on_unread(self, error: ColetorError) -> None:
        """Say in the list's place that it could not be read: what stood there may be over."""
        self._opening = None
        self._side_wanted = False
        self.pane.show_error(error)

    def _on_opened(self, opened: Opened, sight: Sight) -> None:
        self._opening = None
        if self._keep and not self._wanted_uuid and self.pane.has_moved(sight):
            self._reread.start()  # it would take the person back to where the reading began
            return
        self._wanted_uuid = ""
        choices = opened.choices
        self.pane.show_opened(opened, keep=self._keep)
        self.filters.show_choices(choices)
        wanted = self.filter()
        if not choices.whole and (wanted.typed or wanted.procedure):
            self.pane.hint.setText(text("contacts.preparing"))
        self.views.show_views(choices.views)
        counts = choices.totals.words
        self.words.show_counts(counts)
        self._say_total(opened.stretch.view.total, sum(counts.values()))
        self._show_side()
        self._quiet.start(_QUIET_MS if self._keep else 0)
        if self._side_wanted:
            self._take_side()

    def _refresh(self) -> None:
        self._read(keep=True)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched & {"contacts", "drafts", "outbox"}:
            if self._opening is None and not self._reread.isActive():
                self._read(keep=True)
            else:
                self._reread.start()

    def _on_error(self, error: ColetorError) -> None:
        """Say what else went wrong; a list that is being read comes all the same."""
        self.context.toast(str(error), Tone.ERROR)

    # What is said

    def _say_total(self, total: int, whole: int) -> None:
        if total < whole:
            words = text("contacts.shown", count=figure(total), total=figure(whole))
        elif whole == 1:
            words = text("ui.contact.total_one")
        else:
            words = text("ui.contact.total", count=figure(whole)) if whole else ""
        self._remark.setText(words)
        show_once(self.side, shown=bool(whole))  # beside nothing there is nothing to be said

    # One contact, or many

    def _on_marked(self, row: ListRow | None) -> None:
        self.detail.show_row(row)
        self.filters.show_row(row)

    def _show_side(self) -> None:
        busy = self._many_in_view and self.bulk.busy
        many = self.picks.count > 1 or self.picks.everything or busy
        if many:
            self.bulk.show_target(self.picks.target(), everything=self.picks.everything)
        elif self._many_in_view and self.bulk.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()
        self.side.setCurrentWidget(self.bulk if many else self.detail)

    def _take_side(self) -> None:
        """Go to the side of what is sought: what was marked before is another contact."""
        self.search.hurry()
        self._side_wanted = self._opening is not None and not self._keep
        if self._side_wanted:
            return
        if self._many_in_view:
            self.bulk.take_focus()
        else:
            self.detail.take_focus()

    def _take_list(self) -> None:
        self.search.hurry()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _begin_search(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.clear()
        self.search.insert(letters)

    def _take_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _print(self) -> None:
        if self._many_in_view:
            self.bulk.ask("comprovantes")
        else:
            self.detail.print_page()

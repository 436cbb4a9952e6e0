"""Ajuda: the manual with its contents, its search, and the first steps."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coletor import clock
from coletor.messages import text
from coletor.model.library import in_force
from ui.help.book import INDEX, KEYS, Page, split, written
from ui.help.contents import ContentsList
from ui.help.history import History
from ui.help.pages import page_of
from ui.help.searching import Hit, prepare, search
from ui.help.steps import GUIDE, WIDEST, GuidePage
from ui.help.topics import FIELDS
from ui.help.view import PageView
from ui.screens.base import Screen
from ui.screens.registry import SCREENS
from ui.widgets.buttons import Button
from ui.widgets.card import Card, heading
from ui.widgets.labels import muted
from ui.widgets.search import SearchField
from ui.widgets.tone import Tone

_CONTENTS = 272
_SEARCH = 150
_NARROW = 920
"""Width below which the page has the room of the contents; a search shows them again."""
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
}
_OUTSIDE = ("http", "https")


class HelpSearch(SearchField):
    """The search: arrows walk along what was found, Enter opens it."""

    stepped = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the list; open the marked line."""
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.taken.emit()

    def empty(self) -> None:
        """Look for nothing any more."""
        self.clear()
        self._tell()


class HelpScreen(Screen):
    """The manual; Esc goes back to where the person was."""

    left = Signal()

    def _building(self) -> Iterator[None]:
        context = self.context
        self.history = History()
        self._shown_hits: list[Hit] = []
        self._build_head()
        yield
        body = QHBoxLayout()
        body.setSpacing(12)
        self.contents = ContentsList(text("help.screen.contents"))
        self.contents.setFixedWidth(_CONTENTS)
        self.view = PageView(text("help.screen.page"), context.tasks)
        yield
        self.guide = GuidePage(context)
        self.pages = QStackedWidget(self)
        self.pages.setMaximumWidth(WIDEST)  # a line is no longer, however wide the window
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.guide)
        self._side = QWidget()
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        self._found = muted()
        self._found.hide()
        side.addWidget(self._found)
        card = Card()
        card.setContentsMargins(-12, -4, -12, -6)
        card.body.addWidget(self.contents)
        side.addWidget(card, 1)
        body.addWidget(self._side)
        body.addWidget(self.pages, 1)
        body.addStretch()
        self.page.addLayout(body, 1)
        self._connect()
        context.tasks.query(prepare)

    def _build_head(self) -> None:
        head, _, _ = heading(text("ui.screen.ajuda"))
        self.back_button = Button(text("help.screen.back"), "Alt ←")
        self.forward_button = Button(text("help.screen.forward"), "Alt →")
        self.search = HelpSearch(text("help.screen.search"), "Ctrl F")
        self.search.setMinimumWidth(_SEARCH)
        self.search.setMaximumWidth(_CONTENTS)
        self.print_button = Button(text("ui.print.print"), "Ctrl P")
        self.leave_button = Button(text("help.screen.leave"), "Esc")
        head.insertWidget(1, self.search, 1)
        head.insertWidget(2, self.back_button)
        head.insertWidget(3, self.forward_button)
        for button in (self.print_button, self.leave_button):
            head.addWidget(button)
        self.page.addLayout(head)

    def _connect(self) -> None:
        self.contents.opened.connect(self.open_topic)
        self.contents.typed.connect(self._type_in_search)
        self.view.typed.connect(self._type_in_search)
        self.view.followed.connect(self._follow)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.search.sought.connect(self._seek)
        self.search.stepped.connect(self.contents.step)
        self.search.taken.connect(self._take)
        self.back_button.clicked.connect(lambda: self._travel(-1))
        self.forward_button.clicked.connect(lambda: self._travel(1))
        self.print_button.clicked.connect(self._print)
        self.leave_button.clicked.connect(self.left)
        self.context.theme.changed.connect(self.view.dress)
        for key, slot in (
            ("Esc", self._on_escape),
            ("Alt+Left", lambda: self._travel(-1)),
            ("Alt+Right", lambda: self._travel(1)),
            ("Ctrl+F", self._go_to_search),
            ("F8", lambda: self._step(1)),
            ("Shift+F8", lambda: self._step(-1)),
            ("Ctrl+P", self._print),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _fit(self) -> None:
        """Give the page the whole width where it is narrow."""
        self._show_side()

    def _show_side(self) -> None:
        # By the window: the contents beside a page would keep the screen as wide as both.
        wide = self.window().width() >= _NARROW
        self._side.setVisible(wide or bool(self.search.text().strip()))

    @property
    def _has_guide(self) -> bool:
        """Whether there is a folder whose first steps can be told."""
        return self.context.opened is not None

    # Opening pages

    def activate(self, argument: str = "") -> None:
        """Show a page, the first one without an argument."""
        self.open_topic(argument or INDEX)

    def prepare(self, topic: str) -> None:
        """Make the page of a topic that is going to be opened."""
        name, _ = split(topic)
        page = _page(name)
        if not (name == GUIDE and self._has_guide) and self.view.page is not page:
            self.view.prepare(page)

    def open_topic(self, topic: str) -> None:
        """Show a page and take the cursor; what it replaces is a step back.

        Args:
            topic: a topic of `ui.help.book`, or of the first steps.
        """
        self.history.keep(self._place())
        self.history.go(topic)
        self._show(topic)

    def _show(self, topic: str, scroll: int | None = None) -> None:
        name, anchor = split(topic)
        if name == GUIDE and self._has_guide:
            self.pages.setCurrentWidget(self.guide)
            self.contents.setFocus()  # until the steps were read
            self.guide.read()
            self.guide.take_focus()
        else:
            page = _page(name)
            if self.view.page is not page:
                self.view.show_page(page)
            self.pages.setCurrentWidget(self.view)
            self.view.go_to(anchor)
            if scroll is not None:
                self.view.verticalScrollBar().setValue(scroll)
            self.view.setFocus()
        self.print_button.setEnabled(name != GUIDE)
        self.back_button.setEnabled(self.history.has(-1))
        self.forward_button.setEnabled(self.history.has(1))
        if not self.search.text().strip():
            self._show_contents()

    def all_pages(self) -> list[Page]:
        """Return the pages of the contents, in order."""
        fields = f"{FIELDS}/{in_force(clock.today()).id}"
        guide = [Page(GUIDE, f"# {text('help.guide.title')}\n")] if self._has_guide else []
        made = [page for page in map(page_of, (KEYS, fields)) if page is not None]
        first, *others = written()
        return [first, *guide, *others, *made]

    def _show_contents(self) -> None:
        self._found.hide()
        topic = split(self.history.here)[0]
        self.contents.show_contents(self.all_pages(), topic, self.view.heading())

    def _on_scrolled(self) -> None:
        if not self.search.text().strip() and self.pages.currentWidget() is self.view:
            self.contents.mark(split(self.history.here)[0], self.view.heading())

    def _place(self) -> int:
        return self.view.verticalScrollBar().value()

    def _travel(self, by: int) -> None:
        self.history.keep(self._place())
        found = self.history.travel(by)
        if found is not None:
            self._show(*found)

    def _follow(self, link: str) -> None:
        """Open what a link names: a page, a place in this one, a screen, or the world outside."""
        url = QUrl(link)
        if url.scheme() in _OUTSIDE:
            QDesktopServices.openUrl(url)
            return
        name, anchor = split(link)
        name = name.removesuffix(".md") or split(self.history.here)[0]
        if name in {entry.identifier for entry in SCREENS} | {"praticar"}:
            self.context.go(name, anchor)
        else:
            self.open_topic(f"{name}#{anchor}" if anchor else name)

    # Searching

    def _seek(self, typed: str) -> None:
        self._show_side()
        count = self.view.mark(typed)
        if not typed:
            self._show_contents()
            return
        self._shown_hits = search(typed, split(self.history.here)[0])
        self.contents.show_hits(self._shown_hits)
        if not self._shown_hits:
            words = text("help.screen.none")
        else:
            words = text("help.screen.found", hits=len(self._shown_hits), here=count)
        self._found.setText(words)
        self._found.show()

    def _take(self) -> None:
        """Open the marked hit, at the first of the words that were sought."""
        if not self._shown_hits or self.contents.currentRow() < 0:
            return
        hit = self._shown_hits[self.contents.currentRow()]
        self.open_topic(hit.topic)
        self.view.mark(self.search.text())
        self.view.start_at(split(hit.topic)[1])

    def _step(self, by: int) -> None:
        number = self.view.step(by)
        if number:
            count = len(self.view.places)
            self._found.setText(text("help.screen.place", number=number, count=count))

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _type_in_search(self, event: QKeyEvent) -> None:
        if not self.search.hasFocus():
            self._go_to_search()
        QApplication.sendEvent(self.search, event)

    def _on_escape(self) -> None:
        if self.search.hasFocus() and self.search.text():
            self.search.empty()
            return
        self.search.empty()
        self.left.emit()

    def _print(self) -> None:
        from ui.help.printing import print_page  # noqa: PLC0415 - printing is rare

        page = self.view.page
        if page is not None and self.print_button.isEnabled() and print_page(page, self):
            self.context.toast(text("ui.print.printed"), Tone.OK)


def _page(name: str) -> Page:
    """Return a page of the help, the first one where there is none of that name."""
    return page_of(name) or written()[0]

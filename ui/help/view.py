"""Shows one page of the manual: links, places, what was sought, pictures as wide as fit."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.help import paper
from ui.help.book import Page
from ui.help.searching import fold, wanted
from ui.pieces import paint_later
from ui.style.palette import colours
from ui.tasks import Tasks

_MARGIN = 24
_BAR = 3
_WIDEST = 780
"""Pixels of a line that the eye still follows."""


class PageView(QTextBrowser):
    """A page to read; letters typed on it go to the search.

    Args:
        name: accessible name.
        tasks: reads pictures off the GUI thread.
        parent: the widget it stands in.
    """

    followed = Signal(str)  # what the link names
    typed = Signal(object)  # QKeyEvent

    def __init__(self, name: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ready: paper.Paper | None = None
        self.setProperty("kind", "page")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._on_link)
        self.page: Page | None = None
        self._words: list[str] = []
        self.places: list[QTextCursor] = []
        self._at = -1
        self._shown_width = 0

    def show_page(self, page: Page, anchor: str = "") -> None:
        """Show a page at its beginning or at one of its headings."""
        self.prepare(page)
        before, made, self._ready = self.document(), self._ready, None
        assert made is not None
        self.page = page
        self._shown_width = made.width
        self.places = []
        self.setExtraSelections([])
        if self.isVisible():
            paint_later(self.viewport())
        self.setDocument(made)
        if isinstance(before, paper.Paper):
            before.deleteLater()  # it is ours: nobody else takes it away
        self._find()
        self.go_to(anchor)

    def prepare(self, page: Page) -> None:
        """Make a page that is going to be shown next."""
        if self._ready is not None and self._ready.page is not page:
            self._drop_ready()
        if self._ready is None:
            width = self._picture_width()
            self._ready = paper.Paper(
                page, colours(), width, margin=_MARGIN, parent=self, ask=self._read_picture
            )
            self._ready.ask_first()

    def _drop_ready(self) -> None:
        if self._ready is not None:
            self._ready.deleteLater()
            self._ready = None

    def _read_picture(self, file: str, size: QSize) -> None:
        self._tasks.query(
            lambda: paper.read_picture(file, size),
            lambda image: self._on_picture(file, image),
            owner=self,
        )

    def _on_picture(self, file: str, image: QImage) -> None:
        for made in (self._ready, self.document()):
            if isinstance(made, paper.Paper):
                made.take(file, image)
        self.viewport().update()

    def dress(self, _dark: object = None) -> None:
        """Show the page in the colours of the theme, at the place in view."""
        if self.page is not None:
            place = self.verticalScrollBar().value()
            self._drop_ready()
            self.show_page(self.page)
            self.verticalScrollBar().setValue(place)

    def go_to(self, anchor: str) -> None:
        """Bring a heading to the top, the page's beginning without one."""
        if anchor:
            self.scrollToAnchor(anchor)
        else:
            self.verticalScrollBar().setValue(0)

    def heading(self) -> str:
        """Return the anchor of the heading that is being read."""
        if self.page is None:
            return ""
        top = self.verticalScrollBar().value() + _MARGIN * 2
        layout = self.document().documentLayout()
        found = ""
        places = iter(self.page.headings)
        for block in paper.blocks(self.document()):
            if not block.blockFormat().headingLevel():
                continue
            heading = next(places, None)
            if heading is None or layout.blockBoundingRect(block).top() > top:
                break
            found = heading.anchor
        return found

    # What was sought

    def mark(self, typed: str) -> int:
        """Mark every place on the page with one of the words typed; return how many there are."""
        self._words = wanted(typed)
        self._find()
        return len(self.places)

    def step(self, forward: int) -> int:
        """Go to the next place that is marked, or back; return its number, 0 without any."""
        if not self.places:
            return 0
        self._at = (self._at + forward) % len(self.places)
        self._show_place(self.places[self._at])
        return self._at + 1

    def start_at(self, anchor: str) -> None:
        """Go to the first place that is marked from a heading on."""
        if not self.places:
            return
        start = self._position_of(anchor)
        after = [n for n, place in enumerate(self.places) if place.selectionStart() >= start]
        self._at = (after or [0])[0]
        self._show_place(self.places[self._at])

    def _position_of(self, anchor: str) -> int:
        anchors = [heading.anchor for heading in self.page.headings] if self.page else []
        if anchor not in anchors:
            return 0
        heads = [one for one in paper.blocks(self.document()) if one.blockFormat().headingLevel()]
        return heads[anchors.index(anchor)].position()

    def _show_place(self, place: QTextCursor) -> None:
        cursor = QTextCursor(place)
        cursor.setPosition(place.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._paint()

    def _find(self) -> None:
        self._at = -1
        self.places = []
        body = fold(self.document().toPlainText()) if self._words else ""
        for word in dict.fromkeys(self._words):
            start = body.find(word)
            while start >= 0:
                cursor = QTextCursor(self.document())
                cursor.setPosition(start)
                cursor.setPosition(start + len(word), cursor.MoveMode.KeepAnchor)
                self.places.append(cursor)
                start = body.find(word, start + len(word))
        self.places.sort(key=QTextCursor.selectionStart)
        self._paint()

    def _paint(self) -> None:
        marked = []
        for number, place in enumerate(self.places):
            selection = QTextEdit.ExtraSelection()
            letters = QTextCharFormat()
            here = number == self._at
            letters.setBackground(colours()["accent" if here else "warning_background"])
            letters.setForeground(colours()["on_accent" if here else "text"])
            selection.format, selection.cursor = letters, place
            marked.append(selection)
        self.setExtraSelections(marked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, and a bar beside what is quoted."""
        super().paintEvent(event)
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            block = self.cursorForPosition(QPoint(0, 0)).block()
            while block.isValid():
                area = layout.blockBoundingRect(block).translated(0, -top)
                if area.top() > self.viewport().height():
                    break
                if paper.is_quote(block):
                    bar = QRectF(_MARGIN, area.top(), _BAR, area.height())
                    painter.fillRect(bar, colours()["accent"])
                block = block.next()

    # Keys, links, size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, follow links; a letter begins a search."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.clone())
            return
        super().keyPressEvent(event)

    def _on_link(self, url: QUrl) -> None:
        self.followed.emit(url.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read and pictures inside the page."""
        spare = max(0, self.width() - _WIDEST)
        self.setViewportMargins(0, 0, spare, 0)
        super().resizeEvent(event)
        if self.page is not None and self._picture_width() != self._shown_width:
            QTimer.singleShot(0, self, self._fit_pictures)

    def _fit_pictures(self) -> None:
        self._shown_width = self._picture_width()
        document = self.document()
        if isinstance(document, paper.Paper):
            document.fit(self._shown_width)

    def _picture_width(self) -> int:
        return max(200, min(self.width(), _WIDEST) - 2 * _MARGIN - 12)

"""Dresses a page of the manual: type, colours, anchors and pictures of a text document."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QImageReader,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
)

from coletor import resources
from ui.help.book import Page
from ui.style import fonts
from ui.style.palette import Colours

_SECOND = 1.15
"""Size of a second heading, in running text."""
QUOTE_INDENT = 16
_PARAGRAPH = 9
_PADDING = 6
"""Room around the words of a cell."""
_LINE_PERCENT = 140
_CODE = QTextCharFormat.Property.FontFixedPitch
_QUOTE = QTextBlockFormat.Property.BlockQuoteLevel


class Paper(QTextDocument):
    """The document of a page; it is dressed before anything lays it out, which takes far longer.

    Args:
        page: the page.
        roles: the colours of the theme.
        width: pixels a picture may take at most.
        margin: pixels around the text.
        parent: the object that owns it.
        ask: has a picture read in the size it is shown in, which takes longer than all the rest
            of a page, and is given to `take`; its room stands meanwhile. Without it a picture is
            read when it comes into view.
    """

    def __init__(
        self,
        page: Page,
        roles: Colours,
        width: int,
        *,
        margin: int = 0,
        parent: QObject | None = None,
        ask: Callable[[str, QSize], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.page = page
        self._ask = ask
        self._asked: dict[str, QSize] = {}
        self._blank = QImage(1, 1, QImage.Format.Format_RGB32)
        self._blank.fill(roles["neutral_background"])
        self._images: dict[str, QImage] = {}
        self.width = width
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(margin)
        self.setDefaultFont(fonts.body())
        self.setMarkdown(page.markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        headings = iter(page.headings)
        for block in blocks(self):
            level = block.blockFormat().headingLevel()
            if level:
                heading = next(headings, None)
                _heading(block, level, heading.anchor if heading else "", roles)
            else:
                _running(block, roles)
        for table in _tables(self):
            _table(table, roles)
        _align(_tables(self))
        self.fit(width)

    def fit(self, width: int) -> None:
        """Show every picture at its size, smaller where the page is narrower.

        Args:
            width: pixels a picture may take at most.
        """
        self.width = width
        for cursor, shape in pictures(self):
            size = _size_of(shape.name(), width)
            shape.setWidth(size.width())
            shape.setHeight(size.height())
            cursor.setCharFormat(shape)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture when it comes into view, in the size in which it is shown."""
        file = name.toString() if isinstance(name, QUrl) else name
        size = _size_of(file, self.width)
        image = self._images.get(file)
        if image is not None and image.size() == size:
            return image
        if self._ask is None:
            image = self._images[file] = read_picture(file, size)
        elif self._asked.get(file) != size:
            self._asked[file] = size
            self._ask(file, size)
        return image if image is not None else self._blank

    def ask_first(self) -> None:
        """Have the uppermost picture read before it comes into view."""
        for _, shape in pictures(self)[:1]:
            self.loadResource(QTextDocument.ResourceType.ImageResource.value, shape.name())

    def take(self, file: str, image: QImage) -> None:
        """Show a picture that was asked for."""
        self._images[file] = image


def read_picture(file: str, size: QSize) -> QImage:
    """Return a picture of the manual in a size; may run on any thread."""
    image = QImage(str(resources.path("manual", file)))
    if image.size() == size:
        return image
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def pictures(document: QTextDocument) -> list[tuple[QTextCursor, QTextImageFormat]]:
    """Return the pictures of a document, each with a cursor over it."""
    return [
        (cursor, letters.toImageFormat())
        for block in blocks(document)
        for cursor, letters in _fragments(block)
        if letters.isImageFormat()
    ]


@cache
def _whole_size(file: str) -> QSize:
    return QImageReader(str(resources.path("manual", file))).size()


def _size_of(file: str, width: int) -> QSize:
    size = _whole_size(file)
    if size.width() > width:
        return QSize(width, round(size.height() * width / size.width()))
    return size


def is_quote(block: QTextBlock) -> bool:
    """Tell whether a block is quoted: words of the annex or of a rule."""
    return block.blockFormat().hasProperty(_QUOTE)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the blocks of a document from the top down."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _heading(block: QTextBlock, level: int, anchor: str, roles: Colours) -> None:
    cursor = _of(block)
    shape = block.blockFormat()
    shape.setTopMargin(0 if level == 1 else 18 if level == 2 else 12)
    shape.setBottomMargin(6)
    cursor.setBlockFormat(shape)
    font = QFont(fonts.title() if level == 1 else fonts.strong())
    if level == 2:
        font.setPixelSize(round(fonts.body().pixelSize() * _SECOND))
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(roles["text"])
    letters.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
    cursor.setCharFormat(letters)
    cursor.setPosition(block.position())
    cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor)
    letters.setAnchorNames([anchor])
    letters.setAnchor(True)
    cursor.setCharFormat(letters)


def _running(block: QTextBlock, roles: Colours) -> None:
    cursor = _of(block)
    shape = block.blockFormat()
    fragments = _fragments(block)
    pictured = any(letters.isImageFormat() for _, letters in fragments)  # half its height is no gap
    heights = QTextBlockFormat.LineHeightTypes
    shape.setLineHeight(
        0 if pictured else _LINE_PERCENT,
        (heights.SingleHeight if pictured else heights.ProportionalHeight).value,
    )
    table = QTextCursor(block).currentTable()
    ends_list = block.previous().isValid() and bool(block.previous().textList())
    shape.setTopMargin(_PARAGRAPH if ends_list and not block.textList() else 0)
    shape.setBottomMargin(0 if table else 3 if block.textList() else _PARAGRAPH)
    if is_quote(block):
        shape.setLeftMargin(QUOTE_INDENT)
        shape.setRightMargin(0)
    cursor.setBlockFormat(shape)
    for fragment_cursor, letters in fragments:
        changed = _letters(letters, roles)
        if changed is not None:
            fragment_cursor.setCharFormat(changed)


def _fragments(block: QTextBlock) -> list[tuple[QTextCursor, QTextCharFormat]]:
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(fragment.position())
        end = fragment.position() + fragment.length()
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        found.append((cursor, fragment.charFormat()))
        iterator += 1
    return found


def _letters(letters: QTextCharFormat, roles: Colours) -> QTextCharFormat | None:
    if letters.isAnchor():
        letters.setForeground(roles["accent"])
        letters.setFontUnderline(True)
        return letters
    if letters.hasProperty(_CODE) and letters.fontFixedPitch():
        letters.setFontFamilies(["monospace"])
        letters.setBackground(roles["neutral_background"])
        return letters
    return None


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def _table(table: QTextTable, roles: Colours) -> None:
    shape = table.format()
    shape.setBorder(0)
    shape.setBorderCollapse(True)
    shape.setCellPadding(_PADDING)
    shape.setCellSpacing(0)
    shape.setTopMargin(2)
    shape.setBottomMargin(12)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cell.setFormat(_ruled(cell.format(), roles["line_faint" if row else "line"]))
            if not row:
                _column_head(cell.firstCursorPosition().block(), roles)


def _align(tables: Sequence[QTextTable]) -> None:
    """Have the first columns of tables with the same heads end in the same place."""
    alike: dict[tuple[str, ...], list[QTextTable]] = {}
    for table in tables:
        alike.setdefault(_row(table, 0), []).append(table)
    size = QFontMetrics(fonts.body())
    for same in alike.values():
        if len(same) == 1:
            continue
        first = [_row(table, row)[0] for table in same for row in range(table.rows())]
        width = max(size.horizontalAdvance(words) for words in first) + 4 * _PADDING
        for table in same:
            shape = table.format()
            rest = [QTextLength() for _ in range(table.columns() - 1)]
            fixed = QTextLength(QTextLength.Type.FixedLength, width)
            shape.setColumnWidthConstraints([fixed, *rest])
            table.setFormat(shape)


def _row(table: QTextTable, row: int) -> tuple[str, ...]:
    cells = (table.cellAt(row, column) for column in range(table.columns()))
    return tuple(cell.firstCursorPosition().block().text() for cell in cells)


def _ruled(shape: QTextCharFormat, colour: QColor) -> QTextTableCellFormat:
    """Return the format of a cell over a line, as the lists of the program have it."""
    ruled = shape.toTableCellFormat()
    ruled.setBottomBorder(1)
    ruled.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    ruled.setBottomBorderBrush(QBrush(colour))
    return ruled


def _column_head(block: QTextBlock, roles: Colours) -> None:
    words = QTextCharFormat()
    words.setFont(fonts.secondary_strong())
    words.setForeground(roles["muted"])
    _of(block).mergeCharFormat(words)


def _of(block: QTextBlock) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    return cursor

"""The open sheets: chosen, begun, closed for good, and brought back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from coletor.messages import text
from coletor.sheets import Sheets, SheetSummary
from ui.sheet.choosing import SheetChooser
from ui.sheet.starting import new_sheet, resumed_sheet
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from ui.sheet.page import SheetPage

_TOUCHED = ("drafts", "contacts")


class Shelf(QObject):
    """Does what is chosen in the list of sheets.

    Args:
        page: the page of sheets; it owns this object.
    """

    def __init__(self, page: "SheetPage") -> None:
        super().__init__(page)
        self._page = page
        self._discarded: tuple[int, tuple[int, ...]] | None = None
        self.chooser = SheetChooser()
        self.chooser.chosen.connect(self._on_chosen)
        self.chooser.left.connect(page.back)
        self.chooser.discarded.connect(self._discard)
        self.chooser.typed.connect(self._type_on)

    @property
    def _sheets(self) -> Sheets:
        return Sheets(self._page.context.workspace.store)

    def open(self) -> None:
        """List the new sheet and the others that are open, as they are stored."""
        desk, sheets = self._page.desk, self._sheets
        own = desk.handle.sheet_id if desk is not None else None
        self._page.context.tasks.change(
            lambda: [each for each in sheets.open() if each.id != own],
            self._show,
            self._fail,
            owner=self,
        )

    def _show(self, sheets: Sequence[SheetSummary]) -> None:
        self._page.head.show_sheets(len(sheets))
        self._page.stack.setCurrentWidget(self.chooser)
        self.chooser.show_sheets(sheets)
        self._page.free_keys()

    def _on_chosen(self, sheet_id: int | None) -> None:
        workspace, desk = self._page.context.workspace, self._page.desk
        if sheet_id is not None:
            self._page.begin(lambda: resumed_sheet(workspace, sheet_id), following=False)
        elif desk is not None and desk.handle.sheet_id is None and not desk.filled:
            self._page.back()  # the sheet behind the list is a new one
        else:
            self._page.begin(lambda: new_sheet(workspace))

    def _type_on(self, key: QKeyEvent) -> None:
        """Begin a sheet with the key that somebody typed over the list."""
        self._on_chosen(None)
        self._page.keys.add(key)
        self._page.free_keys()

    def _discard(self, sheet_id: int) -> None:
        sheets, operator = self._sheets, self._page.context.workspace.operator.id
        self._page.context.tasks.change(
            lambda: sheets.discard(sheet_id, operator),
            lambda drafts: self._on_discarded(sheet_id, drafts),
            self._fail,
            touches=_TOUCHED,
            owner=self,
        )

    def _on_discarded(self, sheet_id: int, drafts: tuple[int, ...]) -> None:
        self._discarded = (sheet_id, drafts)
        action = text("sheet.undo_discard")
        self._page.telling.tell(text("sheet.discarded"), action, self._undo_discard)
        self.open()

    def _undo_discard(self) -> None:
        kept, self._discarded = self._discarded, None
        if kept is None:
            return
        sheets, operator = self._sheets, self._page.context.workspace.operator.id
        self._page.context.tasks.change(
            lambda: sheets.restore(*kept, operator),
            lambda _done: self.open(),
            self._fail,
            touches=_TOUCHED,
            owner=self,
        )

    def _fail(self, error: "ColetorError") -> None:
        self._page.context.toast(str(error), Tone.ERROR)
        if self._page.keys.holding:  # the list that was asked for does not come
            self._page.back()
            self._page.free_keys()

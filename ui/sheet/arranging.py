"""Where each field of a sheet stands: shown in the place of the lines, and taken over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.sheet.choosing import PlacesCard

if TYPE_CHECKING:
    from ui.sheet.page import SheetPage


class Arranging(QObject):
    """Shows the places of the fields and lays the sheet out as they are left.

    Args:
        page: the page of sheets; it owns this object.
    """

    def __init__(self, page: "SheetPage") -> None:
        super().__init__(page)
        self._page = page
        self.card = PlacesCard()
        self.card.left.connect(self._take_over)

    def show_places(self, marked: str) -> None:
        """Show them.

        Args:
            marked: id of the slot that has the cursor.
        """
        desk, view = self._page.desk, self._page.view
        if desk is None or view is None:
            return
        view.close_line()
        self._page.stack.setCurrentWidget(self.card)
        self.card.show_places(desk.model, desk.handle.arrangement, marked)

    def _take_over(self) -> None:
        desk, view = self._page.desk, self._page.view
        if desk is not None and view is not None:
            if self.card.arrangement != desk.handle.arrangement:
                view.arrange(self.card.arrangement)
            self._page.back()

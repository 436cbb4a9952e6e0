"""A sheet on its way: what the page shows while lines are concluded, and after they went."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.sheets import Outcome, Plan
from ui.sheet.concluding import Concluding, Reasons
from ui.sheet.confirming import ConfirmCard
from ui.sheet.starting import new_sheet

if TYPE_CHECKING:
    from ui.sheet.page import SheetPage


class Departing(QObject):
    """Begins a conclusion, asks for the reasons it wants, and shows what is left.

    Args:
        page: the page of sheets; it owns this object.
    """

    def __init__(self, page: "SheetPage") -> None:
        super().__init__(page)
        self._page = page
        self.concluding: Concluding | None = None
        self.card = ConfirmCard()
        self.card.left.connect(page.back)
        self.card.confirmed.connect(self._on_reasons)

    @property
    def busy(self) -> bool:
        """Whether lines are on their way."""
        return self.concluding is not None and self.concluding.busy

    def take(self, concluding: Concluding) -> None:
        """Take the conclusions of the sheet in view."""
        page = self._page
        self.concluding = concluding
        concluding.said.connect(page.context.toast)
        concluding.busyChanged.connect(self._on_busy)
        concluding.progressed.connect(page.head.show_progress)
        concluding.reasons_wanted.connect(lambda plan: self._refuse(partial(self._ask, plan)))
        concluding.blocked.connect(lambda: self._refuse(self._to_pending))
        concluding.stayed.connect(lambda: self._refuse(self._to_sheet))
        concluding.done.connect(self._on_done)

    def forget(self) -> None:
        """Forget the sheet: it is gone."""
        self.concluding = None

    def conclude(self) -> None:
        """Check the sheet and queue what is right; stop what is under way."""
        page, concluding = self._page, self.concluding
        if page.starting or concluding is None or page.view is None:
            return
        if concluding.busy:
            concluding.stop()
        elif page.stack.currentWidget() is self.card:
            self.card.confirm()
        elif page.sheet_in_view:
            page.view.close_line()
            concluding.start()

    def _on_busy(self, busy: bool) -> None:
        """Let nobody type in lines that are on their way: what is typed is of the next sheet."""
        page = self._page
        page.typing.setEnabled(not busy)
        if busy:
            page.typed_on.stop_listening()
            # Many lines take a while, and a key stops them.
            page.keys.hold(shortcuts=False, idle=False)

    def _refuse(self, go: Callable[[], None]) -> None:
        """Stay with this sheet: what was typed meanwhile is of the next one all the same.

        Args:
            go: puts the cursor where typing goes on in this one.
        """
        self._page.typed_on.refuse(go)

    def _to_pending(self) -> None:
        if self._page.view is not None:
            self._page.view.acts.next_pending()

    def _to_sheet(self) -> None:
        if self._page.view is not None and self._page.sheet_in_view:
            self._page.view.take_focus()

    def _ask(self, plan: Plan) -> None:
        self._page.stack.setCurrentWidget(self.card)
        self._page.head.conclude.hide()  # one next step at a time
        self.card.show_plan(plan)

    def _on_reasons(self, reasons: Reasons) -> None:
        self._page.show_sheet()
        if self.concluding is not None:
            self.concluding.go(reasons)

    def _on_done(self, outcome: Outcome) -> None:
        page, desk = self._page, self._page.desk
        if desk is None:
            return
        gone = {uuid for uuid, _ in outcome.went}
        page.answers.watch((line.uuid, line.patient) for line in desk.lines if line.uuid in gone)
        if outcome.closed:
            workspace = page.context.workspace
            page.begin(lambda: new_sheet(workspace))
            return
        ids = {line.draft_id for line in desk.lines if line.uuid in gone}
        desk.drop_lines({each for each in ids if each is not None})
        self._refuse(self._to_pending if outcome.left else self._to_sheet)

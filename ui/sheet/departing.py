"""A sheet on its way: what the page shows while lines are concluded, and after they went."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coletor.messages import text
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
        concluding.reasons_wanted.connect(self._ask_reasons)
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
            page.keys.hold(shortcuts=False)  # many lines take a while, and a key stops them
        else:
            QTimer.singleShot(0, self, self._settle_keys)
        if not busy and page.view is not None and page.sheet_in_view:
            page.view.take_focus()

    def _settle_keys(self) -> None:
        """Say what was typed for the next sheet, when this one is still here."""
        typed = "" if self._page.starting or self.busy else self._page.keys.drop()
        if typed:
            self._page.notice.say(text("sheet.not_concluded", typed=typed))

    def _ask_reasons(self, plan: Plan) -> None:
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
        if page.view is not None and outcome.left:
            page.view.acts.next_pending()

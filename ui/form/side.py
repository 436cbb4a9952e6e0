"""What stands beside the form: the panel of pending items, or what took its place for a moment."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor import clock
from coletor.contact.entry import parse
from ui.form.navigation import Stop
from ui.form.panel import SidePanel
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.widgets.cursor import cursor_in


class Side(QStackedWidget):
    """The column at the right of the form.

    Args:
        parent: the widget it stands in.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.panel = SidePanel(self)
        self.addWidget(self.panel)

    def open(self, widget: QWidget) -> None:
        """Show a widget in the place of the panel."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        self.setCurrentWidget(widget)

    def back(self) -> None:
        """Show the panel again."""
        self.setCurrentWidget(self.panel)

    def show_pending(self, session: FormSession) -> None:
        """Show what is pending in a contact."""
        pending, said = session.pending, session.visited.says
        to_fill = sum(item.error and not said(item) for item in pending)
        asked = sum(item.doubtful and not said(item) for item in pending)
        self.panel.show_pending(session.shown_pending(), to_fill, asked)

    def explain(self, view: FormView, stop: Stop) -> None:
        """Say what a field means, and what stands in it where the field has no room for it."""
        rows = view.session.rows
        element = rows.model.by_path.get(stop.path)
        if element is not None and stop.row in rows.by_id:
            value = parse(element, rows.text(stop.row, stop.path), today=clock.today())
            self.panel.show_help(element, value, view.whole(stop))

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is in what stands here."""
        here = cursor_in(self)
        return here is not None and here.isVisible()

    @property
    def asking(self) -> bool:
        """Whether something else than the panel is in view."""
        return self.currentWidget() is not self.panel

"""What stands beside the form: the panel of pending items, or what took its place for a moment."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.form.panel import SidePanel


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

    @property
    def asking(self) -> bool:
        """Whether something else than the panel is in view."""
        return self.currentWidget() is not self.panel

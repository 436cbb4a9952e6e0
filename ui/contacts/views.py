"""Filtros salvos: filters with their order, by the names their owner gave them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from coletor.store.saved_views import LONGEST_NAME, SavedView
from ui.contacts.chip import Chip, Choice
from ui.widgets.buttons import Button
from ui.widgets.line import AnswerEdit

_SAVE, _REMOVE, _BACK = "guardar", "apagar:", "voltar"


class ViewBar(QWidget):
    """The views to choose from, and a field for the name of a new one."""

    chosen = Signal(object)  # SavedView
    saved = Signal(str)  # name
    removed = Signal(object)  # SavedView
    restored = Signal(object)  # SavedView

    def __init__(self) -> None:
        super().__init__()
        self._gone: SavedView | None = None
        self._views: dict[str, SavedView] = {}
        self.chip = Chip(text("contacts.view.title"), "Ctrl M")
        self.chip.chosen.connect(self._on_chosen)
        self.name = AnswerEdit()
        self.name.setPlaceholderText(text("contacts.view.name"))
        self.name.setAccessibleName(text("contacts.view.name"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setFixedWidth(190)
        self.name.given.connect(self._save)
        self.name.cancelled.connect(self._close)
        self.keep = Button(text("contacts.view.keep"), "↵")
        self.keep.clicked.connect(lambda: self._save(self.name.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.name, self.keep, self.chip):
            row.addWidget(widget)
        self._close()

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Offer views."""
        self._views = {str(view.id): view for view in views}
        nothing = Choice("", text("contacts.view.none"), off=True)
        lines = [Choice(id_, view.name) for id_, view in self._views.items()] or [nothing]
        lines.append(Choice(_SAVE, text("contacts.view.save"), apart=True))
        lines += [
            Choice(f"{_REMOVE}{id_}", text("contacts.view.remove", name=view.name), apart=not place)
            for place, (id_, view) in enumerate(self._views.items())
        ]
        if self._gone is not None:
            lines.append(
                Choice(_BACK, text("contacts.view.back", name=self._gone.name), apart=True)
            )
        self.chip.offer(lines)

    def open(self) -> None:
        """Open the list of views."""
        self.chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chip.click()

    def _on_chosen(self, which: str) -> None:
        if which == _SAVE:
            for widget in (self.name, self.keep):
                widget.show()
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif which.startswith(_REMOVE):
            self._gone = self._views[which.removeprefix(_REMOVE)]
            self.removed.emit(self._gone)
        elif which == _BACK:
            view, self._gone = self._gone, None
            self.restored.emit(view)
        elif which in self._views:
            self.chosen.emit(self._views[which])

    def _save(self, name: str) -> None:
        self._close()
        self.saved.emit(name)

    def _close(self) -> None:
        self.name.clear()
        for widget in (self.name, self.keep):
            widget.hide()

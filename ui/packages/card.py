"""One package: its name and its key, typed in place, and what it puts into a contact."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from coletor.model import load_model
from coletor.packages import Package, Words
from ui.glance import local
from ui.style import fonts
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.items import ItemList
from ui.widgets.labels import label, muted, wrapped
from ui.widgets.line import LineEdit
from ui.widgets.marks import key_hints

INDENT = "      "
LINE = 24
_NUMBER_WIDTH, _NAME_MOST, _SAID_MOST = 160, 420, 560


class _Rows(ItemList):
    """The rows of a package: Del takes one out, Esc goes back to the list."""

    dropping = Signal()
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a row out, or go back."""
        if event.key() == Qt.Key.Key_Delete:
            self.dropping.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class _Line(LineEdit):
    """A field in which Esc goes back to the list."""

    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class PackageCard(Card):
    """What a package is called and holds; name and number are kept when their field is left.

    Args:
        parent: the widget it stands in.
    """

    renamed = Signal(object, str, str)  # Package, name, number as typed
    dropping = Signal(object, int)  # Package, place of the row in it
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._package: Package | None = None
        self._name, self._number = _Line(), _Line(fonts.code())
        self.name = Field(text("packages.keeper.name"), self._name, required=True)
        self.number = Field(text("packages.keeper.number"), self._number)
        self._number.setPlaceholderText(text("packages.keeper.number_hint"))
        column = self.number.layout()
        assert column is not None
        self._number.setFixedWidth(_NUMBER_WIDTH)  # its finding takes more
        column.setAlignment(self._number, Qt.AlignmentFlag.AlignLeft)
        self.name.setMaximumWidth(_NAME_MOST)
        self.number.setMaximumWidth(_SAID_MOST)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.name, 2)
        fields.addWidget(self.number, 3)
        fields.addStretch(0)  # what both leave
        self.body.addLayout(fields)
        self._about = muted()
        self.body.addWidget(label(text("packages.page.rows"), fonts.secondary(), "muted"))
        self.rows = _Rows(text("packages.page.rows"), LINE)
        self.body.addWidget(self.rows, 1)
        keys = key_hints(("Del", "packages.page.drop_row"), ("Esc", "packages.page.back"))
        keys.addWidget(self._about)
        self.body.addLayout(keys)
        self.body.addWidget(wrapped(text("packages.page.how")))
        for editor in (self._name, self._number):
            editor.left.connect(self._on_left)
            editor.cancelled.connect(self._on_cancelled)
        self.rows.dropping.connect(self._drop)
        self.rows.cancelled.connect(self.left)

    def show_package(self, package: Package, words: Sequence[Words]) -> None:
        """Show a package.

        Args:
            package: the package.
            words: its rows in words, as `coletor.packages.words_of` gives them.
        """
        self._package = package
        self.setAccessibleName(package.name)
        self._restore()
        for field in (self.name, self.number):
            field.clear_finding()
            field.setEnabled(package.removed_at is None)
        self.show_words(words)
        changed = local(package.changed_at)
        model = load_model(package.model_id).short_name
        self._about.setText(
            text("packages.page.about", model=model, operator=package.operator, changed=changed)
        )

    def show_words(self, words: Sequence[Words]) -> None:
        """Show the rows in words."""
        place = self.rows.currentRow()
        self.rows.clear()
        top = -1
        for line in words:
            top += line.depth == 0
            self.rows.add(INDENT * line.depth + line.text, top, quiet=bool(line.depth))
        self.rows.setCurrentRow(max(0, min(place, self.rows.count() - 1)))

    def take_focus(self) -> None:
        """Put the cursor into the name."""
        self._name.setFocus(Qt.FocusReason.TabFocusReason)
        self._name.selectAll()

    def say(self, words: str, *, about_number: bool) -> None:
        """Say why the change was not kept, under the field it is about."""
        (self.number if about_number else self.name).set_finding(words)

    def _restore(self) -> None:
        if self._package is not None:
            self._name.set_raw(self._package.name)
            self._number.set_raw(str(self._package.number or ""))

    def _on_left(self) -> None:
        package = self._package
        if package is None or package.removed_at:
            return
        name, number = self._name.text().strip(), self._number.text().strip()
        if (name, number) != (package.name, str(package.number or "")):
            self.renamed.emit(package, name, number)

    def _on_cancelled(self) -> None:
        self._restore()
        self.name.clear_finding()
        self.number.clear_finding()
        self.left.emit()

    def _drop(self) -> None:
        row = self.rows.what()
        if self._package is not None and row is not None and not self._package.removed_at:
            self.dropping.emit(self._package, row)

"""A field: label above, editor, and a line under it that is always reserved for its finding."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coletor.messages import text
from ui.style import fonts, lettering
from ui.style.palette import colours
from ui.style.theme import restyle
from ui.widgets.labels import Elided, label
from ui.widgets.line import LineEdit
from ui.widgets.tone import Tone
from ui.widgets.wording import tip

FINDING_HEIGHT = 16
_MARK, _GAP = "*", 3
"""Of a required field, and the room between the name and it."""
_ROLES = {Tone.ERROR: "error", Tone.WARNING: "warning"}


class FieldName(Elided):
    """The name of a field, and beside it the mark of one that is required.

    Args:
        name: the name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, fonts.secondary(), "muted")
        self._required = False
        self.setFixedHeight(16)

    def set_required(self, required: bool) -> None:
        """Show or hide the mark."""
        self._required = required
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the name and its mark."""
        size = super().sizeHint()
        return QSize(size.width() + self.width() - self.room(), size.height())

    def room(self) -> int:
        """Return the pixels that the mark leaves to the name."""
        mark = fonts.measures(fonts.secondary()).horizontalAdvance(_MARK) if self._required else 0
        return self.width() - _GAP - mark

    def paint_line(self, painter: QPainter, line: lettering.Line) -> None:
        """Paint the name, and the mark where it ends."""
        super().paint_line(painter, line)
        if self._required:
            painter.setPen(colours()["error"])
            beside = self.rect().adjusted(round(line.width) + 1 + _GAP, 0, 0, 0)
            lettering.write(painter, beside, _MARK, fonts.secondary())


class Field(QWidget):
    """A labelled editor with its finding.

    The states of the editor are: plain, focus, error, warning, disabled, and rejected (a value the
    service refused, marked until it changes).

    Args:
        name: the label; also the accessible name.
        editor: the editor; a plain line without it.
        required: whether the mark of a required field is shown.
        reserve: keep room for a finding, so that nothing moves when one comes.
        parent: the widget it stands in.
    """

    told = Signal()  # the finding is another one, or the field came into sight or went

    def __init__(
        self,
        name: str,
        editor: LineEdit | None = None,
        *,
        required: bool = False,
        reserve: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor or LineEdit()
        self._name = name
        self._label = FieldName(name)
        self._finding = Elided("", fonts.secondary(), "error")
        self._finding.setFixedHeight(FINDING_HEIGHT)
        self._tone: Tone | None = None
        self._lay_out(reserve)
        self.set_required(required)
        self._name_editor()

    def _lay_out(self, reserve: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(self.editor)
        column.addWidget(self._finding)
        self._finding.setVisible(reserve)

    def lend_finding(self, parent: QWidget) -> Elided:
        """Hand over the line of the finding to whoever has more room for it than the field.

        Args:
            parent: where it stands from now on; the field keeps the room below its editor blank.
        """
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self._finding)
        column.addSpacing(FINDING_HEIGHT + column.spacing())
        self._finding.setParent(parent)
        return self._finding

    def setVisible(self, visible: bool) -> None:
        """Come into sight or go, with what is told of it."""
        super().setVisible(visible)
        self.told.emit()

    def name(self) -> str:
        """Return the label."""
        return self._name

    def set_name(self, name: str) -> None:
        """Change the label."""
        self._name = name
        self._label.set_text(name)
        self._name_editor()

    def set_required(self, required: bool) -> None:
        """Show or hide the mark of a required field."""
        self._label.set_required(required)
        self._required = required
        self._name_editor()

    def raw(self) -> str:
        """Return the text to keep."""
        return self.editor.raw()

    def set_raw(self, raw: str) -> None:
        """Show a kept text."""
        self.editor.set_raw(raw)

    @property
    def tone(self) -> Tone | None:
        """Tone of the finding in view."""
        return self._tone

    def finding(self) -> str:
        """Return the finding in view, or an empty text."""
        return self._finding.text()

    def set_finding(self, message: str, tone: Tone = Tone.ERROR, *, rejected: bool = False) -> None:
        """Show a finding under the field.

        Args:
            message: what is missing or wrong and what settles it; empty takes the finding away.
            tone: error or warning.
            rejected: the service refused this very value.
        """
        self._tone = tone if message else None
        state = ("rejected" if rejected else str(tone)) if message else ""
        restyle(self.editor, state=state)
        self._finding.set_text(message, _ROLES.get(tone, "muted"))
        self.editor.setAccessibleDescription(message)
        self.editor.setToolTip(tip(message))
        self.told.emit()

    def clear_finding(self) -> None:
        """Take the finding away."""
        self.set_finding("")

    def _name_editor(self) -> None:
        name = text("ui.field.required", name=self._name) if self._required else self._name
        self.editor.setAccessibleName(name)

    _required = False


def field_label(words: str) -> QLabel:
    """Return a label in the look of a field's, for editors that stand alone."""
    return label(words, fonts.secondary(), "muted")

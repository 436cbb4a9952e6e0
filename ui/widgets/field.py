"""A field: label above, editor, and a line under it that is always reserved for its finding."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coletor.messages import text
from ui.style import fonts
from ui.style.theme import restyle
from ui.widgets.labels import Elided, label
from ui.widgets.line import LineEdit
from ui.widgets.tone import Tone
from ui.widgets.wording import tip

FINDING_HEIGHT = 16
_ROLES = {Tone.ERROR: "error", Tone.WARNING: "warning"}


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
        self._label = Elided(name, fonts.secondary(), "muted")
        self._label.setFixedHeight(16)
        self._mark = label("*", fonts.secondary(), "error")
        self._mark.setFixedHeight(16)
        self._finding = Elided("", fonts.secondary(), "error")
        self._finding.setFixedHeight(FINDING_HEIGHT)
        self._tone: Tone | None = None
        self._lay_out(reserve)
        self.set_required(required)
        self._name_editor()

    def _lay_out(self, reserve: bool) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(3)
        head.addWidget(self._label)
        head.addWidget(self._mark)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._finding)
        self._finding.setVisible(reserve)
        self._label.setMaximumWidth(self._label.sizeHint().width())

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
        self._label.setMaximumWidth(self._label.sizeHint().width())
        self._name_editor()

    def set_required(self, required: bool) -> None:
        """Show or hide the mark of a required field; its room stays."""
        self._mark.setText("*" if required else "")
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

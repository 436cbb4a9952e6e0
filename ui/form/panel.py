"""Beside the form: what is pending, what the field means, and the keys."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Element, Kind, load_list
from ui.form.asking import ReasonBox
from ui.form.binding import tone_of, words_of
from ui.form.pending import Pending
from ui.form.recent import RecentList
from ui.form.strip import tighten
from ui.help.topics import rule_topic
from ui.style import fonts
from ui.style.theme import restyle
from ui.widgets.card import Card
from ui.widgets.labels import breaking, label, muted, rule, wrapped
from ui.widgets.layouts import UNBOUND, line_of, show_once
from ui.widgets.line import AnswerEdit
from ui.widgets.marks import KeyHint, Pill
from ui.widgets.scrolling import Scrolled
from ui.widgets.tone import Tone

WIDTH, MOST_WIDTH = 272, 380
"""Of the panel: on a small screen and on a large one."""
_AROUND = 36  # of the width, which a pending item leaves free: its margins and a scroll bar
_WHOLE_HEIGHT = 300
"""Of the panel; with less, as below the form, help and keys are left to F1."""
SHOWN, HELP_HEIGHT, HELP_LEAST = 12, 150, 56
FIRST_MOST, _FIRST_LOW = 130, 60
"""Room that the first pending item keeps, however much is said below the list; in a low panel."""
_KEYS = (
    ("↵", "on"),
    ("F2", "repeat"),
    ("F3", "repeat_all"),
    ("F5", "packages"),
    ("Ctrl Z", "undo"),
    ("Ctrl ↵", "conclude"),
)


class PendingLine(QWidget):
    """One pending item; a click goes to its field.

    Args:
        item: what is pending.
        width: of the item, in pixels.
        confirming: whether the key that confirms warnings is named here.
        parent: the widget it stands in.
    """

    clicked = Signal(object)  # Pending

    def __init__(
        self,
        item: Pending,
        width: int = WIDTH - _AROUND,
        *,
        confirming: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.item = item
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        where = item.where.removesuffix(".")  # Qtd.
        self.setAccessibleName(f"{_word(item)}: {where}. {words_of(item)}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Pill(_word(item), tone_of(item)), 0, Qt.AlignmentFlag.AlignTop)
        place = breaking(_place_of(item), fonts.secondary_strong(), "muted" if item.reason else "")
        head.addWidget(place, 1)
        column.addLayout(head)
        column.addWidget(wrapped(words_of(item)))
        keys = [
            KeyHint(cap, text(f"form.key.{does}"))
            for cap, does, named in (
                ("Ctrl I", "card", item.rule in NEEDS_CARD and not item.reason),
                ("F9", "confirm", confirming),
            )
            if named
        ]
        if keys:
            column.addSpacing(2)
            column.addLayout(line_of(*keys, gap=14))
        column.addSpacing(4)
        column.addWidget(rule())
        self._column = column
        self.fit(width)

    def fit(self, width: int) -> None:
        """Take a width and the height that the words have in it."""
        self.setFixedSize(width, self._column.totalHeightForWidth(width))

    def help_topic(self) -> str:
        """Return the page of the help about the rule that found it."""
        return rule_topic(self.item.rule)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the field."""
        self.clicked.emit(self.item)


NEEDS_CARD = frozenset({"sigtap-cpf-obrigatorio"})
"""Rules that only the patient's card settles."""


def _place_of(item: Pending) -> str:
    """Return where it is; of a field called as its row is, the row says enough."""
    *above, row, field = ("", *item.where.split(" · "))
    if row.rstrip("0123456789 ").casefold() == field.casefold():
        return " · ".join(filter(None, (*above, row)))
    return item.where


def _word(item: Pending) -> str:
    if item.refused:
        return text("form.refused")
    if item.reason:
        return text("form.settled")
    return text("form.error" if item.error else "form.warning")


class SidePanel(Card):
    """The panel at the right of the form.

    Args:
        parent: the widget it stands in.
    """

    chosen = Signal(object)  # Pending
    confirmed = Signal(object, str)  # Pending, reason
    released = Signal()  # the reason was given or not: the cursor goes back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("form.pending"), "", parent)
        tighten(self, 14, 8, 10, 10)
        self._errors = Pill("0", Tone.ERROR)
        self._warnings = Pill("0", Tone.WARNING)
        self.add_mark(self._errors)
        self.add_mark(self._warnings)
        self.head.addWidget(KeyHint("F8", text("form.key.next")))
        self.head.setSpacing(5)  # two counts of two figures leave the key whole
        self.lines: list[PendingLine] = []
        self._remark = muted()
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._build_list()
        self.recent = RecentList()
        self.body.addWidget(self.recent)
        self.question = ReasonBox()
        self.question.confirmed.connect(self.confirmed)
        self.question.released.connect(self.released)
        self.question.turned.connect(lambda _: self._make_room())
        self._acts: list[QWidget] = []
        self.body.addWidget(self.question)
        self._build_help()
        self._build_keys()
        self.show_pending([], 0)

    def _build_list(self) -> None:
        self._area = Scrolled(self)
        column = QVBoxLayout(self._area.inside())
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addWidget(self._remark)
        column.addStretch(1)
        # What is listed takes the room that is left: it never pushes the other parts.
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self._area, 1)

    def add_actions(self, actions: QWidget) -> None:
        """Put in what can be done with the contact, above the help.

        Args:
            actions: the widget; it hides itself while it has nothing to offer.
        """
        self._acts.append(actions)
        self.body.insertWidget(self.body.indexOf(self.question), actions)

    def _build_help(self) -> None:
        area = _HelpArea(self)
        column = QVBoxLayout(area.inside())
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        self._help_title = breaking("", fonts.strong())
        self._item = wrapped()
        self._concept = wrapped("", "")
        self._definition = wrapped()
        for widget in (self._help_title, self._item, self._concept, self._definition):
            column.addWidget(widget)
        column.addStretch(1)
        self._spared: list[QWidget] = [rule(), area]
        for each in self._spared:
            self.body.addWidget(each)

    def _build_keys(self) -> None:
        held = QWidget()
        keys = QVBoxLayout(held)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(3)
        for cap, does in _KEYS:
            keys.addWidget(KeyHint(cap, text(f"form.key.{does}")))
        self._keys = (rule(), label(text("form.keys"), fonts.strong()), held)
        for widget in self._keys:
            self.body.addWidget(widget)

    def help_topic(self) -> str:
        """Return the page of the help about the warning that is being confirmed."""
        return self.question.help_topic()

    @property
    def reason(self) -> AnswerEdit:
        """Where the reason of a warning is written."""
        return self.question.reason

    @property
    def remark(self) -> str:
        """What is said below the pending items, or in their place."""
        return self._remark.text()

    # What is pending

    def show_pending(self, items: list[Pending], to_fill: int, asked: int = 0) -> None:
        """Show what is pending.

        Args:
            items: what is said beside the fields already.
            to_fill: how many required places were not come to yet.
            asked: how many warnings stand at places that were not come to yet.
        """
        errors = sum(item.error for item in items)
        warnings = sum(not item.error and not item.reason for item in items)
        self._count(self._errors, errors, "form.errors", "form.one_error")
        self._count(self._warnings, warnings, "form.warnings", "form.one_warning")
        if [line.item for line in self.lines] != items[:SHOWN]:
            self._rebuild(items[:SHOWN])
            self._make_room()
        self._remark.setText(_remark(len(items), to_fill, asked))
        self._remark.setVisible(bool(self._remark.text()))

    def _count(self, pill: Pill, count: int, many: str, one: str) -> None:
        pill.setVisible(count > 0)
        pill.setText(str(count))
        pill.setAccessibleName(text(one if count == 1 else many, count=count))
        pill.setToolTip(pill.accessibleName())

    def _rebuild(self, items: list[Pending]) -> None:
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        warning = next((each for each in items if not each.error and not each.reason), None)
        width = self._line_width()
        self.lines = [PendingLine(item, width, confirming=item is warning) for item in items]
        for line in self.lines:
            line.clicked.connect(self.chosen)
            self._list.addWidget(line)
            line.show()

    def _make_room(self) -> None:
        """Leave out what has no room; the keys of the form rest while a reason is asked for."""
        whole = self.height() >= _WHOLE_HEIGHT
        first = self.lines[0].height() if self.lines else 0
        self._area.setMinimumHeight(min(first, FIRST_MOST if whole else _FIRST_LOW))
        for acts in self._acts:  # hidden they may be by themselves
            acts.setMaximumHeight(UNBOUND if whole or not self.question.asking else 0)
        for widget in self._spared:
            show_once(widget, shown=whole)
        for widget in self._keys:
            show_once(widget, shown=whole and not self.question.asking)

    def _line_width(self) -> int:
        return max(WIDTH, self.width()) - _AROUND

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is pending use the new width; where the panel is low, it is all there is."""
        super().resizeEvent(event)
        self._make_room()
        for line in self.lines:
            if line.width() != self._line_width():
                line.fit(self._line_width())

    # What the field means

    def show_help(self, element: Element, value: object, whole: str = "") -> None:
        """Show the annex's concept of an element and the definition of its coded value.

        Args:
            element: the element of the field with the cursor.
            value: what it has.
            whole: what the field shows, where it has no room for all of it.
        """
        self._help_title.setText(element.label)
        self._item.setText(element.item)
        self._item.setVisible(_plain(element.item) != _plain(element.label))
        self._definition.setText(definition_of(element, value) or whole)
        self._definition.setVisible(bool(self._definition.text()))
        silent = self._item.isHidden() and self._definition.isHidden() and not element.concept
        self._concept.setText(text("form.no_concept") if silent else element.concept)
        self._concept.setVisible(bool(self._concept.text()))
        restyle(self._concept, tone="muted" if silent else "")


def _plain(words: str) -> str:
    """Return a name as it sounds, to tell when two of them say the same."""
    return "".join(filter(str.isalnum, words)).casefold()


def definition_of(element: Element, value: object) -> str:
    """Return what the resolution says of a coded value, or an empty text."""
    if element.kind is not Kind.CODE or not element.list_id or value is None:
        return ""
    coded = load_list(element.list_id).get(str(value))
    if coded is None or not coded.definition:
        return ""
    return text(
        "form.definition", name=coded.name, definition=coded.definition, article=coded.article
    )


def _remark(shown: int, to_fill: int, asked: int) -> str:
    hidden = max(0, shown - SHOWN)
    if hidden:
        return text("form.more", count=hidden)
    if to_fill:
        return text("form.one_to_fill" if to_fill == 1 else "form.to_fill", count=to_fill)
    if shown:
        return ""
    return text("form.nothing_but_warnings" if asked else "form.nothing_pending")


class _HelpArea(Scrolled):
    """The help of the field: always as high, until something to be acted on needs the room.

    The page itself would scroll otherwise, and the fields would move under the person's eyes.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(HELP_LEAST)
        self.setMaximumHeight(HELP_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the height that it has unless there is none left."""
        return QSize(super().sizeHint().width(), HELP_HEIGHT)

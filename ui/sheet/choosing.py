"""Lists that take the place of the lines: the open sheets, and where each field stands."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coletor.clock import local_text
from coletor.messages import text
from coletor.model import Model
from coletor.sheets import BOTH, HEADER, LINE, OUT, SheetSummary, Slot, slots_of
from coletor.sheets.slots import PATIENT
from ui.sheet.words import is_day
from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.card import Card
from ui.widgets.items import SEPARATOR, ItemList, what_of
from ui.widgets.labels import wrapped
from ui.widgets.marks import key_hints

_COLUMNS = (26, 46, 62, 92)
"""Letters after which it is said how many lines are open and sent, who types and since when."""
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_PLACE = Qt.ItemDataRole.UserRole + 1
_TURNS = {HEADER: LINE, LINE: BOTH, BOTH: OUT, OUT: HEADER}
_PERSON_TURNS = {HEADER: LINE, LINE: HEADER}


class _List(ItemList):
    """A list in which Enter chooses, Del discards and Esc goes back."""

    entered_key = Signal(object)  # QListWidgetItem
    discarding = Signal(object)  # QListWidgetItem
    typed = Signal(object)  # QKeyEvent
    left = Signal()

    takes_typing = False
    """Whether letters are for what the first line begins, and do not look for a line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, discard or go back."""
        item, key = self.currentItem(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item:
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.entered_key.emit(item)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F10):
            self.left.emit()
        elif key == Qt.Key.Key_Delete and item:
            self.discarding.emit(item)
        elif self.takes_typing and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.clone())
        else:
            super().keyPressEvent(event)


class _ListCard(Card):
    """A card with a list and its keys at the foot.

    Args:
        room: the part of ``sheet.toml`` with its texts.
        keys: (cap, id of what it does) of each key.
        parent: the widget it stands in.
        columns: those of the list.
    """

    left = Signal()

    def __init__(
        self,
        room: str,
        keys: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        columns: Sequence[int] = (),
    ) -> None:
        super().__init__(text(f"sheet.{room}.title"), "", parent)
        self.body.addWidget(wrapped(text(f"sheet.{room}.remark")))
        self.list = _List(text(f"sheet.{room}.title"), columns=columns)
        self.list.left.connect(self.left)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(key_hints(("↑ ↓", "ui.suggestions.move"), *keys))


class _TwoColumns(QStyledItemDelegate):
    """Paints name and place of a line one beside the other, each in its column."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        roles = colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, roles["accent_background"])
        name, _, place = str(index.data()).partition(SEPARATOR)
        inner = option.rect.adjusted(10, 0, -10, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(roles["text"])
        painter.setFont(fonts.body())
        painter.drawText(inner, left, name)
        inner.setLeft(inner.left() + inner.width() // 3)
        fixed = index.data(_PLACE) in (HEADER, BOTH)
        painter.setPen(roles["accent" if fixed else "muted"])
        painter.setFont(fonts.strong() if fixed else fonts.body())
        painter.drawText(inner, left, place)
        painter.restore()


class SheetChooser(_ListCard):
    """A new sheet first, then those that were left open; nothing is resumed unasked."""

    chosen = Signal(object)  # int, or None for a new one
    discarded = Signal(int)
    typed = Signal(object)  # QKeyEvent: somebody types on; a new sheet takes it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "chooser",
            (
                ("↵", "sheet.chooser.open"),
                ("Del", "sheet.chooser.discard"),
                ("Esc", "sheet.chooser.back"),
            ),
            parent,
            columns=_COLUMNS,
        )
        self.list.entered_key.connect(lambda item: self.chosen.emit(what_of(item)))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(what_of(item)))
        self.list.discarding.connect(self._on_discarding)
        self.list.takes_typing = True
        self.list.typed.connect(self.typed)

    def show_sheets(self, sheets: Sequence[SheetSummary]) -> None:
        """List the sheets; the new one is marked, so that Enter alone begins it."""
        self.list.clear()
        self.list.add(text("sheet.chooser.new"), None)
        for sheet in sheets:
            self.list.add(_sheet_words(sheet), sheet.id)
        if not sheets:
            self.list.add(text("sheet.chooser.none"), None, quiet=True).setFlags(_NO_FLAGS)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _on_discarding(self, item: QListWidgetItem) -> None:
        sheet_id = what_of(item)
        if sheet_id is not None:
            self.discarded.emit(sheet_id)


class PlacesCard(_ListCard):
    """Where each slot stands; Enter moves one to its next place."""

    moved = Signal(object)  # dict[str, str]: the whole arrangement

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "places",
            (("↵", "sheet.places.change"), ("Esc", "sheet.places.done")),
            parent,
        )
        self._slots: dict[str, Slot] = {}
        self.list.setItemDelegate(_TwoColumns(self.list))
        self.arrangement: dict[str, str] = {}
        self.list.entered_key.connect(self._on_turn)
        self.list.itemClicked.connect(self._on_turn)

    def show_places(self, model: Model, arrangement: dict[str, str], marked: str) -> None:
        """List the slots with their places.

        Args:
            model: the sheet's model; its patient stands in every line.
            arrangement: place by slot id.
            marked: the slot that had the cursor.
        """
        self.arrangement = dict(arrangement)
        self._slots = {slot.id: slot for slot in slots_of(model) if slot.person != PATIENT}
        self._model = model
        self.list.clear()
        for slot in self._slots.values():
            self.list.add(self._words(slot), slot.id)
            self.list.item(self.list.count() - 1).setData(_PLACE, self.arrangement[slot.id])
        ids = list(self._slots)
        self.list.setCurrentRow(ids.index(marked) if marked in ids else 0)
        self.list.setFocus()

    def _words(self, slot: Slot) -> str:
        place = text(f"sheet.places.name.{self.arrangement[slot.id]}")
        return f"{self._label(slot)}{SEPARATOR}{place}"

    def _label(self, slot: Slot) -> str:
        """Return what a slot is called, its list included where two are called the same."""
        same = [other for other in self._slots.values() if other.label == slot.label]
        group = self._model.by_group[slot.element.group_path]
        if len(same) == 1:
            return slot.label
        return text("sheet.places.of_list", label=slot.label, list=group.singular)

    def _on_turn(self, item: QListWidgetItem) -> None:
        slot = self._slots[what_of(item)]
        turns = _PERSON_TURNS if slot.person else _TURNS
        self.arrangement[slot.id] = turns.get(self.arrangement[slot.id], HEADER)
        item.setText(self._words(slot))
        item.setData(_PLACE, self.arrangement[slot.id])
        self.moved.emit(dict(self.arrangement))


def _sheet_words(sheet: SheetSummary) -> str:
    return text(
        "sheet.chooser.line",
        day=sheet.admission if is_day(sheet.admission) else text("sheet.chooser.no_day"),
        left=sheet.open_lines,
        gone=sheet.concluded,
        operator=sheet.operator,
        changed=local_text(sheet.changed_at),
    )

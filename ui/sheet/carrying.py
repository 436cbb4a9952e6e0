"""Carries what changes in the header to the lines, and takes it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.sheets import Spread

if TYPE_CHECKING:
    from ui.sheet.desk import Desk

_TOUCHED = ("drafts",)


class Carrying(QObject):
    """What the header of one sheet does to its lines.

    Args:
        desk: the sheet; it owns this object.
    """

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._restoring = False
        desk.header.settled.connect(self._on_header)

    def _on_header(self, paths: list[str]) -> None:
        """Carry what changed to the lines, once it is stored."""
        desk = self._desk
        desk.finish()
        if self._restoring:
            return
        last = desk.past[-1] if desk.past else None
        same = isinstance(last, tuple) and {each.element for each in last} == set(paths)
        if isinstance(last, tuple) and same and all(map(self._is_before, last)):
            desk.undo()
        elif not desk.filled:
            desk.renew_blank()
        else:
            self._spread(paths)

    def _is_before(self, spread: Spread) -> bool:
        """Tell whether the header says again what it said before a change."""
        return self._desk.handle.header.get(spread.element, "") == spread.before

    def _spread(self, paths: list[str]) -> None:
        """Carry what one act changed, a person's number and occupation as one change."""
        desk = self._desk
        sheets, handle, operator = desk.sheets, desk.handle, desk.workspace.operator.id

        def work() -> tuple[Spread, ...]:
            if handle.sheet_id is None:
                return ()
            return tuple(sheets.spread(handle.sheet_id, path, operator) for path in paths)

        desk.tasks.change(work, self._on_spread, desk.failed.emit, touches=_TOUCHED, owner=self)

    def _on_spread(self, spreads: tuple[Spread, ...]) -> None:
        desk = self._desk
        for spread in spreads:
            self._adopt(spread)
        told = tuple(spread for spread in spreads if spread.cells)
        if told:
            desk.past.append(told)
            drafts = {draft for spread in told for draft in spread.drafts}
            desk.carried.emit(told[-1].element, len(drafts))
        desk.renew_blank()

    def _adopt(self, spread: Spread) -> None:
        """Have the lines in memory say what the store says already."""
        by_draft = {line.draft_id: line for line in self._desk.lines}
        for draft_id in spread.drafts:
            line = by_draft.get(draft_id)
            if line is not None:
                line.adopt((c[1], c[2], c[4]) for c in spread.cells if c[0] == draft_id)
                self._desk.changed.emit(line)

    def take_back(self, spreads: tuple[Spread, ...]) -> None:
        """Undo a change in the header and in the lines it was carried to."""
        desk = self._desk
        sheets, operator = desk.sheets, desk.workspace.operator.id

        def work() -> tuple[Spread, ...]:
            return tuple(sheets.take_back(spread, operator) for spread in reversed(spreads))

        desk.tasks.change(work, self._on_taken_back, desk.failed.emit, touches=_TOUCHED, owner=self)

    def _on_taken_back(self, backs: tuple[Spread, ...]) -> None:
        self._restoring = True
        self._desk.header.replace({back.element: back.after for back in backs})
        self._restoring = False
        for back in backs:
            self._adopt(back)
        self._desk.renew_blank()
        self._desk.taken_back.emit(backs[0].element)

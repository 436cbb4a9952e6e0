"""What each field is at this moment: open or closed, required, and which element stands there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coletor.model import Element
from ui.form.conditions import Conditions, FieldState, Naming
from ui.form.layout import Layout, Place
from ui.form.navigation import Stop
from ui.form.rows import CellChange, Change, FormRow, Rows


class FieldStates:
    """The states of every field of a draft.

    A text whose field stops applying, or gives its place to another element, leaves the draft
    and is kept here, so that it comes back when the field does.

    Args:
        layout: the form.
        rows: the draft's rows.
        name: how a value of an element is called.
    """

    def __init__(self, layout: Layout, rows: Rows, name: Naming) -> None:
        self._layout = layout
        self._rows = rows
        self._conditions = Conditions(layout.model, layout.apart, name)
        self._optional = layout.optional
        self._states: dict[Stop, FieldState] = {}
        self._fitted: set[Stop] = set()
        self._chosen: dict[Stop, Element] = {}
        self._kept: dict[Stop, str] = {}
        self.refresh()

    def state(self, row: int, path: str) -> FieldState:
        """Return what a field is; a row made since the last refresh is looked at now."""
        found = self._states.get(Stop(row, path))
        if found is not None:
            return found
        here = self._rows.by_id[row]
        return self._state(here, self._layout.model.by_path[path])[1]

    def is_open(self, row: int, element: Element) -> bool:
        """Tell whether a field applies."""
        return self.state(row, element.path).applies

    def shown(self, row: int, place: Place) -> Element:
        """Return the element that stands in a place: the one with a text, or the one chosen."""
        if not place.stand_ins:
            return place.element
        filled = [item for item in place.elements if self._rows.text(row, item.path).strip()]
        if len(filled) == 1:
            return filled[0]
        return self._chosen.get(Stop(row, place.element.path), place.element)

    def standing(self, stop: Stop) -> Stop:
        """Return the field that stands in the place of one; most stand in their own."""
        place = self._layout.places.get(stop.path)
        if place is None or not place.stand_ins:
            return stop
        return Stop(stop.row, self.shown(stop.row, place).path)

    def refresh(self) -> bool:
        """Work out the states anew and tell whether any changed."""
        states, fitted = {}, set()
        for row, element in self._fields():
            stop = Stop(row.id, element.path)
            fits, states[stop] = self._state(row, element)
            if fits:
                fitted.add(stop)
        self._fitted, before = fitted, self._states
        self._states = states
        return states != before

    def move_texts(self) -> list[Change]:
        """Empty the fields that have stopped applying and fill those that apply again."""
        changes: list[Change] = []
        for row, element in list(self._fields()):
            stop = Stop(row.id, element.path)
            fits = not self._why_not(row, element)
            text = self._rows.text(row.id, element.path)
            if not fits and text.strip() and stop in self._fitted:
                self._kept[stop] = text
                changes += self._rows.write(row.id, element.path, "")
            elif fits and not text and stop in self._kept and self._in_place(stop):
                changes += self._rows.write(row.id, element.path, self._kept.pop(stop))
        return changes

    def toggle(self, stop: Stop) -> tuple[Stop, list[Change]] | None:
        """Give a place to its next element.

        Returns:
            The field that stands there now and what changed, or None where nothing stands in.
        """
        place = self._layout.places.get(stop.path)
        if place is None or not place.stand_ins:
            return None
        order = place.elements
        hidden = self.shown(stop.row, place)
        other = order[(order.index(hidden) + 1) % len(order)]
        self._chosen[Stop(stop.row, place.element.path)] = other
        text = self._rows.text(stop.row, hidden.path)
        if text:
            self._kept[Stop(stop.row, hidden.path)] = text
        changes = self._rows.write(stop.row, hidden.path, "")
        back = self._kept.pop(Stop(stop.row, other.path), "")
        if back:
            changes += self._rows.write(stop.row, other.path, back)
        return Stop(stop.row, other.path), changes

    def show(self, stop: Stop) -> None:
        """Give a place to the element named, such as one that undo brought back."""
        place = self._layout.places.get(stop.path)
        if place is not None and place.stand_ins:
            element = self._layout.model.by_path[stop.path]
            self._chosen[Stop(stop.row, place.element.path)] = element

    def bring(self, changes: Iterable[Change]) -> list[Stop]:
        """Give the places that several elements share to those that have a text now.

        Returns:
            The fields that stand there from now on.
        """
        brought = []
        for change in changes:
            place = self._layout.places.get(change.path) if isinstance(change, CellChange) else None
            if isinstance(change, CellChange) and change.after and place and place.stand_ins:
                brought.append(Stop(change.row, change.path))
                self.show(brought[-1])
        return brought

    def _in_place(self, stop: Stop) -> bool:
        place = self._layout.places.get(stop.path)
        return place is None or self.shown(stop.row, place).path == stop.path

    def _fields(self) -> Iterator[tuple[FormRow, Element]]:
        for row in self._rows.live():
            for element in self._layout.model.by_group[row.list].elements:
                if not element.automatic:
                    yield row, element

    def _why_not(self, row: FormRow, element: Element) -> str:
        return self._conditions.why_not(element, lambda role: self._rows.value(row.id, role))

    def _state(self, row: FormRow, element: Element) -> tuple[bool, FieldState]:
        """Return whether the conditions hold, and the state; a filled field is never closed."""
        why = self._why_not(row, element)
        filled = bool(self._rows.text(row.id, element.path).strip())
        state = self._conditions.state(
            element, lambda role: self._rows.value(row.id, role), "" if filled else why
        )
        if state.required and not self._is_begun(row, element):
            state = replace(state, required=False)
        return not why, state

    def _is_begun(self, row: FormRow, element: Element) -> bool:
        """Tell whether the optional groups that hold an element have anything in them."""
        return all(self._has_any(row, group) for group in self._optional[element.path])

    def _has_any(self, row: FormRow, group: str) -> bool:
        if any(text.strip() and path.startswith(group) for path, text in row.cells.items()):
            return True
        return any(
            other.list.startswith(group) and not self._rows.is_blank(other)
            for other in self._rows.by_id.values()
            if other.parent_id == row.id and not other.removed
        )

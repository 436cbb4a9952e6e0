"""A person's field in header or line, and the cells of the contact that it fills."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coletor.contact.entry import display
from coletor.messages import text
from coletor.model import Element
from coletor.registers import Entry
from coletor.registers.register import Register
from coletor.sheets import Slot
from coletor.sheets.slots import PATIENT
from ui.form.binding import FieldBinding
from ui.picking.numbers import whole_number
from ui.picking.people import PersonLine, suggestions
from ui.sheet.hosting import FieldHost
from ui.sheet.person import PersonEdit, sorted_out
from ui.tasks import Tasks

_NUMBER = {"pacientes": "cns_individuo", "profissionais": "cns_profissional"}
_STAND_IN = "justificativa"
_NAME, _BIRTH, _CBO = "nome_individuo", "data_nascimento", "cbo"
_CPF_LENGTH = 11


class PersonBinding(FieldBinding):
    """A person's field and the cells it fills.

    Args:
        editor: the field.
        slot: the person.
        register: where people are found.
        host: header or line.
        tasks: runs the look-ups.
    """

    picked = Signal(object)  # Entry
    editor: PersonEdit

    def __init__(
        self, editor: PersonEdit, slot: Slot, register: Register, host: FieldHost, tasks: Tasks
    ) -> None:
        super().__init__(editor, host.session.stop_of(slot.element.path), host)
        self.slot = slot
        self._register = register
        self._session = host.session
        self._tasks = tasks
        self._kinds = _kinds(slot)
        host.bindings[slot.id] = self
        self.reload()
        editor.rawEdited.connect(self._on_typed)
        editor.personPicked.connect(self.take)
        editor.entered.connect(lambda: host.entered(self.stop))
        editor.left.connect(lambda: self._session.leave(self.stop))

    # What stands there

    def reload(self) -> None:
        """Show who the cells say, because the program changed them."""
        number = self._kinds.get("numero")
        code = self._session.text_of(number.path) if number else ""
        self.editor.show_person(None, self._words())
        if not code or number is None:
            return
        register, known = self._register, self._register.definition
        field = known.by_role.get(number.role or "")
        if field is None:
            return
        element = number
        self._tasks.query(
            lambda: suggestions(register.find_all(field.id, code)),
            lambda lines: self._on_found(element, code, lines),
            lambda _error: None,
            owner=self,
        )

    def follow(self) -> None:
        """Keep showing a person who was picked: it was that which wrote the cells."""
        if self.editor.person is None:
            self.reload()

    def _on_found(self, element: Element, code: str, lines: Sequence[object]) -> None:
        """Show the person found, if nobody typed meanwhile."""
        here = self.editor.hasFocus()
        typed = here and (self.editor.text() != self._words() or self.editor.list_open)
        if typed or self._session.text_of(element.path) != code:
            return
        people = [line for line in lines if isinstance(line, PersonLine) and line.entry]
        fitting = [line for line in people if self._says(line.entry)]
        if fitting:
            self.editor.show_person(fitting[0], "")
        if fitting and here:
            self.editor.selectAll()

    def _says(self, entry: Entry | None) -> bool:
        """Tell whether the cells say this very person (the occupation, too)."""
        if entry is None or self.slot.person == PATIENT:
            return entry is not None
        field = self._register.definition.by_role.get(_CBO)
        own = next((e for e in self.slot.elements if e.role == _CBO), None)
        if field is None or own is None:
            return True
        return field.parse(self._session.text_of(own.path)) == entry.values.get(field.id, "")

    def _words(self) -> str:
        """Return what the field shows while no person of the register is known for it."""
        parts = [self._session.text_of(element.path) for element in self._kinds.values()]
        filled = [part for part in parts if part]
        if self.slot.person == PATIENT:
            return filled[0] if filled else self._stand_in_words()
        occupation = self._session.text_of(self.slot.element.path)
        return " · ".join(part for part in (occupation, *filled) if part)

    def _stand_in(self) -> Element | None:
        """Return what stands in for the number of a patient who has none."""
        return next((e for e in self.slot.elements if e.role == _STAND_IN), None)

    def _stand_in_words(self) -> str:
        element = self._stand_in()
        said = self._session.text_of(element.path) if element is not None else ""
        return display(element, said) if element is not None and said else ""

    # What is typed

    def take(self, entry: Entry) -> None:
        """Write a person's values into the cells, as one act."""
        found = self._register.cells(entry, self._session.model, self.slot.element.group_path)
        texts = {e.path: found.get(e.path, e.hint.default or "") for e in self.slot.elements}
        self._session.write_all(texts, typing=False)
        self.picked.emit(entry)

    def _on_typed(self, typed: str) -> None:
        """Store what is typed for somebody nobody picked yet; the person before goes."""
        kept = {e.path: e.hint.default or "" for e in self.slot.elements}
        if not whole_number(typed) and (stands := self._stand_in()) is not None:
            kept[stands.path] = self._session.text_of(stands.path)  # a name may be beside it
        self._session.write_all(kept | sorted_out(typed, self._kinds), typing=True)
        self.picked.emit(None)

    @property
    def has_nobody(self) -> bool:
        """Whether letters were typed and left, and nobody was picked for them."""
        typed = self.editor.text().strip()
        letters = bool(typed) and not typed[:1].isdigit()
        return letters and self.editor.person is None and not self.editor.hasFocus()

    def typed_values(self) -> dict[str, str]:
        """Return what is typed as values of the register, for a new person."""
        known = self._register.definition
        found = {}
        for element in self.slot.elements:
            field = known.by_role.get(element.role or "")
            value = self._session.text_of(element.path)
            if field is not None and value and value != (element.hint.default or ""):
                found[field.id] = value
        cpf = known.with_form("cpf")
        number = self._kinds.get("numero")
        own = known.by_role.get(number.role or "") if number is not None else None
        if cpf is not None and own is not None and len(found.get(own.id, "")) == _CPF_LENGTH:
            found[cpf.id] = found.pop(own.id)
        if own is not None and not found.get(own.id, "0")[:1].isdigit():
            del found[own.id]  # a name is kept there until somebody is picked
        if self.slot.person != PATIENT and not self.editor.person:
            name = next((f for f in known.fields if f.id == "nome"), None)
            if name is not None and not self.editor.text()[:1].isdigit():
                found[name.id] = self.editor.text()
        return {key: value for key, value in found.items() if value}

    def refresh(self) -> None:
        """Show whether it is required."""
        states = self._session.states
        needed = any(
            states.state(self._session.key_of(e.group_path), e.path).required
            for e in self.slot.elements
        )
        key = "form.required_name" if needed else "form.name"
        self.editor.setAccessibleName(text(key, name=text(f"sheet.person.{self.slot.person}")))


def _kinds(slot: Slot) -> dict[str, Element]:
    """Return which elements a text typed for a person may stand in."""
    by_role = {element.role: element for element in slot.elements}
    wanted = {"numero": _NUMBER[slot.person], "nome": _NAME, "data": _BIRTH}
    return {kind: by_role[role] for kind, role in wanted.items() if role in by_role}


def person_field(
    slot: Slot, register: Register, host: FieldHost, parent: QWidget | None = None
) -> PersonBinding:
    """Make the field of a person in header or line, tied to its cells.

    Args:
        slot: the person.
        register: where people are found.
        host: header or line.
        parent: the widget it stands in.
    """
    services = host.session.services
    named = services.people.name_of if services.people is not None else None
    shown = _shown(slot, register)
    editor = PersonEdit(services.tasks, register, shown, parent, term_name=named)
    editor.setPlaceholderText(text(f"sheet.prompt.{slot.person}"))
    return PersonBinding(editor, slot, register, host, services.tasks)


def _shown(slot: Slot, register: Register) -> Callable[[PersonLine], str]:
    """Return how a person's field shows a person: a patient's number, a professional's name."""

    def shown(line: PersonLine) -> str:
        if slot.person == PATIENT:
            return line.code if any(letter.isdigit() for letter in line.code) else line.name
        field = register.definition.by_role.get(_CBO)
        occupation = line.entry.values.get(field.id, "") if field and line.entry else ""
        return f"{occupation} · {line.name}" if occupation else line.name

    return shown

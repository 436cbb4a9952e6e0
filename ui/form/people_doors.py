"""The registers of people as a form needs them: who is meant, and what choosing somebody writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor.model import Element, Model
from ui.widgets.suggestions import Suggestion

if TYPE_CHECKING:
    from coletor.registers import Entry, Register

PATIENTS, PROFESSIONALS = "pacientes", "profissionais"
_SEARCHING = {
    "cns_individuo": PATIENTS,
    "nome_individuo": PATIENTS,
    "cns_profissional": PROFESSIONALS,
    "cbo": PROFESSIONALS,
    "cns_responsavel": PROFESSIONALS,
    "cbo_responsavel": PROFESSIONALS,
}
"""Roles of the fields where what is typed searches a register too."""
CODE = "cns"
"""Field of both registers by which a person is known."""
FEWEST = 3
"""Letters or figures from which a register is searched."""

NameOf = Callable[[str, str], str]


def register_for(element: Element) -> str:
    """Return the register that is searched in a field, or an empty text."""
    return _SEARCHING.get(element.role or "", "")


@dataclass(frozen=True)
class PeopleDoors:
    """Doors to the registers.

    Args:
        register: returns a register by id.
        name_of: the name of a code of a table; called off the GUI thread.
    """

    register: Callable[[str], "Register"]
    name_of: NameOf

    def lines(self, register_id: str, typed: str) -> Sequence[Suggestion]:
        """Return the people that are most likely meant; called off the GUI thread."""
        from ui.picking.people import suggestions  # noqa: PLC0415 - not in the start-up

        if sum(letter.isalnum() for letter in typed) < FEWEST:
            return ()
        found = self.register(register_id).search(typed, limit=8)
        return suggestions(found, term_name=self.name_of)

    def named(self, register_id: str, values: Mapping[str, str]) -> "Entry | None":
        """Return who a row names by the code, of several the one that says most of the row.

        Args:
            register_id: the register.
            values: what the row says, by field id; called off the GUI thread.
        """
        register = self.register(register_id)
        found = register.find_all(CODE, values.get(CODE, ""))
        same = {name: register.definition.by_id[name].parse(text) for name, text in values.items()}
        return max(found, key=lambda entry: _alike(entry, same), default=None)

    def columns(self, register_id: str, model: Model, row_list: str) -> Mapping[str, Element]:
        """Return field id -> row of the model, for one list of rows of a draft."""
        from coletor.registers.placing import columns_at  # noqa: PLC0415 - not in the start-up

        return columns_at(self.register(register_id).definition, model, row_list)


def _alike(entry: "Entry", values: Mapping[str, str]) -> int:
    return sum(entry.values.get(name) == value for name, value in values.items() if value)

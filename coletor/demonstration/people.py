"""Puts the invented people of the samples into the registers of a training folder."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coletor import clock, resources
from coletor.contact.drafting import NewRow, rows_of
from coletor.demonstration.samples import load_samples
from coletor.errors import ColetorError

if TYPE_CHECKING:
    from coletor.registers import Definition, Register
    from coletor.workspace import Workspace

_NUMBER = "cns"


def furnish(workspace: "Workspace") -> int:
    """Fill the registers with the people of the samples; those that are there stay.

    Args:
        workspace: an open training folder.

    Returns:
        How many people were added.

    Raises:
        ColetorError: the folder is of real work; nothing was written.
    """
    if not workspace.profile.training:
        raise ColetorError("demo.not_training", folder=workspace.folder)
    model = workspace.model_in_force()
    documents = load_samples(model, clock.today()).documents
    rows = [row for one in documents for row in _walk(rows_of(model, one))]
    registers = (workspace.patients, workspace.professionals)
    return sum(_fill(register, rows, workspace.operator.id) for register in registers)


def _fill(register: "Register", rows: list[NewRow], operator_id: int) -> int:
    if register.count():
        return 0
    people = {tuple(sorted(one.items())): one for one in _people(register.definition, rows)}
    for values in people.values():
        register.save(values, operator_id)
    return len(people)


def _people(definition: "Definition", rows: list[NewRow]) -> Iterator[dict[str, str]]:
    further = _further()
    key = [field.id for field in definition.fields if field.required]
    for row in rows:
        values = {
            field.id: row.cells[field.element.path]
            for field in definition.fields
            if field.element is not None and field.element.path in row.cells
        }
        for name, known in further.get(definition.id, {}).items():
            number = values.get(_NUMBER, "").replace(" ", "")  # as it is shown
            if number in known:
                values[name] = known[number]
        if all(values.get(name) for name in key):
            yield values


def _walk(row: NewRow) -> Iterator[NewRow]:
    yield row
    for child in row.rows:
        yield from _walk(child)


def _further() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return what no contact says: by register and field, the values by CNS."""
    file = resources.path("demo", "pessoas.json")
    found: dict[str, dict[str, dict[str, str]]] = json.loads(file.read_text(encoding="utf-8"))
    return found

"""What a concluded contact teaches the registers, in the transaction that concludes it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coletor import clock
from coletor.contact import Document
from coletor.model import Model
from coletor.registers import differing, indexing, table
from coletor.registers.definition import REGISTERS, Definition, described
from coletor.registers.entries import Entry
from coletor.registers.placing import differ, said_by
from coletor.store import Database

ORIGIN = "contato"


def observe(
    db: Database,
    model: Model,
    document: Document,
    *,
    operator_id: int,
    uuid: str,
    at: str | None = None,
) -> None:
    """Let the registers take notice of the people that a contact names.

    Who is not known is added with what was typed; who is known is counted as used, what the
    register did not know is completed, and what differs is noted for a person to settle. A
    contact without the patient's CNS, or a professional without one, teaches nothing.

    Args:
        db: the connection of the change that concludes the contact.
        model: the contact's model.
        document: its content, without errors.
        operator_id: who concludes it.
        uuid: its identifier.
        at: when it was concluded, UTC; now without it.
    """
    source = _Source(operator_id, uuid, at or clock.now())
    for register_id in REGISTERS:
        own = described(register_id)
        for values, carried in said_by(own, model, document):
            _learn(db, own, values, carried, source)


@dataclass(frozen=True, slots=True)
class _Source:
    """The contact that is concluded: by whom, which one, and when (UTC)."""

    operator_id: int
    uuid: str
    at: str


def _learn(
    db: Database,
    own: Definition,
    values: Mapping[str, str],
    carried: Collection[str],
    source: _Source,
) -> None:
    """Add who is not known, or complete and compare who is; either way one use more."""
    by, uuid = source.operator_id, source.uuid
    entry = _known(db, own, values, carried)
    if entry is None:
        whole = with_the_person(db, own, values)
        table.insert(db, own, whole, by, origin=ORIGIN, uuid=uuid, used_at=source.at)
        return
    news = {name: value for name, value in values.items() if name not in entry.values}
    if news:
        table.update(db, own, entry, {**entry.values, **news}, by, origin=ORIGIN, uuid=uuid)
    for name, value in values.items():
        if name not in news and differ(value, entry.values[name]):
            differing.note(db, entry, name, value, operator_id=by, uuid=uuid)
    table.use(db, own, entry.id, source.at)


def _known(
    db: Database, own: Definition, values: Mapping[str, str], carried: Collection[str]
) -> Entry | None:
    """Return who is meant.

    What the model cannot say (the equipe, in the clinical documents) does not tell two vínculos
    apart: the one used last is meant.
    """
    for group in own.unique:
        said = _beginning(group, carried)
        if not said or not values.get(said[0]):
            continue
        wanted = indexing.SEPARATOR.join(values.get(name, "") for name in said)
        if len(said) == len(group):
            found = table.holder(db, own.id, group[0], wanted)
        else:
            found = next(iter(table.holders(db, own, group[0], wanted)), None)
        if found is not None:
            return found
    return _without_code(db, own, values)


def _beginning(group: tuple[str, ...], carried: Collection[str]) -> tuple[str, ...]:
    """Return the first fields of a group, as far as the model can say them."""
    for place, name in enumerate(group):
        if name not in carried:
            return group[:place]
    return group


def _without_code(db: Database, own: Definition, values: Mapping[str, str]) -> Entry | None:
    """Return the same person by name, mother and birth date, who had no such code until now."""
    codes = [group[0] for group in own.unique if values.get(group[0])]
    found = [
        entry
        for entry in table.alike(db, own, values)
        if not any(code in entry.values for code in codes)
    ]
    return found[0] if len(found) == 1 else None


def with_the_person(db: Database, own: Definition, values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values of a new entry with what other vínculos say of the person (the name)."""
    shared = [field.id for field in own.fields if field.of_person and field.id not in values]
    first = own.unique[0][0]
    others = table.holders(db, own, first, values[first]) if shared and first in values else []
    whole = dict(values)
    for name in shared:
        whole.update((name, other.values[name]) for other in others[:1] if name in other.values)
    return {field.id: whole[field.id] for field in own.fields if field.id in whole}

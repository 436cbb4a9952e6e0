"""People as the lines of a list under a field."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from coletor import clock
from coletor.messages import text
from coletor.model import in_force
from coletor.registers import Definition, Entry, definition
from ui.widgets.suggestions import Suggestion

_BIRTH, _MOTHER, _TEAM, _THIRD = (
    "data_nascimento",
    "nome_mae",
    "equipe",
    "estabelecimento_terceiro",
)
TermName = Callable[[str, str], str]
"""Returns the name of a code of a table, or ''."""


@dataclass(frozen=True)
class PersonLine(Suggestion):
    """A line that carries the entry it stands for.

    Args:
        entry: the entry; never None in a line made by `suggestions`.
    """

    entry: Entry | None = None


def suggestions(entries: Iterable[Entry], *, term_name: TermName | None = None) -> list[Suggestion]:
    """Return a line for each entry: its code, its name, and what tells it from its namesakes.

    Every line is a `PersonLine`, whose ``entry`` is what was picked.

    Args:
        entries: of one register, best first.
        term_name: the name of an occupation; its code is shown without it. Called here, so call
            this off the GUI thread where it looks names up.
    """
    found = list(entries)
    if not found:
        return []
    known = definition(found[0].register, in_force(clock.today()))
    return [_line(known, entry, term_name) for entry in found]


def _line(known: Definition, entry: Entry, term_name: TermName | None) -> PersonLine:
    code = next(_codes(known, entry), "—")
    name = known.title_of(entry.values)
    return PersonLine(
        code,
        name if name != code else text("people.unnamed"),
        " · ".join(part for part in _marks(known, entry, term_name) if part),
        entry=entry,
    )


def _codes(known: Definition, entry: Entry) -> Iterator[str]:
    """Yield the numbers that only this entry has, as they are shown."""
    for group in known.unique:
        value = entry.values.get(group[0])
        if value:
            yield known.by_id[group[0]].display(value)


def _marks(known: Definition, entry: Entry, term_name: TermName | None) -> Iterator[str]:
    yield _of_role(known, entry, _BIRTH)
    mother = _of_role(known, entry, _MOTHER)
    yield text("people.line.mother", name=_short(mother)) if mother else ""
    for kept in known.searched("termo"):
        code = entry.values.get(kept.id, "")
        name = term_name(kept.shape.table or "", code) if term_name and code else ""
        yield name or code
    team = _of_role(known, entry, _TEAM)
    yield text("people.line.team", code=team) if team else ""
    yield text("people.third") if _of_role(known, entry, _THIRD) else ""


def _of_role(known: Definition, entry: Entry, role: str) -> str:
    kept = known.by_role.get(role)
    return kept.display(entry.values.get(kept.id, "")) if kept is not None else ""


def _short(name: str) -> str:
    """Return the first and the last name: there is no room for more."""
    words = name.split()
    return " ".join(words if len(words) < 3 else (words[0], words[-1]))

"""What the browser needs of the tables; every function is called off the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coletor.model import masked
from coletor.terminology import Library, Situation, Term
from coletor.terminology.explaining import explain, require
from coletor.terminology.fitting import why_not
from ui.widgets.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the tree.

    Args:
        key: id of a branch, code of a leaf.
        label: shown first.
        name: its name.
        leaf: whether it is a code that can be chosen.
        fits: whether it may be chosen without remark.
        reason: why it does not fit.
    """

    key: str
    label: str
    name: str
    leaf: bool
    fits: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Doors:
    """One table, on one day, for what the form knows.

    Args:
        table: its id.
        below: returns the lines below a branch; the top for an empty id.
        search: returns the lines for a text, best first.
        about: returns a few sentences on a code.
    """

    table: str
    below: Callable[[str], Sequence[Entry]]
    search: Callable[[str], Sequence[Entry]]
    about: Callable[[str], str]


SEARCHED = 200
"""Most lines a search in the browser shows."""


def doors_of(
    library: Library, table: str, day: date | None = None, situation: Situation | None = None
) -> Doors:
    """Return the doors to a table.

    Args:
        library: the loaded tables.
        table: table id.
        day: the day; today if absent.
        situation: what the form knows, so that what does not fit is marked.
    """

    def below(branch: str) -> list[Entry]:
        require(library, table, day)
        branches = library.branches(table, branch, day)
        if branches:
            return [Entry(node.id, node.label, node.name, leaf=False) for node in branches]
        return [_leaf(library, term, day, situation) for term in library.leaves(table, branch, day)]

    def search(typed: str) -> list[Entry]:
        require(library, table, day)
        hits = library.search(table, typed, on=day, limit=SEARCHED, situation=situation)
        return [
            Entry(hit.code, masked(hit.code, table), hit.name, True, hit.status == "ok", hit.reason)
            for hit in hits
        ]

    def about(code: str) -> str:
        why = explain(library, table, code, on=day, situation=situation)
        described = library.description(code, day) if table == "sigtap" else ""
        return f"{why}\n{described}".strip()

    return Doors(table, below, search, about)


def _leaf(library: Library, term: Term, day: date | None, situation: Situation | None) -> Entry:
    procedure = library.procedure(term.code, day) if term.table == "sigtap" else None
    reasons = why_not(procedure, situation) if procedure and situation else []
    label = masked(term.code, term.table)
    return Entry(term.code, label, term.name, True, not reasons, " ".join(reasons))


def suggestion_of(entry: Entry) -> Suggestion:
    """Return a leaf as a line that a field can take."""
    return Suggestion(entry.key, entry.name, "", entry.fits, entry.reason, entry.label)

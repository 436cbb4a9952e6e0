"""What the list of contacts reads, off the GUI thread: a view with the pages that are in sight."""

from dataclasses import dataclass

from coletor.model import load_all, load_list
from coletor.store import Filter, Interrupt, Operators, Totals, View, Wanted
from coletor.store.saved_views import SavedView, SavedViews
from coletor.workspace import Workspace
from ui.contacts.model import Stretch, pages_of, read
from ui.contacts.sought import known, people_of

EDGES = 2
"""Rows in sight beside the whole ones: one that is cut above, and one below."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer.

    Args:
        totals: how many there are under each word, month, modality and operator.
        operators: names by id.
        views: the saved views of whoever works.
        whole: whether every contact can be found by its typing and by all its procedures yet.
    """

    totals: Totals
    operators: dict[int, str]
    views: tuple[SavedView, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """A view that is about to be shown.

    Args:
        stretch: the view, with the pages in sight.
        choices: what the filters offer.
        place: where the marked contact stands now, None when it is not among the rows.
        top: the row that is to be at the top.
    """

    stretch: Stretch
    choices: Choices
    place: int | None
    top: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What is in sight while a view is read anew.

    Args:
        marked: identifier of the marked contact, empty for none.
        place: where it stood, -1 when it was not in view.
        top: the row at the top.
        height: how many rows are in sight, those at the edges with them.
    """

    marked: str = ""
    place: int = -1
    top: int = 0
    height: int = 40


def open_view(workspace: Workspace, wanted: Wanted, sight: Sight, interrupt: Interrupt) -> Opened:
    """Read a view so that what is in sight stays where it is.

    Args:
        workspace: the open folder.
        wanted: the filter and its order.
        sight: what is in sight now.
        interrupt: a handle by which the screen drops this reading.

    Raises:
        InterruptedQueryError: the screen wants something else by now.
    """
    listing = workspace.listing
    view = listing.view(
        known(workspace, wanted.filter),
        wanted.sort,
        descending=wanted.descending,
        people=people_of(workspace, wanted.filter, interrupt),
        interrupt=interrupt,
    )
    place = view.position(sight.marked, interrupt) if sight.marked else None
    top = _top(view, sight, place)
    wanted_pages = {*pages_of(top, top + sight.height)}
    if place is not None:
        wanted_pages |= {*pages_of(place, place)}
    last = max(0, view.total - 1)
    stretch = read(view, [page for page in wanted_pages if page in pages_of(0, last)])
    return Opened(stretch, read_choices(workspace), place, top)


def _top(view: View, sight: Sight, place: int | None) -> int:
    """Return the row at the top that leaves the marked one where the eye is."""
    top = sight.top
    if place is not None and sight.place >= 0:
        top += place - sight.place
    elif place is not None and not top <= place < top + sight.height:
        top = place - sight.height // 3
    return max(0, min(top, view.total - (sight.height - EDGES)))


def read_choices(workspace: Workspace) -> Choices:
    """Return what the filters offer."""
    return Choices(
        workspace.listing.totals(),
        {person.id: person.name for person in Operators(workspace.store).all()},
        tuple(SavedViews(workspace.store).of(workspace.operator.id)),
        workspace.listing.is_whole(),
    )


def modality_names() -> dict[str, str]:
    """Return what the codes of modalities mean, in every model that has them."""
    names: dict[str, str] = {}
    for model in load_all().values():
        element = model.by_role.get("modalidade")
        if element is not None and element.list_id is not None:
            names |= {one.code: one.name for one in load_list(element.list_id).values}
    return names


__all__ = ["Choices", "Filter", "Opened", "Sight", "modality_names", "open_view", "read_choices"]

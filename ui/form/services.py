"""What a form needs of the open folder, gathered so that a form never looks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coletor import clock
from coletor.contact import Document
from coletor.contact.drafting import Automatic
from coletor.model import Element
from coletor.rules import Finding
from coletor.store import Drafts
from coletor.workspace.confirmed import Usual
from ui.browser.doors import Doors
from ui.form.circumstances import Circumstances
from ui.form.people_doors import PeopleDoors
from ui.tasks import Tasks
from ui.widgets.suggestions import Suggestion

Search = Callable[[str, str, Circumstances], list[Suggestion]]
Find = Callable[[str, str], Suggestion | None]


@dataclass(frozen=True)
class FormServices:
    """Doors to the core.

    Args:
        tasks: runs work beside the window.
        drafts: the store's drafts.
        operator_id: who types.
        check: what the checks say of a document; called off the GUI thread.
        automatic: what the program fills in.
        search: lines of a table for a text, in the draft's circumstances; called off the GUI
            thread.
        find: the line of a code of a table; called off the GUI thread.
        conclude: queues a draft and returns the contact's UUID; called on the writer's thread.
        today: the computer's day.
        require: raises an error if a table was not imported, for what finds nothing there.
        explain: why a code of a table is not offered; called off the GUI thread.
        doors: the whole of a table, for the browser.
        local: optional tables of the own município that are loaded.
        people: the registers of patients and professionals.
        usual: the reason given before for a rule's warning about a text; called off the GUI thread.
    """

    tasks: Tasks
    drafts: Drafts
    operator_id: int
    check: Callable[[Document], list[Finding]]
    automatic: Automatic
    search: Search
    find: Find
    conclude: Callable[[int], str]
    today: Callable[[], date] = clock.today
    require: Callable[[str, Circumstances], None] | None = None
    explain: Callable[[str, str, Circumstances], str] | None = None
    doors: Callable[[str, Circumstances], Doors] | None = None
    local: frozenset[str] = frozenset()
    people: PeopleDoors | None = None
    usual: Callable[[str, str], Usual] | None = None


def table_of(element: Element, value: Callable[[str], object]) -> str:
    """Return the table where the codes of an element are looked up at this moment, or ''.

    Args:
        element: an element of an external terminology.
        value: the value of a role as the element's row sees it.
    """
    if element.table:
        return element.table
    chosen = value(element.table_role) if element.table_role else None
    return chosen if isinstance(chosen, str) else ""

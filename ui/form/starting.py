"""What a form starts from; every function that takes a workspace runs off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coletor import clock
from coletor.contact import new_uuid
from coletor.contact.drafting import Automatic
from coletor.messages import text
from coletor.model import Model, load_model, masked, offered
from coletor.store import Draft, Summary
from coletor.store.links import CONTINUES
from coletor.terminology import LOCAL, Hit
from coletor.terminology.explaining import explain, require
from coletor.workspace import Workspace
from coletor.workspace.confirmed import usual_reason
from coletor.workspace.looking import Look, look_at
from coletor.workspace.renewing import can_renew
from coletor.workspace.usage import favourites_of
from ui.acting import Deed, deeds
from ui.browser.doors import doors_of
from ui.form.circumstances import Circumstances
from ui.form.layout import Layout, lay_out
from ui.form.navigation import Stop
from ui.form.opening import Opening
from ui.form.pending import Refusal
from ui.form.people_doors import PeopleDoors
from ui.form.rows import Rows
from ui.form.services import FormServices
from ui.tasks import Tasks
from ui.widgets.suggestions import Suggestion

if TYPE_CHECKING:
    from coletor.registers import Entry

Reader = Callable[[], "Start"]
"""What the screen asks for, off the GUI thread."""

SHORT = 14
"""Longest group that stands beside a name."""
LINES = 20
"""Most lines that a search offers."""


@dataclass(frozen=True)
class Start:
    """A draft ready to be shown.

    Args:
        layout: the form of its model.
        opening: its rows and what is known of them.
        automatic: what the program fills in.
        drafts: other drafts that are open.
        local: optional tables of the own município that are loaded.
        models: those that a new document may take, the usual one first.
        note: what has to be known of this contact before it is typed.
        deeds: what can be done with it beside typing.
        previous: the last contact this operator concluded, where it was asked for.
        patient: who the new contact is of, where somebody of the register was chosen.
        look: how a concluded contact stood before it was opened again for this form.
    """

    layout: Layout
    opening: Opening
    automatic: Automatic
    drafts: tuple[Summary, ...]
    local: frozenset[str] = frozenset()
    models: tuple[Model, ...] = ()
    note: str = ""
    deeds: tuple[Deed, ...] = ()
    previous: Rows | None = None
    patient: "Entry | None" = None
    look: Look | None = None


def new_contact(workspace: Workspace, model_id: str = "") -> Start:
    """Return an empty form; nothing of it is stored yet.

    Args:
        workspace: the open folder.
        model_id: the model; the one in force without it.
    """
    model = load_model(model_id) if model_id else workspace.model_in_force()
    return _start(workspace, model, Opening(new_uuid(), Rows.fresh(model)))


def contact_of(workspace: Workspace, entry_id: int) -> Start:
    """Return an empty form of a patient of the register, who is filled in when it is shown."""
    return replace(new_contact(workspace), patient=workspace.patients.get(entry_id))


def resumed(workspace: Workspace, draft_id: int) -> Start:
    """Return a stored draft, with what was confirmed and what the server refused of it."""
    draft = workspace.drafts.get(draft_id)
    model = load_model(draft.model_id)
    rows, ids = Rows.resumed(model, draft.rows)
    keys = {store_id: key for key, store_id in ids.items()}
    confirmed = {
        (keys[item.row_id], item.element, item.rule): (item.value, item.reason)
        for item in workspace.drafts.confirmations(draft_id)
        if item.row_id in keys
    }
    opening = Opening(
        uuid=draft.uuid,
        rows=rows,
        draft_id=draft_id,
        ids=ids,
        confirmed=confirmed,
        refusals=_refusals(workspace, draft, rows, keys),
    )
    return _start(workspace, model, opening, _note(workspace, draft))


def restored(workspace: Workspace, draft_id: int) -> Start:
    """Take a draft out of the bin and return it.

    Raises:
        StoreError: it was purged, or the contact has another open draft by now.
    """
    workspace.drafts.restore(draft_id, workspace.operator.id)
    return resumed(workspace, draft_id)


def _note(workspace: Workspace, draft: Draft) -> str:
    """Return what has to be known before a draft is typed on: what it continues or replaces."""
    if can_renew(workspace, draft.model_id):
        return text("form.screen.old_model", model=load_model(draft.model_id).short_name)
    if workspace.replaces(draft.uuid) is not None:
        return text("form.screen.replacing")
    links = workspace.links.of(draft.uuid)
    if any(link.later == draft.uuid and link.kind == CONTINUES for link in links):
        return workspace.admission_note(draft.id)
    return ""


def reopened(workspace: Workspace, uuid: str) -> Start:
    """Open a contact: its draft, or a concluded one again, with the refused fields marked.

    Raises:
        ColetorError: it cannot be changed now; the message says why.
    """
    draft = workspace.drafts.open(uuid)
    if draft is not None:
        return resumed(workspace, draft.id)
    look = look_at(workspace, uuid)
    return replace(resumed(workspace, look.draft_id), look=look)


def last_concluded(workspace: Workspace) -> Rows | None:
    """Return what the last contact says that this operator typed and concluded, or None."""
    draft = workspace.drafts.last_concluded(workspace.operator.id)
    return Rows.resumed(load_model(draft.model_id), draft.rows)[0] if draft else None


def open_drafts(workspace: Workspace) -> tuple[Summary, ...]:
    """Return the drafts in which something was typed, the latest first."""
    return tuple(item for item in workspace.drafts.summaries() if not item.blank)


def _start(workspace: Workspace, model: Model, opening: Opening, note: str = "") -> Start:
    favourites_of(workspace.store).keep_up()
    loaded = {package.table for package in workspace.library.packages()}
    return Start(
        lay_out(model),
        opening,
        workspace.automatic(),
        open_drafts(workspace),
        frozenset(loaded.intersection(LOCAL)),
        tuple(offered(clock.today())),
        note,
        deeds(workspace, opening.uuid, typing=True),
    )


def _refusals(
    workspace: Workspace, draft: Draft, rows: Rows, keys: dict[int, int]
) -> tuple[Refusal, ...]:
    found = []
    for item in workspace.outbox.rejections(draft.uuid):
        row = keys.get(item.row_id or 0, rows.root.id)
        path = item.element or ""
        element = rows.model.by_path.get(path)
        if element is not None and element.group_path != rows.by_id[row].list:
            row, path = rows.root.id, ""
        value = "" if item.value is None else str(item.value)
        found.append(Refusal(Stop(row, path), value, item.message, item.code or ""))
    return tuple(found)


def services_of(workspace: Workspace, tasks: Tasks, start: Start) -> FormServices:
    """Return the doors that a form needs."""
    model = start.layout.model
    library = workspace.library

    favourites = favourites_of(workspace.store)

    def search(table: str, typed: str, known: Circumstances) -> list[Suggestion]:
        hits = library.search(
            table,
            typed,
            on=known.day,
            limit=LINES,
            situation=known.situation,
            favourites=favourites.of(table),
        )
        return [_suggestion(hit) for hit in hits]

    def find(table: str, code: str) -> Suggestion | None:
        term = library.find(table, code)
        return _suggestion(Hit(term.table, term.code, term.name, term.group)) if term else None

    return FormServices(
        tasks=tasks,
        drafts=workspace.drafts,
        operator_id=workspace.operator.id,
        check=lambda document: workspace.checker(model).check(document),
        automatic=start.automatic,
        search=search,
        find=find,
        conclude=lambda draft_id: workspace.conclude(draft_id).uuid,
        require=lambda table, known: require(library, table, known.day),
        explain=lambda table, typed, known: explain(
            library, table, typed, on=known.day, situation=known.situation
        ),
        doors=lambda table, known: doors_of(library, table, known.day, known.situation),
        local=start.local,
        people=_people(workspace),
        usual=lambda rule, value: usual_reason(workspace.store, rule, value),
    )


def _people(workspace: Workspace) -> PeopleDoors:
    """Return the doors to the registers; a register is made when it is first searched."""

    def name_of(table: str, code: str) -> str:
        term = workspace.library.find(table, code)
        return term.name if term else ""

    return PeopleDoors(workspace.register, name_of)


def _suggestion(hit: Hit) -> Suggestion:
    fits, printed = hit.status == "ok", masked(hit.code, hit.table)
    return Suggestion(hit.code, hit.name, _short(hit.group), fits, hit.reason, printed)


def _short(group: str) -> str:
    """Return the code of a group, or a group of few letters: the name needs the room."""
    first, _, _ = group.partition(" ")
    coded = any(letter.isdigit() for letter in first)
    return first if coded else group if len(group) <= SHORT else ""

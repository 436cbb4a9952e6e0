"""What batch correction asks of the core, off the GUI thread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coletor.closing import correcting
from coletor.closing.correcting import Change, Group
from coletor.contact import walk
from coletor.contact.document import pattern_of
from coletor.model import load_model
from coletor.outbox.standing import pending_of
from coletor.workspace import Workspace
from ui.form import starting
from ui.form.starting import Start
from ui.tasks import Progress

_SOME = 25


@dataclass(frozen=True)
class Preparation:
    """What the editor of the field needs.

    Args:
        start: what a form starts from.
        beside: values of roles of the first contact, for a field whose table another field names.
    """

    start: Start
    beside: dict[str, object]


@dataclass(frozen=True)
class Row:
    """One contact of a correction.

    Args:
        change: what would be done, or was.
        patient: name as typed, empty without one.
        admission: date as stored.
        chosen: whether it is to be corrected.
    """

    change: Change
    patient: str
    admission: str
    chosen: bool

    @property
    def possible(self) -> bool:
        """Whether the correction can be made here at all."""
        return self.change.result != correcting.UNTOUCHED


def prepare(workspace: Workspace, group: Group) -> Preparation:
    """Read what the field's editor needs."""
    start = starting.new_contact(workspace)
    model = load_model(group.model_id)
    element = model.by_role[group.role or ""]
    beside: dict[str, object] = {}
    if element.table_role:
        with workspace.store.query() as db:
            operation = pending_of(db, group.uuids[0])
        wanted = model.by_role[element.table_role].path
        for path, value in walk(operation.document if operation else {}):
            if pattern_of(path) == wanted:
                beside.setdefault(element.table_role, value)
    return Preparation(start, beside)


def preview(workspace: Workspace, group: Group, value: str, progress: Progress) -> list[Row] | None:
    """Return what a value would do to each contact, None when it was stopped.

    Without a value the contacts stand there as they are.
    """
    rows: list[Row] = []
    for some in _some(group.uuids):
        if progress.cancelled:
            return None
        if value.strip():
            changes = correcting.preview(workspace, group, value, some)
        else:
            changes = correcting.standing(workspace, group, some)
        rows += [_row(workspace, change) for change in changes]
        progress.report(len(rows))
    return rows


def apply(
    workspace: Workspace, group: Group, value: str, uuids: Sequence[str], progress: Progress
) -> list[Change]:
    """Correct the chosen contacts; stopped, the rest stays as it was."""
    made: list[Change] = []
    for some in _some(uuids):
        if progress.cancelled:
            break
        made += correcting.apply(workspace, group, value, some)
        progress.report(len(made))
    return made


def _some(uuids: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(uuids), _SOME):
        yield uuids[first : first + _SOME]


def _row(workspace: Workspace, change: Change) -> Row:
    row = workspace.listing.get(change.uuid)
    patient = (row.patient if row else "") or ""
    admission = (row.admission if row else "") or ""
    return Row(change, patient, admission, change.result != correcting.UNTOUCHED)

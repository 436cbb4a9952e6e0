"""Corrects many refused contacts of one cause at once, after showing what would come of it."""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coletor.contact import Document, get, parse_path, same_content, walk
from coletor.contact.document import pattern_of
from coletor.contact.entry import display, parse
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import Element, load_model
from coletor.outbox.standing import pending_of
from coletor.outbox.types import NotReadyError, Rejection
from coletor.store.draft_rows import read_draft
from coletor.webservice.codes import explain

if TYPE_CHECKING:
    from coletor.workspace import Workspace

QUEUED, DRAFT, UNTOUCHED = "na_fila", "rascunho", "intocado"


@dataclass(frozen=True, slots=True)
class Group:
    """Refusals of one cause: one code of the service about one kind of field.

    Args:
        code: the service's code, '' where it gave none.
        model_id: the contacts' model.
        role: role of the field, None when the refusals name no one field.
        label: the field as a person reads it, None likewise.
        message: what a person does about it.
        uuids: the contacts, in the order of the queue.
        values: the refused values with how many contacts have each, the most frequent first.
    """

    code: str
    model_id: str
    role: str | None
    label: str | None
    message: str
    uuids: tuple[str, ...]
    values: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, object]:
        """Return the line that ``rejeitados listar --json`` prints."""
        return {
            "codigo": self.code or None,
            "papel": self.role,
            "campo": self.label,
            "mensagem": self.message,
            "contatos": list(self.uuids),
            "valores": [{"valor": value, "contatos": count} for value, count in self.values],
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction would do, or did, to one contact.

    Args:
        uuid: the contact.
        path: the field, as a document path; None when it was not found.
        before: its value now, as a person reads it.
        after: the new value likewise.
        result: `QUEUED` (nothing is wrong with it then), `DRAFT` (something else is still
            wrong) or `UNTOUCHED` (it cannot be corrected here, or not with such a value).
        reason: why it is not queued.
    """

    uuid: str
    path: str | None
    before: str | None
    after: str | None
    result: str
    reason: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the line that ``rejeitados corrigir --json`` prints."""
        return {
            "uuid": self.uuid,
            "caminho": self.path,
            "antes": self.before,
            "depois": self.after,
            "resultado": self.result,
            "mensagem": self.reason,
        }


def groups(workspace: "Workspace") -> list[Group]:
    """Return the refused contacts grouped by cause, the largest group first."""
    with workspace.store.query() as db:
        rows = db.execute(
            "SELECT o.uuid, c.model, r.code, r.message, r.path, r.value FROM operation o"
            " JOIN contact c ON c.uuid = o.uuid JOIN rejection r ON r.operation_id = o.id"
            " WHERE o.state = 'rejeitado' ORDER BY o.id, r.position"
        ).fetchall()
    found: dict[tuple[str, str, str | None], dict[str, list[str]]] = {}
    said: dict[tuple[str, str, str | None], str] = {}
    for uuid, model_id, code, words, path, value in rows:
        role, plain = explain(code or "", load_model(model_id))
        role = _role_at(model_id, path) or role
        key = (code or "", model_id, role)
        said.setdefault(key, plain if code or not words else words)
        found.setdefault(key, {}).setdefault(uuid, []).append(value or "")
    made = [_group(*key, said[key], contacts) for key, contacts in found.items()]
    return sorted(made, key=lambda group: (-len(group.uuids), group.code, group.role or ""))


def _group(
    code: str, model_id: str, role: str | None, message: str, contacts: dict[str, list[str]]
) -> Group:
    counts: dict[str, int] = {}
    for values in contacts.values():
        for value in {value for value in values if value}:
            counts[value] = counts.get(value, 0) + 1
    label = load_model(model_id).by_role[role].label if role else None
    ranked = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Group(code, model_id, role, label, message, tuple(contacts), ranked)


def _role_at(model_id: str, path: str | None) -> str | None:
    element = load_model(model_id).by_path.get(pattern_of(path)) if path else None
    return element.role if element else None


def preview(
    workspace: "Workspace", group: Group, value: str, uuids: Iterable[str] | None = None
) -> list[Change]:
    """Return what a new value would do to each contact; nothing is written.

    Args:
        workspace: the open folder.
        group: one of `groups`, with a role.
        value: the new value, as a person types it; empty empties the field.
        uuids: some of the group's contacts; all of them without it.

    Raises:
        ColetorError: the refusals of the group name no field.
    """
    element = _element(group)
    return [_foreseen(workspace, group, element, value, uuid) for uuid in _chosen(group, uuids)]


def standing(
    workspace: "Workspace", group: Group, uuids: Iterable[str] | None = None
) -> list[Change]:
    """Return what each contact has in the refused field, as a correction that changes nothing.

    Args:
        workspace: the open folder.
        group: one of `groups`, with a role.
        uuids: some of the group's contacts; all of them without it.
    """
    element = _element(group)
    return [_as_it_is(workspace, group, element, uuid) for uuid in _chosen(group, uuids)]


def apply(
    workspace: "Workspace",
    group: Group,
    value: str,
    uuids: Iterable[str] | None = None,
    progress: Callable[[Change], None] | None = None,
) -> list[Change]:
    """Write a new value into each contact and queue what is right then.

    A contact in which something else is wrong stays an open draft, with the reason.

    Args:
        workspace: the open folder.
        group: one of `groups`, with a role.
        value: the new value, as a person types it.
        uuids: some of the group's contacts; all of them without it.
        progress: told each contact as it is done.

    Raises:
        ColetorError: the refusals of the group name no field.
    """
    element = _element(group)
    made = []
    for uuid in _chosen(group, uuids):
        change = _correct(workspace, group, element, value, uuid)
        made.append(change)
        if progress:
            progress(change)
    return made


def _chosen(group: Group, uuids: Iterable[str] | None) -> list[str]:
    wanted = None if uuids is None else set(uuids)
    return [uuid for uuid in group.uuids if wanted is None or uuid in wanted]


def _element(group: Group) -> Element:
    if group.role is None:
        raise ColetorError("closing.correct.no_field", code=group.code or "—")
    return load_model(group.model_id).by_role[group.role]


def _refused(workspace: "Workspace", group: Group, uuid: str) -> tuple[Rejection, Document] | None:
    """Return the refusal of the group that a contact still waits with, and the refused content."""
    for refusal in workspace.outbox.rejections(uuid):
        role = _role_at(group.model_id, refusal.path)
        if (refusal.code or "") == group.code and role in (group.role, None):
            with workspace.store.query() as db:
                operation = pending_of(db, uuid)
            return (refusal, operation.document) if operation else None
    return None


def _as_it_is(workspace: "Workspace", group: Group, element: Element, uuid: str) -> Change:
    found = _refused(workspace, group, uuid)
    if found is None:
        return _untouched(uuid, "closing.correct.gone")
    refusal, document = found
    path = place_of(element, document, refusal)
    before = display(element, get(document, path)) or None if path is not None else None
    return Change(uuid, path, before, None, UNTOUCHED)


def _foreseen(
    workspace: "Workspace", group: Group, element: Element, value: str, uuid: str
) -> Change:
    found = _refused(workspace, group, uuid)
    if found is None:
        return _untouched(uuid, "closing.correct.gone")
    if workspace.drafts.open(uuid) is not None:
        return _untouched(uuid, "closing.correct.draft_open")
    refusal, document = found
    path = place_of(element, document, refusal)
    if path is None:
        return _untouched(uuid, "closing.correct.many_places", label=element.label)
    before = display(element, get(document, path)) or None
    parsed = parse(element, value)
    after = display(element, parsed) or None
    changed = with_value(document, path, parsed)
    if same_content(changed, document):
        return _untouched(uuid, "closing.correct.same")
    findings = workspace.checker(load_model(group.model_id)).check(changed)
    wrong = [finding for finding in findings if finding.severity == "erro"]
    own = next((finding.message for finding in wrong if finding.path == path), None)
    if own is not None:  # half typed, or no value of this field: no contact is to have it
        return Change(uuid, path, before, after, UNTOUCHED, own)
    reason = str(NotReadyError(wrong)) if wrong else None
    return Change(uuid, path, before, after, DRAFT if wrong else QUEUED, reason)


def _correct(
    workspace: "Workspace", group: Group, element: Element, value: str, uuid: str
) -> Change:
    foreseen = _foreseen(workspace, group, element, value, uuid)
    if foreseen.result == UNTOUCHED or foreseen.path is None:
        return foreseen
    operator = workspace.operator.id
    with workspace.store.change() as db:
        draft = read_draft(db, workspace.outbox.reopen_in(db, uuid, operator))
        row_id = _row(workspace.derive(draft).places, foreseen.path)
        workspace.drafts.set_cells_in(db, draft.id, [(row_id, element.path, value)], operator)
    try:
        workspace.conclude(draft.id)
    except ColetorError as error:
        return replace(foreseen, result=DRAFT, reason=str(error))
    return replace(foreseen, result=QUEUED, reason=None)


def _row(places: Mapping[str, tuple[int, str]], path: str) -> int:
    """Return the row of a field; where it holds nothing yet, that of another field beside it."""
    if path in places:
        return places[path][0]
    before, bracket, _ = path.rpartition("]")
    row = before + bracket
    if row in places:
        return places[row][0]
    return next(row_id for place, (row_id, _) in places.items() if "[" not in place)


def place_of(element: Element, document: Document, refusal: Rejection) -> str | None:
    """Return the one place of a document that a correction goes to, None where it is not one.

    Args:
        element: the field.
        document: the refused content.
        refusal: what the service said.
    """
    if refusal.path and pattern_of(refusal.path) == element.path:
        return refusal.path
    if "[]" not in element.path:
        return element.path
    row, _, field = element.path.rpartition(".")
    if refusal.path and pattern_of(refusal.path) == row:
        return f"{refusal.path}.{field}"
    within = [
        path
        for path, value in walk(document)
        if pattern_of(path) == element.path
        and path.startswith(refusal.path or "")
        and (refusal.value is None or str(value) == refusal.value)
    ]
    return within[0] if len(within) == 1 else None


def with_value(document: Document, path: str, value: Any) -> Document:
    """Return a copy of a document with another value at a concrete path; None empties it."""
    made = copy.deepcopy(document)
    *steps, last = parse_path(path)
    here: Any = made
    for step in steps:
        here = here.setdefault(step, {}) if isinstance(step, str) else here[step]
    if value is None:
        here.pop(last, None)
    else:
        here[last] = value
    return made


def _untouched(uuid: str, message: str, **fields: object) -> Change:
    return Change(uuid, None, None, None, UNTOUCHED, text(message, **fields))

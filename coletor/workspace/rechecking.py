"""Checks again what is not accepted yet, after the code tables changed (decision 14)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coletor.model import load_model
from coletor.outbox.types import OutboxError
from coletor.rules import Finding, Severity
from coletor.store import Contact, Contacts, Database, Events
from coletor.workspace.provenance import checked_against, place_and_rule

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

_OPEN = (
    "SELECT uuid FROM operation WHERE state IN ('pronto', 'rejeitado') AND kind <> 'cancelar'"
    " UNION SELECT uuid FROM contact_list WHERE word = 'aguardando_cancelamento' ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One contact that the new tables judge otherwise, or that was looked at again.

    Args:
        uuid: the contact.
        new: findings that it did not have when it was concluded.
        gone: (rule, path) of the findings that it no longer has.
        withdrawn: the draft it became again, because it now has errors and nothing of it was
            ever sent; None when it stays where it is.
    """

    uuid: str
    new: tuple[Finding, ...]
    gone: tuple[tuple[str, str], ...]
    withdrawn: int | None = None

    @property
    def changed(self) -> bool:
        """Tell whether anything is judged otherwise."""
        return bool(self.new or self.gone)


def recheck(workspace: "Workspace", tables: Collection[str]) -> list[Rechecked]:
    """Check again what waits in the outbox and was checked against tables that changed.

    Drafts are checked while they are typed; what the server accepted stays as it is. One that
    now has errors leaves the queue only if it was never attempted; its history says why.

    Args:
        workspace: the open folder.
        tables: ids of the tables that were imported or removed.

    Returns:
        every contact that was looked at again.
    """
    with workspace.store.query() as db:
        uuids = [row[0] for row in db.execute(_OPEN).fetchall()]
    return list(_all(workspace, uuids, frozenset(tables)))


def _all(
    workspace: "Workspace", uuids: Sequence[str], tables: frozenset[str]
) -> Iterator[Rechecked]:
    for uuid in uuids:
        contact = workspace.contacts.get(uuid)
        if contact is not None:
            found = _one(workspace, contact, tables)
            if found is not None:
                yield found


def _one(workspace: "Workspace", contact: Contact, tables: frozenset[str]) -> Rechecked | None:
    model = load_model(contact.model_id)
    findings = workspace.checker(model).check(contact.document)
    against = checked_against(model, contact.document, workspace.library, findings)
    if _of(contact.checked_against, tables) == _of(against, tables):
        return None
    against["avisos_confirmados"] = contact.checked_against.get("avisos_confirmados", [])
    before = {(one[0], one[1]) for one in contact.checked_against.get("achados", ())}
    now = {place_and_rule(finding): finding for finding in findings}
    new = tuple(finding for key, finding in now.items() if key not in before)
    with workspace.store.change() as db:
        Contacts.note_check(db, contact.uuid, against)
        withdrawn = _withdraw(workspace, db, contact.uuid, new)
    return Rechecked(contact.uuid, new, tuple(sorted(before - now.keys())), withdrawn)


def _of(against: Mapping[str, Any], tables: frozenset[str]) -> list[dict[str, Any]]:
    return [one for one in against.get("tabelas", ()) if one["tabela"] in tables]


def _withdraw(
    workspace: "Workspace", db: Database, uuid: str, new: Sequence[Finding]
) -> int | None:
    """Take a contact with new errors back to a draft, unless a message of it was ever sent."""
    wrong = next((one for one in new if one.severity is Severity.ERROR), None)
    if wrong is None or _was_sent(db, uuid):
        return None
    try:
        draft_id = workspace.outbox.reopen_in(db, uuid, workspace.operator.id)
    except OutboxError:
        return None  # a message of it left meanwhile: the server decides now
    Events.add(db, uuid, "conferido_de_novo", workspace.operator.id, {"motivo": wrong.rule})
    return draft_id


def _was_sent(db: Database, uuid: str) -> bool:
    found = db.execute(
        "SELECT 1 FROM operation WHERE uuid = ? AND state NOT IN ('aceito', 'desistido')"
        " AND (state <> 'pronto' OR attempts > 0)",
        [uuid],
    ).fetchone()
    return found is not None

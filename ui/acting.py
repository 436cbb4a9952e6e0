"""What can be done with a contact beside typing it, and the doing; off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import Workspace
from coletor.workspace.renewing import can_renew, renew

_CONVERT = "converter"
_OUTBOX = ("corrigir", "alterar", "cancelar", "desistir", "retirar", "descartar")
_ORDER = (
    _CONVERT,
    "corrigir",
    "alterar",
    "continuar",
    "retomar",
    "aguardar_cns",
    "substituir",
    "desistir_substituicao",
    "retirar",
    "desistir",
    "cancelar",
    "descartar",
)
"""What goes on comes before what gives up: the first one has the cursor."""
_REASONS = ("cancelar", "substituir")
WHILE_TYPING = ("aguardar_cns", "retomar", "desistir_substituicao", "descartar", _CONVERT)
"""What makes sense with the contact open in the form."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done.

    Args:
        id: what.
        name: its words on a button.
        effect: what will happen, said before it does.
        reason: what must be written before; empty when nothing must.
    """

    id: str
    name: str
    effect: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    Args:
        words: said to the person.
        uuid: contact to open in the form; empty for none.
        note: what stays in sight above the form that is opened.
    """

    words: str
    uuid: str = ""
    note: str = ""


def deeds(workspace: Workspace, uuid: str, *, typing: bool = False) -> tuple[Deed, ...]:
    """Return what can be done with a contact now.

    Args:
        workspace: the open folder.
        uuid: the contact; one that is not stored yet has nothing.
        typing: only what makes sense with it open in the form.
    """
    row = workspace.listing.get(uuid)
    if row is None:
        return ()
    known = {*workspace.outbox.actions(uuid), *workspace.further_actions(uuid)}
    if can_renew(workspace, row.model):
        known.add(_CONVERT)
    wanted = known.intersection(WHILE_TYPING) if typing else known
    return tuple(_deed(name) for name in _ORDER if name in wanted)


def _deed(name: str) -> Deed:
    room = "outbox" if name in _OUTBOX else "workspace"
    words = text("acts.convert") if name == _CONVERT else text(f"{room}.action.{name}")
    reason = text(f"acts.reason.{name}") if name in _REASONS else ""
    return Deed(name, words, text(f"acts.effect.{name}"), reason)


def perform(workspace: Workspace, uuid: str, deed: str, reason: str = "") -> Done:
    """Do one thing with a contact.

    Args:
        workspace: the open folder.
        uuid: the contact.
        deed: the id of a `Deed`.
        reason: why, where one is asked.

    Raises:
        ColetorError: it cannot be done now; the message says why.
    """
    opened = _DEEDS[deed](workspace, uuid, reason)
    if isinstance(opened, Done):
        return opened
    return Done(text(f"acts.done.{deed}"), opened)


def _open(_workspace: Workspace, uuid: str, _reason: str) -> str:
    return uuid


def _cancel(workspace: Workspace, uuid: str, reason: str) -> str:
    workspace.outbox.cancel(uuid, reason, workspace.operator.id)
    return ""


def _give_up(workspace: Workspace, uuid: str, _reason: str) -> str:
    workspace.outbox.give_up(uuid, workspace.operator.id)
    return ""


def _withdraw(workspace: Workspace, uuid: str, _reason: str) -> str:
    workspace.outbox.withdraw(uuid, workspace.operator.id)
    return ""


def _discard(workspace: Workspace, uuid: str, _reason: str) -> str:
    workspace.drafts.discard(_draft(workspace, uuid), workspace.operator.id)
    return ""


def _continue(workspace: Workspace, uuid: str, _reason: str) -> str:
    return _uuid(workspace, workspace.continue_contact(uuid))


def _substitute(workspace: Workspace, uuid: str, reason: str) -> str:
    return _uuid(workspace, workspace.substitute(uuid, reason))


def _drop_substitute(workspace: Workspace, uuid: str, _reason: str) -> str:
    workspace.drop_substitute(uuid)
    return ""


def _park(workspace: Workspace, uuid: str, _reason: str) -> str:
    workspace.park(_draft(workspace, uuid))
    return ""


def _unpark(workspace: Workspace, uuid: str, _reason: str) -> str:
    workspace.unpark(_draft(workspace, uuid))
    return uuid


def _convert(workspace: Workspace, uuid: str, _reason: str) -> Done:
    draft_id, notes = renew(workspace, uuid)
    model = workspace.model_in_force().short_name
    said = " ".join(note.message for note in notes[:_NOTES])
    if len(notes) > _NOTES:
        said = text("acts.converted_more", notes=said, count=len(notes) - _NOTES)
    words = text("acts.converted_notes", model=model, notes=said)
    words = words if notes else text("acts.converted", model=model)
    return Done(text("acts.done.converter"), _uuid(workspace, draft_id), words)


_NOTES = 2
"""Notes of a conversion that are said in place."""


def _draft(workspace: Workspace, uuid: str) -> int:
    draft = workspace.drafts.open(uuid)
    if draft is None:
        raise ColetorError("acts.no_draft")
    return draft.id


def _uuid(workspace: Workspace, draft_id: int) -> str:
    return workspace.drafts.get(draft_id).uuid


_DEEDS: dict[str, Callable[[Workspace, str, str], str | Done]] = {
    "corrigir": _open,
    "alterar": _open,
    "cancelar": _cancel,
    "desistir": _give_up,
    "retirar": _withdraw,
    "descartar": _discard,
    "continuar": _continue,
    "substituir": _substitute,
    "desistir_substituicao": _drop_substitute,
    "aguardar_cns": _park,
    "retomar": _unpark,
    _CONVERT: _convert,
}

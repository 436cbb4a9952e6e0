"""Plays the demonstration, telling each step."""

from collections.abc import Callable
from pathlib import Path

from coletor import clock
from coletor.demonstration import typing
from coletor.demonstration.closing import close_months
from coletor.demonstration.samples import Samples, load_samples
from coletor.establishment.creating import create_folder
from coletor.messages import text
from coletor.model import load_model
from coletor.outbox.types import NotReadyError, Result
from coletor.workspace import Workspace
from coletor.workspace.connection import secrets_of, training_server

Say = Callable[[str], None]

CNES, NAME = "2077485", "UBS Jardim Esperança (demonstração)"
_HALF = 9


def play(folder: Path, say: Say) -> list[str]:
    """Type, check, queue, send, correct and close the sample contacts in a fresh folder.

    Args:
        folder: a folder that does not exist or is empty.
        say: told each step in a sentence.

    Returns:
        the identifiers of the contacts, in the order in which they were typed.

    Raises:
        ColetorError: the folder is taken or cannot be written.
    """
    create_folder(folder, CNES, NAME, training=True, operator_name=text("demo.operator"))
    say(text("demo.folder", folder=folder))
    with Workspace.open(folder) as workspace, training_server(workspace.layout) as server:
        say(text("demo.server", address=server.address))
        samples = load_samples(workspace.model_in_force(), clock.today())
        drafts = _type_all(workspace, samples, say)
        _send(workspace, server.address, say)
        _correct(workspace, drafts[samples.refused], samples, say)
        _send(workspace, server.address, say)
        close_months(workspace, server.address, say)
    return drafts


def _type_all(workspace: Workspace, samples: Samples, say: Say) -> list[str]:
    uuids = []
    for number, document in enumerate(samples.documents):
        draft_id, cells = typing.start(workspace, document)
        if number == 0:
            _show_what_is_missing(workspace, draft_id, cells, say)
        else:
            typing.enter(workspace, draft_id, cells)
        concluded = workspace.conclude(draft_id)
        say(text("demo.queued", number=number + 1, warnings=len(concluded.warnings)))
        uuids.append(concluded.uuid)
    return uuids


def _show_what_is_missing(
    workspace: Workspace, draft_id: int, cells: list[typing.Cell], say: Say
) -> None:
    """Type half of a contact, try to conclude it, and type the rest."""
    typing.enter(workspace, draft_id, cells[:_HALF])
    try:
        workspace.conclude(draft_id)
    except NotReadyError as error:
        wrong = [finding for finding in error.findings if finding.severity == "erro"]
        say(text("demo.not_ready", count=len(wrong)))
        for finding in wrong:
            say(text("demo.finding", message=finding.message))
    typing.enter(workspace, draft_id, cells[_HALF:])
    say(text("demo.completed"))


def _send(workspace: Workspace, address: str, say: Say) -> None:
    def told(result: Result) -> None:
        detail = result.protocol or result.message or ""
        say(text(f"demo.outcome.{result.outcome}", uuid=result.uuid, detail=detail))

    secrets = secrets_of(workspace.profile, workspace.operator.login)
    workspace.send(address, secrets, on_result=told)


def _correct(workspace: Workspace, uuid: str, samples: Samples, say: Say) -> None:
    """Open the refused contact at its field, type the right value and queue it again."""
    model = load_model(samples.documents[samples.refused]["modelo"])
    element = model.by_role[samples.role]
    for refusal in workspace.outbox.rejections(uuid):
        say(text("demo.refused", code=refusal.code, message=refusal.message))
    draft = workspace.drafts.get(workspace.outbox.reopen(uuid, workspace.operator.id))
    row = next(row for row in draft.rows if element.path in row.cells)
    typing.enter(workspace, draft.id, [(row.id, element.path, samples.correction)])
    workspace.conclude(draft.id)
    say(text("demo.corrected", label=element.label))

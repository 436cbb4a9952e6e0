"""``coletor contato``: one contact, its history and its receipts."""

from pathlib import Path

import click

from coletor import clock
from coletor.cli.commands.printing import imprimir
from coletor.cli.context import Invocation
from coletor.cli.groups import Group
from coletor.cli.output import json_line, note, say, table
from coletor.contact import Document
from coletor.contact.times import write_date
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.outbox.types import NotReadyError
from coletor.store import Filter, ListRow
from coletor.store.situation import WORDS
from coletor.workspace import Workspace
from coletor.workspace.dossier import Dossier, dossier_of

_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
_UUID = click.argument("uuid", metavar="UUID")


@click.group(cls=Group, help=text("cli.contact.help"))
def contato() -> None:
    """Group the commands on one contact."""


@contato.command(help=text("cli.contact.list"))
@click.option("--situacao", type=click.Choice(WORDS), help=text("cli.contact.word"))
@click.option("--texto", help=text("cli.contact.text"))
@click.option("--competencia", metavar="AAAAMM", help=text("cli.contact.month"))
@click.option("--limite", type=click.IntRange(min=1), default=100, show_default=True)
@_JSON
@click.pass_obj
def listar(  # noqa: PLR0917 - one parameter for each option
    invocation: Invocation,
    situacao: str | None,
    texto: str | None,
    competencia: str | None,
    limite: int,
    as_json: bool,
) -> None:
    """List contacts and drafts."""
    with invocation.workspace() as workspace:
        rows = workspace.listing.page(Filter(situacao, texto, competencia), limit=limite)
    if as_json:
        for row in rows:
            json_line(_record(row))
        return
    headings = [text(f"cli.contact.column.{name}") for name in ("uuid", "day", "patient", "word")]
    days = [write_date(row.admission or "") for row in rows]
    said = zip(rows, days, strict=True)
    table(headings, [(row.uuid, day, row.patient, _word(row)) for row, day in said])


@contato.command(help=text("cli.contact.show"))
@_UUID
@_JSON
@click.pass_obj
def mostrar(invocation: Invocation, uuid: str, as_json: bool) -> None:
    """Show a contact with its history and receipts."""
    with invocation.workspace() as workspace:
        dossier = dossier_of(workspace, uuid.lower())
    if as_json:
        json_line({**_record(dossier.row), **dossier.as_json()})
        return
    _show(dossier)


@contato.command(help=text("cli.contact.conclude"))
@_UUID
@click.pass_obj
def concluir(invocation: Invocation, uuid: str) -> int:
    """Queue a draft."""
    with invocation.workspace() as workspace:
        draft = workspace.drafts.open(uuid.lower())
        if draft is None:
            raise ColetorError("cli.contact.no_draft", uuid=uuid)
        try:
            workspace.conclude(draft.id)
        except NotReadyError as error:
            return _not_ready(error)
        replaced = workspace.replaces(uuid.lower())
    if replaced is None:
        say(text("cli.contact.queued", uuid=uuid.lower()))
    else:
        say(text("cli.contact.replaced", uuid=replaced, other=uuid.lower()))
    return 0


@contato.command(help=text("cli.contact.alter"))
@_UUID
@click.option(
    "--arquivo", type=click.Path(path_type=Path), required=True, help=text("cli.contact.file")
)
@click.pass_obj
def alterar(invocation: Invocation, uuid: str, arquivo: Path) -> int:
    """Queue a new content of a contact, under the same UUID."""
    document = _read(arquivo)
    if str(document.get("uuid")).lower() != uuid.lower():
        raise ColetorError("cli.contact.other_uuid", file=arquivo.name, uuid=uuid)
    with invocation.workspace() as workspace:
        _require_known(workspace, uuid.lower())
        try:
            workspace.conclude_document(workspace.complete(document))
        except NotReadyError as error:
            return _not_ready(error)
    say(text("cli.contact.queued", uuid=uuid.lower()))
    return 0


@contato.command(help=text("cli.contact.cancel"))
@_UUID
@click.option("--motivo", required=True, help=text("cli.contact.reason"))
@click.pass_obj
def cancelar(invocation: Invocation, uuid: str, motivo: str) -> None:
    """Queue the cancellation of an accepted contact."""
    with invocation.workspace() as workspace:
        _require_known(workspace, uuid.lower())
        workspace.outbox.cancel(uuid.lower(), motivo, workspace.operator.id)
    say(text("cli.contact.cancel_queued", uuid=uuid.lower()))


@contato.command(help=text("cli.contact.continue"))
@_UUID
@_JSON
@click.pass_obj
def continuar(invocation: Invocation, uuid: str, as_json: bool) -> None:
    """Open the next part of a Permanência as a draft."""
    with invocation.workspace() as workspace:
        draft_id = workspace.continue_contact(uuid.lower())
        part = workspace.drafts.get(draft_id).uuid
        admission = workspace.admission_note(draft_id)
    _say_draft("continued", uuid.lower(), part, as_json=as_json)
    note(admission)


@contato.command(help=text("cli.contact.replace"))
@_UUID
@click.option("--arquivo", type=click.Path(path_type=Path), help=text("cli.contact.new_file"))
@click.option("--motivo", help=text("cli.contact.reason"))
@click.option("--desistir", is_flag=True, help=text("cli.contact.drop"))
@_JSON
@click.pass_obj
def substituir(  # noqa: PLR0917 - one parameter for each option
    invocation: Invocation,
    uuid: str,
    arquivo: Path | None,
    motivo: str | None,
    desistir: bool,
    as_json: bool,
) -> int:
    """Put another contact in the place of an accepted one, or give that up."""
    uuid = uuid.lower()
    with invocation.workspace() as workspace:
        _require_known(workspace, uuid)
        if desistir:
            workspace.drop_substitute(uuid)
            say(text("cli.contact.dropped", uuid=uuid))
            return 0
        if not motivo:
            raise ColetorError("outbox.no_reason")
        if arquivo is None:
            draft = workspace.drafts.get(workspace.substitute(uuid, motivo))
            _say_draft("replacing", uuid, draft.uuid, as_json=as_json)
            return 0
        try:
            made = workspace.substitute_document(uuid, _read(arquivo), motivo)
        except NotReadyError as error:
            return _not_ready(error)
    _say_draft("replaced", uuid, made.uuid, as_json=as_json)
    return 0


@contato.command(help=text("cli.contact.wait"))
@_UUID
@click.option("--desfazer", is_flag=True, help=text("cli.contact.wait_no_more"))
@click.pass_obj
def aguardar(invocation: Invocation, uuid: str, desfazer: bool) -> None:
    """Set a draft aside until the patient's CNS is known."""
    uuid = uuid.lower()
    with invocation.workspace() as workspace:
        draft = workspace.drafts.open(uuid)
        if draft is None:
            raise ColetorError("cli.contact.no_draft_to_wait", uuid=uuid)
        if desfazer:
            workspace.unpark(draft.id)
        else:
            workspace.park(draft.id)
        waiting = workspace.listing.counts().get("aguardando_cns", 0)
    say(text("cli.contact.resumed" if desfazer else "cli.contact.parked", uuid=uuid, count=waiting))


contato.add_command(imprimir)


def _read(file: Path) -> Document:
    from coletor.exchange.importing import read_one  # noqa: PLC0415 - start-up

    return read_one(file)


def _say_draft(what: str, uuid: str, other: str, *, as_json: bool) -> None:
    if as_json:
        json_line({"uuid": other, "de": uuid})
    else:
        say(text(f"cli.contact.{what}", uuid=uuid, other=other))


def _require_known(workspace: Workspace, uuid: str) -> None:
    if workspace.listing.get(uuid) is None:
        raise ColetorError("workspace.no_contact", uuid=uuid)


def _not_ready(error: NotReadyError) -> int:
    for finding in error.findings:
        note(text(f"cli.contact.{finding.severity}", message=finding.message, rule=finding.rule))
    return 1


def _word(row: ListRow) -> str:
    return text(f"store.word.{row.word}")


def _record(row: ListRow) -> dict[str, object]:
    return {
        "uuid": row.uuid,
        "modelo": row.model,
        "competencia": row.competencia,
        "admissao": row.admission,
        "situacao": row.word,
        "servidor": row.server,
        "versao": row.server_version,
        "operacao_pendente": row.pending_kind,
        "pendencia": row.pending,
        "gestao": row.management,
        "alterado_em": row.changed_at,
    }


def _show(dossier: Dossier) -> None:
    row = dossier.row
    say(f"{row.uuid} · {_word(row)}")
    for line in dossier.lines:
        say(f"  {line.label}: {line.value}")
    for refusal in dossier.rejections:
        note(text("cli.contact.refused", code=refusal.code or "", message=refusal.message or ""))
    for link in dossier.links:
        say(text(f"cli.contact.link.{link.kind}", later=link.later, earlier=link.earlier))
    for warning in dossier.confirmed:
        place, reason = warning["caminho"], warning["motivo"]
        say(text("cli.contact.confirmed", rule=warning["regra"], place=place, reason=reason))
    say(text("cli.contact.history"))
    for event in dossier.events:
        say(f"  {clock.local_text(event.at)}  {event.operator}  {event.text}")

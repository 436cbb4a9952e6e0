"""``coletor paciente`` and ``coletor profissional``: the registers of people."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coletor import clock
from coletor.cli.context import Invocation
from coletor.cli.groups import Group
from coletor.cli.interrupting import stop_on_interrupt
from coletor.cli.output import json_line, note, say, table
from coletor.cli.progress import progress_line
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import PATIENTS, PROFESSIONALS, Definition, Entry, Register
from coletor.registers.filling import fill, to_do
from coletor.registers.spreadsheet import (
    PeopleStoppedError,
    Report,
    RowResult,
    import_people,
    write_template,
)

if TYPE_CHECKING:
    from coletor.workspace import Workspace

_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
_FILE = click.argument("file", metavar="ARQUIVO", type=click.Path(path_type=Path))
_IN_LIST = ("palavras", "data", "termo", "codigo")
"""How the fields that a list shows are searched: by what people are told apart."""


def _group(register_id: str, name: str) -> Group:
    """Return the group of commands of one register."""
    group = Group(name, help=text(f"registers.cli.{register_id}"))
    for add in (_add_list, _add_search, _add_show, _add_import, _add_template):
        add(group, register_id)
    return group


def _add_list(group: Group, register_id: str) -> None:
    @group.command(help=text("registers.cli.list"))
    @click.option("--limite", type=click.IntRange(min=1), help=text("registers.cli.limit"))
    @_JSON
    @click.pass_obj
    def listar(invocation: Invocation, limite: int | None, as_json: bool) -> None:
        """List the register, by name."""
        with _opened(invocation) as workspace:
            register = workspace.register(register_id)
            found = register.page(limit=limite or register.count())
            _show_list(register, found, as_json=as_json)


def _add_search(group: Group, register_id: str) -> None:
    @group.command(help=text("registers.cli.search"))
    @click.argument("words", metavar="TEXTO", nargs=-1, required=True)
    @click.option("--limite", type=click.IntRange(min=1), default=20, show_default=True)
    @_JSON
    @click.pass_obj
    def buscar(invocation: Invocation, words: tuple[str, ...], limite: int, as_json: bool) -> None:
        """Find people, the latest and most used first."""
        with _opened(invocation) as workspace:
            register = workspace.register(register_id)
            found = register.search(" ".join(words), limit=limite)
            _show_list(register, found, as_json=as_json)


def _add_show(group: Group, register_id: str) -> None:
    @group.command(help=text("registers.cli.show"))
    @click.argument("who", metavar="QUEM")
    @_JSON
    @click.pass_obj
    def mostrar(invocation: Invocation, who: str, as_json: bool) -> None:
        """Show one entry with what waits in it and its history."""
        with _opened(invocation) as workspace:
            register = workspace.register(register_id)
            for entry in _named(register, who):
                if as_json:
                    json_line(_whole_record(register, entry))
                else:
                    _show_entry(register, entry)


def _add_import(group: Group, register_id: str) -> None:
    @group.command(help=text("registers.cli.import"))
    @_FILE
    @_JSON
    @click.pass_obj
    def importar(invocation: Invocation, file: Path, as_json: bool) -> int:
        """Bring in the people of a spreadsheet, with a report for each row."""
        with _opened(invocation) as workspace:
            with stop_on_interrupt(text("registers.cli.stopping")) as stop:
                try:
                    report = import_people(workspace, register_id, file, stop=stop, aside=False)
                except PeopleStoppedError as error:
                    _show_report(workspace, register_id, error.report, as_json=as_json)
                    raise
            _show_report(workspace, register_id, report, as_json=as_json)
        if report.stopped:
            raise ColetorError("registers.cli.stopped")
        return 1 if report.counts["recusado"] else 0


def _add_template(group: Group, register_id: str) -> None:
    @group.command(help=text("registers.cli.template"))
    @_FILE
    def modelo(file: Path) -> None:
        """Write an empty spreadsheet with the headings and what they mean."""
        write_template(file, register_id)
        note(text("registers.cli.template_done", file=file))


def _opened(invocation: Invocation) -> "Workspace":
    """Open the folder; contacts from before the registers are taken notice of first."""
    workspace = invocation.workspace()
    try:
        _take_notice(workspace)
    except BaseException:
        workspace.close()
        raise
    return workspace


def _take_notice(workspace: "Workspace") -> None:
    """Bring in the people of contacts from before; one cut short goes on the next time."""
    total = to_do(workspace.store)
    if not total:
        return
    note(text("workspace.maintain_people"))
    words = text("registers.cli.filling", percent="{percent}")
    with progress_line(words) as line:
        told = None if line is None else lambda done: line.update(done, total)
        fill(workspace.store, progress=told, calm=False)


def _named(register: Register, who: str) -> list[Entry]:
    """Return the entries of an id or of a code (CNS, CPF).

    Raises:
        ColetorError: there is none.
    """
    found = [
        entry for group in register.definition.unique for entry in register.find_all(group[0], who)
    ]
    if not found and who.isascii() and who.isdigit() and len(who) < 10:
        entry = register.get(int(who))
        found = [entry] if entry else []
    if not found:
        raise ColetorError("registers.cli.nobody", who=who)
    return list({entry.id: entry for entry in found}.values())


def _show_list(register: Register, found: list[Entry], *, as_json: bool) -> None:
    if as_json:
        for entry in found:
            json_line(_record(entry))
        return
    if not found:
        say(text("registers.cli.none"))
        return
    fields = [field for field in register.definition.fields if field.search in _IN_LIST]
    headings = [text("registers.cli.id"), *(field.label for field in fields)]
    rows = [
        (entry.id, *(field.display(entry.values.get(field.id, "")) for field in fields))
        for entry in found
    ]
    table(headings, rows)


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        **entry.values,
        "usos": entry.uses,
        "usado_em": entry.used_at,
        "diferencas": entry.differences,
    }


def _whole_record(register: Register, entry: Entry) -> dict[str, Any]:
    return {
        **_record(entry),
        "removido_em": entry.removed_at,
        "diferencas": [
            {"campo": one.field_id, "cadastro": one.kept, "contato": one.typed, "uuid": one.uuid}
            for one in register.differences(entry.id)
        ],
        "historico": [
            {
                "quando": change.at,
                "operador": change.operator,
                "origem": change.origin,
                "uuid": change.uuid,
                "mudou": {name: list(pair) for name, pair in change.changes.items()},
            }
            for change in register.history(entry.id)
        ],
    }


def _show_entry(register: Register, entry: Entry) -> None:
    own = register.definition
    for field in own.fields:
        if field.id in entry.values:
            say(f"{field.label}: {field.display(entry.values[field.id])}")
    for one in register.differences(entry.id):
        field = own.by_id[one.field_id]
        shown = {"kept": field.display(one.kept), "typed": field.display(one.typed)}
        say(text("registers.cli.difference", label=field.label, uuid=one.uuid, **shown))
    for change in register.history(entry.id):
        said = {
            "at": clock.local_text(change.at),
            "operator": change.operator,
            "origin": text(f"registers.origin.{change.origin}"),
        }
        say(text("registers.cli.change", labels=_labels(own, change.changes), **said))


def _labels(own: Definition, changes: Any) -> str:
    return ", ".join(own.by_id[name].label for name in changes if name in own.by_id) or "—"


def _show_report(
    workspace: "Workspace", register_id: str, report: Report, *, as_json: bool
) -> None:
    own = workspace.register(register_id).definition
    for row in report.rows:
        if as_json:
            json_line(row.as_json())
        elif row.message:
            say(_sentence(row))
    if as_json:
        json_line({"resumo": {**report.counts, "colunas_ignoradas": list(report.ignored)}})
        return
    if report.ignored:
        say(text("registers.cli.ignored", names=", ".join(report.ignored)))
    say(text("registers.cli.summary", title=own.title, **report.counts))


def _sentence(row: RowResult) -> str:
    outcome = text(f"registers.outcome.{row.outcome}")
    return text("registers.cli.row", line=row.line, outcome=outcome, message=row.message)


paciente = _group(PATIENTS, "paciente")
profissional = _group(PROFESSIONALS, "profissional")

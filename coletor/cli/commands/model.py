"""``coletor modelo``: the information models and their data dictionary (Art. 118)."""

from pathlib import Path

import click

from coletor.cli.groups import Group
from coletor.cli.output import json_line, note, table, write_text
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import damaged, load_all, load_model
from coletor.model.dictionary import FORMATS, render


@click.group(cls=Group, help=text("cli.model.help"))
def modelo() -> None:
    """Group the commands on models."""


@modelo.command(help=text("cli.model.list"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
def listar(as_json: bool) -> int:
    """List the models."""
    models = load_all().values()
    problems = damaged()
    for problem in problems:
        note(str(problem))
    result = 2 if problems else 0
    if as_json:
        for model in models:
            json_line(
                {
                    "id": model.id,
                    "nome": model.name,
                    "anexo": model.annex,
                    "destino": model.destination,
                    "texto": model.completeness,
                    "linhas": len(model.elements),
                    "valido_de": model.valid_from.isoformat() if model.valid_from else None,
                    "valido_ate": model.valid_to.isoformat() if model.valid_to else None,
                }
            )
        return result
    headings = [text(f"cli.model.column.{name}") for name in ("id", "name", "annex", "rows")]
    headings.append(text("model.command.completeness"))
    rows = [
        (model.id, model.name, model.annex, len(model.elements), model.completeness)
        for model in models
    ]
    table(headings, rows)
    return result


@modelo.command(help=text("cli.model.dictionary"))
@click.argument("model_id", metavar="ID")
@click.option("--formato", type=click.Choice(sorted(FORMATS)), default="md", show_default=True)
@click.option(
    "--arquivo", type=click.Path(path_type=Path, dir_okay=False), help=text("cli.option.output")
)
def dicionario(model_id: str, formato: str, arquivo: Path | None) -> None:
    """Print the data dictionary of a model."""
    write_text(arquivo, render(load_model(model_id), formato))


@modelo.command(help=text("model.command.schema"))
@click.argument("model_id", metavar="ID")
@click.option(
    "--arquivo", type=click.Path(path_type=Path, dir_okay=False), help=text("cli.option.output")
)
def esquema(model_id: str, arquivo: Path | None) -> None:
    """Print the JSON Schema of a model's contact."""
    from coletor.model.jsonschema import render_schema  # noqa: PLC0415 - start-up

    write_text(arquivo, render_schema(load_model(model_id)))


@modelo.command(help=text("model.command.conversion"))
@click.argument("source", metavar="DE")
@click.argument("target", metavar="PARA")
@click.option(
    "--arquivo", type=click.Path(path_type=Path, dir_okay=False), help=text("cli.option.output")
)
def conversao(source: str, target: str, arquivo: Path | None) -> None:
    """Print what a conversion carries, presumes and loses."""
    from coletor.model.conversion import describe, load_conversion  # noqa: PLC0415 - start-up

    write_text(arquivo, describe(load_conversion(source, target)))


@modelo.command(help=text("model.command.convert"))
@click.argument("file", metavar="ARQUIVO", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--para", "target", required=True, help=text("model.command.convert_to"))
@click.option(
    "--saida",
    type=click.Path(path_type=Path, dir_okay=False),
    help=text("model.command.convert_output"),
)
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
def converter(file: Path, target: str, saida: Path | None, as_json: bool) -> int:
    """Convert the contacts of a file to another model."""
    from coletor.cli.commands.converting import run  # noqa: PLC0415 - start-up

    if as_json and saida is None:
        raise ColetorError("model.conversion.report.json_needs_file")
    totals = run(file, load_model(target), saida, as_json=as_json)
    return 1 if totals.problems or totals.notes else 0

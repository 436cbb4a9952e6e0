"""``coletor webservice``: our names on the wire against an official contract."""

from pathlib import Path

import click

from coletor.cli.groups import Group
from coletor.cli.output import json_line, say
from coletor.messages import text


@click.group(cls=Group, help=text("cli.webservice.help"))
def webservice() -> None:
    """Group the commands on the webservice."""


@webservice.command(help=text("cli.webservice.compare"))
@click.argument("file", metavar="ARQUIVO.wsdl", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
def conferir(file: Path, as_json: bool) -> int:
    """Compare a WSDL with our names."""
    from coletor.webservice.compare import compare_wsdl  # noqa: PLC0415 - start-up
    from coletor.webservice.names import load_wire  # noqa: PLC0415 - start-up

    differences = compare_wsdl(file, load_wire())
    for difference in differences:
        if as_json:
            record = {"tipo": difference.kind, "nome": difference.name, "chave": difference.place}
            json_line({**record, "mensagem": str(difference)})
        else:
            say(str(difference))
    if not as_json:
        name = "differences" if differences else "equal"
        say(text(f"cli.webservice.{name}", count=len(differences), file=file.name))
    return 1 if differences else 0

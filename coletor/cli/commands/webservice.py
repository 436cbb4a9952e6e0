"""``coletor webservice``: an official contract against our names, and opening the sending."""

from pathlib import Path

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Group
from coletor.cli.output import json_line, note, say
from coletor.errors import ColetorError
from coletor.messages import text

_FILE = click.Path(path_type=Path)


@click.group(cls=Group, help=text("cli.webservice.help"))
def webservice() -> None:
    """Group the commands on the webservice."""


@webservice.command(help=text("cli.webservice.compare"))
@click.argument("file", metavar="ARQUIVO.wsdl", type=_FILE)
@click.option("--nomes", type=_FILE, help=text("webservice.help.names"))
@click.option("--adotar", is_flag=True, help=text("webservice.help.adopt"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def conferir(
    invocation: Invocation, file: Path, nomes: Path | None, adotar: bool, as_json: bool
) -> int:
    """Compare a WSDL with our names; keep it in the folder when asked to."""
    from coletor.webservice.compare import compare_wsdl  # noqa: PLC0415 - start-up
    from coletor.webservice.names import load_wire, merged_wire  # noqa: PLC0415 - start-up

    differences = compare_wsdl(file, merged_wire(nomes) if nomes else load_wire())
    for difference in differences:
        if as_json:
            record = {"tipo": difference.kind, "nome": difference.name, "chave": difference.place}
            json_line({**record, "mensagem": str(difference)})
        else:
            say(str(difference))
    if not as_json:
        name = "differences" if differences else "equal"
        say(text(f"cli.webservice.{name}", count=len(differences), file=file.name))
    if adotar:
        note(text("webservice.contract.adopted", sha256=_adopt(invocation, file, nomes)))
    return 1 if differences else 0


def _adopt(invocation: Invocation, file: Path, names: Path | None) -> str:
    from coletor.workspace.contracts import adopt_contract  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace:
        return adopt_contract(workspace, file, names).sha256


@webservice.command(help=text("webservice.help.release"))
@click.option("--confirmo", is_flag=True, help=text("webservice.help.confirm"))
@click.pass_obj
def liberar(invocation: Invocation, confirmo: bool) -> int:
    """Open the sending of real data to the address entered, under the WSDL adopted."""
    from coletor.webservice.production import release  # noqa: PLC0415 - start-up
    from coletor.workspace.address import address_of  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace:
        address, contract = address_of(workspace.settings), workspace.contract
        if workspace.profile.training:
            raise ColetorError("webservice.lock.training_release")
        if address is None:
            raise ColetorError("webservice.lock.no_address_to_release")
        if not confirmo and contract is not None:
            asked = text("webservice.contract.question", address=address, sha256=contract.sha256)
            if not click.confirm(asked):
                say(text("webservice.contract.not_confirmed"))
                return 1
        release(workspace.store, contract, address, workspace.operator)
        operator = workspace.operator.name
    say(text("webservice.contract.released", operator=operator, address=address))
    return 0

"""``coletor criar``, ``configurar`` and ``senha``: the establishment's folder."""

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command, Group
from coletor.cli.output import json_line, note, say, table
from coletor.cli.passwords import (
    new_password,
    present_password,
    recovery_code,
    replacing_password,
    second_password,
)
from coletor.messages import text


@click.command(cls=Command, help=text("cli.folder.create"))
@click.option("--cnes", required=True, help=text("cli.folder.cnes"))
@click.option("--nome", required=True, help=text("cli.folder.name"))
@click.option("--treinamento", is_flag=True, help=text("cli.folder.training"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def criar(invocation: Invocation, cnes: str, nome: str, treinamento: bool, as_json: bool) -> None:
    """Make the establishment's folder."""
    from coletor.establishment.creating import create_folder  # noqa: PLC0415 - start-up

    default = text("cli.folder.training_operator" if treinamento else "cli.folder.operator")
    made = create_folder(
        invocation.folder,
        cnes,
        nome,
        training=treinamento,
        password=None if treinamento else new_password(),
        operator_name=invocation.operator or default,
    )
    for doubt in made.doubts:
        note(doubt)
    if as_json:
        json_line(
            {
                "pasta": str(invocation.folder),
                "cnes": made.profile.cnes,
                "nome": made.profile.name,
                "treinamento": made.profile.training,
                "operador": made.login,
                "codigo_recuperacao": made.recovery_code,
            }
        )
        return
    say(text("cli.folder.created", folder=invocation.folder))
    if made.recovery_code:
        say(text("cli.folder.recovery", code=made.recovery_code))


@click.group(cls=Group, help=text("cli.password.help"))
def senha() -> None:
    """Group the commands on passwords."""


@senha.command(help=text("cli.password.reset"))
@click.pass_obj
def redefinir(invocation: Invocation) -> None:
    """Give an operator a new password by the recovery code."""
    from coletor.establishment.folder import require_password, reset_password  # noqa: PLC0415

    require_password(invocation.folder)
    code = recovery_code()
    opened = reset_password(
        invocation.folder, code, replacing_password(), operator=invocation.operator
    )
    say(text("cli.password.done", login=opened.login))


@senha.command(help=text("cli.password.change"))
@click.pass_obj
def trocar(invocation: Invocation) -> None:
    """Give an operator another password by the one until now."""
    from coletor.establishment.changing import change_password  # noqa: PLC0415 - start-up
    from coletor.establishment.folder import require_password  # noqa: PLC0415 - start-up

    require_password(invocation.folder)
    now, new = present_password(), second_password()
    login = change_password(invocation.folder, now, new, operator=invocation.operator)
    say(text("cli.password.done", login=login))


@senha.command("novo-codigo", help=text("cli.password.renew"))
@click.pass_obj
def novo_codigo(invocation: Invocation) -> None:
    """Replace the printed recovery code."""
    from coletor.establishment.changing import new_recovery_code  # noqa: PLC0415 - start-up
    from coletor.establishment.folder import require_password  # noqa: PLC0415 - start-up

    require_password(invocation.folder)
    code = new_recovery_code(invocation.folder, present_password(), operator=invocation.operator)
    say(text("cli.password.renewed", code=code))


@click.command(cls=Command, help=text("cli.settings.help"))
@click.argument("key", metavar="[CHAVE]", required=False)
@click.argument("value", metavar="[VALOR]", required=False)
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def configurar(invocation: Invocation, key: str | None, value: str | None, as_json: bool) -> None:
    """List, show or change settings."""
    with invocation.workspace() as workspace:
        settings = workspace.settings
        if key is not None and value is not None:
            workspace.configure(key, value)
        found = [each for each in settings.all() if key in (None, each.declaration.key)]
        if key is not None and not found:
            settings.get(key)  # says that there is no such setting, and which there are
    if as_json:
        for setting in found:
            json_line(
                {
                    "chave": setting.declaration.key,
                    "valor": setting.value,
                    "definido": setting.is_set,
                }
            )
    elif key is not None:
        say(found[0].value)
    else:
        headings = [text(f"cli.settings.column.{name}") for name in ("key", "value", "label")]
        table(
            headings, [(each.declaration.key, each.value, each.declaration.label) for each in found]
        )

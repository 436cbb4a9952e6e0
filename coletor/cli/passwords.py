"""Secrets on the command line: read from the environment or asked, never arguments."""

import os
import sys
from pathlib import Path

import click

from coletor.errors import ColetorError
from coletor.establishment.folder import profile_of
from coletor.messages import text
from coletor.webservice.answers import Credentials

VARIABLE = "COLETOR_SENHA"
NEW_VARIABLE = "COLETOR_SENHA_NOVA"
RECOVERY_VARIABLE = "COLETOR_CODIGO_RECUPERACAO"


def folder_password(folder: Path) -> str | None:
    """Return the password of a folder that has one: COLETOR_SENHA, otherwise asked.

    Args:
        folder: an establishment's folder.

    Raises:
        ColetorError: no such folder, or there is nobody to ask.
    """
    return None if profile_of(folder).training else present_password()


def new_password() -> str:
    """Return the password for a folder to be made: COLETOR_SENHA, otherwise asked twice.

    Raises:
        ColetorError: there is nobody to ask.
    """
    return os.environ.get(VARIABLE) or _ask("cli.ask.new_password", confirm=True)


def recovery_code() -> str:
    """Return the recovery code: COLETOR_CODIGO_RECUPERACAO, otherwise asked.

    Raises:
        ColetorError: there is nobody to ask.
    """
    return os.environ.get(RECOVERY_VARIABLE) or _ask("cli.ask.recovery_code", hidden=False)


def replacing_password() -> str:
    """Return the password in the place of a forgotten one: COLETOR_SENHA, otherwise asked twice.

    Raises:
        ColetorError: there is nobody to ask.
    """
    return os.environ.get(VARIABLE) or _ask("cli.ask.reset_password", confirm=True)


def present_password() -> str:
    """Return the password that opens a folder now: COLETOR_SENHA, otherwise asked.

    Raises:
        ColetorError: there is nobody to ask.
    """
    return os.environ.get(VARIABLE) or _ask("cli.ask.password")


def second_password() -> str:
    """Return the password in the place of a known one: COLETOR_SENHA_NOVA, otherwise asked twice.

    Raises:
        ColetorError: there is nobody to ask.
    """
    return os.environ.get(NEW_VARIABLE) or _ask("cli.ask.reset_password", confirm=True)


def webservice_secrets() -> Credentials:
    """Ask for the webservice's secrets.

    Raises:
        ColetorError: there is nobody to ask.
    """
    return Credentials(
        _ask("cli.ask.user", hidden=False),
        _ask("cli.ask.ws_password"),
        _ask("cli.ask.cpf", hidden=False),
        _ask("cli.ask.operator_password"),
    )


def _ask(name: str, *, hidden: bool = True, confirm: bool = False) -> str:
    if not sys.stdin.isatty():
        raise ColetorError("cli.nobody_to_ask", what=text(name))
    answer = click.prompt(text(name), hide_input=hidden, confirmation_prompt=confirm, err=True)
    return str(answer)

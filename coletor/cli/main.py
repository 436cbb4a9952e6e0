"""Entry point: global options, and the one boundary where errors become Portuguese lines."""

import gettext
import os
import sys
from pathlib import Path

import click

from coletor import __version__, resources
from coletor.cli.context import Invocation
from coletor.cli.groups import LazyGroup
from coletor.errors import ColetorError
from coletor.messages import text

DONE, WRONG_DATA, FAILED = 0, 1, 2

_COMMANDS = {
    "abrir": "window:abrir",
    "demonstracao": "demonstration:demonstracao",
    "criar": "folder:criar",
    "configurar": "folder:configurar",
    "senha": "folder:senha",
    "modelo": "model:modelo",
    "regra": "rules:regra",
    "terminologia": "terminology:terminologia",
    "validar": "checking:validar",
    "importar": "exchange:importar",
    "exportar": "exchange:exportar",
    "contato": "contacts:contato",
    "paciente": "people:paciente",
    "profissional": "people:profissional",
    "pacote": "packages:pacote",
    "fila": "sending:fila",
    "enviar": "sending:enviar",
    "acompanhar": "closing:acompanhar",
    "rejeitados": "correcting:rejeitados",
    "fechamento": "closing:fechamento",
    "comprovante": "closing:comprovante",
    "numeros": "figures:numeros",
    "diagnostico": "network:diagnostico",
    "treinamento": "training:treinamento",
    "webservice": "webservice:webservice",
}


@click.group(
    cls=LazyGroup,
    lazy={name: f"coletor.cli.commands.{place}" for name, place in _COMMANDS.items()},
    help=text("cli.help"),
    context_settings={"help_option_names": ["--ajuda", "--help"], "max_content_width": 100},
)
@click.option("--pasta", type=click.Path(path_type=Path), help=text("cli.option.folder"))
@click.option("--operador", help=text("cli.option.operator"))
@click.version_option(
    __version__,
    "--versao",
    "--version",
    message="Coletor CMD %(version)s",
    prog_name="coletor",
    help=text("cli.option.version"),
)
@click.pass_context
def coletor(ctx: click.Context, pasta: Path | None, operador: str | None) -> None:
    """Collect, check, keep and send the contacts of the CMD."""
    ctx.obj = Invocation(pasta, operador)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: the command line without the program's name; ``sys.argv`` when None.

    Returns:
        0 done and right; 1 done, and something is wrong with the data; 2 not carried out.
    """
    if getattr(sys, "frozen", False):
        _serve_as_child()
    _speak_portuguese()
    try:
        result = coletor.main(arguments, prog_name="coletor", standalone_mode=False)
    except ColetorError as error:
        click.echo(str(error), err=True)
        return FAILED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return FAILED
    except click.ClickException as error:
        _usage_problem(error)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo(text("cli.interrupted"), err=True)
        return FAILED
    except BrokenPipeError:
        # Somebody closed the pipe (``coletor ... | head``): nothing is wrong.
        sys.stdout = None
        return DONE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug becomes a report, no traceback
        from coletor.cli.crash import report  # noqa: PLC0415 - only when it is needed

        click.echo(report(error), err=True)
        return FAILED
    return result if isinstance(result, int) else DONE


def _serve_as_child() -> None:
    """Do a child's work where a frozen program was started for that: imports run in children."""
    import multiprocessing  # noqa: PLC0415 - only a frozen program needs it here

    multiprocessing.freeze_support()


def _usage_problem(error: click.ClickException) -> None:
    click.echo(error.format_message(), err=True)
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(text("cli.see_help", command=context.command_path), err=True)


def _speak_portuguese() -> None:
    """Make click's own words Portuguese, and the streams UTF-8 whatever the console says."""
    os.environ["LANGUAGE"] = "pt_BR"
    gettext.bindtextdomain("messages", str(resources.path("locale")))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")

"""A report for who helps: versions, tables, counts and past problems; never a person's data."""

import platform
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import coletor
from coletor import clock
from coletor.durable import write_atomically
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_all
from coletor.reasons import system_reason
from coletor.terminology.standing import summary
from coletor.workspace.condition import condition_of

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

_MOST_PROBLEMS = 5


def report_of(workspace: "Workspace", *more: str) -> str:
    """Return a report of an open folder without data of patients, addresses or secrets.

    Args:
        workspace: the open folder.
        *more: further lines, such as versions that only the window knows.
    """
    return "\n".join((*_program(more), "", *_folder(workspace), "", *_problems(workspace), ""))


def save_report(file: Path, content: str) -> None:
    """Write a report where a person chose.

    Raises:
        ColetorError: the file cannot be written.
    """
    try:
        write_atomically(file, content.encode("utf-8"))
    except OSError as error:
        reason = system_reason(error)
        raise ColetorError("workspace.report_unwritable", file=file, reason=reason) from None


def _program(more: tuple[str, ...]) -> Iterator[str]:
    yield f"Coletor CMD {coletor.__version__}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python {platform.python_version()}"
    yield from more
    yield clock.now()


def _folder(workspace: "Workspace") -> Iterator[str]:
    state = condition_of(workspace)
    kind = "training" if workspace.profile.training else "real"
    yield text(f"workspace.report_{kind}", cnes=workspace.profile.cnes)
    yield text(
        "workspace.report_disk",
        database=state.database,
        free=state.free,
        copies=state.copies,
        checked=state.checked_at or "-",
        cloud=state.cloud or "-",
    )
    counts = sorted(workspace.listing.counts().items())
    yield text("workspace.report_counts", counts=", ".join(f"{w} {n}" for w, n in counts) or "-")
    in_force = workspace.model_in_force().id
    models = ", ".join(load_all())
    yield text("workspace.report_models", in_force=in_force, models=models)
    tables = ", ".join(
        " ".join(part for part in (one.table, one.competencia, one.version) if part)
        for one in workspace.library.packages()
    )
    yield text("workspace.report_tables", tables=tables or "-")
    yield summary(workspace.library.standing())


def _problems(workspace: "Workspace") -> Iterator[str]:
    """Yield the newest crash reports, which name places in the program and nothing typed."""
    files = sorted(workspace.layout.logs.glob("falha-*.txt"), reverse=True)
    yield text("workspace.report_problems", count=len(files))
    for file in files[:_MOST_PROBLEMS]:
        yield f"--- {file.name}"
        yield file.read_text(encoding="utf-8", errors="replace").strip()

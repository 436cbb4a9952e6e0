"""What the panel of many contacts asks of the core; every function runs off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from coletor.errors import ColetorError
from coletor.workspace import Workspace
from coletor.workspace.bulk import Preview, Report, Target, fitting, preview, run, undo
from ui.tasks import Progress

MOST_ON_A_SHEET = 500
"""Receipts of one sheet: what a printer takes; a month has its own in Fechamento."""
EXPORT, RECEIPTS, SEND, MARK = "exportar", "comprovantes", "enviar", "marcar"


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet of receipts, as a page.

    Args:
        page: HTML for the printer.
        count: how many contacts it has.
    """

    page: str
    count: int


class _StoppedError(Exception):
    """The person asked to stop."""


def look(
    workspace: Workspace, act: str, target: Target, choices: Mapping[str, str], progress: Progress
) -> Preview | None:
    """Return what an act would do, None when it was stopped."""
    return preview(
        workspace, act, target, choices, progress=progress.report, stop=progress.stopping
    )


def perform(
    workspace: Workspace, act: str, target: Target, choices: Mapping[str, str], progress: Progress
) -> Report:
    """Do an act."""
    return run(workspace, act, target, choices, progress=progress.report, stop=progress.stopping)


def export(
    workspace: Workspace, target: Target, file: Path, progress: Progress
) -> tuple[int, bool]:
    """Write contacts to a file; return how many, and whether it was stopped (no file then)."""
    from coletor.exchange.exporting import export_contacts  # noqa: PLC0415 - seldom

    def told(count: int) -> None:
        if progress.cancelled:
            raise _StoppedError
        progress.report(count)

    try:
        uuids = fitting(workspace, EXPORT, target)
        return export_contacts(workspace.store, file, uuids, told), False
    except _StoppedError:
        return 0, True


def receipts(workspace: Workspace, target: Target) -> Printed:
    """Return the sheet of receipts of some contacts.

    Raises:
        ColetorError: they are too many for a sheet, or nothing of them was accepted.
    """
    from coletor.closing import pages  # noqa: PLC0415 - seldom
    from coletor.closing.receipts import sheet_of  # noqa: PLC0415 - seldom

    uuids = list(islice(fitting(workspace, RECEIPTS, target), MOST_ON_A_SHEET + 1))
    if len(uuids) > MOST_ON_A_SHEET:
        raise ColetorError("contacts.bulk.too_many", most=MOST_ON_A_SHEET)
    made = sheet_of(workspace, uuids)
    return Printed(pages.html(made), len(made.proofs))


__all__ = [
    "EXPORT",
    "MARK",
    "RECEIPTS",
    "SEND",
    "Printed",
    "export",
    "look",
    "perform",
    "receipts",
    "undo",
]

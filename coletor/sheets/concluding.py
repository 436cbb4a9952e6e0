"""Concludes the lines of a sheet together: what would go, what stays and why, and the doing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.rules import Severity
from coletor.sheets.sheets import Sheets
from coletor.store import Draft
from coletor.workspace.confirmed import place_of

if TYPE_CHECKING:
    from coletor.workspace import Workspace

Progress = Callable[[int, int], None]
"""Told how many lines are done, of how many."""

_NAME = "nome_individuo"


@dataclass(frozen=True)
class Warned:
    """A warning of a line that nobody confirmed for the value it has.

    Args:
        rule: id of the rule.
        row_id: the row it stands on.
        element: path of the element or list.
        value: text it would be confirmed for.
        message: what it says.
    """

    rule: str
    row_id: int
    element: str
    value: str
    message: str

    @property
    def kind(self) -> tuple[str, str]:
        """What makes two warnings the same, so that one reason may settle both."""
        return self.rule, self.element


@dataclass(frozen=True)
class LineState:
    """A line as the checks see it now.

    Args:
        draft_id: the line.
        patient: name as typed, '' while there is none.
        error: the first thing wrong with it, '' when nothing is.
        warnings: warnings without a reason.
    """

    draft_id: int
    patient: str
    error: str
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class WarningGroup:
    """The same warning in one or more lines, which one reason may settle.

    Args:
        rule: id of the rule.
        element: path of the element or list.
        message: what it says in the first of them.
        lines: (draft id, patient) of those that have it.
    """

    rule: str
    element: str
    message: str
    lines: tuple[tuple[int, str], ...]

    @property
    def kind(self) -> tuple[str, str]:
        """The key under which `conclude` takes its reason."""
        return self.rule, self.element


@dataclass(frozen=True)
class Plan:
    """What concluding a sheet would do.

    Args:
        lines: every line, in order.
        groups: warnings that need a reason, those of most lines first.
    """

    lines: tuple[LineState, ...]
    groups: tuple[WarningGroup, ...]

    @property
    def ready(self) -> tuple[LineState, ...]:
        """Lines that go without further ado."""
        return tuple(line for line in self.lines if not line.error and not line.warnings)

    @property
    def wrong(self) -> tuple[LineState, ...]:
        """Lines that have to be corrected first."""
        return tuple(line for line in self.lines if line.error)

    def going(self, reasons: Mapping[tuple[str, str], str]) -> tuple[LineState, ...]:
        """Return the lines that would go with these reasons.

        Args:
            reasons: by `WarningGroup.kind`; blank ones count as none.
        """
        return tuple(line for line in self.lines if goes(line, reasons))


@dataclass
class Outcome:
    """What concluding a sheet did.

    Args:
        went: (UUID, patient) of each line that was queued.
        left: (draft id, message) of each line that stays, '' where only a reason is missing.
        closed: whether the sheet has no line left and is closed.
    """

    went: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    closed: bool = False


def goes(line: LineState, reasons: Mapping[tuple[str, str], str]) -> bool:
    """Tell whether a line can be concluded with these reasons."""
    return not line.error and all(reasons.get(each.kind, "").strip() for each in line.warnings)


def plan(
    workspace: "Workspace",
    sheet_id: int,
    progress: Progress | None = None,
    stop: Event | None = None,
) -> Plan:
    """Check every line of a sheet; nothing is written.

    Args:
        workspace: the open folder.
        sheet_id: the sheet.
        progress: told after every line.
        stop: set it from any thread to end early, with the lines seen so far.
    """
    lines = [state for _, state in _states(workspace, sheet_id, progress, stop)]
    return Plan(tuple(lines), tuple(_groups(lines)))


def conclude(
    workspace: "Workspace",
    sheet_id: int,
    reasons: Mapping[tuple[str, str], str] | None = None,
    progress: Progress | None = None,
    stop: Event | None = None,
) -> Outcome:
    """Queue every line without errors whose warnings have their reason; the others stay.

    Each line is a transaction of its own: stopped or killed half way, what went is queued whole
    and what did not go is still in the sheet.

    Args:
        workspace: the open folder.
        sheet_id: the sheet.
        reasons: why warnings are right as they are, by `WarningGroup.kind`.
        progress: told after every line.
        stop: set it from any thread to end early.

    Raises:
        SheetError: there is no such sheet.
    """
    given, outcome = dict(reasons or {}), Outcome()
    gone: list[int] = []
    for draft, state in _states(workspace, sheet_id, progress, stop):
        if not goes(state, given):
            outcome.left.append((draft.id, state.error))
            continue
        try:
            _confirm(workspace, state, given)
            uuid = workspace.conclude(draft.id).uuid
        except ColetorError as error:
            outcome.left.append((draft.id, str(error)))
            continue
        gone.append(draft.id)
        outcome.went.append((uuid, state.patient))
    if gone:
        outcome.closed = Sheets(workspace.store).note_concluded(sheet_id, gone)
    return outcome


def state_of(workspace: "Workspace", draft: Draft) -> LineState:
    """Return what the checks say of one line as it is stored."""
    derived = workspace.derive(draft)
    findings, _ = workspace.examine(derived.document)
    confirmed = {
        (each.row_id, each.element, each.rule, each.value)
        for each in workspace.drafts.confirmations(draft.id)
    }
    cells = {row.id: row.cells for row in draft.rows}
    error, warnings = "", []
    for finding in findings:
        if finding.severity is Severity.ERROR:
            error = error or finding.message
            continue
        row_id, element = place_of(finding.path, derived.places) or (draft.root.id, "")
        value = cells[row_id].get(element, "")
        if (row_id, element, finding.rule, value) not in confirmed:
            warnings.append(Warned(finding.rule, row_id, element, value, finding.message))
    return LineState(draft.id, _patient(draft), error, tuple(warnings))


def _states(
    workspace: "Workspace", sheet_id: int, progress: Progress | None, stop: Event | None
) -> Iterator[tuple[Draft, LineState]]:
    lines = Sheets(workspace.store).lines(sheet_id)
    for number, line in enumerate(lines, 1):
        if stop is not None and stop.is_set():
            return
        yield line.draft, state_of(workspace, line.draft)
        if progress is not None:
            progress(number, len(lines))


def _groups(lines: list[LineState]) -> Iterator[WarningGroup]:
    """Yield the warnings of lines that have no error, each with the lines it stands in."""
    found: dict[tuple[str, str], list[tuple[LineState, Warned]]] = {}
    for line in lines:
        for warned in line.warnings if not line.error else ():
            found.setdefault(warned.kind, []).append((line, warned))
    for kind, items in sorted(found.items(), key=lambda pair: -len(pair[1])):
        people = dict.fromkeys((line.draft_id, line.patient) for line, _ in items)
        yield WarningGroup(*kind, items[0][1].message, tuple(people))


def _confirm(
    workspace: "Workspace", state: LineState, reasons: Mapping[tuple[str, str], str]
) -> None:
    for warned in state.warnings:
        workspace.drafts.confirm_warning(
            state.draft_id,
            warned.row_id,
            warned.element,
            warned.rule,
            reasons[warned.kind],
            workspace.operator.id,
            value=warned.value,
        )


def _patient(draft: Draft) -> str:
    element = load_model(draft.model_id).by_role.get(_NAME)
    return draft.root.cells.get(element.path, "") if element else ""

"""Concludes the lines of a sheet together: what would go, what stays and why, and the doing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.rules import Severity
from coletor.sheets.sheets import Sheets
from coletor.store import Confirming, Draft
from coletor.workspace.confirmed import Judged, judge, usual_reason

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
        usual: the reason given last for such a warning, to be proposed; '' without one.
    """

    rule: str
    element: str
    message: str
    lines: tuple[tuple[int, str], ...]
    usual: str = ""

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
    lines = [state_of(judged) for judged in _judged(workspace, sheet_id, progress, stop)]
    return Plan(tuple(lines), tuple(_groups(workspace, lines)))


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
    for judged in _judged(workspace, sheet_id, progress, stop):
        draft_id, state = judged.draft.id, state_of(judged)
        if not goes(state, given):
            outcome.left.append((draft_id, state.error))
            continue
        try:
            uuid = _conclude(workspace, judged, state, given)
        except ColetorError as error:
            outcome.left.append((draft_id, str(error)))
            continue
        gone.append(draft_id)
        outcome.went.append((uuid, state.patient))
    if gone:
        outcome.closed = Sheets(workspace.store).note_concluded(sheet_id, gone)
    return outcome


def state_of(judged: Judged) -> LineState:
    """Return what the checks say of one line."""
    errors = (each.message for each in judged.findings if each.severity is Severity.ERROR)
    warnings = tuple(
        Warned(each.finding.rule, each.row_id, each.element, each.value, each.finding.message)
        for each in judged.warnings
        if each.confirmed is None
    )
    draft = judged.draft
    return LineState(draft.id, _patient(draft), next(errors, ""), warnings)


def _judged(
    workspace: "Workspace", sheet_id: int, progress: Progress | None, stop: Event | None
) -> Iterator[Judged]:
    """Yield the lines, each checked when its turn comes: what went before it is seen by then."""
    lines = Sheets(workspace.store).lines(sheet_id)
    for number, line in enumerate(lines, 1):
        if stop is not None and stop.is_set():
            return
        yield judge(workspace, line.draft)
        if progress is not None:
            progress(number, len(lines))


def _conclude(
    workspace: "Workspace",
    judged: Judged,
    state: LineState,
    reasons: Mapping[tuple[str, str], str],
) -> str:
    """Queue a line and return its UUID."""
    if not state.warnings:
        return workspace.conclude_judged(judged).uuid
    _confirm(workspace, state, reasons)
    return workspace.conclude(state.draft_id).uuid


def _groups(workspace: "Workspace", lines: list[LineState]) -> Iterator[WarningGroup]:
    """Yield the warnings of lines that have no error, each with the lines it stands in."""
    found: dict[tuple[str, str], list[tuple[LineState, Warned]]] = {}
    for line in lines:
        for warned in line.warnings if not line.error else ():
            found.setdefault(warned.kind, []).append((line, warned))
    for kind, items in sorted(found.items(), key=lambda pair: -len(pair[1])):
        people = dict.fromkeys((line.draft_id, line.patient) for line, _ in items)
        first = items[0][1]
        usual = usual_reason(workspace.store, first.rule, first.value).reason
        yield WarningGroup(*kind, first.message, tuple(people), usual)


def _confirm(
    workspace: "Workspace", state: LineState, reasons: Mapping[tuple[str, str], str]
) -> None:
    with workspace.store.change() as db:
        for warned in state.warnings:
            reason = reasons[warned.kind]
            place = warned.row_id, warned.element
            confirming = Confirming(*place, warned.rule, reason, warned.value)
            workspace.drafts.confirm_in(db, state.draft_id, confirming, workspace.operator.id)


def _patient(draft: Draft) -> str:
    element = load_model(draft.model_id).by_role.get(_NAME)
    return draft.root.cells.get(element.path, "") if element else ""

"""What the checks say of a draft, and which warnings a person confirmed: they travel with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coletor.contact.drafting import Derived, place_of
from coletor.rules import Finding, Severity
from coletor.rules.catalogue import by_id
from coletor.store import Confirmation, Draft, Reasons, Store

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning at its place in a draft.

    Args:
        finding: the warning.
        row_id: the row it stands on.
        element: path of the element or list.
        value: text that stands there, empty for a list.
        confirmed: how a person confirmed it for that very text, None while nobody did. Where the
            rule doubts nothing but the value, that may have been in another contact.
    """

    finding: Finding
    row_id: int
    element: str
    value: str
    confirmed: Confirmation | None


@dataclass(frozen=True)
class Judged:
    """A draft as it was read, and what the checks say of it.

    Args:
        draft: the draft.
        derived: the document it says, with its places.
        findings: everything the checks found.
        against: what it was checked against.
        warnings: the warnings among the findings, in the form's order.
    """

    draft: Draft
    derived: Derived
    findings: Sequence[Finding]
    against: Mapping[str, Any]
    warnings: tuple[Warned, ...]

    @property
    def record(self) -> dict[str, Any]:
        """What is kept of the checks with the contact: the confirmed warnings among it.

        ``operador`` of a warning is the operator's id.
        """
        confirmed = [
            {
                "regra": warned.finding.rule,
                "caminho": warned.finding.path,
                "motivo": warned.confirmed.reason,
                "quando": warned.confirmed.at,
                "operador": warned.confirmed.operator_id,
            }
            for warned in self.warnings
            if warned.confirmed is not None
        ]
        return {**self.against, "avisos_confirmados": confirmed}


def judge(workspace: "Workspace", draft: Draft) -> Judged:
    """Check a draft as it was read; nothing is written.

    Args:
        workspace: the open folder.
        draft: the draft.
    """
    derived = workspace.derive(draft)
    findings, against = workspace.examine(derived.document)
    confirmations = workspace.drafts.confirmations(draft.id)
    warnings = tuple(_warned(draft, derived, findings, confirmations, Reasons(workspace.store)))
    return Judged(draft, derived, findings, against, warnings)


def _warned(
    draft: Draft,
    derived: Derived,
    findings: Iterable[Finding],
    confirmations: Iterable[Confirmation],
    reasons: Reasons,
) -> Iterator[Warned]:
    cells = {row.id: row.cells for row in draft.rows}
    known = {(each.row_id, each.element, each.rule): each for each in confirmations}
    for finding in findings:
        if finding.severity is not Severity.WARNING:
            continue
        row_id, element = place_of(finding.path, derived.places) or (draft.root.id, "")
        value = cells[row_id].get(element, "")
        found = known.get((row_id, element, finding.rule))
        if found is None or found.value != value:
            found = holding(reasons, finding.rule, value)
        yield Warned(finding, row_id, element, value, found)


@dataclass(frozen=True, slots=True)
class Usual:
    """The reason that was given before for a warning.

    Args:
        reason: empty where there is none.
        holds: whether it counts as given: the rule doubts nothing but the value, and it is for
            this very one. Otherwise it is only proposed.
    """

    reason: str = ""
    holds: bool = False


def usual_reason(store: Store, rule: str, value: str) -> Usual:
    """Return the reason given last for a warning, for this value where there is one.

    Args:
        store: the open folder's store.
        rule: id of the rule that warns.
        value: text of the place it warns about.
    """
    reasons = Reasons(store)
    held = holding(reasons, rule, value)
    if held is not None:
        return Usual(held.reason, holds=True)
    last = reasons.of_value(rule, value) or reasons.of_rule(rule)
    return Usual(last.reason if last is not None else "")


def holding(reasons: Reasons, rule: str, value: str) -> Confirmation | None:
    """Return what was said of a value in any contact, where that holds for all of them."""
    known = by_id().get(rule)
    return reasons.of_value(rule, value) if known is not None and known.value_alone else None

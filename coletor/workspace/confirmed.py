"""Warnings that a person confirmed while typing: they travel with the contact."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coletor.contact.drafting import Derived
from coletor.rules import Finding, Severity
from coletor.store import Confirmation, Draft

Place = tuple[int, str]


def confirmed_warnings(
    draft: Draft,
    derived: Derived,
    findings: Sequence[Finding],
    confirmations: Iterable[Confirmation],
) -> list[dict[str, Any]]:
    """Return the warnings of a contact that were confirmed for the values it has now.

    Args:
        draft: the draft as it was read.
        derived: the document it says, with its places.
        findings: what the checks found in that document.
        confirmations: what a person confirmed in that draft.

    Returns:
        ``{"regra", "caminho", "motivo", "quando", "operador"}`` of each, in the form's order;
        ``operador`` is the operator's id.
    """
    cells = {row.id: row.cells for row in draft.rows}
    known = {(each.row_id, each.element, each.rule): each for each in confirmations}
    made = []
    for finding in findings:
        if finding.severity is not Severity.WARNING:
            continue
        row_id, element = place_of(finding.path, derived.places) or (draft.root.id, "")
        found = known.get((row_id, element, finding.rule))
        if found is not None and found.value == cells[row_id].get(element, ""):
            made.append(
                {
                    "regra": finding.rule,
                    "caminho": finding.path,
                    "motivo": found.reason,
                    "quando": found.at,
                    "operador": found.operator_id,
                }
            )
    return made


def place_of(path: str, places: Mapping[str, Place]) -> Place | None:
    """Return row and element of a document path, or of the nearest place below or above it.

    Args:
        path: a concrete document path.
        places: as ``Derived.places``.
    """
    here = path
    while here:
        if here in places:
            return places[here]
        inside = next((key for key in places if key.startswith((f"{here}.", f"{here}["))), None)
        if inside is not None:
            return places[inside]
        here = here[: max(here.rfind("."), here.rfind("["), 0)]
    return None

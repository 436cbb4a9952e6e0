"""What is still to be settled in a contact, each at its row and element, in the form's order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coletor.contact.drafting import place_of
from coletor.contact.entry import parse
from coletor.messages import text
from coletor.rules import Finding, Severity
from coletor.workspace.confirmed import Usual
from ui.form.navigation import Stop
from ui.form.rows import FormRow, Rows


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejection of the server at a place, true until the value there changes.

    Args:
        stop: row and element.
        value: the document's value that was refused, as text.
        message: the server's reason.
        code: its code, or empty.
    """

    stop: Stop
    value: str
    message: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """One finding or refusal as the form shows it.

    Args:
        stop: row and element; the element may be a list's path.
        error: whether the contact cannot be concluded with it.
        where: the place in words.
        message: what is wrong and what to do.
        rule: id of the rule; empty for a refusal.
        reason: why the person confirmed this warning; empty when it is not confirmed.
        usual: the reason given last for such a warning, to be proposed.
        refused: whether the server said it.
        missing: whether the place is simply not filled in.
    """

    stop: Stop
    error: bool
    where: str
    message: str
    rule: str = ""
    reason: str = ""
    refused: bool = False
    missing: bool = False
    usual: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether it is a warning that still wants its reason."""
        return bool(self.rule) and not self.error and not self.reason


def collect(
    rows: Rows,
    findings: Iterable[Finding],
    places: Mapping[str, tuple[int, str]],
    confirmed: Mapping[tuple[int, str, str], tuple[str, str]],
    refusals: Iterable[Refusal] = (),
    *,
    usual: Mapping[tuple[str, str], Usual] | None = None,
) -> list[Pending]:
    """Return what is pending, refusals of the server first.

    Args:
        rows: the draft's rows.
        findings: of the checks, in the form's order.
        places: row and element of each path of the checked document.
        confirmed: (text it was confirmed for, reason) by row, element and rule.
        refusals: of the server; those whose value has changed are left out.
        usual: the reasons given before, by rule and text.
    """
    known = usual or {}
    found = [
        Pending(item.stop, True, where(rows, item.stop), item.message, refused=True)
        for item in refusals
        if item.stop.row in rows.by_id and _still(rows, item)
    ]
    return found + [_pending(rows, finding, places, confirmed, known) for finding in findings]


def is_reason(words: str) -> bool:
    """Tell whether a reason says anything: figures alone are the next contact's, typed too soon."""
    return any(map(str.isalpha, words))


def said_at(item: Pending, rows: Rows, stop: Stop) -> Pending:
    """Return an item as said at the field that stands in the place of its own.

    Args:
        item: what is pending.
        rows: the draft's rows.
        stop: the field in sight there.
    """
    if stop == item.stop:
        return item
    message = text("form.missing") if item.missing else item.message
    return replace(item, stop=stop, where=where(rows, stop), message=message)


def _still(rows: Rows, refusal: Refusal) -> bool:
    """Tell whether the refused value still stands; a refusal of a whole list always does."""
    element = rows.model.by_path.get(refusal.stop.path)
    if element is None or element.kind.is_container:
        return True
    value = parse(element, rows.text(refusal.stop.row, refusal.stop.path))
    return str("" if value is None else value) == refusal.value


def _pending(
    rows: Rows,
    finding: Finding,
    places: Mapping[str, tuple[int, str]],
    confirmed: Mapping[tuple[int, str, str], tuple[str, str]],
    usual: Mapping[tuple[str, str], Usual],
) -> Pending:
    row, path = place_of(finding.path, places) or (rows.root.id, "")
    own = rows.text(row, path)
    value, reason = confirmed.get((row, path, finding.rule), ("", ""))
    before = usual.get((finding.rule, own), Usual())
    if not reason or value != own:
        reason = before.reason if before.holds else ""
    error = finding.severity is Severity.ERROR
    said = where(rows, Stop(row, path))
    message = _without(said.rpartition(" · ")[2], finding.message)
    if finding.suggestion:
        message = text("form.with_suggestion", message=message, suggestion=finding.suggestion)
    return Pending(
        stop=Stop(row, path),
        error=error,
        where=said,
        message=message,
        rule=finding.rule,
        reason="" if error else reason,
        missing=error and not own.strip(),
        usual="" if error else before.reason,
    )


def _without(label: str, message: str) -> str:
    """Return a message without the place it begins with: the form says the place by itself.

    Args:
        label: of the element; rows may stand before it (``Procedimento 2 · CBO: ...``).
        message: the whole sentence of a finding.
    """
    before, found, rest = message.partition(f"{label}: ")
    if not found or (before and not before.endswith(" · ")):
        return message
    return rest[:1].upper() + rest[1:]


def where(rows: Rows, stop: Stop) -> str:
    """Return a place in words: ``Procedimento 2 · CNS do profissional``."""
    row = rows.by_id[stop.row]
    parts = _row_words(rows, row)
    element = rows.model.by_path.get(stop.path)
    group = rows.model.by_group.get(stop.path)
    if element is not None and not element.kind.is_container:
        parts.append(element.label)
    elif group is not None and group.path and group.path != row.list:
        parts.append(group.label if group.parent == "" else group.singular)
    return " · ".join(parts)


def _row_words(rows: Rows, row: FormRow) -> list[str]:
    if not row.list or row.parent_id is None:
        return []
    words = _row_words(rows, rows.by_id[row.parent_id])
    nested = bool(rows.by_id[row.parent_id].list)
    if nested and len(rows.children(row.parent_id, row.list)) == 1:
        return words
    group = rows.model.by_group[row.list]
    return [*words, text("form.row", singular=group.singular, number=rows.number(row))]

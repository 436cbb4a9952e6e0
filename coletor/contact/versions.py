"""Fills in which version of a terminology each coded row was written with."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from coletor.contact.document import Document, put, take
from coletor.model.schema import Element, Group, Kind, Model

VersionOf = Callable[[str, date | None], str | None]
_ADMISSION = "data_admissao"


def fill_versions(model: Model, document: Document, version_of: VersionOf) -> None:
    """Write the version of the terminology of each row that names one and has no version.

    The day that decides is the row's own date (a procedure's), else the admission's
    (reference: "Competência" of rules.md).

    Args:
        model: the document's model.
        document: changed in place.
        version_of: the version of a terminology on a day, as the wire wants it, or None.
    """
    admission = model.by_role.get(_ADMISSION)
    default = as_day(take(document, admission.path)) if admission else None
    for group in model.groups:
        columns = _columns(model, group)
        if columns is None:
            continue
        version, table, dated = columns
        for entry in _entries(document, group.path):
            terminology = take(entry, table)
            if not isinstance(terminology, str) or take(entry, version) is not None:
                continue
            own = as_day(take(entry, dated)) if dated else None
            known = version_of(terminology, own or default)
            if known is not None:
                put(entry, version, known)


def as_day(value: object) -> date | None:
    """Return the day of a document's date or moment, or None when it is not a whole date."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _columns(model: Model, group: Group) -> tuple[str, str, str | None] | None:
    """Return where a row holds version, terminology and date, relative to the row."""
    version = _first(group, lambda element: element.kind is Kind.VERSION and element.automatic)
    term = _first(group, lambda element: element.table_role is not None)
    if version is None or term is None or term.table_role is None:
        return None
    dated = _first(group, lambda element: element.kind is Kind.DATE)
    start = len(group.path) + len("[].") if group.path else 0
    table = model.by_role[term.table_role]
    return version.path[start:], table.path[start:], dated.path[start:] if dated else None


def _first(group: Group, wanted: Callable[[Element], bool]) -> Element | None:
    return next((element for element in group.elements if wanted(element)), None)


def _entries(document: Any, path: str) -> Iterable[dict[str, Any]]:
    """Return the rows of a list, those of ``procedimentos[].profissionais`` over all procedures."""
    here: list[Any] = [document]
    for step in path.split("[].") if path else ():
        here = [item for entry in here for item in take(entry, step) or ()]
    return here

"""Fills in which version of a terminology each coded row was written with."""

from collections.abc import Callable, Iterable, Iterator
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
        for version, table, dated in _columns(model, group):
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


def _columns(model: Model, group: Group) -> Iterator[tuple[str, str, str | None]]:
    """Yield where a row holds a version, its terminology and its date, relative to the row.

    The terminology of a version is the one beside it, whether the codes themselves are columns of
    the same row (Anexo VIII) or rows below it (Anexo IX).
    """
    named = {element.table_role for element in model.leaves if element.table_role}
    start = len(group.path) + len("[].") if group.path else 0
    dated = next((element for element in group.elements if element.kind is Kind.DATE), None)
    day = dated.path[start:] if dated and group.path else None
    for version in group.elements:
        if version.kind is not Kind.VERSION or not version.automatic:
            continue
        for table in group.elements:
            if table.role in named and _holder(table) == _holder(version):
                yield version.path[start:], table.path[start:], day


def _holder(element: Element) -> str:
    return element.path.rpartition(".")[0]


def _entries(document: Any, path: str) -> Iterable[dict[str, Any]]:
    """Return the rows of a list, those of ``procedimentos[].profissionais`` over all procedures."""
    here: list[Any] = [document]
    for step in path.split("[].") if path else ():
        here = [item for entry in here for item in take(entry, step) or ()]
    return here

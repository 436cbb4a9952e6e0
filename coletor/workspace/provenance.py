"""What a contact was checked against: versions of model, lists, code tables and rules."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from coletor import __version__, clock
from coletor.contact import Document, walk
from coletor.contact.document import get, pattern_of
from coletor.contact.versions import as_day
from coletor.model import Element, Kind, Model
from coletor.rules import Finding
from coletor.terminology import TABLES
from coletor.terminology.library import Library

_ADMISSION = "data_admissao"


def checked_against(
    model: Model, document: Document, library: Library, findings: Sequence[Finding] = ()
) -> dict[str, Any]:
    """Return the record that is stored with a contact (decision 14).

    Args:
        model: the contact's model.
        document: the contact.
        library: the loaded code tables.
        findings: what the checks found, so that a later check can tell what is new.

    Returns:
        ``{"modelo", "programa", "conferido_em", "tabelas": [{"tabela", "competencia", "versao",
        "demonstracao"}], "achados": [[rule, path]]}``; a table that was not loaded has neither
        version nor competência.
    """
    default = _admission(model, document)
    coded = coded_terms(model, document)
    used = {(table, day or default or clock.today()) for table, _, day in coded}
    tables = {}
    for table, day in sorted(used):
        coverage = library.covers(table, day)
        record = {
            "tabela": table,
            "competencia": coverage.competencia or None,
            "versao": coverage.version or None,
            "demonstracao": coverage.demonstration,
        }
        tables[tuple(record.values())] = record
    return {
        "modelo": model.id,
        "programa": __version__,
        "conferido_em": clock.now(),
        "tabelas": list(tables.values()),
        "achados": [list(place_and_rule(finding)) for finding in findings],
    }


def place_and_rule(finding: Finding) -> tuple[str, str]:
    """Return rule and path, by which a finding is known again."""
    return finding.rule, finding.path


def coded_terms(model: Model, document: Document) -> Iterator[tuple[str, str, date | None]]:
    """Yield (table, code, the row's own day) of every code of an external terminology.

    Args:
        model: the contact's model.
        document: the contact.
    """
    for _, code, table, day in _terms(model, document):
        yield table, code, day


def terms_by_path(model: Model, document: Document) -> dict[str, tuple[str, date | None]]:
    """Return table and day, the row's own or the admission's, of each code by its place.

    Args:
        model: the contact's model.
        document: the contact.
    """
    default = _admission(model, document)
    return {path: (table, day or default) for path, _, table, day in _terms(model, document)}


def _admission(model: Model, document: Document) -> date | None:
    """Return the day that a code is of where its own row says none."""
    admission = model.by_role.get(_ADMISSION)
    return as_day(get(document, admission.path)) if admission else None


def _terms(model: Model, document: Document) -> Iterator[tuple[str, str, str, date | None]]:
    for path, value in walk(document):
        element = model.by_path.get(pattern_of(path))
        if element is None or element.kind is not Kind.TERM:
            continue
        row = path.rpartition(".")[0]
        table = element.table or _chosen(model, document, element, row)
        if table in TABLES:
            yield path, str(value), table, _own_day(model, document, element, row)


def _chosen(model: Model, document: Document, element: Element, row: str) -> str:
    """Return the terminology that the row itself, or the document, names."""
    chosen = model.by_role[element.table_role or ""]
    inside = chosen.group_path == element.group_path and element.group_path
    path = f"{row}.{chosen.id}" if inside else chosen.path
    return str(get(document, path) or "")


def _own_day(model: Model, document: Document, element: Element, row: str) -> date | None:
    group = model.by_group[element.group_path]
    if not group.path:
        return None
    dated = next((each for each in group.elements if each.kind is Kind.DATE), None)
    return as_day(get(document, f"{row}.{dated.id}")) if dated else None

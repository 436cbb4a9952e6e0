"""Writes the data dictionary as HTML, CSV, JSON lines or Markdown."""

import csv
import io
import json
from collections.abc import Callable

from coletor.messages import text
from coletor.model.dictionary.entries import Entry, entries
from coletor.model.dictionary.page import page
from coletor.model.schema import Model

_COLUMNS = (
    "level", "occurrence", "item", "type", "concept", "values", "checks", "id", "path", "column",
    "wire", "rules",
)  # fmt: skip


def render(model: Model, form: str) -> str:
    """Return the data dictionary of a model.

    Args:
        model: any model.
        form: one of ``FORMATS``.
    """
    return FORMATS[form](model)


def _cells(entry: Entry) -> list[str]:
    """Return one table row, in the order of the columns."""
    element = entry.element
    values = [f"{code} = {name}" for code, name in entry.values] or [entry.list_id]
    return [
        str(element.level),
        f"[{element.occurrence}]",
        element.item,
        element.printed_type,
        element.concept,
        "; ".join(filter(None, values)),
        " ".join(entry.checks),
        element.id,
        element.path,
        "" if element.kind.is_container else element.column,
        entry.wire,
        " ".join(entry.rules),
    ]


def _headings() -> list[str]:
    return [text(f"model.dictionary.column.{name}") for name in _COLUMNS]


def _json(model: Model) -> str:
    lines = []
    for entry in entries(model):
        element = entry.element
        row = {
            "nivel": element.level,
            "ocorrencia": element.occurrence,
            "id": element.id,
            "rotulo": element.item,
            "tipo": element.printed_type,
            "conceito": element.concept,
            "caminho": element.path,
            "lista": entry.list_id or None,
        }
        lines.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def _csv(model: Model) -> str:
    """Write for a Brazilian spreadsheet: semicolons, and a mark that the text is UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    writer.writerows(_cells(entry) for entry in entries(model))
    return "\ufeff" + target.getvalue()


def _markdown(model: Model) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    rows = [line(_cells(entry)) for entry in entries(model)]
    head = [f"# {_title(model)}", "", model.source, "", line(_headings())]
    return "\n".join([*head, line(["---"] * len(_COLUMNS)), *rows]) + "\n"


def _html(model: Model) -> str:
    return page(model, _title(model))


def _title(model: Model) -> str:
    return text("model.dictionary.title", name=model.name, annex=model.annex)


FORMATS: dict[str, Callable[[Model], str]] = {
    "html": _html,
    "csv": _csv,
    "json": _json,
    "md": _markdown,
}

"""A contact or clinical document as a printable page, laid out as its model is."""

import html
from collections.abc import Iterator
from string import Template
from typing import Any

from coletor import resources
from coletor.contact import Document
from coletor.contact.document import take
from coletor.contact.entry import display
from coletor.contact.versions import as_day
from coletor.messages import text
from coletor.model import Element, Group, Kind, Model
from coletor.rules.tables import Tables
from coletor.terminology.types import TABLES

_COMPLETE = "completo"
_ADMISSION = "data_admissao"
_ACROSS = 3
"""Values on a line; a table and not a grid, because Qt prints the page too."""


def page(model: Model, document: Document, tables: Tables, heading: str) -> str:
    """Return a whole HTML page of a contact, A4, without anything from elsewhere.

    Args:
        model: the contact's model.
        document: the contact; what is absent is left out.
        tables: the code tables, for the names of codes.
        heading: whose page it is, such as the establishment's name and CNES.
    """
    writer = _Writer(model, document, tables)
    template = Template(resources.path("docs", "contato.html").read_text(encoding="utf-8"))
    note = "" if model.completeness == _COMPLETE else text("exchange.print.incomplete")
    return template.substitute(
        title=html.escape(model.name),
        annex=html.escape(model.source),
        heading=html.escape(heading),
        note=html.escape(note),
        uuid=html.escape(str(document.get("uuid", ""))),
        sections="\n".join(writer.sections()),
    )


class _Writer:
    def __init__(self, model: Model, document: Document, tables: Tables) -> None:
        self.model, self.document, self.tables = model, document, tables
        admission = model.by_role.get(_ADMISSION)
        self.day = as_day(take(document, admission.path)) if admission else None

    def sections(self) -> Iterator[str]:
        """Yield a block for each section that has anything in it."""
        for section in self.model.sections:
            root = section.path.removesuffix("[]")
            once = [one for one in self.model.by_group[""].elements if _below(one.path, root)]
            body = self._pairs(once, self.document, 0)
            for group in self.model.children(""):
                if _below(group.path, root):
                    body += self._list(group, take(self.document, group.path))
            if body:
                yield f"<section><h2>{html.escape(section.label)}</h2>{body}</section>"

    def _pairs(self, elements: list[Element], source: Any, start: int) -> str:
        cells = []
        for element in elements:
            value = take(source, element.path[start:])
            if value is not None:
                shown = self._shown(element, value, source)
                label = f'<span class="label">{html.escape(element.label)}</span>'
                cells.append(f'<td width="33%">{label}<br>{shown}</td>')
        rows = (cells[place : place + _ACROSS] for place in range(0, len(cells), _ACROSS))
        lines = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
        return f'<table class="pairs" width="100%">{lines}</table>' if cells else ""

    def _list(self, group: Group, rows: Any) -> str:
        start = len(group.path) + len("[].")
        blocks = []
        for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
            inner = self._pairs(list(group.elements), row, start)
            for child in self.model.children(group.path):
                inner += self._list(child, take(row, child.path[start:]))
            name = html.escape(f"{group.singular} {number}")
            blocks.append(f'<div class="row"><h3>{name}</h3>{inner}</div>')
        return "".join(blocks)

    def _shown(self, element: Element, value: Any, row: Any) -> str:
        shown = html.escape(display(element, value))
        name = self._name(element, value, row) if element.kind is Kind.TERM else ""
        if name:
            shown = f'<span class="code">{shown}</span> {html.escape(name)}'
        return shown.replace("\n", "<br>")

    def _name(self, element: Element, value: Any, row: Any) -> str:
        """Return what a code of an external terminology means, as far as its table is loaded."""
        table = element.table
        if element.table_role:
            chosen = self.model.by_role[element.table_role]
            same_row = chosen.group_path == element.group_path
            table = take(row, chosen.id) if same_row else take(self.document, chosen.path)
        if not isinstance(table, str) or not isinstance(value, str):
            return ""
        found = self.tables.find(table, value, self.day) if table in TABLES else None
        return found.name if found else ""


def _below(path: str, root: str) -> bool:
    return path == root or path.startswith((f"{root}.", f"{root}["))

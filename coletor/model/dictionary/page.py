"""Writes the data dictionary as one HTML page, for the screen and for paper."""

from collections.abc import Iterable, Iterator
from html import escape
from string import Template

from coletor import resources
from coletor.messages import text
from coletor.model.dictionary.around import rule_titles
from coletor.model.dictionary.entries import Entry, entries
from coletor.model.lists import CodeValue
from coletor.model.schema import Element, Model

_COLUMNS = ("level", "occurrence", "item", "content", "checks", "places")
_COMPLETE = "completo"


def page(model: Model, title: str) -> str:
    """Return the page: a table for each section, then the rules that they name.

    Args:
        model: any model.
        title: heading of the page.
    """
    template = Template(resources.path("docs", "dicionario.html").read_text(encoding="utf-8"))
    parts = list(_parts(model))
    cited = [rule for part in parts for entry in part for rule in entry.rules]
    return template.substitute(
        title=escape(title),
        source=escape(model.source),
        facts=_facts(model),
        notice=_notice(model),
        contents="\n".join(_link(part[0].element) for part in parts),
        sections="\n".join(_section(part) for part in parts),
        rules=_rules(dict.fromkeys(cited)),
    )


def _text(name: str, **fields: object) -> str:
    return escape(text(f"model.dictionary.page.{name}", **fields))


def _parts(model: Model) -> Iterator[list[Entry]]:
    """Yield the entries of each section, the section's own row first."""
    part: list[Entry] = []
    for entry in entries(model):
        if entry.element.level == 1 and part:
            yield part
            part = []
        part.append(entry)
    yield part


def _facts(model: Model) -> str:
    facts = [
        _text("id", id=model.id),
        _text("rows", count=len(model.elements)),
        _text("sent" if model.is_sent() else "local"),
    ]
    if model.valid_from:
        facts.append(_text("valid_from", day=model.valid_from.strftime("%d/%m/%Y")))
    if model.valid_to:
        facts.append(_text("valid_to", day=model.valid_to.strftime("%d/%m/%Y")))
    return " · ".join(facts)


def _notice(model: Model) -> str:
    if model.completeness == _COMPLETE:
        return ""
    return f'<p class="notice">{_text("incomplete")}</p>'


def _link(section: Element) -> str:
    return f'<a href="#{_anchor(section)}">{escape(section.item)}</a>'


def _anchor(element: Element) -> str:
    return "e-" + element.column.replace("_", "-")


def _section(part: list[Entry]) -> str:
    heads = "".join(f'<th scope="col">{_text(f"column.{name}")}</th>' for name in _COLUMNS)
    rows = "\n".join(_row(entry) for entry in part)
    return (
        f"<section><h2>{escape(part[0].element.item)}</h2>\n"
        f'<table class="elements"><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>'
        "</table></section>"
    )


def _row(entry: Entry) -> str:
    element = entry.element
    kind = "holder" if element.kind.is_container else "value"
    needed = "needed" if element.minimum else "optional"
    many = "many" if element.maximum is None else "once"
    cells = [
        f'<td class="level">{element.level}</td>',
        f'<td class="occurrence {needed}"><b>[{element.occurrence}]</b>'
        f"<small>{_text(needed)}, {_text(many)}</small></td>",
        f'<td class="item"><span class="name">{escape(element.item)}</span></td>',
        f'<td class="content">{_content(entry)}</td>',
        f'<td class="checks">{_checks(entry)}</td>',
        f'<td class="places">{_places(entry)}</td>',
    ]
    return (
        f'<tr id="{_anchor(element)}" class="element {kind} n{element.level}">{"".join(cells)}</tr>'
    )


def _content(entry: Entry) -> str:
    """Return type, concept and values; the printed list of values is not said twice."""
    element = entry.element
    printed = element.printed_type.partition(":")[0] if entry.coded else element.printed_type
    said = [f'<p class="type">{escape(printed)}</p>'] if printed else []
    if element.concept:
        said.append(f"<p>{escape(element.concept)}</p>")
    if entry.coded:
        said.append(f'<dl class="values">{"".join(map(_value, entry.coded))}</dl>')
    elif entry.list_id:
        said.append(f'<p class="table">{_text("table", table=entry.list_id)}</p>')
    return "".join(said)


def _value(value: CodeValue) -> str:
    definition = escape(value.definition)
    if value.article:
        definition += f" <cite>({escape(value.article)})</cite>"
    oid = f" <code>{escape(value.oid)}</code>" if value.oid else ""
    said = f"<p>{definition}</p>" if definition else ""
    return f"<dt><code>{escape(value.code)}</code></dt><dd>{escape(value.name)}{oid}{said}</dd>"


def _checks(entry: Entry) -> str:
    said = "".join(f"<p>{escape(check)}</p>" for check in entry.checks)
    links = " ".join(
        f'<a class="rule" href="#r-{escape(rule)}">{escape(rule)}</a>' for rule in entry.rules
    )
    return said + (f'<p class="rules">{links}</p>' if links else "")


def _places(entry: Entry) -> str:
    element = entry.element
    column = "" if element.kind.is_container else element.column
    pairs = (("path", element.path), ("column", column), ("wire", entry.wire))
    said = [
        f'<dt class="{name}">{_text(f"place.{name}")}</dt>'
        f'<dd class="{name}"><code>{_breakable(place)}</code></dd>'
        for name, place in pairs
        if place
    ]
    return f"<dl>{''.join(said)}</dl>"


def _breakable(place: str) -> str:
    """Let a long path break after its separators."""
    safe = escape(place)
    for separator in ("/", ".", "_"):
        safe = safe.replace(separator, f"{separator}<wbr>")
    return safe


def _rules(cited: Iterable[str]) -> str:
    titles = rule_titles()
    rows = [
        f'<tr id="r-{escape(rule)}"><td><code>{escape(rule)}</code></td>'
        f"<td>{escape(titles[rule][0])}</td><td>{escape(titles[rule][1])}</td></tr>"
        for rule in titles
        if rule in set(cited)
    ]
    if not rows:
        return ""
    heads = "".join(
        f'<th scope="col">{_text(f"rule.{name}")}</th>' for name in ("id", "title", "severity")
    )
    return (
        f"<section><h2>{_text('rules')}</h2><p>{_text('rules_help')}</p>\n"
        f'<table class="rules"><thead><tr>{heads}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></section>"
    )

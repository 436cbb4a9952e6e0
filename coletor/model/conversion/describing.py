"""The document that explains a conversion, written from its file."""

from collections.abc import Iterator

from coletor.messages import text
from coletor.model.conversion.mapping import Conversion, RoleMap
from coletor.model.conversion.places import name_of
from coletor.model.schema import Element


def describe(conversion: Conversion) -> str:
    """Return the document as Markdown: remarks, coded values, deductions, what is carried as is."""
    source, target = conversion.source, conversion.target
    lines = [
        f"# {_text('title', source=source.short_name, target=target.short_name)}",
        "",
        _text("origin", source=source.annex, target=target.annex, origin=conversion.origin),
        "",
        *(f"- {remark}" for remark in conversion.remarks),
    ]
    for mapped in conversion.roles.values():
        if mapped.values:
            lines += _coded(conversion, mapped)
    lines += _deductions(conversion)
    lines += _as_they_are(conversion)
    return "\n".join(lines) + "\n"


def _text(identifier: str, **fields: object) -> str:
    return text(f"model.conversion.document.{identifier}", **fields)


def _coded(conversion: Conversion, mapped: RoleMap) -> Iterator[str]:
    before = conversion.source.by_role[mapped.source]
    after = conversion.target.by_role[mapped.target]
    yield from ("", f"## {_heading(before, after)}", "")
    heads = [_text(name, model=model.short_name) for name, model in (
        ("value", conversion.source), ("value", conversion.target)
    )]  # fmt: skip
    yield _line([*heads, _text("certainty"), _text("reason")])
    yield _line(["---"] * 4)
    for code in before.values:
        value = mapped.values.get(code)
        if value is None:
            yield _line([_value(before, code), "", _text("lost"), ""])
            continue
        certainty = _text("presumed" if value.presumed else "same")
        yield _line([_value(before, code), _value(after, value.code), certainty, value.reason])


def _heading(before: Element, after: Element) -> str:
    return before.item if before.item == after.item else f"{before.item} → {after.item}"


def _value(element: Element, code: str) -> str:
    return f"{code} {name_of(element, code)}"


def _deductions(conversion: Conversion) -> Iterator[str]:
    if not conversion.deductions:
        return
    by_role = conversion.target.by_role
    yield from ("", f"## {_text('deductions')}", "")
    yield _line([_text("element"), _text("filled"), _text("told_by"), _text("reason")])
    yield _line(["---"] * 4)
    for each in conversion.deductions:
        told_by = ", ".join(by_role[role].item for role in each.told_by)
        yield _line([by_role[each.role].item, each.code, told_by, each.reason])


def _as_they_are(conversion: Conversion) -> Iterator[str]:
    yield from ("", f"## {_text('as_they_are')}", "")
    for element in conversion.source.leaves:
        mapped = conversion.roles[element.role or ""]
        if not mapped.values:
            yield f"- {_heading(element, conversion.target.by_role[mapped.target])}"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

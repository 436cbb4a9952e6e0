"""The page of one field, made from the model file: concept, how it is typed, values, rules."""

from collections.abc import Iterable

from coletor.messages import exists, text
from coletor.model import Element, Kind, Model, load_all
from coletor.model.dictionary import Entry, describe
from coletor.rules.catalogue import Rule, by_id
from coletor.rules.chapter import shown
from ui.help.book import plain
from ui.help.rulepages import link
from ui.help.topics import rule_topic

_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("modelo-tamanho", "modelo-caractere"),
    Kind.LONG_TEXT: ("modelo-tamanho", "modelo-caractere"),
    Kind.CODE: ("modelo-valor",),
    Kind.TERM: ("termo-forma",),
    Kind.DATE: ("modelo-data",),
    Kind.DATE_TIME: ("modelo-data-hora",),
    Kind.INTEGER: ("modelo-inteiro", "modelo-faixa"),
    Kind.DECIMAL: ("modelo-decimal", "modelo-faixa"),
    Kind.DURATION: ("modelo-duracao",),
    Kind.CNS: ("cns-forma", "cns-inicio", "cns-digito"),
    Kind.CNES: ("cnes-forma", "cnes-digito"),
    Kind.INE: ("ine-forma",),
    Kind.CEP: ("cep-forma",),
    Kind.VERSION: ("modelo-versao",),
    Kind.OID: ("modelo-oid",),
}
_PLACE = "{rotulo}: "


def render(model_id: str, path: str, saying: str = "") -> str:
    """Return the page of a field in Markdown, empty where there is no such field.

    Args:
        model_id: the model's id.
        path: the element's path in the document.
        saying: id of the rule that speaks there now; it comes first.
    """
    model = load_all().get(model_id)
    element = model.by_path.get(path) if model else None
    if model is None or element is None:
        return ""
    entry = describe(model, element)
    parts = [_head(model, element), *_saying(saying), *_concept(model, element)]
    if not element.kind.is_container:
        parts += [*_typing(element), *_values(entry), *_rules(element, entry)]
    parts += [f"[{text('help.field.all', model=model.short_name)}](campos/{model.id})"]
    return "\n\n".join(filter(None, parts)) + "\n"


def render_all(model_id: str) -> str:
    """Return the list of a model's fields, each leading to its page; empty without the model."""
    model = load_all().get(model_id)
    if model is None:
        return ""
    lines = [f"# {text('help.fields.title', model=model.short_name)}", ""]
    lines += [text("help.fields.remark", annex=model.annex), ""]
    for element in model.elements:
        if element.level == 1:
            lines += ["", f"## {plain(element.label)}", ""]
        if not element.kind.is_container:
            lines.append(f"- {link(model, element)}")
    return "\n".join(lines) + "\n"


def rules_at(element: Element, entry: Entry) -> tuple[Rule, ...]:
    """Return the rules that may speak at a field: of its form first, then those that read it."""
    ids = [*_occurrence(element), *_OF_KIND[element.kind]]
    if element.alphanumeric:
        ids.append("modelo-alfanumerico")
    if element.year_alone_when:
        ids.append("modelo-ano-isolado")
    return tuple(by_id()[rule_id] for rule_id in dict.fromkeys([*ids, *entry.rules]))


def _occurrence(element: Element) -> Iterable[str]:
    """Yield the rules of whether the field has to be there."""
    if element.minimum:
        yield "modelo-obrigatorio"
    if element.required_when:
        yield "modelo-exigido"
    if element.applies_when:
        yield "modelo-nao-cabe"
    if element.excludes:
        yield "modelo-exclui"


def _head(model: Model, element: Element) -> str:
    group = model.by_group.get(element.group_path)
    place = group.label if group and group.path else _section(model, element).label
    return f"# {plain(element.label)}\n\n*{plain(f'{model.annex} · {place}')}*"


def _section(model: Model, element: Element) -> Element:
    before = [one for one in model.sections if one.row <= element.row]
    return before[-1] if before else element


def _concept(model: Model, element: Element) -> list[str]:
    said = plain(element.concept) if element.concept else text("help.field.no_concept")
    row = text(
        "help.field.row", item=element.item, level=element.level, occurrence=element.occurrence
    )
    quote = f"> {said}" if element.concept else said
    printed = text("help.field.printed", type=element.printed_type) if element.printed_type else ""
    source = text("help.field.source", source=model.source)
    return [
        f"## {text('help.field.concept')}",
        quote,
        plain(row),
        plain(printed),
        plain(source),
    ]


def _typing(element: Element) -> list[str]:
    lines = [text(f"help.type.{element.kind.value.replace('-', '_')}")]
    if element.automatic:
        lines = [text("model.dictionary.automatic")]
    if element.table and exists(f"help.table.{element.table}"):
        lines.append(text(f"help.table.{element.table}"))
    if element.hint.key:
        lines.append(text("help.field.switch", key=element.hint.key))
    if element.unit:
        lines.append(text("help.field.unit", unit=element.unit))
    return [f"## {text('help.field.typing')}", plain(" ".join(lines))]


def _values(entry: Entry) -> list[str]:
    if not entry.coded:
        return []
    defined = any(value.definition for value in entry.coded)
    heads = ["code", "name", *(["meaning"] if defined else [])]
    rows = [[text(f"help.field.{head}") for head in heads], ["---"] * len(heads)]
    for value in entry.coded:
        said = f"{value.definition} ({value.article})" if value.definition else ""
        rows.append([value.code, value.name, *([said] if defined else [])])
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return [f"## {text('help.field.values')}", "\n".join(lines)]


def _cell(words: str) -> str:
    return words if words == "---" else plain(words)


def _saying(rule_id: str) -> list[str]:
    rule = by_id().get(rule_id)
    return [f"## {text('help.field.now')}", _rule(rule)] if rule else []


def _rules(element: Element, entry: Entry) -> list[str]:
    conditions = [plain(check) for check in entry.checks if not element.automatic]
    found = [_rule(rule) for rule in rules_at(element, entry)]
    return [f"## {text('help.field.rules')}", *conditions, *found]


def _rule(rule: Rule) -> str:
    """Return a rule as a heading that leads to its page, and what it says to do."""
    severity = text(f"rules.chapter.severity.{rule.severity}")
    said = shown(rule.message.removeprefix(_PLACE))
    said = plain(said[:1].upper() + said[1:])
    return f"**{severity}** · [{plain(rule.title)}]({rule_topic(rule.id)})\n\n> {said}"

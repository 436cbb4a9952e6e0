"""The page of one rule: what it says, what to do, the fields it reads, where it comes from."""

from coletor import clock
from coletor.messages import text
from coletor.model import Element, Model
from coletor.model.library import in_force
from coletor.rules.catalogue import Rule, by_id
from coletor.rules.chapter import about
from ui.help.book import RULES, anchor_of, plain
from ui.help.topics import field_topic


def render(rule_id: str) -> str:
    """Return the page of a rule in Markdown, empty where there is no such rule."""
    rule = by_id().get(rule_id)
    if rule is None:
        return ""
    model = in_force(clock.today())
    lines = [line.replace("### ", "# ", 1) for line in about(rule)]
    lines += ["", f"## {text('help.rule.fields')}", "", *_fields(model, rule)]
    link = text("help.rule.all")
    return "\n".join([*lines, "", f"[{link}]({RULES}.md#{anchor_of(rule.title)})", ""])


def _fields(model: Model, rule: Rule) -> list[str]:
    roles = dict.fromkeys((rule.points_at, *rule.roles))
    read = [model.by_role[role] for role in roles if role in model.by_role]
    if not read:
        return [text("help.rule.any_field")]
    return [f"- {link(model, element)}" for element in read]


def link(model: Model, element: Element) -> str:
    """Return a link to the page of a field."""
    return f"[{plain(element.label)}]({field_topic(model, element.path)})"

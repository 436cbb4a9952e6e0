"""The manual's chapter on the rules, written from the catalogue.

Run ``python -m coletor.rules.chapter`` after changing a rule.
"""

import re
from itertools import groupby

from coletor import resources
from coletor.messages import text
from coletor.rules.catalogue import Needs, Rule, catalogue
from coletor.rules.codes import shown_date

FILE = resources.path("manual", "regras.md")
_PLACE = re.compile(r"\{(\w+)\}")


def render() -> str:
    """Return the chapter in Markdown."""
    rules = catalogue()
    lines = [f"# {text('rules.chapter.title')}", ""]
    lines += [text("rules.chapter.introduction", count=len(rules)).strip(), ""]
    for part, members in groupby(rules, key=lambda rule: rule.part):
        lines += [f"## {text(f'rules.chapter.part.{part}')}", ""]
        for rule in members:
            lines += [*about(rule), ""]
    return "\n".join(lines)


def about(rule: Rule) -> list[str]:
    """Return the lines of one rule: title, gravity, what it says, what it needs, its source."""
    severity = text(f"rules.chapter.severity.{rule.severity}")
    lines = [f"### {rule.title}", "", f"**{severity}** · `{rule.id}`", ""]
    lines += [
        f"> {shown(said)}\n" for said in dict.fromkeys([rule.message, *rule.variants.values()])
    ]
    if rule.in_file:
        lines.append(text("rules.chapter.in_file", message=rule.in_file))
    if rule.suggestion:
        lines.append(text("rules.chapter.suggestion", message=shown(rule.suggestion)))
    if rule.needs is not Needs.NOTHING:
        lines.append(text(f"rules.chapter.needs_{rule.needs}"))
    if rule.value_alone:
        lines.append(text("rules.chapter.value_alone"))
    if rule.valid_from:
        lines.append(text("rules.chapter.from", day=shown_date(rule.valid_from)))
    if rule.valid_to:
        lines.append(text("rules.chapter.to", day=shown_date(rule.valid_to)))
    lines.append(text("rules.chapter.source", source=rule.source, grade=rule.grade))
    return lines


def shown(template: str) -> str:
    """Return a message with its places as a reader sees them."""
    return _PLACE.sub(r"‹\1›", template)


def write() -> None:
    """Write the chapter where the manual has it."""
    FILE.write_text(render(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

"""``coletor regra``: the rule catalogue."""

import click

from coletor.cli.groups import Group
from coletor.cli.output import json_line, say, table
from coletor.messages import text
from coletor.rules.catalogue import Rule, catalogue, find_rule


@click.group(cls=Group, help=text("cli.rules.help"))
def regra() -> None:
    """Group the commands on rules."""


@regra.command(help=text("cli.rules.list"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
def listar(as_json: bool) -> None:
    """List the rules."""
    if as_json:
        for rule in catalogue():
            json_line(_record(rule))
        return
    headings = [text(f"cli.rules.column.{name}") for name in ("id", "severity", "title")]
    table(headings, [(rule.id, rule.severity, rule.title) for rule in catalogue()])


@regra.command(help=text("cli.rules.explain"))
@click.argument("rule_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
def explicar(rule_id: str, as_json: bool) -> None:
    """Explain one rule."""
    rule = find_rule(rule_id)
    if as_json:
        json_line(_record(rule))
        return
    say(f"{rule.id} · {rule.title}")
    say(text("cli.rules.severity", severity=rule.severity))
    say(text("cli.rules.needs", needs=text(f"cli.rules.need.{rule.needs}")))
    if rule.roles:
        say(text("cli.rules.roles", roles=", ".join(rule.roles)))
    say(text("cli.rules.message", message=rule.message))
    for name, variant in rule.variants.items():
        say(text("cli.rules.variant", name=name, message=variant))
    if rule.in_file:
        say(text("cli.rules.in_file", message=rule.in_file))
    if rule.suggestion:
        say(text("cli.rules.suggestion", message=rule.suggestion))
    say(text("cli.rules.source", source=rule.source, grade=rule.grade))


def _record(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "titulo": rule.title,
        "gravidade": rule.severity,
        "papeis": list(rule.roles),
        "precisa": text(f"cli.rules.word.{rule.needs}"),
        "mensagem": rule.message,
        "fonte": rule.source,
        "grau": rule.grade,
        "valida_de": rule.valid_from.isoformat() if rule.valid_from else None,
        "valida_ate": rule.valid_to.isoformat() if rule.valid_to else None,
    }

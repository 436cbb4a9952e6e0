"""How the places of the form name their page of the help."""

from coletor.model import Model

FIELD = "campo"
FIELDS = "campos"
RULE = "regra"
SAYING = "?"


def field_topic(model: Model, path: str, rule: str = "") -> str:
    """Return the topic of a field's page.

    Args:
        model: the model it belongs to.
        path: the element's path in the document.
        rule: id of the rule that speaks there at this moment, or empty.
    """
    return f"{FIELD}/{model.id}/{path}" + (f"{SAYING}{rule}" if rule else "")


def rule_topic(rule: str) -> str:
    """Return the topic of a rule's page, empty without a rule (a refusal of the service)."""
    return f"{RULE}/{rule}" if rule else ""

"""What other rooms know of an element: its names on the wire and the rules that concern it.

They are imported when a dictionary is made: the rooms themselves are built upon the models.
"""

from collections.abc import Mapping

from coletor.model.schema import Element, Model


def wire_names(model: Model) -> Mapping[str, str]:
    """Return the names of the elements on the wire, from the contact down, by document path.

    Empty for a model whose contacts are not sent (or no longer, as those of 2016): the names
    file is of one model. An asterisk marks what stands once per row.
    """
    from coletor.webservice.names import load_wire  # noqa: PLC0415 - see above

    wire = load_wire()
    if not model.is_sent() or wire.model_id != model.id:
        return {}
    found = {}
    for element in model.elements:
        names, place = [wire.parts["contato"]], ""
        for segment in filter(None, element.wire.split("/")):
            key = segment.removesuffix("*")
            place = f"{place}/{key}" if place else key
            names.append(wire.element(place) + segment[len(key) :])
        found[element.path] = "/".join(names) if element.wire else ""
    return found


def rules_of(model: Model, element: Element) -> tuple[str, ...]:
    """Return the ids of the rules that read an element's role or point at it in this model.

    The rules of form (required, right kind, right list...) concern every element and name no
    role: they are left out.
    """
    from coletor.rules.catalogue import catalogue  # noqa: PLC0415 - see above

    if element.role is None:
        return ()
    return tuple(
        rule.id
        for rule in catalogue()
        if (element.role in rule.roles or element.role == rule.points_at)
        and (not rule.points_at or rule.points_at in model.by_role)
    )


def rule_titles() -> Mapping[str, tuple[str, str]]:
    """Return (title, severity) of every rule by id."""
    from coletor.rules.catalogue import catalogue  # noqa: PLC0415 - see above

    return {rule.id: (rule.title, rule.severity.value) for rule in catalogue()}

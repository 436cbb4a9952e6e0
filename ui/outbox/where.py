"""Where in a contact a field stands, as a person reads it."""

from coletor.model import Element, load_model


def where_of(model_id: str, role: str | None) -> tuple[Element | None, str]:
    """Return a field and its place, such as "Procedimentos › CBO"; None and '' without one."""
    if role is None:
        return None, ""
    model = load_model(model_id)
    element = model.by_role[role]
    steps = [element.label]
    path: str | None = element.group_path
    while path:
        group = model.by_group[path]
        steps.insert(0, group.label)
        path = group.parent
    return element, " › ".join(steps)

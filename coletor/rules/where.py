"""Places of a contact in words: ``Procedimento 2 › Profissional 1 › Ocupação (CBO)``."""

from coletor.contact.document import parse_path, pattern_of
from coletor.messages import text
from coletor.model import Model
from coletor.rules.facts import Row

_ON_TOP = {"modelo": "rules.model_key", "uuid": "rules.uuid_key"}


def where(model: Model, path: str) -> str:
    """Return a concrete place in words.

    Args:
        model: the contact's model.
        path: concrete place, such as ``procedimentos[1].codigo``.
    """
    words = []
    pattern = ""
    for step in parse_path(path):
        if isinstance(step, int):
            words.append(f"{_singular(model, pattern)} {step + 1}")
            pattern += "[]"
        else:
            pattern = f"{pattern}.{step}" if pattern else step
    if not path.endswith("]"):
        words.append(label_of(model, pattern_of(path)))
    return " › ".join(words)


def label_of(model: Model, pattern: str) -> str:
    """Return the label of a place of the model, or its key where the model has none.

    Args:
        model: any model.
        pattern: path of an element or list, or of one row of a list (``procedimentos[]``).
    """
    if pattern in _ON_TOP:
        return text(_ON_TOP[pattern])
    if pattern in model.by_path:
        return model.by_path[pattern].label
    if pattern.endswith("[]"):
        return _singular(model, pattern.removesuffix("[]"))
    if pattern in model.by_group:
        return model.by_group[pattern].singular  # a list without a row of its own in the annex
    return pattern.rpartition(".")[2][:60]


def prefix_of(model: Model, row: Row) -> str:
    """Return the words before a message about a row's element (``Procedimento 2 · ``)."""
    words = ""
    here: Row | None = row
    while here is not None and here.parent is not None:
        words = f"{_singular(model, here.list_path)} {here.index + 1} · {words}"
        here = here.parent
    return words


def _singular(model: Model, list_path: str) -> str:
    group = model.by_group.get(list_path)
    return group.singular if group else list_path.rpartition(".")[2]

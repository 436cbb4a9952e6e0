"""Derives the lists of a document (diagnoses, procedures, professionals) from a model's rows."""

from collections.abc import Iterator
from pathlib import Path

from coletor.model.errors import ModelError
from coletor.model.schema import Element, Group


def build_groups(file: Path, elements: tuple[Element, ...]) -> tuple[Group, ...]:
    """Return the document itself ('') and its lists, parents first.

    Args:
        file: the model file, for the error.
        elements: every row of the model, in annex order.

    Raises:
        ModelError: a list has no row marked ``repete``, or that row does not repeat.
    """
    paths = [""]
    for element in elements:
        paths += [path for path in _lists_of(element) if path not in paths]
    return tuple(_group(file, path, elements) for path in paths)


def _lists_of(element: Element) -> Iterator[str]:
    """Yield the lists on the way to an element, outermost first."""
    parts = element.path.split("[]")
    for end in range(1, len(parts)):
        yield "[]".join(parts[:end])


def _group(file: Path, path: str, elements: tuple[Element, ...]) -> Group:
    columns = tuple(
        element
        for element in elements
        if not element.kind.is_container and element.group_path == path
    )
    if not path:
        return Group("", "", "", 1, 1, columns, None)
    anchor = _anchor(file, path, elements)
    heading = next((element for element in elements if element.path == path), anchor)
    return Group(
        path=path,
        label=heading.label,
        singular=heading.singular if heading is not anchor else anchor.singular,
        minimum=anchor.minimum,
        maximum=anchor.maximum,
        elements=columns,
        parent=path.rpartition("[].")[0],
    )


def _anchor(file: Path, path: str, elements: tuple[Element, ...]) -> Element:
    """Return the row whose repetition is one row of the list."""
    anchors = [
        element
        for element in elements
        if element.repeats and path in (element.group_path, element.path.removesuffix("[]"))
    ]
    if len(anchors) != 1:
        first = next(element for element in elements if element.path.startswith(path + "[]"))
        raise ModelError(file, first.row, "anchor", path=path, count=len(anchors))
    if anchors[0].maximum is not None:
        raise ModelError(file, anchors[0].row, "anchor_single", id=anchors[0].id)
    return anchors[0]

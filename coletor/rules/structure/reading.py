"""The structure pass: reads an untrusted document once, reports and leaves the facts."""

from typing import Any

from coletor.contact.identity import is_uuid4
from coletor.model import Element, Group, Model
from coletor.rules.facts import BAD, Coded, Contact, Row, YearAlone
from coletor.rules.finding import Severity
from coletor.rules.registry import structural
from coletor.rules.reporting import Report, shown
from coletor.rules.structure.conditions import settle
from coletor.rules.structure.nodes import Leaf, ListNode, ObjectNode
from coletor.rules.structure.quick import remember

_ABSENT = object()
_TOP_KEYS = frozenset({"modelo", "uuid"})
_STRANGERS_SHOWN = 50


_SETTLED = 4096
"""Shapes of rows remembered as settled, for each list of the model."""


class _Later:
    """What of a row waits until its values are read."""

    __slots__ = ("lists", "objects", "values")

    def __init__(self) -> None:
        self.values: list[tuple[Leaf, Any]] = []
        self.lists: list[tuple[ListNode, Any]] = []
        self.objects: list[ObjectNode] = []


class Reading:
    """One reading of one document.

    Args:
        model: the document's model.
        contact: where the facts go.
        report: where the findings go.
    """

    __slots__ = ("contact", "model", "report")

    def __init__(self, model: Model, contact: Contact, report: Report) -> None:
        self.model = model
        self.contact = contact
        self.report = report

    @structural("modelo-id", "modelo-uuid")
    def read(self, root: ObjectNode, document: dict[str, Any]) -> None:
        """Read the whole document."""
        row = self.contact.root
        if document.get("modelo") != self.model.id:
            fields = {"valor": document.get("modelo"), "esperado": self.model.id}
            variant = None if "modelo" in document else "ausente"
            self.report.add("modelo-id", row, "modelo", fields, variant=variant)
        if not is_uuid4(document.get("uuid")):
            self.report.add("modelo-uuid", row, "uuid", {})
        known = ("modelo" in document) + ("uuid" in document)
        self._read_row(root, document, row, known)

    def bad(
        self,
        rule_id: str,
        leaf: Leaf,
        row: Row,
        *,
        severity: Severity | None = None,
        variant: str | None = None,
        suggestion: str | None = None,
        **fields: object,
    ) -> Any:
        """Report one value and return ``BAD`` in its place."""
        element = leaf.element
        self.report.add(
            rule_id,
            row,
            row.place(element),
            fields,
            label=element.label,
            severity=severity,
            variant=variant or element.kind.value,
            suggestion=suggestion,
        )
        return BAD

    @structural("modelo-obrigatorio")
    def missing(self, rule_id: str, element: Element, name: str, row: Row) -> None:
        """Report a value that is required and absent."""
        if row.missing is None:
            row.missing = set()
        row.missing.add(name)
        self.report.add(
            rule_id, row, row.place(element), {}, label=element.label, variant=element.kind.value
        )

    def _read_row(self, node: ObjectNode, data: dict[str, Any], row: Row, known: int = 0) -> None:
        """Read one row: its values, then what depends on them, then the lists in it."""
        later = _Later()
        self._read_object(node, data, row, later, known)
        for leaf, value in later.values:
            row.values[leaf.name] = self._checked(leaf, value, row)
        if later.objects:
            self._settle(node, later.objects, row)
        if later.lists:
            row.children = {}
            for list_node, value in later.lists:
                self._read_list(list_node, value, row)

    def _read_object(
        self, node: ObjectNode, data: dict[str, Any], row: Row, later: _Later, known: int
    ) -> None:
        """Read the values of one object; nested objects belong to the same row.

        Args:
            node: what the object must look like.
            data: the object.
            row: the row it is part of.
            later: what of the row waits.
            known: keys of it that were already read.
        """
        known += self._read_values(node, data, row, later)
        if node.conditional:
            later.objects.append(node)
        for key, inner in node.inner:
            value = data.get(key, _ABSENT)
            known += value is not _ABSENT
            inside = value if type(value) is dict else self._object(inner, value, row)
            if inside is not None:
                self._read_object(inner, inside, row, later, 0)
        for key, list_node in node.rows:
            value = data.get(key, _ABSENT)
            known += value is not _ABSENT
            later.lists.append((list_node, value))
        if known != len(data):
            self._unknown(node, data, row)

    def _read_values(self, node: ObjectNode, data: dict[str, Any], row: Row, later: _Later) -> int:
        """Read the values of one object and return how many of its keys they were."""
        values, known = row.values, 0
        for key, name, quick, required, table, leaf in node.plan:
            value = data.get(key, _ABSENT)
            if value is _ABSENT:
                if required:
                    self._absent(leaf, row)
                continue
            known += 1
            try:
                good = quick(value)
            except TypeError:  # an object or a list, which no memory can look up
                good = None
            if good is None:
                self._slowly(leaf, value, row, later)
                continue
            values[name] = good
            if table is not None:
                self.contact.terms.setdefault(table, []).append(Coded(row, leaf.element, good))
        return known

    def _slowly(self, leaf: Leaf, value: Any, row: Row, later: _Later) -> None:
        """Read a value that is wrong, or not known to be right."""
        if not value and (value is None or value == ""):
            self._empty(leaf, value, row)
        elif leaf.late:
            row.values[leaf.name] = value
            later.values.append((leaf, value))
        else:
            row.values[leaf.name] = self._checked(leaf, value, row)

    def _checked(self, leaf: Leaf, value: Any, row: Row) -> Any:
        """Check a value, and remember it where nothing was to be said about it."""
        if leaf.memory is None:
            return leaf.check(value, leaf, row, self)
        before = len(self.report.findings)
        read = leaf.check(value, leaf, row, self)
        if (
            type(value) is str
            and type(read) is not YearAlone  # right only where the row allows it
            and len(self.report.findings) == before
        ):
            remember(leaf.memory, value, read)
        return read

    def _settle(self, node: ObjectNode, objects: list[ObjectNode], row: Row) -> None:
        """Check the conditions of a row, unless one of the same shape was found right.

        While nothing was found in the contact, conditions hang on which values are there and
        on the few that they compare: most rows of a file are alike in that.
        """
        shape = None
        if not self.report.findings:
            shape = (*objects, *row.values, *map(row.get, node.deciding))
            if shape in node.settled:
                return
        settle([leaf for part in objects for leaf in part.conditional], row, self)
        if shape is not None and not self.report.findings:
            if len(node.settled) >= _SETTLED:
                node.settled.clear()
            node.settled.add(shape)

    def _absent(self, leaf: Leaf, row: Row) -> None:
        """Report an absent value that is required, unless another one explains it."""
        if _could_be_filled(leaf, row):
            self.missing("modelo-obrigatorio", leaf.element, leaf.name, row)

    def _object(self, node: ObjectNode, value: Any, row: Row) -> dict[str, Any] | None:
        """Return what to read where no object is: an empty one where a required one is absent."""
        if value is _ABSENT:
            return None if node.optional else {}
        self._wrong_type(row, node.relative, value, "objeto")
        for leaf in node.all_leaves():
            row.values[leaf.name] = BAD
        return None

    @structural("modelo-vazio")
    def _empty(self, leaf: Leaf, value: Any, row: Row) -> None:
        """Report null and empty text; to conditions the value is absent."""
        row.missing = (row.missing or set()) | {leaf.name}
        self.bad("modelo-vazio", leaf, row, variant="nulo" if value is None else "texto")

    @structural("modelo-chave")
    def _unknown(self, node: ObjectNode, data: dict[str, Any], row: Row) -> None:
        relative = node.relative
        known = node.keys() | (_TOP_KEYS if row.parent is None and not relative else set())
        strangers = [key for key in data if key not in known]
        for key in strangers[:_STRANGERS_SHOWN]:
            name = shown(str(key))
            place = ".".join(part for part in (row.path, relative, name) if part)
            self.report.add("modelo-chave", row, place, {"valor": name}, label=name)

    @structural("modelo-tipo")
    def _wrong_type(self, row: Row, relative: str, value: Any, wanted: str) -> None:
        place = ".".join(part for part in (row.path, relative) if part)
        self.report.add("modelo-tipo", row, place, {"valor": value}, variant=wanted)

    @structural("modelo-lista-minimo", "modelo-tipo")
    def _read_list(self, node: ListNode, value: Any, parent: Row) -> None:
        group = node.group
        relative = node.relative
        if value is _ABSENT:
            if not node.optional:
                self._too_few(group, parent, relative)
            return
        if type(value) is not list:
            self._wrong_type(parent, relative, value, "lista")
            return
        if len(value) < group.minimum:
            self._too_few(group, parent, relative)
        rows = self.contact.lists.setdefault(group.path, [])
        mine = parent.children[group.path] = []
        for index, item in enumerate(value):
            if type(item) is not dict:
                self._wrong_type(parent, f"{relative}[{index}]", item, "objeto")
                continue
            row = Row(group.path, index, parent, item)
            rows.append(row)
            mine.append(row)
            self._read_row(node.row, item, row)

    def _too_few(self, group: Group, row: Row, relative: str) -> None:
        place = f"{row.path}.{relative}" if row.path else relative
        fields = {"limite": group.minimum, "item": group.singular.lower()}
        self.report.add("modelo-lista-minimo", row, place, fields)


def _could_be_filled(leaf: Leaf, row: Row) -> bool:
    """Tell whether what the program fills an automatic element from is there and right.

    Where it is not, that is the one thing to settle.
    """
    return leaf.fills_from is None or row.values.get(leaf.fills_from, BAD) is not BAD

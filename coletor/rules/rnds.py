"""Rules of the national error catalogue of RNDS that can be checked offline."""

from collections import Counter
from collections.abc import Iterable, Iterator

from coletor.model.masks import masked
from coletor.rules import codes
from coletor.rules.consulting import consult
from coletor.rules.facts import BAD, Contact, Hit, Row
from coletor.rules.registry import Surroundings, rule

_ONLY_CONSOLIDATED = frozenset({"01"})


@rule("diagnostico-sem-principal")
def no_principal(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """No diagnosis is the principal one (unless a category is still missing or wrong)."""
    rows = contact.rows("categoria_diagnostico")
    categories = [row.get("categoria_diagnostico") for row in rows]
    if rows and None not in categories and codes.PRINCIPAL not in categories:
        above = rows[0].parent or contact.root
        return (Hit(above, "categoria_diagnostico", {}, whole_list=True),)
    return ()


@rule("diagnostico-varios-principais")
def many_principals(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """Only one diagnosis may be the principal one."""
    seen = False
    for row in contact.rows("categoria_diagnostico"):
        if row.get("categoria_diagnostico") == codes.PRINCIPAL:
            if seen:
                yield Hit(row, "categoria_diagnostico", {})
            seen = True


@rule("diagnostico-repetido")
def same_diagnosis(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """A secondary diagnosis repeats the principal or another secondary one."""
    rows = contact.rows("codigo_diagnostico")
    if len(rows) < 2:
        return
    principals = {_diagnosis(row) for row in rows if not _is_secondary(row)}
    seen = principals - {None}
    for row in rows:
        diagnosis = _diagnosis(row)
        if diagnosis is None or not _is_secondary(row):
            continue
        if diagnosis in seen:
            yield Hit(row, "codigo_diagnostico", {"valor": masked(diagnosis[1], diagnosis[0])})
        seen.add(diagnosis)


def _is_secondary(row: Row) -> bool:
    return bool(row.get("categoria_diagnostico") == codes.SECONDARY)


def _diagnosis(row: Row) -> tuple[str, str] | None:
    code = row.get("codigo_diagnostico")
    return (row.get("terminologia_diagnostico"), code) if code is not None else None


@rule("procedimento-identico")
def identical_procedure(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """A procedure row says exactly what another one says."""
    for row, first, identical in _repeated(contact):
        if identical:
            yield Hit(row, "codigo_procedimento", {"outra": first.index + 1})


@rule("procedimento-repetido")
def repeated_procedure(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """The same procedure on the same day stands in another row that differs otherwise."""
    for row, first, identical in _repeated(contact):
        if not identical:
            yield Hit(row, "codigo_procedimento", {"outra": first.index + 1})


def _repeated(contact: Contact) -> Iterator[tuple[Row, Row, bool]]:
    """Yield (row, the earlier one it repeats, whether in every column)."""
    rows = contact.rows("codigo_procedimento")
    if len(rows) < 2:
        return
    alike: dict[object, list[Row]] = {}
    for row in rows:
        code, day = row.get("codigo_procedimento"), row.get("data_procedimento")
        if code is not None and day is not None:
            same = (row.get("terminologia_procedimento"), code, day)
            alike.setdefault(same, []).append(row)
    if len(alike) == len(rows):
        return
    for same_rows in alike.values():
        if len(same_rows) > 1:
            yield from _compared(same_rows)


def _compared(rows: list[Row]) -> Iterator[tuple[Row, Row, bool]]:
    """Yield the rows of one procedure on one day after the first, with which they repeat."""
    contents: dict[object, Row] = {}
    for row in rows:
        content = _content(row)
        if content in contents:
            yield row, contents[content], True
        elif contents:
            yield row, next(iter(contents.values())), False
        contents.setdefault(content, row)


def _content(row: Row) -> object:
    """Return what makes two rows equal: their values and, in any order, those of their rows.

    A wrong value equals nothing: it has a finding of its own.
    """
    if BAD in row.values.values():
        return object()
    inner = Counter(_content(child) for rows in row.children.values() for child in rows)
    return frozenset(row.values.items()), frozenset(inner.items())


@rule("profissional-repetido")
def repeated_professional(contact: Contact, _around: Surroundings) -> Iterator[Hit]:
    """The same person in the same occupation stands twice in one procedure."""
    seen: dict[tuple[int, str, str], Row] = {}
    for row in contact.rows("cns_profissional"):
        cbo, cns = row.get("cbo"), row.get("cns_profissional")
        if cbo is None or cns is None:
            continue
        first = seen.setdefault((id(row.parent), cbo, cns), row)
        if first is not row:
            yield Hit(row, "cns_profissional", {"outra": first.index + 1})


@rule("sus-sem-cns-profissional")
def sus_without_professional(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """The SUS asks who did it, except where it only counts (BPA-C)."""
    for row in contact.rows("cns_profissional"):
        if row.has("cns_profissional") or row.get("financiamento") != codes.SUS:
            continue
        if row.has("estabelecimento_terceiro") or row.has("equipe"):
            continue  # what hangs below the missing CNS says so already
        found = consult(row, contact, around)
        if (
            found is None
            or found.procedure is None
            or found.procedure.registers != _ONLY_CONSOLIDATED
        ):
            yield Hit(row, "cns_profissional", {})

"""What the search field of the list understands: more than names."""

import re
from dataclasses import replace

from coletor.contact.fold import fold
from coletor.identifiers import cpf, sigtap
from coletor.store import Filter, Interrupt, Sort
from coletor.store.list_days import TODAY, YESTERDAY, read_period
from coletor.store.list_names import People
from coletor.workspace import Workspace

_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{3}-\d")
_TYPED = re.compile(r"digitad[oa]s?(?: em| de| entre)? (.+)")
_UNFINISHED = re.compile(r"\d{1,2}/[\d/]*")
_PERSON, _NAME = "cns_individuo", "nome_individuo"
_LETTERS = 3
"""Letters from which a name is sought by its other words, too."""
_PEOPLE = 200
"""People of the register at most, the latest used: more letters find the others."""


def sought(wanted: Filter, said: str) -> Filter:
    """Return a filter with what was typed into the search field.

    Understood are a procedure's code with its mask, days (``3/11``, ``ontem``), days of typing
    (``digitados ontem``) and, as a text for the list, the beginning of a name or of a CNS, and a
    whole protocol.

    Args:
        wanted: the filter without the field.
        said: what it says.
    """
    plain = said.strip()
    if _CODE.fullmatch(plain):
        return replace(wanted, text=None, procedure=sigtap.normalise(plain))
    folded = fold(plain)
    typing = _TYPED.fullmatch(folded)
    if typing:
        period = _period(typing[1]) or read_period(typing[1])
        if period is not None:
            return replace(wanted, text=None, typed=period)
    period = _period(folded)
    if period is not None:
        return replace(wanted, text=None, attended=period, competencia=None, until=None)
    return replace(wanted, text=plain or None)


def _period(said: str) -> str | None:
    """Return the days that a text says, half typed ones too, if it can be nothing else."""
    if said in {TODAY, YESTERDAY}:
        return said
    if not any(letter.isdigit() for letter in said):
        return None
    if "/" not in said and not any(letter.isalpha() for letter in said):
        return None  # a number
    period = read_period(said)
    while period is None and len(said) > 1 and _UNFINISHED.fullmatch(said):
        said = said[:-1]
        period = read_period(said)
    return period


def known(workspace: Workspace, wanted: Filter) -> Filter:
    """Return a filter whose CPF is the CNS that the register has for it; off the GUI thread.

    Args:
        workspace: the open folder.
        wanted: the filter, as typed.
    """
    digits = cpf.normalise(wanted.text or "")
    if not cpf.is_valid(digits):
        return wanted
    people = workspace.patients
    field, code = people.definition.with_form("cpf"), people.definition.by_role.get(_PERSON)
    if field is None or code is None:
        return wanted
    entry = people.find(field.id, digits)
    number = entry.values.get(code.id) if entry is not None else None
    return replace(wanted, text=number) if number else wanted


def people_of(workspace: Workspace, wanted: Filter, interrupt: Interrupt) -> People:
    """Return whom the register of patients knows by the words of what is sought.

    Args:
        workspace: the open folder.
        wanted: the filter, as typed.
        interrupt: a handle by which the screen drops this reading.
    """
    beginning = wanted.beginning()
    if beginning is None or beginning[0] is not Sort.PATIENT or len(beginning[1]) < _LETTERS:
        return People()
    roles, words = workspace.patients.definition.by_role, beginning[1].split()
    name, code = roles.get(_NAME), roles.get(_PERSON)
    names, numbers = set[str](), set[str]()
    for entry in workspace.patients.page(wanted.text or "", limit=_PEOPLE, interrupt=interrupt):
        called = fold(entry.values.get(name.id, "")) if name else ""
        if all(any(part.startswith(word) for part in called.split()) for word in words):
            names.add(called)
            numbers.add(entry.values.get(code.id, "") if code else "")
    return People(tuple(sorted(names)), tuple(sorted(numbers - {""})))

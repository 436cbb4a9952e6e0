"""What stands in a sheet, and where: in the header, in each line, or only in the whole form.

A slot is an element of the model, or a person that stands for several: the patient of a line, the
professional of the header. The model file's hint ``folha`` says the place; the defaults below
need no hint, so that any model that is sent can be typed by sheets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from coletor.model import Element, Kind, Model
from coletor.model.schema import Group
from coletor.registers import PATIENTS, PROFESSIONALS

HEADER = "cabecalho"
LINE = "linha"
BOTH = "ambos"
"""Typed in the line; what the header says is where the line starts from ("se for igual")."""
OUT = "fora"
PLACES = (HEADER, LINE, BOTH, OUT)
PATIENT, PROFESSIONAL = PATIENTS, PROFESSIONALS

_KNOWN_BY = "nome_individuo"
_OCCUPATION = "cbo"
_BY_LINE = ("codigo_diagnostico",)
_MAIN = "codigo_procedimento"
_ORDER = (
    "data_admissao",
    "modalidade",
    "procedencia",
    "motivo_desfecho",
    "carater",
    "financiamento",
)
_FOLLOWS = {"data_desfecho": "data_admissao"}


@dataclass(frozen=True)
class Slot:
    """One thing that is typed once in a header or once a line.

    Args:
        id: ``Element.path``, or for a person the path of what holds the elements.
        label: what it is called.
        elements: what it writes.
        person: id of the register a person is picked from; empty for a plain element.
        default: where it stands unless somebody moved it.
    """

    id: str
    label: str
    elements: tuple[Element, ...]
    person: str = ""
    default: str = OUT

    @property
    def element(self) -> Element:
        """The element it is, or the first of a person's."""
        return self.elements[0]


Arrangement = Mapping[str, str]
"""Place by slot id."""


@cache
def slots_of(model: Model) -> tuple[Slot, ...]:
    """Return every slot of a model: the patient, then header and lines in the order typed."""
    patient = patient_elements(model)
    people = _professional(model)
    skip = {element.path for element in patient}
    skip |= {element.path for element in people.elements} if people else set()
    plain = [
        Slot(element.path, element.label, (element,), default=_place(element))
        for element in model.leaves
        if element.path not in skip and not element.automatic and element.kind is not Kind.OID
    ]
    if people is not None:
        plain.append(Slot(people.path, people.singular, people.elements, PROFESSIONAL, HEADER))
    top = next(each for each in model.sections if _holds(each.path, patient[0]))
    first = Slot(top.path, top.label, patient, PATIENT, LINE)
    return (first, *sorted(plain, key=_rank))


def patient_elements(model: Model) -> tuple[Element, ...]:
    """Return what identifies the patient: the elements of the name's own section."""
    name = model.by_role[_KNOWN_BY]
    top = next(each for each in model.sections if _holds(each.path, name))
    return tuple(
        element
        for element in model.by_group[""].elements
        if _holds(top.path, element) and not element.automatic
    )


def default_arrangement(model: Model) -> dict[str, str]:
    """Return where every slot stands before anybody moved one."""
    return {slot.id: slot.default for slot in slots_of(model)}


def arranged(model: Model, kept: Arrangement) -> dict[str, str]:
    """Return a kept arrangement, made whole where the model has changed since.

    Args:
        model: the model.
        kept: place by slot id; unknown slots and places are left out.
    """
    made = default_arrangement(model)
    known = {key: place for key, place in kept.items() if key in made and place in PLACES}
    return made | known


def standing(model: Model, arrangement: Arrangement, place: str) -> tuple[Slot, ...]:
    """Return the slots that stand in a place, in the order typed.

    Args:
        model: the model.
        arrangement: where the slots stand.
        place: `HEADER` or `LINE`; what stands in both is returned for either.
    """
    return tuple(slot for slot in slots_of(model) if arrangement.get(slot.id) in (place, BOTH))


def header_elements(model: Model, arrangement: Arrangement) -> Iterator[Element]:
    """Yield the elements that the header writes."""
    for slot in standing(model, arrangement, HEADER):
        yield from slot.elements


def followers(model: Model, element: Element, arrangement: Arrangement) -> Iterator[Element]:
    """Yield the elements that take the value of another one: the procedure's day, the outcome's.

    One that was given a place of its own in the sheet follows nothing.
    """
    for other in model.leaves:
        source = source_of(other)
        if source and source == element.role and arrangement.get(other.path, OUT) == OUT:
            yield other


def source_of(element: Element) -> str:
    """Return the role that an element follows in a sheet, or an empty text."""
    return element.hint.default_from or _FOLLOWS.get(element.role or "", "")


def _professional(model: Model) -> Group | None:
    element = model.by_role.get(_OCCUPATION)
    return model.by_group[element.group_path] if element and element.group_path else None


def _holds(top: str, element: Element) -> bool:
    return element.path.startswith(f"{top}.")


def _place(element: Element) -> str:
    """Return where an element stands by default."""
    hint = element.hint
    if hint.sheet is not None:
        return hint.sheet
    if element.role in _BY_LINE:
        return BOTH
    proposed = hint.default or hint.first_default or source_of(element)
    return OUT if proposed or element.minimum == 0 else HEADER


def _rank(slot: Slot) -> tuple[int, int]:
    """Order as clerks fill a sheet: the day and its kind, what was done, by whom, the rest."""
    role = slot.element.role or ""
    if role in _ORDER:
        return 0, _ORDER.index(role)
    if role == _MAIN:
        return 1, 0
    return (2 if slot.person else 3), slot.element.row

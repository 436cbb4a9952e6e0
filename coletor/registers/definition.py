"""What a register keeps of a person: its fields, from its file and from the model's rows."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from coletor import clock, resources
from coletor.contact import entry
from coletor.identifiers import cpf
from coletor.identifiers.digits import has_form
from coletor.model import Element, Kind, Model, load_all

PATIENTS, PROFESSIONALS = "pacientes", "profissionais"
REGISTERS = (PATIENTS, PROFESSIONALS)

_CPF = "cpf"
_CPF_LENGTH = 11


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a register keeps.

    Args:
        id: name of the value, in entries, exports and the command line.
        label: what a person calls it.
        kind: how it is typed.
        role: role of the model's row it stands for, None where it is kept only here.
        element: that row of the model, None where the model has none.
        required: no entry goes without it.
        search: ``codigo``, ``palavras``, ``data``, ``termo`` or ''.
        hint: width in columns of a 12-column line.
        shape: a row to type and show it by: the model's, or one made of what the file says.
        roles: every role that says the same, in any model.
        form: ``cpf`` where the text is one, '' otherwise.
        concept: what it means, in the annex's words where the model has it.
        source: where the concept comes from, of what is kept only here.
        names: what spreadsheets call it.
        also: (other way of writing it, code) of coded values.
        example: what the empty spreadsheet shows.
        of_person: all the vínculos of a person share it.
    """

    id: str
    label: str
    kind: Kind
    role: str | None
    element: Element | None
    required: bool
    search: str
    hint: float | None
    shape: Element
    roles: tuple[str, ...]
    form: str = ""
    concept: str = ""
    source: str = ""
    names: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    example: str = ""
    of_person: bool = False

    def parse(self, text: str, today: date | None = None) -> str:
        """Return the value kept for what was typed, the text itself where it has not the form.

        Args:
            text: as typed, with or without mask, or a value kept already.
            today: the day that two-digit years are read against; this one without it.
        """
        value = entry.parse(self.shape, text, today=today or clock.today())
        kept = "" if value is None else str(value)
        if self.form == _CPF:
            bare = cpf.normalise(kept)
            return bare if bare.isdigit() else kept
        return kept

    def display(self, value: str) -> str:
        """Return a kept value as a person reads it: masks, dd/mm/aaaa, names of coded values."""
        if self.form == _CPF and has_form(value, _CPF_LENGTH):
            return f"{value[:3]}.{value[3:6]}.{value[6:9]}-{value[9:]}"
        return entry.display(self.shape, value) if value else ""

    def editable(self, value: str) -> str:
        """Return the text that a cell or an editor holds for a kept value."""
        if self.form == _CPF:
            return self.display(value)
        return entry.editable(self.shape, value) if value else ""


@dataclass(frozen=True)
class Definition:
    """A register.

    Args:
        id: ``pacientes`` or ``profissionais``.
        title: heading for a person.
        singular: what one entry is called.
        fields: in the order of the editor.
        unique: groups of field ids that no two entries share.
        same: fields that, all of them alike, are the same person where there is no code.
        key: fields that a contact must say for the register to take notice.
        order: field that the list is in the order of.
        model: the model whose rows describe the fields.
    """

    id: str
    title: str
    singular: str
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...]
    same: tuple[str, ...]
    key: tuple[str, ...]
    order: str
    model: Model

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """Return the fields by id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def by_role(self) -> Mapping[str, Field]:
        """Return the fields by every role they stand for."""
        return {role: field for field in self.fields for role in field.roles}

    def with_form(self, form: str) -> Field | None:
        """Return the field whose text is of a form (``cpf``), None without one."""
        return next((field for field in self.fields if field.form == form), None)

    def searched(self, how: str) -> Iterator[Field]:
        """Yield the fields that are searched in one way."""
        return (field for field in self.fields if field.search == how)

    def canonical(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return typed or kept values as they are kept; what is empty is absent.

        Args:
            values: text by field id; other names are a bug of the caller.

        Raises:
            KeyError: a name that is no field.
        """
        today = clock.today()
        made = {name: self.by_id[name].parse(text, today) for name, text in values.items()}
        return {field.id: made[field.id] for field in self.fields if made.get(field.id)}

    def title_of(self, values: Mapping[str, str]) -> str:
        """Return by what a person recognises an entry: its name, or its first code."""
        named = values.get(self.order)
        if named:
            return named
        codes = (self.by_id[group[0]] for group in self.unique)
        return next((f.display(values[f.id]) for f in codes if values.get(f.id)), "—")

    def columns(self, model: Model) -> Mapping[str, Mapping[str, Element]]:
        """Return where a model says these fields: list of rows -> field id -> row of the model.

        Args:
            model: any model; lists that do not say who the person is are left out.
        """
        if model not in self._columns:
            self._columns[model] = self._columns_in(model)
        return self._columns[model]

    @cached_property
    def _columns(self) -> dict[Model, Mapping[str, Mapping[str, Element]]]:
        """What `columns` returned: every contact that is concluded asks for it."""
        return {}

    def _columns_in(self, model: Model) -> Mapping[str, Mapping[str, Element]]:
        found: dict[str, dict[str, Element]] = {}
        for field in self.fields:
            for role in field.roles:
                element = model.by_role.get(role)
                if element is not None:
                    found.setdefault(element.group_path, {}).setdefault(field.id, element)
        return {path: own for path, own in found.items() if all(name in own for name in self.key)}


def definition(register_id: str, model: Model) -> Definition:
    """Return a register as its file and a model describe it.

    Args:
        register_id: ``pacientes`` or ``profissionais``.
        model: whose rows say labels, kinds, concepts, lists and sizes; a field it does not
            carry, and that the file does not describe either, is left out.
    """
    data = _file(register_id)
    fields = (_field(entry, model) for entry in data["campo"])
    return Definition(
        id=data["id"],
        title=data["titulo"],
        singular=data["singular"],
        fields=tuple(field for field in fields if field is not None),
        unique=tuple(tuple(group) for group in data["unico"]),
        same=tuple(data.get("reconhece", ())),
        key=tuple(data["chave"]),
        order=data["ordem"],
        model=model,
    )


@cache
def described(register_id: str) -> Definition:
    """Return a register as the newest model that is sent describes it.

    Args:
        register_id: ``pacientes`` or ``profissionais``.
    """
    sent = [model for model in load_all().values() if model.is_sent()]
    return definition(register_id, max(sent, key=lambda model: model.valid_from or date.min))


@cache
def _file(register_id: str) -> dict[str, Any]:
    if register_id not in REGISTERS:
        raise ValueError(register_id)
    file = resources.path("registers", f"{register_id}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _field(data: Mapping[str, Any], model: Model) -> Field | None:
    role = data.get("papel")
    element = model.by_role.get(role) if role else None
    if element is None and "rotulo" not in data:
        return None
    shape = element or _own_shape(data)
    return Field(
        id=data["id"],
        label=shape.label,
        kind=shape.kind,
        role=role,
        element=element,
        required=data.get("obrigatorio", False),
        search=data.get("procura", ""),
        hint=data.get("colunas", shape.hint.columns),
        shape=shape,
        roles=(role, *data.get("outros_papeis", ())) if role else (),
        form=data.get("forma", ""),
        concept=shape.concept,
        source=model.source if element else data.get("fonte", ""),
        names=tuple(data.get("nomes", ())),
        also=tuple((way, code) for code, ways in data.get("tambem", {}).items() for way in ways),
        example=data.get("exemplo", ""),
        of_person=data.get("da_pessoa", False),
    )


def _own_shape(data: Mapping[str, Any]) -> Element:
    """Return a row for what no model carries, so that it is typed and shown like the others."""
    return Element(
        row=0,
        level=0,
        minimum=int(data.get("obrigatorio", False)),
        maximum=1,
        item=data["rotulo"],
        printed_type="",
        concept=data["conceito"],
        id=data["id"],
        label=data["rotulo"],
        singular=data["rotulo"],
        kind=Kind(data["tipo"]),
        path="",
        wire="",
        role=data.get("papel"),
        length=data.get("tamanho"),
    )

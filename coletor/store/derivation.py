"""Derives the list row of a contact from the rows that say what happened to it (decision 4)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from coletor.contact.document import Document, get
from coletor.contact.entry import parse
from coletor.contact.fold import fold
from coletor.model import Element, Model, load_model
from coletor.store.opening import Database
from coletor.store.standing import Kept, OpenDraft, standing_of

_ROLES = (
    "nome_individuo",
    "cns_individuo",
    "data_nascimento",
    "estabelecimento",
    "data_admissao",
    "data_desfecho",
    "modalidade",
    "codigo_procedimento",
)
_PROCEDURE = "codigo_procedimento"
_YEAR_DIGITS = 4
_Said = tuple[Element, object]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One short row of the list of contacts; the fields are the columns of ``contact_list``.

    ``competencia`` is AAAAMM, ``admission`` and ``outcome`` AAAA-MM-DD, ``birth`` the same or a
    year alone; what is not (yet) of its form is None. ``establishment`` is None in drafts, where
    the program fills it in. ``word`` is an id of ``coletor.store.situation``. ``typed_at`` is when
    the typing began and ``procedures`` a JSON list of every code; both are None while they are
    not read yet after a change of the schema.
    """

    uuid: str
    model: str
    competencia: str | None
    admission: str | None
    outcome: str | None
    establishment: str | None
    patient: str | None
    patient_key: str | None
    cns: str | None
    birth: str | None
    modality: str | None
    procedure: str | None
    server: str
    server_version: int
    pending: str
    pending_kind: str | None
    management: str
    draft_id: int | None
    word: str
    changed_at: str
    operator_id: int
    typed_at: str | None = None
    procedures: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its procedures, as far as they are known."""
        if self.procedures is not None:
            return tuple(json.loads(self.procedures))
        return (self.procedure,) if self.procedure else ()


def derive_row(db: Database, uuid: str) -> ListRow | None:
    """Return the list row that the stored rows come to, None when nothing is to be listed.

    An open draft says who and when, being the newest that was typed; without one, the contact.

    Args:
        db: a connection inside a transaction.
        uuid: the contact's identifier.
    """
    found = standing_of(db, uuid)
    newest, lasting = found.draft or found.contact, found.contact or found.draft
    if newest is None or lasting is None or found.moving is None:
        return None
    model, said = _content(db, uuid, newest)
    return ListRow(
        uuid=uuid,
        model=model.id,
        **_shown(_first(said)),
        **found.moving._asdict(),
        operator_id=lasting.operator_id,
        typed_at=typed_at(db, uuid),
        procedures=_codes(said),
    )


def typed_at(db: Database, uuid: str) -> str | None:
    """Return when the typing of a contact began; of one that was read from a file, the reading.

    Args:
        db: a connection inside a transaction.
        uuid: the contact.
    """
    found = db.execute(
        "SELECT min(at) FROM (SELECT created_at AS at FROM draft WHERE uuid = ?"
        " UNION ALL SELECT created_at FROM contact WHERE uuid = ?)",
        [uuid, uuid],
    ).fetchone()
    return str(found[0]) if found[0] else None


def procedures_of(db: Database, uuid: str) -> str | None:
    """Return the codes of a contact's procedures as the list keeps them; None without contact.

    Args:
        db: a connection inside a transaction.
        uuid: the contact.
    """
    found = standing_of(db, uuid)
    newest = found.draft or found.contact
    return _codes(_content(db, uuid, newest)[1]) if newest else None


def _content(db: Database, uuid: str, newest: OpenDraft | Kept) -> tuple[Model, list[_Said]]:
    """Return what it says of the roles that the list shows, and the model it follows."""
    model = load_model(newest.model)
    if isinstance(newest, OpenDraft):
        return model, _found_in_draft(db, model, newest.id)
    document = db.execute("SELECT document FROM contact WHERE uuid = ?", [uuid]).fetchone()[0]
    return model, _found_in_document(model, json.loads(document))


def _codes(found: Iterable[_Said]) -> str:
    codes = dict.fromkeys(
        str(value) for element, value in found if element.role == _PROCEDURE and value is not None
    )
    return json.dumps(list(codes), ensure_ascii=False, separators=(",", ":"))


def _shown(values: dict[str, str]) -> dict[str, Any]:
    """Return the columns that come from what was typed, from the values by role."""
    admission = _day(values.get("data_admissao"))
    patient = values.get("nome_individuo")
    return {
        "competencia": admission[:4] + admission[5:7] if admission else None,
        "admission": admission,
        "outcome": _day(values.get("data_desfecho")),
        "establishment": values.get("estabelecimento"),
        "patient": patient,
        "patient_key": fold(patient) if patient else None,
        "cns": values.get("cns_individuo"),
        "birth": _day_or_year(values.get("data_nascimento")),
        "modality": values.get("modalidade"),
        "procedure": values.get("codigo_procedimento"),
    }


@cache
def _elements(model: Model) -> Mapping[str, Element]:
    """Return the elements the list shows by path; a model need not have them all."""
    found = (model.by_role.get(role) for role in _ROLES)
    return {element.path: element for element in found if element is not None}


def values_of_draft(db: Database, model_id: str, draft_id: int) -> dict[str, str]:
    """Return what a draft says of the roles that the list shows, by role.

    Args:
        db: a connection inside a transaction.
        model_id: the draft's model.
        draft_id: the draft.
    """
    return _first(_found_in_draft(db, load_model(model_id), draft_id))


def _found_in_draft(db: Database, model: Model, draft_id: int) -> list[_Said]:
    elements = _elements(model)
    places = ", ".join("?" for _ in elements)
    cells = db.execute(
        "SELECT c.element, c.text FROM draft_row r JOIN draft_cell c ON c.row_id = r.id"
        f" WHERE r.draft_id = ? AND r.removed_at IS NULL AND c.element IN ({places})"
        " ORDER BY r.position, r.id",
        [draft_id, *elements],
    ).fetchall()
    return [(elements[path], parse(elements[path], text)) for path, text in cells]


def _found_in_document(model: Model, document: Document) -> list[_Said]:
    return [
        (element, value)
        for path, element in _elements(model).items()
        for value in _each(document, path)
    ]


def _each(document: Document, path: str) -> Iterator[object]:
    """Yield what stands at a path, in every row of its lists."""
    rows, _, inner = path.partition("[].")
    if not inner:
        yield get(document, path)
        return
    for row in get(document, rows) or ():
        yield from _each(row, inner)


def _first(found: Iterable[tuple[Element, object]]) -> dict[str, str]:
    """Return the first value of each role: of a list, its first row that has one."""
    values: dict[str, str] = {}
    for element, value in found:
        if value is not None and element.role:
            values.setdefault(element.role, str(value))
    return values


def _day(value: str | None) -> str | None:
    """Return a value that is a whole date, as it is sorted and filtered by."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None


def _day_or_year(value: str | None) -> str | None:
    if value and len(value) == _YEAR_DIGITS and value.isascii() and value.isdigit():
        return value
    return _day(value)

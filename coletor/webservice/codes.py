"""What the codes of the service mean: kind, role of the field, plain words, place."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from coletor import resources
from coletor.contact import Document, get, walk
from coletor.contact.document import pattern_of
from coletor.messages import text
from coletor.model import Element, Model
from coletor.webservice.answers import Mensagem, RefusalKind

# The word of the file for each kind, in order of precedence when a fault mixes them.
_KINDS = {
    "credenciais": RefusalKind.CREDENTIALS,
    "servico": RefusalKind.SERVICE,
    "duplicado": RefusalKind.DUPLICATE,
    "uuid-desconhecido": RefusalKind.UNKNOWN_UUID,
    "negocio": RefusalKind.BUSINESS,
}


@dataclass(frozen=True, slots=True)
class Code:
    """One known code of the service, with what the clerk should do about it."""

    code: str
    kind: RefusalKind
    role: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Codes:
    """The known codes, and how a text tells the place it speaks of."""

    place: re.Pattern[str]
    known: Mapping[str, Code]


@cache
def load_codes() -> Codes:
    """Return ``resources/webservice/codigos.toml``."""
    content = resources.path("webservice", "codigos.toml").read_text(encoding="utf-8")
    data = tomllib.loads(content)
    known = {
        row["codigo"]: Code(row["codigo"], _KINDS[row["tipo"]], row.get("papel"), row["texto"])
        for row in data["codigo"]
    }
    return Codes(re.compile(data["local"]), known)


def kind_of(codes: Iterable[str]) -> RefusalKind:
    """Return what a fault with these codes is about; an unknown code is about the record."""
    known = load_codes().known
    kinds = {known[code].kind if code in known else RefusalKind.BUSINESS for code in codes}
    return next((kind for kind in _KINDS.values() if kind in kinds), RefusalKind.BUSINESS)


def is_known(code: str) -> bool:
    """Tell whether the file explains a code; one that it does not is a gap in our rules."""
    return code in load_codes().known


def explain(code: str, model: Model) -> tuple[str | None, str]:
    """Return the role of the field that a code is about (None if none) and what to do about it.

    Args:
        code: the service's code.
        model: the contact's model; a role that it lacks is not returned.
    """
    known = load_codes().known.get(code)
    if known is None:
        return None, text("webservice.code.unknown", code=code or "?")
    return (known.role if known.role in model.by_role else None), known.text


def locate(
    model: Model, places: Mapping[str, str], message: Mensagem, document: Document
) -> str | None:
    """Return the document path that a message of a rejection speaks of, or None.

    The place named in the text counts first (with the code's role, where the place is only the
    row or section around it); then the role alone: its only value, or the only one that the text
    quotes, or the list when it could be any row.

    Args:
        model: the contact's model.
        places: the map of ``encode``.
        message: one message of the fault.
        document: the contact that was sent.
    """
    role, _ = explain(message.code, model)
    element = model.by_role[role] if role else None
    named = _named(places, message.text)
    if named is not None:
        return _within(named, element)
    return _by_role(element, message.text, document) if element else None


def _named(places: Mapping[str, str], words: str) -> str | None:
    """Return the path of the place that a text names."""
    found = load_codes().place.search(words)
    if found is None:
        return None
    wanted = _plain(found["lugar"])
    return next((path for place, path in places.items() if _plain(place) == wanted), None)


def _within(path: str, element: Element | None) -> str:
    """Return the field that a code is about, in the row or section at a path."""
    if element is None or not element.path.startswith(f"{pattern_of(path)}."):
        return path
    rest = element.path[len(pattern_of(path)) :]
    return path if "[]" in rest else path + rest


def _plain(place: str) -> str:
    """Return a place without the positions that say nothing."""
    return place.replace("[1]", "")


def _by_role(element: Element, words: str, document: Document) -> str:
    found = {path: value for path, value in walk(document) if pattern_of(path) == element.path}
    quoted = [path for path, value in found.items() if str(value) in words]
    for candidates in (list(found), quoted):
        if len(candidates) == 1:
            return candidates[0]
    if not element.group_path:
        return element.path
    return _outer_list(element, document)


def _outer_list(element: Element, document: Document) -> str:
    """Return the element's list; below more than one parent row, the outermost list."""
    outer, _, inner = element.group_path.partition("[].")
    if inner and len(get(document, outer) or ()) == 1:
        return f"{outer}[0].{inner}"
    return outer

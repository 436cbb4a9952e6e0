"""Form of the codes of external terminologies, by table."""

from collections.abc import Callable
from functools import lru_cache

from coletor.identifiers import cbo, ciap2, cid10, municipio, sigtap, tuss
from coletor.identifiers.digits import unmask

LONGEST = 20


def _country(text: str) -> bool:
    return 1 <= len(text) <= 3 and text.isascii() and text.isdigit()


_FORMS: dict[str, tuple[Callable[[str], bool], Callable[[str], str]]] = {
    "sigtap": (sigtap.has_form, sigtap.normalise),
    "cid-10": (cid10.is_valid, cid10.normalise),
    "ciap-2": (ciap2.is_valid, ciap2.normalise),
    "cbo": (cbo.is_valid, cbo.normalise),
    "municipio": (municipio.has_form, municipio.normalise),
    "tuss": (tuss.is_valid, tuss.normalise),
    "cbhpm": (tuss.is_valid, tuss.normalise),
    "pais": (_country, unmask),
}


@lru_cache(50_000)
def has_form(table: str, code: str) -> bool:
    """Tell whether a code has the form of a table's codes (any short text, for other tables)."""
    if table in _FORMS:
        return _FORMS[table][0](code)
    return 0 < len(code) <= LONGEST and code.isprintable()


def suggest(table: str, code: str) -> str | None:
    """Return the stored form of a code written with mask or lower case, or None."""
    if table not in _FORMS or len(code) > LONGEST:
        return None
    valid, normalise = _FORMS[table]
    stored = normalise(code)
    return stored if valid(stored) else None

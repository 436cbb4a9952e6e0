"""Names and queries as the search compares them: no accents, no case, no punctuation."""

import re
import unicodedata

MAX_QUERY = 200
"""A longer text is not something a person typed to find a code: it finds nothing, at once."""
MAX_WORDS = 12

_ACCENT = re.compile(r"[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_CODE = re.compile(r"[\s.\-/_,;:()]+")
_LITTLE = """a ao aos as com da das de do dos e em na nas no nos o os ou para por"""
_STOP = frozenset(_LITTLE.split())
_PLURALS = (
    *(("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol")),
    *(("ens", "em"), ("ins", "im"), ("ons", "om"), ("uns", "um")),
)

_GENDERS = (("ico", "a"), ("ica", "o"))
"""An exam is "obstétrico" to a clerk and "ultrassonografia obstétrica" in the table."""


def fold(text: str) -> str:
    """Return the words of a text without accents, case and punctuation, one space apart.

    Args:
        text: any text; "Mário d'Água-Fria" gives "mario d agua fria".
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    if not plain.isascii():
        plain = _ACCENT.sub("", plain)
    return _NOT_WORD.sub(" ", plain).strip()


def query_words(text: str) -> tuple[list[str], list[str]]:
    """Return the words that must be found, and the little ones that only help the order.

    "hepatite a" must find "hepatite"; that the name has the word "a" puts it first.

    Args:
        text: what was typed.
    """
    if len(text) > MAX_QUERY:
        return [], []
    words = fold(text).split()[:MAX_WORDS]
    telling = [word for word in words if word not in _STOP]
    little = [word for word in words if word in _STOP]
    return (telling, little) if telling else (words, [])


def code_like(text: str) -> str:
    """Return the typed text as a code without mask, or empty where it cannot be one.

    Args:
        text: "j45.9" gives "J459"; "03.01.01.007-2" gives "0301010072"; "asma" gives "".
    """
    if len(text) > 30:
        return ""
    plain = _NOT_CODE.sub("", text).upper()
    alike = plain.isascii() and plain.isalnum() and any(letter.isdigit() for letter in plain)
    return plain if alike else ""


def variants(word: str) -> tuple[str, ...]:
    """Return the beginnings that forgive singular and plural: "pulmoes" and "pulmao" meet.

    Args:
        word: one folded word.
    """
    found = [word]
    if len(word) > 3:
        found += [word[: -len(many)] + one for many, one in _PLURALS if word.endswith(many)]
        found += [word[: -len(one)] + many for many, one in _PLURALS if word.endswith(one)]
        found += [word[:-1] + other for end, other in _GENDERS if word.endswith(end)]
        if word.endswith(("res", "zes")):
            found.append(word[:-2])
        elif word.endswith("s"):
            found.append(word[:-1])
    return tuple(dict.fromkeys(found))

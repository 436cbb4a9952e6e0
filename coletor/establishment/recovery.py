"""The recovery code: what is printed once and opens the folder when a password is forgotten.

Seven groups of four characters without look-alikes (Crockford's base 32): 128 random bits and
two characters that catch a slip of the pen before anything is tried.
"""

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DIGITS = 26
_CHECK = 2
_GROUP = 4


def new_code() -> str:
    """Return a new code as it is printed, with hyphens between its groups."""
    number = secrets.randbits(5 * _DIGITS)
    body = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_DIGITS))
    whole = body + _check(body)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def normalise(typed: str) -> str | None:
    """Return a code as it is used, or None when it was surely copied wrong.

    Args:
        typed: what a person copied: any case, with or without hyphens, O for 0, I or L for 1.
    """
    bare = "".join(c for c in typed.upper() if c.isalnum()).translate(_LOOK_ALIKE)
    if len(bare) != _DIGITS + _CHECK or any(c not in _ALPHABET for c in bare):
        return None
    return bare if _check(bare[:_DIGITS]) == bare[_DIGITS:] else None


def _check(body: str) -> str:
    digest = hashlib.sha256(b"coletor-cmd recovery " + body.encode("ascii")).digest()
    return _ALPHABET[digest[0] & 31] + _ALPHABET[digest[1] & 31]

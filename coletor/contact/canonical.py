"""One way to write a contact, so that equal contents have equal bytes and equal hashes."""

import hashlib
import json
from typing import Any

from coletor.contact.document import Document


def _ordered(value: Any) -> Any:
    """Sort keys, and list rows by their own canonical text: rows carry no order of their own."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=_dump)
    return value


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical_bytes(document: Document) -> bytes:
    """Return the canonical JSON of a contact as UTF-8 (sorted keys and rows, no spaces)."""
    return _dump(_ordered(document)).encode("utf-8")


def content_hash(document: Document) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def same_content(one: Document, other: Document) -> bool:
    """Tell whether two contacts say the same, whatever the order of their rows."""
    return canonical_bytes(one) == canonical_bytes(other)

"""The contact document: a JSON object whose keys are element ids of its model."""

from coletor.contact.canonical import canonical_bytes, content_hash, same_content
from coletor.contact.document import Document, get, parse_path, walk
from coletor.contact.identity import new_uuid

__all__ = [
    "Document",
    "canonical_bytes",
    "content_hash",
    "get",
    "new_uuid",
    "parse_path",
    "same_content",
    "walk",
]

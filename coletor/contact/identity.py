"""The identifier of a contact: a UUID version 4 made here, once, and never changed."""

import re
import uuid

_V4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_uuid() -> str:
    """Return a new random identifier in the canonical lower-case form."""
    return str(uuid.uuid4())


def is_uuid4(value: object) -> bool:
    """Tell whether a value is a UUID version 4 in the canonical form (upper case accepted)."""
    return isinstance(value, str) and _V4.fullmatch(value.lower()) is not None

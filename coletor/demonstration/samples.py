"""The sample contacts of ``resources/demo/contatos.json``, with dates counted from today."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coletor import resources
from coletor.contact import Document
from coletor.model import Model

_DAYS_AGO = re.compile(r"@-(\d+)")


@dataclass(frozen=True)
class Samples:
    """What the demonstration types.

    Args:
        documents: contacts without identifier.
        refused: which of them the training webservice refuses.
        role: the role whose value it refuses.
        correction: the value that it accepts.
    """

    documents: tuple[Document, ...]
    refused: int
    role: str
    correction: str


def load_samples(model: Model, today: date) -> Samples:
    """Return the samples of a model.

    Args:
        model: the model that they are typed in.
        today: the day from which ``@-2`` counts two days back.
    """
    data = json.loads(resources.path("demo", "contatos.json").read_text(encoding="utf-8"))
    refused = data["recusado"]
    documents = tuple({"modelo": model.id, **_dated(one, today)} for one in data["contatos"])
    return Samples(documents, refused["contato"], refused["papel"], refused["valor"])


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _dated(child, today) for key, child in value.items()}
    if isinstance(value, list):
        return [_dated(child, today) for child in value]
    match = _DAYS_AGO.fullmatch(value) if isinstance(value, str) else None
    return (today - timedelta(days=int(match[1]))).isoformat() if match else value

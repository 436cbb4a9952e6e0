"""The catalogue of messages and the templates that fill it."""

import re
import string

import pytest

from coletor.errors import ColetorError
from coletor.messages import exists, identifiers, text
from coletor.messages.catalogue import templates


class Words(dict[str, str]):
    """Fill every place of a template with a neutral word."""

    def __init__(self, fields: set[str]) -> None:
        super().__init__(dict.fromkeys(fields, "x"))


ENGLISH = re.compile(r"\b(the|error|file|please|invalid|failed|cannot|not found)\b", re.IGNORECASE)


def test_a_message_is_filled_with_its_fields() -> None:
    message = text("model.reason.level", value=0)
    assert message == "o nível deve ser um número inteiro a partir de 1, e não “0”."
    assert str(ColetorError("model.unknown", id="x", known="y")).startswith("Não existe o modelo")


def test_an_unknown_message_is_a_bug() -> None:
    assert not exists("model.nothing")
    with pytest.raises(KeyError):
        text("model.nothing")


@pytest.mark.parametrize("identifier", identifiers())
def test_every_message_is_a_template_in_portuguese(identifier: str) -> None:
    template = templates()[identifier]
    fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    assert all(field.isidentifier() for field in fields)
    assert not ENGLISH.search(string.Formatter().vformat(template, (), Words(fields)))
    assert template == template.strip()

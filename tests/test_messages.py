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
    for unknown in ("model.nothing", "nowhere.nothing"):
        with pytest.raises(KeyError):
            text(unknown)


def wrong_with(template: str) -> str:
    """Return what is wrong with a template, or nothing."""
    fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    if not all(field.isidentifier() for field in fields):
        return "a place without a name"
    if ENGLISH.search(string.Formatter().vformat(template, (), Words(fields))):
        return "English"
    return "blanks around it" if template != template.strip() else ""


@pytest.mark.parametrize("room", sorted({name.partition(".")[0] for name in identifiers()}))
def test_every_message_of_a_room_is_a_template_in_portuguese(room: str) -> None:
    own = {n: t for n, t in templates().items() if n.partition(".")[0] == room}
    assert own
    wrong = {name: said for name, template in own.items() if (said := wrong_with(template))}
    assert wrong == {}


@pytest.mark.parametrize("template", ["{a.b}", "File not found", " ou "])
def test_what_is_wrong_with_a_message_is_told(template: str) -> None:
    assert wrong_with(template)


OF_THE_SERVICE = {
    *("acts", "closing", "contacts", "demo", "form"),
    *("home", "outbox", "store", "ui", "webservice"),
}


def test_what_the_service_did_not_accept_has_one_word() -> None:
    """It is *rejeitado*, as its state is called; *recusado* is a row of a spreadsheet."""
    said = [
        name
        for name, template in templates().items()
        if name.partition(".")[0] in OF_THE_SERVICE and re.search(r"recus", template, re.IGNORECASE)
    ]
    assert said == []
    assert text("cli.demonstration.way.envio_rejeitado") == text("store.word.rejeitado")

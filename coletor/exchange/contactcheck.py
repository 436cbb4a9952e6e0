"""Checks one contact after the other, each by the rules of its own model."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from coletor import clock
from coletor.exchange.reading import Read, key_of
from coletor.model import Model, in_force, load_model, model_ids
from coletor.rules import Checker, Finding
from coletor.rules.profile import ProfileView
from coletor.rules.tables import Tables


class Checked(NamedTuple):
    """What was found in one contact of a file, in a form that crosses processes cheaply.

    Args:
        line: line on which it begins, from 1.
        uuid: what stands as its identifier, where that is a text.
        key: its identifier in few bytes, where it has a right one.
        findings: what is wrong with it; identifiers used twice are for the file to tell.
    """

    line: int
    uuid: str | None
    key: bytes | None
    findings: Sequence[Finding]


class ContactCheck:
    """Checks contacts of any model.

    Args:
        tables: the code tables.
        profile: what the establishment reports by other ways, where that is known.
    """

    def __init__(self, tables: Tables, profile: ProfileView | None = None) -> None:
        self._tables = tables
        self._profile = profile
        self._checkers: dict[str, Checker] = {}

    def one(self, read: Read) -> Checked:
        """Return what is wrong with a contact, or with the place of the file it came from."""
        document = read.document
        # ``null`` is a document too, a wrong one: only the error says that nothing could be read.
        found = [read.error] if read.error else self._checker(document).check(document)
        uuid = document.get("uuid") if isinstance(document, dict) else None
        return Checked(read.line, uuid if isinstance(uuid, str) else None, key_of(document), found)

    def not_checked(self) -> frozenset[str]:
        """Return the rules that could not be checked so far, for want of what they need."""
        return frozenset(rule for one in self._checkers.values() for rule in one.not_checked)

    def _checker(self, document: Any) -> Checker:
        """Return the checks of the contact's model; of the model in force when it names none."""
        model = _model_of(document)
        if model.id not in self._checkers:
            self._checkers[model.id] = Checker(model, tables=self._tables, profile=self._profile)
        return self._checkers[model.id]


def _model_of(document: Any) -> Model:
    named = document.get("modelo") if isinstance(document, dict) else None
    known = isinstance(named, str) and named in model_ids()
    return load_model(str(named)) if known else in_force(clock.today())

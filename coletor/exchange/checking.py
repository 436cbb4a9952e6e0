"""Checks the contacts of a file without storing anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coletor import clock
from coletor.exchange.reading import Read, read_contacts
from coletor.model import Model, in_force, load_all
from coletor.rules import Checker, Finding, Severity
from coletor.rules.tables import Tables


@dataclass(frozen=True, slots=True)
class Line:
    """One finding of a file.

    Args:
        number: line on which the contact begins, from 1.
        uuid: the contact's identifier, where it has one.
        finding: what was found.
    """

    number: int
    uuid: str | None
    finding: Finding


@dataclass(slots=True)
class Summary:
    """How the check of a file ended."""

    contacts: int = 0
    with_errors: int = 0
    warnings: int = 0
    not_checked: list[str] = field(default_factory=list)

    @property
    def valid(self) -> int:
        """Return how many contacts have no error."""
        return self.contacts - self.with_errors

    def as_json(self) -> dict[str, Any]:
        """Return what ``validar --json`` prints under ``resumo``."""
        return {
            "contatos": self.contacts,
            "validos": self.valid,
            "com_erros": self.with_errors,
            "avisos": self.warnings,
            "nao_verificadas": self.not_checked,
        }


class FileCheck:
    """Checks files with the tables of a folder.

    Args:
        tables: the code tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._checkers: dict[str, Checker] = {}
        self.summary = Summary()

    def run(self, file: Path) -> Iterator[Line]:
        """Yield the findings of a file, contact by contact.

        Args:
            file: NDJSON, one JSON object or a JSON array.

        Raises:
            ColetorError: the file cannot be read at all.
        """
        for read in read_contacts(file):
            yield from self._one(read)
        self.summary.not_checked = sorted(
            {rule for checker in self._checkers.values() for rule in checker.not_checked}
        )

    def findings(self, read: Read) -> list[Finding]:
        """Return the findings of one contact of a file, those of the file itself first."""
        found = [read.error] if read.error else []
        if read.document is not None:
            found += self._checker(read.document).check(read.document)
        return found

    def _one(self, read: Read) -> Iterator[Line]:
        findings = self.findings(read)
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        self.summary.contacts += 1
        self.summary.with_errors += bool(errors)
        self.summary.warnings += len(findings) - errors
        uuid = read.document.get("uuid") if isinstance(read.document, dict) else None
        for finding in findings:
            yield Line(read.line, uuid if isinstance(uuid, str) else None, finding)

    def _checker(self, document: Any) -> Checker:
        """Return the checks of the contact's model; of the model in force when it names none."""
        model = _model_of(document)
        if model.id not in self._checkers:
            self._checkers[model.id] = Checker(model, tables=self._tables)
        return self._checkers[model.id]


def _model_of(document: Any) -> Model:
    named = document.get("modelo") if isinstance(document, dict) else None
    known = load_all()
    return known[named] if isinstance(named, str) and named in known else in_force(clock.today())

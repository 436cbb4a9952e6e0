"""Checks the contacts of a file without storing anything."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coletor.exchange.contactcheck import Checked, ContactCheck
from coletor.exchange.reading import ContactFile, Identifiers, Unread
from coletor.rules import Finding, Severity
from coletor.rules.profile import ProfileView
from coletor.rules.tables import Tables

LARGE = 4 * 1024 * 1024
"""Bytes of a file from which starting other processes takes less time than it saves."""

_MOST_PROCESSES = 4


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
    """Checks a file with the tables of a folder, on every core where the file is large.

    Args:
        open_tables: opens the code tables; it is sent to the other processes, so it must be
            picklable where there are any.
        profile: what the establishment reports by other ways, where that is known; picklable.
        progress: told how many bytes of how many were read.
        large: bytes from which other processes help.
        processes: how many help; as many as cores, up to four, when None.
    """

    def __init__(
        self,
        open_tables: Callable[[], Tables],
        *,
        profile: ProfileView | None = None,
        progress: Callable[[int, int], None] | None = None,
        large: int = LARGE,
        processes: int | None = None,
    ) -> None:
        self._open_tables = open_tables
        self._profile = profile
        self._progress = progress
        self._large = large
        self._processes = processes or min(os.cpu_count() or 1, _MOST_PROCESSES)
        self._not_checked: set[str] = set()
        self.summary = Summary()

    def run(self, file: Path) -> Iterator[Line]:
        """Yield the findings of a file, contact by contact, in the order of the file.

        Args:
            file: NDJSON, one JSON object or a JSON array.

        Raises:
            ColetorError: the file cannot be read at all, or a helping process ended by itself.
        """
        source, identifiers = ContactFile(file), Identifiers()
        size = file.stat().st_size if file.is_file() else 0
        helped = size >= self._large and self._processes > 1
        with closing(source.contacts()) as contacts:
            for checked in (self._in_processes if helped else self._here)(contacts):
                yield from self._told(checked, identifiers)
                if self._progress is not None:
                    self._progress(source.done, size)
        self.summary.not_checked = sorted(self._not_checked)

    def _here(self, contacts: Iterator[Unread]) -> Iterator[Checked]:
        check = ContactCheck(self._open_tables(), self._profile)
        for unread in contacts:
            yield check.one(unread.decode())
        self._not_checked |= check.not_checked()

    def _in_processes(self, contacts: Iterator[Unread]) -> Iterator[Checked]:
        from coletor.exchange.processes import check_in_processes  # noqa: PLC0415 - start-up

        answers = check_in_processes(contacts, self._open_tables, self._processes, self._profile)
        with closing(answers):
            for checked, not_checked in answers:
                self._not_checked |= not_checked
                yield from checked

    def _told(self, checked: Checked, identifiers: Identifiers) -> Iterator[Line]:
        """Count one contact and yield its findings, those of the file itself first."""
        repeated = identifiers.repeated(checked.key, checked.line)
        findings = [repeated, *checked.findings] if repeated else checked.findings
        self.summary.contacts += 1
        if not findings:
            return
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        self.summary.with_errors += bool(errors)
        self.summary.warnings += len(findings) - errors
        for finding in findings:
            yield Line(checked.line, checked.uuid, finding)

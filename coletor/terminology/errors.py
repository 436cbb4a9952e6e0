"""What can go wrong with a table that a person brought."""

from collections.abc import Callable

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.terminology.types import Package


class TableFileError(ColetorError):
    """A file that cannot become a table: says which file, which table in it and which line."""

    def __init__(
        self, reason: str, /, *, file: str, table: str = "", line: int = 0, **fields: object
    ) -> None:
        self._made_from = (reason, file, table, line, {k: str(v) for k, v in fields.items()})
        self.reason = reason
        self.file = file
        self.table = table
        self.line = line
        place = file
        if table:
            place += text("terminology.in_table", table=table)
        if line:
            place += text("terminology.in_line", line=line)
        why = text(f"terminology.reason.{reason}", **fields)
        super().__init__("terminology.refused", place=place, why=why)

    def __reduce__(self) -> tuple[Callable[..., "TableFileError"], tuple[object, ...]]:
        """Travel from the child process that imports."""
        return _table_file_error, self._made_from


def _table_file_error(
    reason: str, file: str, table: str, line: int, fields: dict[str, str]
) -> TableFileError:
    return TableFileError(reason, file=file, table=table, line=line, **fields)


class ImportFailedError(ColetorError):
    """Some of the files brought together could not be imported; the others were.

    Args:
        problems: one error for each file or set that failed.
        imported: the packages that are in place.
    """

    def __init__(self, problems: list[ColetorError], imported: list[Package]) -> None:
        self.problems = problems
        self.imported = imported
        super().__init__(
            "terminology.several", problems="\n".join(_line(each, imported) for each in problems)
        )

    def __reduce__(self) -> tuple[Callable[..., "ImportFailedError"], tuple[object, ...]]:
        """Travel from the child process that imports (plain errors by their id and fields)."""
        portable = [
            each
            if isinstance(each, TableFileError)
            else (each.message_id, {key: str(value) for key, value in each.fields.items()})
            for each in self.problems
        ]
        return _import_failed_error, (portable, self.imported)


def _line(problem: ColetorError, imported: list[Package]) -> str:
    """Return a problem as one of several: that nothing changed is not said where it is not so."""
    if imported and isinstance(problem, TableFileError):
        return text(
            "terminology.refused_alone", place=problem.fields["place"], why=problem.fields["why"]
        )
    return str(problem)


def _import_failed_error(
    portable: list[TableFileError | tuple[str, dict[str, str]]], imported: list[Package]
) -> ImportFailedError:
    problems = [
        ColetorError(each[0], **each[1]) if isinstance(each, tuple) else each for each in portable
    ]
    return ImportFailedError(problems, imported)


class SearchInterrupted(Exception):  # noqa: N818 - an outcome asked for, not an error
    """Another search took this one's place; its answer is not wanted any more."""


class ImportCancelled(ColetorError):  # noqa: N818 - an outcome asked for, not an error
    """The person stopped the import; what was there is untouched."""

    def __init__(self) -> None:
        super().__init__("terminology.cancelled")

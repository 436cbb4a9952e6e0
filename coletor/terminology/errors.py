"""What can go wrong with a table that a person brought."""

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.terminology.types import Package


class TableFileError(ColetorError):
    """A file that cannot become a table: says which file, which table in it and which line."""

    def __init__(
        self, reason: str, /, *, file: str, table: str = "", line: int = 0, **fields: object
    ) -> None:
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


class ImportFailedError(ColetorError):
    """Some of the files brought together could not be imported; the others were.

    Args:
        problems: one error for each file or set that failed.
        imported: the packages that are in place.
    """

    def __init__(self, problems: list[ColetorError], imported: list[Package]) -> None:
        self.problems = problems
        self.imported = imported
        super().__init__("terminology.several", problems="\n".join(str(each) for each in problems))


class SearchInterrupted(Exception):  # noqa: N818 - an outcome asked for, not an error
    """Another search took this one's place; its answer is not wanted any more."""


class ImportCancelled(Exception):  # noqa: N818 - an outcome asked for, not an error
    """The person stopped the import; what was there is untouched."""

"""How the commands on code tables show a package."""

from collections.abc import Sequence

from coletor.cli.output import json_line, say
from coletor.messages import text
from coletor.terminology import Package
from coletor.terminology.months import month_words


def show_imported(packages: Sequence[Package], *, as_json: bool) -> None:
    """Print what an import put in place.

    Args:
        packages: the packages.
        as_json: as JSON lines.
    """
    for package in packages:
        if as_json:
            json_line(package_record(package))
        else:
            name = "unchanged" if package.unchanged else "imported"
            say(text(f"cli.terminology.{name}", table=package_name(package), rows=package.rows))


def package_name(package: Package) -> str:
    """Return table, competência and version in one line."""
    parts = (
        text(f"terminology.name.{package.table}"),
        month_words(package.competencia),
        package.version,
    )
    return " ".join(filter(None, parts))


def package_record(package: Package) -> dict[str, object]:
    """Return a package as the JSON of the command line."""
    return {
        "tabela": package.table,
        "competencia": package.competencia or None,
        "versao": package.version,
        "linhas": package.rows,
        "sha256": package.sha256,
        "importada_em": package.imported_at,
        "demonstracao": package.demonstration,
        "arquivo": package.file or None,
    }

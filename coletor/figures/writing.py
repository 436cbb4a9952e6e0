"""The figures of a month as a sheet for spreadsheets and as a page to print."""

import csv
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from coletor import clock, resources
from coletor.durable import replacing
from coletor.errors import ColetorError
from coletor.figures.types import STANDINGS, MonthFigures, Share, Standing
from coletor.messages import text
from coletor.model import masked
from coletor.reasons import system_reason

_SHOWN = 15
"""Rows of a division on the printed page; the sheet has them all."""


def sheet_rows(figures: MonthFigures) -> Iterator[list[str]]:
    """Yield the lines of the sheet: one figure a line, with what it is of."""
    yield [text(f"figures.sheet.{name}") for name in ("month", "by", "code", "name", "of", "count")]
    month = figures.month
    for day in figures.days:
        if day.counts:
            by = text("figures.by.dia")
            yield [month, by, day.date, "", text("figures.typed"), str(day.typed)]
            for standing in Standing:
                yield [month, by, day.date, "", standing.label, str(day.count(standing))]
    for name, shares in figures.shares.items():
        by = text(f"figures.by.{name}")
        for share in shares:
            of = text(f"figures.counted.{name}")
            yield [month, by, share.code, share_name(name, share), of, str(share.count)]


def write_sheet(figures: MonthFigures, file: Path) -> None:
    """Write the figures as CSV (semicolons, with a mark by which spreadsheets see UTF-8).

    Args:
        figures: the month.
        file: the file, replaced when it exists; it takes its name only when complete.

    Raises:
        ColetorError: the file cannot be written.
    """
    try:
        with replacing(file) as stream:
            stream.write("\ufeff")
            csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(sheet_rows(figures))
    except OSError as error:
        raise ColetorError(
            "exchange.cannot_write", file=file.name, reason=system_reason(error)
        ) from None


def share_name(by: str, share: Share) -> str:
    """Return the name of a share; of one without a value, that it has none."""
    if share.code:
        return share.name
    return text(f"figures.none.{by}")


def page(figures: MonthFigures, heading: str, picture: str = "") -> str:
    """Return the figures as a whole HTML page, A4, without anything from elsewhere.

    Args:
        figures: the month.
        heading: whose figures they are, such as the establishment's name and CNES.
        picture: the chart as the address of an image (``data:``), left out when empty.
    """
    template = Template(resources.path("docs", "numeros.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(text("figures.page.title", month=figures.name)),
        heading=escape(heading),
        printed=escape(text("figures.page.printed", at=clock.local_text(clock.now()))),
        total=escape(
            text(
                "figures.total",
                accepted=figures.count(Standing.ACCEPTED),
                typed=figures.typed,
            )
        ),
        picture=f'<p><img src="{picture}" width="640"></p>' if picture else "",
        days=_days(figures),
        shares="".join(_division(name, found) for name, found in figures.shares.items()),
    )


def _days(figures: MonthFigures) -> str:
    heads = [text("figures.by.dia"), text("figures.typed"), *(each.label for each in STANDINGS)]
    rows: list[list[str | int]] = [
        [f"{day.date[8:]}/{day.date[5:7]}", day.typed, *(day.count(each) for each in STANDINGS)]
        for day in figures.days
        if day.counts
    ]
    return _table(heads, rows)


def _division(name: str, shares: tuple[Share, ...]) -> str:
    if not shares:
        return ""
    shown: list[list[str | int]] = [
        [f"{masked(each.code)} {share_name(name, each)}".strip(), each.count] for each in shares
    ]
    if len(shown) > _SHOWN:
        rest = sum(each.count for each in shares[_SHOWN:])
        more = text("figures.page.others", count=len(shown) - _SHOWN)
        shown = [*shown[:_SHOWN], [more, rest]]
    heads = [text(f"figures.by.{name}"), text(f"figures.counted.{name}")]
    head = escape(text(f"figures.by_title.{name}"))
    return f"<h2>{head}</h2>{_table(heads, shown)}"


def _table(heads: list[str], rows: Sequence[Sequence[str | int]]) -> str:
    body = "".join(_line("td", row) for row in rows)
    return f'<table width="100%"><thead>{_line("th", heads)}</thead><tbody>{body}</tbody></table>'


def _line(tag: str, cells: Sequence[str | int]) -> str:
    """Return a row: the first cell at the left, figures at the right."""
    made = "".join(
        f'<{tag} align="{"right" if place else "left"}">{escape(str(cell))}</{tag}>'
        for place, cell in enumerate(cells)
    )
    return f"<tr>{made}</tr>"

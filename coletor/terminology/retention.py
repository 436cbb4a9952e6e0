"""Which packages may be removed: the past must stay checkable, and what waits must be sendable."""

from collections.abc import Collection, Sequence
from datetime import date

from coletor.errors import ColetorError
from coletor.terminology.months import month_number, month_of, month_words
from coletor.terminology.shelf import DATED, answers_for
from coletor.terminology.types import Package

KEPT_MONTHS = 13
"""A contact may be sent or corrected this long after the month of the procedure."""


def require_removable(
    package: Package,
    loaded: Sequence[Package],
    today: date,
    *,
    months_in_use: Collection[str] = (),
    force: bool = False,
) -> None:
    """Refuse to remove a package that may still be needed, with the reason.

    Args:
        package: the one to remove.
        loaded: every package of its table, oldest first.
        today: the day.
        months_in_use: competências of the contacts and drafts that are not sent yet.
        force: remove a recent one too; never one that something unsent needs.

    Raises:
        ColetorError: it is needed, or too recent.
    """
    others = [each for each in loaded if each.file != package.file]
    month = package.competencia
    if package.table != DATED or any(each.competencia == month for each in others):
        return
    served = [each for each in sorted(months_in_use) if answers_for(loaded, each) == package]
    if served:
        raise ColetorError(
            "terminology.needed", month=month_words(month), needed=month_words(served[0])
        )
    age = month_number(month_of(today)) - month_number(month)
    if age < KEPT_MONTHS and not force:
        raise ColetorError("terminology.recent", month=month_words(month), months=KEPT_MONTHS)

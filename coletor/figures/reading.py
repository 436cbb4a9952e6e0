"""Reads the figures of a month: its days from the list of contacts, its acts from the documents."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coletor.figures.acts import read_acts
from coletor.figures.naming import names_of
from coletor.figures.types import MODALITIES, OF_WORD, Day, MonthFigures, Share, Standing, days_of
from coletor.model import Model, load_all
from coletor.store import Database
from coletor.store.database import Interrupt

if TYPE_CHECKING:
    from coletor.workspace import Workspace

_COLUMNS = "admission, word, COALESCE(modality, '')"


def read_month(
    workspace: "Workspace", month: str, interrupt: Interrupt | None = None, *, acts: bool = True
) -> MonthFigures:
    """Return a month in figures; contacts that are never sent (clinical documents) do not count.

    Args:
        workspace: the open folder.
        month: of the admission, AAAAMM.
        interrupt: a handle by which another thread may cancel.
        acts: whether to count procedures and professionals too, from the documents; without
            them only the short rows of the list are read.

    Raises:
        InterruptedQueryError: the handle was cancelled.
        StoreError: the data cannot be read.
    """
    models = [model for model in load_all().values() if model.is_sent()]
    with workspace.store.query(interrupt) as db:
        rows = _rows(db, month, models)
        counted: dict[str, Mapping[str, int]] = {MODALITIES: _modalities(rows)}
        if acts:
            counted |= read_acts(db, month, models)
    shares = {by: _shares(workspace, by, month, counts) for by, counts in counted.items()}
    return MonthFigures(month, _days(rows, month), shares)


def rows_query(models: int) -> str:
    """Return the SQL that counts the rows of the list; its values are the month and the models.

    Args:
        models: how many models there are.
    """
    places = ", ".join("?" for _ in range(models))
    return (
        f"SELECT {_COLUMNS}, COUNT(*) FROM contact_list"
        f" WHERE competencia = ? AND model IN ({places}) GROUP BY {_COLUMNS}"
    )


_Row = tuple[str, str, str, int]


def _rows(db: Database, month: str, models: list[Model]) -> list[_Row]:
    ids = [model.id for model in models]
    found: list[_Row] = db.execute(rows_query(len(ids)), [month, *ids]).fetchall()
    return found


def _days(rows: list[_Row], month: str) -> tuple[Day, ...]:
    counts: dict[str, Counter[Standing]] = {day: Counter() for day in days_of(month)}
    for admission, word, _modality, count in rows:
        counts[admission][OF_WORD[word]] += count
    return tuple(Day(day, dict(found)) for day, found in counts.items())


def _modalities(rows: list[_Row]) -> Counter[str]:
    found: Counter[str] = Counter()
    for _admission, word, modality, count in rows:
        if OF_WORD[word] is not Standing.CANCELLED:
            found[modality] += count
    return found


def _shares(
    workspace: "Workspace", by: str, month: str, counts: Mapping[str, int]
) -> tuple[Share, ...]:
    name = names_of(workspace, by, month)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(code, name(code) if code else "", count) for code, count in ranked)

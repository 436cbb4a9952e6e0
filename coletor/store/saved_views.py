"""Saved views of the list: a filter with its order, by the name a person gave it."""

import json
from dataclasses import dataclass

from coletor import clock
from coletor.contact.fold import one_line
from coletor.store.database import Store
from coletor.store.errors import StoreError
from coletor.store.list_wanted import Filter, Sort, Wanted

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view that a person keeps.

    Args:
        id: its row.
        name: what it is called, on one line.
        wanted: what it shows, in which order.
    """

    id: int
    name: str
    wanted: Wanted


class SavedViews:
    """The views of each operator; nobody sees another's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, operator_id: int) -> list[SavedView]:
        """Return an operator's views, in the order in which they were first saved."""
        with self._store.query() as db:
            rows = db.execute(
                "SELECT id, name, wanted FROM contact_view WHERE operator_id = ? ORDER BY id",
                [operator_id],
            ).fetchall()
        return [SavedView(id_, name, _read(wanted)) for id_, name, wanted in rows]

    def save(self, name: str, wanted: Wanted, operator_id: int) -> SavedView:
        """Keep a view; one of the same name is replaced.

        Args:
            name: what it is called.
            wanted: what it shows, in which order.
            operator_id: whose it is.

        Raises:
            StoreError: no name, or a very long one.
        """
        plain = one_line(name)
        if not plain:
            raise StoreError("contacts.view.no_name")
        if len(plain) > LONGEST_NAME:
            raise StoreError("contacts.view.long_name", most=LONGEST_NAME)
        said = {
            "filtro": wanted.filter.said(),
            "ordem": wanted.sort.name,
            "decrescente": wanted.descending,
        }
        with self._store.change() as db:
            db.execute(
                "INSERT INTO contact_view (operator_id, name, wanted, changed_at)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (operator_id, name)"
                " DO UPDATE SET wanted = excluded.wanted, changed_at = excluded.changed_at",
                [operator_id, plain, json.dumps(said, ensure_ascii=False), clock.now()],
            )
            found = db.execute(
                "SELECT id FROM contact_view WHERE operator_id = ? AND name = ?",
                [operator_id, plain],
            ).fetchone()
        return SavedView(int(found[0]), plain, wanted)

    def remove(self, view_id: int, operator_id: int) -> None:
        """Forget one of an operator's views; the contacts it shows stay as they are."""
        with self._store.change() as db:
            db.execute(
                "DELETE FROM contact_view WHERE id = ? AND operator_id = ?", [view_id, operator_id]
            )


def _read(said: str) -> Wanted:
    data = json.loads(said)
    return Wanted(Filter(**data["filtro"]), Sort[data["ordem"]], bool(data["decrescente"]))

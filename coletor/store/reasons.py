"""The reasons that were given for warnings in other contacts, the latest first."""

from coletor.store.database import Store
from coletor.store.draft_rows import Confirmation

_COLUMNS = "row_id, element, rule, value, reason, at, operator_id"


class Reasons:
    """Looks up how a warning was confirmed before.

    Args:
        store: the open folder's store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_value(self, rule: str, value: str) -> Confirmation | None:
        """Return how a warning about a value was confirmed last, None when it never was."""
        return self._latest("rule = ? AND value = ?", [rule, value])

    def of_rule(self, rule: str) -> Confirmation | None:
        """Return how a warning was confirmed last, whatever stood there."""
        return self._latest("rule = ?", [rule])

    def _latest(self, where: str, values: list[str]) -> Confirmation | None:
        with self._store.query() as db:
            found = db.execute(
                f"SELECT {_COLUMNS} FROM confirmation WHERE {where} ORDER BY id DESC LIMIT 1",
                values,
            ).fetchone()
        return Confirmation(*found) if found else None

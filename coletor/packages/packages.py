"""The packages of an establishment: kept, called by name or by a figure, thirty days in the bin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coletor import clock
from coletor.contact.drafting import NewRow
from coletor.contact.fold import fold, one_line
from coletor.model import load_model
from coletor.packages.content import dumps, loads, package_rows
from coletor.packages.errors import PackageError
from coletor.store import Database, Store

BIN_DAYS = 30
NUMBERS = range(1, 10)
"""The figures of the keys that put a package in."""
LONGEST = 60
_DAY_SECONDS = 86_400
_SELECT = (
    "SELECT p.id, p.name, p.number, p.model, p.rows, p.created_at, p.changed_at, o.name,"
    " p.removed_at FROM package p JOIN operator o ON o.id = p.operator_id"
)


@dataclass(frozen=True, slots=True)
class Package:
    """Rows that are put into a contact together.

    Args:
        id: the package.
        name: what the establishment calls it.
        number: figure of the key that puts it in, None without one.
        model_id: the model whose lists its rows are of.
        rows: with the rows they hold; what they leave open the contact proposes.
        created_at: UTC.
        changed_at: UTC.
        operator: name of the person who changed it last.
        removed_at: UTC, None while it is in use.
    """

    id: int
    name: str
    number: int | None
    model_id: str
    rows: tuple[NewRow, ...]
    created_at: str
    changed_at: str
    operator: str
    removed_at: str | None = None


class Packages:
    """The packages of a store; every call is one transaction.

    Args:
        store: the open database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, model_id: str = "") -> list[Package]:
        """Return the packages in use: those with a figure first, then by name.

        Args:
            model_id: only those of a model; all of them without it.
        """
        condition, values = ("AND p.model = ?", [model_id]) if model_id else ("", [])
        return self._read(
            f"WHERE p.removed_at IS NULL {condition}"
            " ORDER BY p.number IS NULL, p.number, p.name_key",
            values,
        )

    def removed(self) -> list[Package]:
        """Return what is in the bin, the latest first."""
        return self._read("WHERE p.removed_at IS NOT NULL ORDER BY p.removed_at DESC", [])

    def get(self, package_id: int) -> Package | None:
        """Return a package, removed or not, or None."""
        return next(iter(self._read("WHERE p.id = ?", [package_id])), None)

    def named(self, name: str) -> Package | None:
        """Return the package in use with a name; accents and case do not count."""
        found = self._read("WHERE p.removed_at IS NULL AND p.name_key = ?", [fold(name.strip())])
        return next(iter(found), None)

    def save(
        self,
        name: str,
        model_id: str,
        rows: Iterable[NewRow],
        operator_id: int,
        *,
        number: int | None = None,
        package_id: int | None = None,
    ) -> Package:
        """Keep a package, new or changed; dates and the like are left for the contact to say.

        Args:
            name: what it is called; no other package in use has the same.
            model_id: the model of the rows.
            rows: rows of lists of the document.
            operator_id: who saves.
            number: figure of its key, 1 to 9; None for none.
            package_id: the package that changes; a new one without it.

        Raises:
            PackageError: no name, no rows, or name or figure are another package's.
        """
        name = one_line(name)
        content = package_rows(load_model(model_id), rows)
        _refuse(name, content, number)
        key, now = fold(name), clock.now()
        with self._store.change() as db:
            _refuse_taken(db, key, model_id, number, package_id or 0)
            if package_id is None:
                made = db.execute(
                    "INSERT INTO package (name, name_key, number, model, rows, created_at,"
                    " changed_at, operator_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [name, key, number, model_id, dumps(content), now, now, operator_id],
                )
                package_id = int(made.lastrowid or 0)
            else:
                _require(db, package_id)
                db.execute(
                    "UPDATE package SET name = ?, name_key = ?, number = ?, model = ?, rows = ?,"
                    " changed_at = ?, operator_id = ? WHERE id = ?",
                    [name, key, number, model_id, dumps(content), now, operator_id, package_id],
                )
        return self._existing(package_id)

    def remove(self, package_id: int, operator_id: int) -> None:
        """Put a package into the bin.

        Raises:
            PackageError: it is gone already.
        """
        with self._store.change() as db:
            _require(db, package_id)
            db.execute(
                "UPDATE package SET removed_at = ?, operator_id = ? WHERE id = ?",
                [clock.now(), operator_id, package_id],
            )

    def restore(self, package_id: int, operator_id: int) -> Package:
        """Take a package out of the bin; its figure is gone where another took it meanwhile.

        Raises:
            PackageError: it was erased, or another package has its name by now.
        """
        package = self._existing(package_id)
        with self._store.change() as db:
            _refuse_taken(db, fold(package.name), package.model_id, None, package_id)
            taken = package.number and _holder(db, package.model_id, package.number, package_id)
            db.execute(
                "UPDATE package SET removed_at = NULL, number = ?, operator_id = ? WHERE id = ?",
                [None if taken else package.number, operator_id, package_id],
            )
        return self._existing(package_id)

    def purge(self, days: int = BIN_DAYS) -> int:
        """Erase for good what was removed longer ago than that and return how many.

        Args:
            days: how long the bin keeps a package.
        """
        with self._store.change() as db:
            made = db.execute(
                "DELETE FROM package WHERE removed_at IS NOT NULL AND removed_at < ?",
                [clock.later(-days * _DAY_SECONDS)],
            )
            return int(made.rowcount)

    def _existing(self, package_id: int) -> Package:
        found = self.get(package_id)
        if found is None:
            raise PackageError("packages.gone")
        return found

    def _read(self, condition: str, values: Sequence[object]) -> list[Package]:
        with self._store.query() as db:
            found = db.execute(f"{_SELECT} {condition}", values).fetchall()
        return [_package(*row) for row in found]


def _package(  # noqa: PLR0917 - the columns of one row
    id_: int,
    name: str,
    number: int | None,
    model_id: str,
    rows: str,
    created_at: str,
    changed_at: str,
    operator: str,
    removed_at: str | None,
) -> Package:
    return Package(
        id_, name, number, model_id, loads(rows), created_at, changed_at, operator, removed_at
    )


def _refuse(name: str, rows: tuple[NewRow, ...], number: int | None) -> None:
    if not name:
        raise PackageError("packages.no_name")
    if len(name) > LONGEST:
        raise PackageError("packages.long_name", most=LONGEST)
    if not rows:
        raise PackageError("packages.no_rows")
    if number is not None and number not in NUMBERS:
        raise PackageError("packages.number", lowest=NUMBERS[0], highest=NUMBERS[-1])


def _refuse_taken(
    db: Database, key: str, model_id: str, number: int | None, package_id: int
) -> None:
    """Refuse a name or a figure that another package in use has."""
    named = db.execute(
        "SELECT name FROM package WHERE name_key = ? AND removed_at IS NULL AND id <> ?",
        [key, package_id],
    ).fetchone()
    if named is not None:
        raise PackageError("packages.name_taken", name=named[0])
    holder = _holder(db, model_id, number, package_id) if number is not None else None
    if holder is not None:
        raise PackageError("packages.number_taken", number=number, name=holder)


def _holder(db: Database, model_id: str, number: int, package_id: int) -> str | None:
    """Return the name of another package in use with a figure, or None."""
    found = db.execute(
        "SELECT name FROM package WHERE model = ? AND number = ? AND removed_at IS NULL"
        " AND id <> ?",
        [model_id, number, package_id],
    ).fetchone()
    return found[0] if found else None


def _require(db: Database, package_id: int) -> None:
    found = db.execute(
        "SELECT 1 FROM package WHERE id = ? AND removed_at IS NULL", [package_id]
    ).fetchone()
    if found is None:
        raise PackageError("packages.gone")

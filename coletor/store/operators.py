"""The people who work in an establishment's folder."""

from dataclasses import dataclass

from coletor import clock
from coletor.store.database import Store
from coletor.store.errors import StoreError
from coletor.store.opening import IntegrityError

_COLUMNS = "id, login, name, disabled_at IS NULL"


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who types or sends.

    Args:
        id: what every row this person causes carries.
        login: the short name given when the folder is opened.
        name: the full name.
        active: whether this person may still work here.
    """

    id: int
    login: str
    name: str
    active: bool


class Operators:
    """The register of operators of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, login: str, name: str) -> Operator:
        """Register a person.

        Args:
            login: a short name that nobody else has here.
            name: the full name.

        Raises:
            StoreError: the login or the name is blank, or the login is taken.
        """
        login, name = login.strip(), name.strip()
        if not login or not name:
            raise StoreError("store.operator.blank")
        with self._store.change() as db:
            try:
                made = db.execute(
                    "INSERT INTO operator (login, name, created_at) VALUES (?, ?, ?)",
                    [login, name, clock.now()],
                )
            except IntegrityError:
                raise StoreError("store.operator.taken", login=login) from None
            return Operator(int(made.lastrowid or 0), login, name, True)

    def all(self) -> list[Operator]:
        """Return every operator, in the order of registration."""
        with self._store.query() as db:
            rows = db.execute(f"SELECT {_COLUMNS} FROM operator ORDER BY id").fetchall()
        return [Operator(row[0], row[1], row[2], bool(row[3])) for row in rows]

    def by_login(self, login: str) -> Operator:
        """Return the operator with a login.

        Raises:
            StoreError: there is none.
        """
        found = next((person for person in self.all() if person.login == login), None)
        if found is None:
            raise StoreError("store.operator.unknown", login=login)
        return found

"""The facade of one open folder: profile, store, code tables, checks and outbox."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from coletor import clock
from coletor.contact.drafting import Automatic, Derived, derive
from coletor.establishment.folder import OpenFolder, open_folder
from coletor.model import Model, in_force, load_model
from coletor.rules import Checker
from coletor.store import Contacts, Draft, Drafts, Listing, Operator, Operators, Settings, Store
from coletor.terminology import TABLES
from coletor.terminology.library import Library

if TYPE_CHECKING:
    from coletor.outbox import Outbox

_ESTABLISHMENT = "estabelecimento"


class Workspace:
    """An open folder; make it with `open` and close it when done.

    Args:
        opened: the folder whose key was found.
        store: its open database.
    """

    def __init__(self, opened: OpenFolder, store: Store) -> None:
        self.layout = opened.layout
        self.profile = opened.profile
        self.store = store
        self.drafts = Drafts(store)
        self.contacts = Contacts(store)
        self.listing = Listing(store)
        self.settings = Settings(store)
        self.operator: Operator = Operators(store).by_login(opened.login)
        self.library = Library(self.layout.tables, demonstration=self.profile.training)
        self._checkers: dict[tuple[str, tuple[str, ...]], Checker] = {}

    @classmethod
    def open(cls, folder: Path, *, password: str | None = None, login: str | None = None) -> Self:
        """Open an establishment's folder.

        Args:
            folder: the folder.
            password: the operator's password; not needed in training.
            login: the operator's login; not needed while there is only one.

        Raises:
            ColetorError: no such folder, wrong password, damaged, locked or newer database.
        """
        opened = open_folder(folder, password, login)
        return cls(opened, Store.open(opened.layout.database, opened.key))

    @property
    def folder(self) -> Path:
        """Return the folder."""
        return self.layout.root

    @cached_property
    def outbox(self) -> "Outbox":
        """Return the outbox; what it needs of the webservice is imported only now."""
        from coletor.outbox import Outbox  # noqa: PLC0415 - lxml stays out of the start-up

        return Outbox(self.store)

    def model_in_force(self, day: date | None = None) -> Model:
        """Return the model that a new contact admitted on a day (today) takes."""
        return in_force(day or clock.today())

    def checker(self, model: Model) -> Checker:
        """Return the checks of a model with the tables and the profile of this folder."""
        loaded = tuple(package.file for package in self.library.packages())
        checker = self._checkers.get((model.id, loaded))
        if checker is None:
            checker = Checker(model, tables=self.library)
            self._checkers[model.id, loaded] = checker
        return checker

    def automatic(self) -> Automatic:
        """Return what the program fills in: the establishment and the versions of the tables."""
        return Automatic({_ESTABLISHMENT: self.profile.cnes}, self._version)

    def derive(self, draft: Draft) -> Derived:
        """Return the document that a draft says at this moment."""
        model = load_model(draft.model_id)
        return derive(model, draft.uuid, draft.rows, self.automatic(), today=clock.today())

    def close(self) -> None:
        """Close the tables and the database; what was written is on disk already."""
        self.library.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _version(self, table: str, day: date | None) -> str | None:
        return self.library.wire_version(table, day or clock.today()) if table in TABLES else None

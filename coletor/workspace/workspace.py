"""The facade of one open folder: profile, store, code tables, checks and outbox."""

import copy
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Self

from coletor import clock
from coletor.contact import Document
from coletor.contact.drafting import Automatic, Derived, derive
from coletor.contact.versions import fill_versions
from coletor.establishment.changing import rename
from coletor.establishment.folder import OpenFolder, open_folder
from coletor.establishment.profile import Profile
from coletor.establishment.reporting import ReportingProfile, publish
from coletor.model import Model, in_force, load_model
from coletor.rules import Checker, Finding
from coletor.store import (
    Contacts,
    Draft,
    Drafts,
    Links,
    Listing,
    Operator,
    Operators,
    Settings,
    Store,
)
from coletor.terminology import TABLES
from coletor.terminology.library import Library
from coletor.workspace.acts import FurtherActs
from coletor.workspace.confirmed import Judged, judge
from coletor.workspace.provenance import checked_against
from coletor.workspace.surroundings import FolderContacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from coletor.outbox.desk import Outbox
    from coletor.outbox.types import Concluded, Result
    from coletor.outbox.types import Summary as SendingSummary
    from coletor.webservice.answers import Credentials
    from coletor.webservice.client import Webservice
    from coletor.webservice.names import Wire
    from coletor.webservice.production import Contract

_ESTABLISHMENT = "estabelecimento"


class Workspace(FurtherActs):
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
        self.links = Links(store)
        self.store_view = FolderContacts(store, self.profile.cnes)
        self.library = Library(self.layout.tables, demonstration=self.profile.training)
        self._checkers: dict[tuple[str, tuple[str, ...], ReportingProfile], Checker] = {}

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
        store = Store.open(opened.layout.database, opened.key)
        try:
            return cls(opened, store)
        except BaseException:
            store.close()
            raise

    @property
    def folder(self) -> Path:
        """Return the folder."""
        return self.layout.root

    @cached_property
    def outbox(self) -> "Outbox":
        """Return the outbox; what it needs of the webservice is imported only now."""
        from coletor.outbox.desk import Outbox  # noqa: PLC0415 - lxml stays out of the start-up

        return Outbox(self.store, self.wire)

    def model_in_force(self, day: date | None = None) -> Model:
        """Return the model that a new contact admitted on a day (today) takes."""
        return in_force(day or clock.today())

    def checker(self, model: Model) -> Checker:
        """Return the checks of a model with the tables, profile and contacts of this folder."""
        loaded = tuple(package.file for package in self.library.packages())
        profile = ReportingProfile.of(self.settings.values())
        checker = self._checkers.get((model.id, loaded, profile))
        if checker is None:
            checker = Checker(model, tables=self.library, profile=profile, store=self.store_view)
            self._checkers[model.id, loaded, profile] = checker
        return checker

    def configure(self, key: str, value: str) -> str:
        """Set a declared setting and return the value now in force; see `Settings.set`.

        Raises:
            StoreError: there is no such setting, or the value is not one it takes.
            EstablishmentError: the folder cannot be written.
        """
        made = self.settings.set(key, value, self.operator.id)
        self.publish_reporting()
        return made

    def rename(self, name: str) -> Profile:
        """Give the establishment another name; its CNES and its contacts stay.

        Raises:
            EstablishmentError: there is no name, or the folder cannot be written.
        """
        self.profile = rename(self.folder, name)
        return self.profile

    def publish_reporting(self) -> None:
        """Let files be checked without a password, by what the settings say (no secret)."""
        publish(self.layout.reporting, self.settings.values())

    def examine(self, document: Document) -> tuple[list[Finding], dict[str, Any]]:
        """Check a document and return the findings with what it was checked against.

        Args:
            document: a contact of a known model.
        """
        model = load_model(str(document["modelo"]))
        findings = self.checker(model).check(document)
        return findings, checked_against(model, document, self.library, findings)

    def automatic(self) -> Automatic:
        """Return what the program fills in: the establishment and the versions of the tables."""
        return Automatic({_ESTABLISHMENT: self.profile.cnes}, self._version)

    def document(self, uuid: str) -> Document | None:
        """Return the content of a contact, its open draft's where there is one; None unknown.

        Args:
            uuid: the contact, in lower case.
        """
        draft = self.drafts.open(uuid)
        if draft is not None:
            return self.derive(draft).document
        contact = self.contacts.get(uuid)
        return contact.document if contact else None

    def derive(self, draft: Draft) -> Derived:
        """Return the document that a draft says at this moment."""
        model = load_model(draft.model_id)
        return derive(model, draft.uuid, draft.rows, self.automatic(), today=clock.today())

    def conclude(self, draft_id: int) -> "Concluded":
        """Check a draft and queue it: what was typed becomes a contact.

        Args:
            draft_id: an open draft.

        Raises:
            NotReadyError: something has to be corrected first; its findings say what.
            OutboxError: it cannot be sent now, nothing changed, or somebody typed meanwhile.
            StoreError: the draft is gone or could not be written.
        """
        return self.conclude_judged(judge(self, self.drafts.get(draft_id)))

    def conclude_judged(self, judged: Judged) -> "Concluded":
        """Queue a draft that was just checked; see `conclude`.

        Args:
            judged: the draft as it was read, and what the checks said.

        Raises:
            NotReadyError: something has to be corrected first; its findings say what.
            OutboxError: it cannot be sent now, nothing changed, or somebody typed meanwhile.
            StoreError: the draft is gone or could not be written.
        """
        return self.outbox.conclude(
            judged.draft, judged.derived, judged.findings, judged.record, self.operator.id
        )

    def complete(self, document: Document) -> Document:
        """Return a document with what the program fills in, where it does not say it itself."""
        model = load_model(str(document.get("modelo")))
        made = copy.deepcopy(document)
        fill_versions(model, made, self._version)
        return made

    def conclude_document(self, document: Document) -> "Concluded":
        """Check a whole document that came from a file and queue it.

        Args:
            document: a contact of a known model.

        Raises:
            NotReadyError: it has errors; nothing was written.
            OutboxError: it cannot be sent now, nothing changed, or it is open in a draft.
        """
        findings, provenance = self.examine(document)
        return self.outbox.conclude_document(document, findings, provenance, self.operator.id)

    @property
    def contract(self) -> "Contract | None":
        """Return the official contract that this folder adopted, None without one.

        Raises:
            ColetorError: its files are damaged.
        """
        from coletor.webservice.production import adopted  # noqa: PLC0415 - start-up

        return None if self.profile.training else adopted(self.layout.contracts)

    @property
    def wire(self) -> "Wire":
        """Return the names that messages are written with: the adopted contract's, or ours."""
        from coletor.webservice.names import load_wire  # noqa: PLC0415 - start-up

        contract = self.contract
        return contract.wire() if contract else load_wire()

    def missing_to_send(self) -> tuple[str, ...]:
        """Return what a real folder lacks before it may send; nothing in training."""
        from coletor.webservice.production import missing  # noqa: PLC0415 - start-up
        from coletor.workspace.address import address_of  # noqa: PLC0415 - start-up

        if self.profile.training:
            return ()
        return missing(self.store, self.contract, address_of(self.settings))

    def connect(self, address: str | None, secrets: "Credentials") -> "Webservice":
        """Return the webservice of this folder, if it may be used at all.

        Args:
            address: of the webservice; of a real folder it must be the one that was released.
            secrets: user and operator of the webservice.

        Raises:
            ColetorError: sending is locked; the message says what is missing.
        """
        from coletor.webservice.production import missing  # noqa: PLC0415 - start-up
        from coletor.workspace.connection import connect  # noqa: PLC0415 - start-up

        lacking = () if self.profile.training else missing(self.store, self.contract, address)
        return connect(
            self.profile, self.settings, address, secrets, missing=lacking, wire=self.wire
        )

    def require_sending_open(self) -> None:
        """Refuse, with what is missing, where this folder may not send to the address entered.

        Raises:
            ColetorError: sending is locked; a training folder is open even without address.
        """
        from coletor.webservice.lock import require_open  # noqa: PLC0415 - start-up
        from coletor.workspace.address import address_of  # noqa: PLC0415 - start-up

        address = address_of(self.settings)
        if address or not self.profile.training:
            require_open(address, training=self.profile.training, missing=self.missing_to_send())

    def send(
        self,
        address: str | None,
        secrets: "Credentials",
        *,
        limit: int | None = None,
        until_empty: bool = False,
        on_result: "Callable[[Result], None] | None" = None,
        stop: Event | None = None,
        rest: float = 0.0,
    ) -> "SendingSummary":
        """Send what waits in the outbox; one sender works per folder.

        Args:
            address: of the webservice.
            secrets: user and operator of the webservice.
            limit: how many messages at most.
            until_empty: go on until only what a person must settle is left.
            on_result: told every result once it is on disk, in this thread.
            stop: set it from any thread to end the run.
            rest: see `coletor.outbox.sender.Sender`.

        Raises:
            ColetorError: sending is locked, or another program is sending for this folder.
        """
        from coletor.outbox.policy import TRAINING, Policy  # noqa: PLC0415 - start-up
        from coletor.outbox.sender import Sender  # noqa: PLC0415 - requests stay out of start-up

        parallel = self.settings.get_int("webservice.paralelismo")
        with self.connect(address, secrets) as webservice:
            policy = TRAINING if self.profile.training else Policy()
            sender = Sender(self.store, webservice, parallel=parallel, policy=policy, rest=rest)
            return sender.run(limit, until_empty, on_result, stop)

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

"""What the training webservice holds: its own SQLite file; what it acknowledged is on disk."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coletor.errors import ColetorError

ACTIVE, CANCELLED = "ativo", "cancelado"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS contato (
    uuid TEXT PRIMARY KEY,
    cnes TEXT NOT NULL,
    competencia TEXT NOT NULL,
    situacao TEXT NOT NULL,
    motivo TEXT NOT NULL DEFAULT '',
    gestao TEXT NOT NULL DEFAULT '',
    motivo_gestao TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS contato_competencia ON contato (cnes, competencia, uuid);
CREATE TABLE IF NOT EXISTS versao (
    uuid TEXT NOT NULL REFERENCES contato (uuid),
    versao INTEGER NOT NULL,
    conteudo BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    protocolo TEXT NOT NULL UNIQUE,
    recebido_em TEXT NOT NULL,
    PRIMARY KEY (uuid, versao)
);
CREATE TABLE IF NOT EXISTS protocolo (numero INTEGER PRIMARY KEY AUTOINCREMENT);
"""
_HELD = """
SELECT c.uuid, v.versao, c.situacao, v.sha256, v.protocolo, v.recebido_em, v.conteudo,
    c.gestao, c.motivo_gestao
FROM contato c JOIN versao v ON v.uuid = c.uuid
    AND v.versao = (SELECT max(versao) FROM versao WHERE uuid = c.uuid)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """The latest version of a contact on the server, with the management's result or ''."""

    uuid: str
    version: int
    state: str
    sha256: str
    protocol: str
    received_at: str
    content: bytes
    management: str
    management_reason: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A contact as it came, ready to be held."""

    uuid: str
    cnes: str
    month: str
    content: bytes
    sha256: str


class Contacts:
    """The persistent store of the training webservice; one writer at a time.

    Args:
        folder: where its file stands; made if absent.

    Raises:
        ColetorError: the file cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                folder / "treinamento.db", check_same_thread=False, isolation_level=None
            )
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)
            self._add_management()
        except (OSError, sqlite3.Error) as error:
            raise ColetorError("training.store", folder=folder, reason=error) from None

    def _add_management(self) -> None:
        """Give a file of an earlier version the columns of the management's result."""
        there = {row[1] for row in self._db.execute("PRAGMA table_info(contato)")}
        for column in ("gestao", "motivo_gestao"):
            if column not in there:
                self._db.execute(
                    f"ALTER TABLE contato ADD COLUMN {column} TEXT NOT NULL DEFAULT ''"
                )

    @contextmanager
    def change(self) -> Iterator[None]:
        """Make what happens inside one transaction, and keep other threads out meanwhile."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def get(self, uuid: str) -> Held | None:
        """Return the latest version of a contact, or None."""
        rows = self._rows(f"{_HELD} WHERE c.uuid = ?", (uuid,))
        return rows[0] if rows else None

    def all(self) -> list[Held]:
        """Return the latest version of every contact, by UUID, without its content."""
        light = _HELD.replace("v.conteudo", "x''")
        return self._rows(f"{light} ORDER BY c.uuid", ())

    def page(self, cnes: str, month: str, first: int, amount: int) -> tuple[int, list[Held]]:
        """Return how many contacts a month has and those of one page (``first`` from 1)."""
        with self._lock:
            where = (cnes, month)
            counting = "SELECT count(*) FROM contato WHERE cnes = ? AND competencia = ?"
            total = int(self._db.execute(counting, where).fetchone()[0])
            listing = f"{_HELD} WHERE c.cnes = ? AND c.competencia = ? ORDER BY c.uuid"
            found = self._rows(f"{listing} LIMIT ? OFFSET ?", (*where, amount, first - 1))
        return total, found

    def add(self, incoming: Incoming, received_at: str) -> Held:
        """Hold a new contact or a new version of a known one, inside ``change``."""
        known = self.get(incoming.uuid)
        version = known.version + 1 if known else 1
        if known is None:
            self._db.execute(
                "INSERT INTO contato (uuid, cnes, competencia, situacao) VALUES (?, ?, ?, ?)",
                (incoming.uuid, incoming.cnes, incoming.month, ACTIVE),
            )
        else:
            self._db.execute(
                "UPDATE contato SET competencia = ?, gestao = '', motivo_gestao = ''"
                " WHERE uuid = ?",
                (incoming.month, incoming.uuid),
            )
        return self._version(incoming.uuid, version, incoming.content, incoming.sha256, received_at)

    def manage(self, uuid: str, result: str, reason: str) -> bool:
        """Set the management's result of a contact, inside ``change``; tell whether there is one.

        Args:
            uuid: the contact.
            result: a key of the wire's management table, or '' to forget it.
            reason: why.
        """
        changed = self._db.execute(
            "UPDATE contato SET gestao = ?, motivo_gestao = ? WHERE uuid = ?",
            (result, reason, uuid),
        )
        return changed.rowcount == 1

    def cancel(self, held: Held, reason: str, received_at: str) -> Held:
        """Cancel a contact as a version of its own, inside ``change``."""
        self._db.execute(
            "UPDATE contato SET situacao = ?, motivo = ? WHERE uuid = ?",
            (CANCELLED, reason, held.uuid),
        )
        return self._version(held.uuid, held.version + 1, held.content, held.sha256, received_at)

    def _version(
        self, uuid: str, version: int, content: bytes, sha256: str, received_at: str
    ) -> Held:
        number = self._db.execute("INSERT INTO protocolo DEFAULT VALUES").lastrowid
        protocol = f"{received_at[:10].replace('-', '')}{number:010d}"
        self._db.execute(
            "INSERT INTO versao (uuid, versao, conteudo, sha256, protocolo, recebido_em)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (uuid, version, content, sha256, protocol, received_at),
        )
        held = self.get(uuid)
        assert held is not None
        return held

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Held]:
        with self._lock:
            return [Held(*row) for row in self._db.execute(query, values)]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

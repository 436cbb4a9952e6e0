"""Settings of a folder: declared, with defaults and checks, in ``resources/settings.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from coletor import clock, resources
from coletor.identifiers import cep
from coletor.store.database import Store
from coletor.store.errors import StoreError
from coletor.store.events import Events


@dataclass(frozen=True, slots=True)
class Declaration:
    """What may be set under a key.

    Args:
        key: the name, such as ``webservice.paralelismo``.
        label: what it is, for a person.
        help: one sentence more.
        kind: ``texto``, ``inteiro``, ``endereco``, ``escolha`` or ``ceps``.
        default: value while nothing was set.
        lowest: smallest whole number allowed.
        highest: largest whole number allowed.
        choices: the values of an ``escolha``.
        names: what a person reads for each of the choices.
        section: the part of the settings screen it stands in.
    """

    key: str
    label: str
    help: str
    kind: str
    default: str
    lowest: int | None = None
    highest: int | None = None
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A declared key with the value in force and whether somebody set it."""

    declaration: Declaration
    value: str
    is_set: bool


@cache
def declarations() -> dict[str, Declaration]:
    """Return every setting that exists, by key, in the order of the file."""
    data = tomllib.loads(resources.path("settings.toml").read_text(encoding="utf-8"))
    return {
        key: Declaration(
            key=key,
            label=entry["rotulo"],
            help=entry["ajuda"],
            kind=entry["tipo"],
            default=entry["padrao"],
            lowest=entry.get("minimo"),
            highest=entry.get("maximo"),
            choices=tuple(entry.get("valores", ())),
            names=tuple(entry.get("nomes", ())),
            section=entry["secao"],
        )
        for key, entry in data.items()
    }


class Settings:
    """The settings of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Setting]:
        """Return every declared setting with its value, in the order of the file."""
        with self._store.query() as db:
            stored = dict(db.execute("SELECT key, value FROM setting").fetchall())
        return [
            Setting(declared, stored.get(key, declared.default), key in stored)
            for key, declared in declarations().items()
        ]

    def values(self) -> dict[str, str]:
        """Return the value in force of every declared setting, by key."""
        return {each.declaration.key: each.value for each in self.all()}

    def get(self, key: str) -> str:
        """Return the value of a key, its default when nobody set it.

        Raises:
            StoreError: there is no such key.
        """
        declared = _declared(key)
        with self._store.query() as db:
            row = db.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else declared.default

    def get_int(self, key: str) -> int:
        """Return the value of a whole-number key."""
        return int(self.get(key))

    def set(self, key: str, value: str, operator_id: int) -> str:
        """Set a key, or go back to its default with an empty value.

        Args:
            key: a declared key.
            value: the new value, as typed.
            operator_id: the person who sets it.

        Returns:
            the value now in force.

        Raises:
            StoreError: there is no such key, or the value is not one it takes.
        """
        declared = _declared(key)
        value = value.strip()
        if value:
            _check(declared, value)
        with self._store.change() as db:
            if value:
                db.execute(
                    "INSERT OR REPLACE INTO setting (key, value, changed_at, operator_id)"
                    " VALUES (?, ?, ?, ?)",
                    [key, value, clock.now(), operator_id],
                )
            else:
                db.execute("DELETE FROM setting WHERE key = ?", [key])
            Events.add(db, None, "configuracao", operator_id, {"chave": key, "valor": value})
        return value or declared.default


def _declared(key: str) -> Declaration:
    known = declarations()
    if key not in known:
        raise StoreError("store.setting.unknown", key=key, known=", ".join(known))
    return known[key]


def _check(declared: Declaration, value: str) -> None:
    if declared.kind == "inteiro":
        _check_integer(declared, value)
    elif declared.kind == "endereco":
        _check_address(declared, value)
    elif declared.kind == "escolha" and value not in declared.choices:
        raise StoreError(
            "store.setting.choice", label=declared.label, choices=", ".join(declared.choices)
        )
    elif declared.kind == "ceps":
        _check_ceps(declared, value)


def _check_ceps(declared: Declaration, value: str) -> None:
    if not all(cep.is_valid(cep.normalise(one)) for one in value.split()):
        raise StoreError("store.setting.ceps", label=declared.label)


def _check_integer(declared: Declaration, value: str) -> None:
    bounds = (declared.lowest or 0, declared.highest or 2**31)
    # at most ten digits: int() of a very long text is slow and may refuse
    plain = value.isascii() and value.isdigit() and len(value) <= 10
    if not plain or not bounds[0] <= int(value) <= bounds[1]:
        raise StoreError(
            "store.setting.integer", label=declared.label, lowest=bounds[0], highest=bounds[1]
        )


def _check_address(declared: Declaration, value: str) -> None:
    try:
        parts = urlsplit(value)
        host, has_user = parts.hostname, parts.username is not None or parts.password is not None
        _ = parts.port
    except ValueError:
        raise StoreError("store.setting.address", label=declared.label) from None
    if has_user:
        raise StoreError("store.setting.secret", label=declared.label)
    if parts.scheme not in ("http", "https") or not host or any(c.isspace() for c in value):
        raise StoreError("store.setting.address", label=declared.label)

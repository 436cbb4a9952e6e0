"""The webservice's secrets in the system keyring, never in a file (decision 9).

Only key stores of the operating systems count: whatever else `keyring` may find (plain text
files, nothing at all, a chain that ends in either) is no back end, and the application asks each
time and says why. Environment variables win, for automation.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from coletor.establishment.errors import EstablishmentError
from coletor.messages import text

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from coletor.webservice import Credentials

SERVICE = "Coletor CMD"
VARIABLES = {
    "user": "COLETOR_WS_USUARIO",
    "password": "COLETOR_WS_SENHA",
    "operator_cpf": "COLETOR_OPERADOR_CPF",
    "operator_password": "COLETOR_OPERADOR_SENHA",
}
_TRUSTED = {
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
}
_CHAINER = "keyring.backends.chainer"
# Windows refuses secrets over about 1,280 characters of two bytes each.
_MOST_CHARACTERS = 1200
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Found:
    """The secrets are there."""

    credentials: "Credentials" = field(repr=False)


@dataclass(frozen=True, slots=True)
class Saved:
    """The keyring did what was asked."""


@dataclass(frozen=True, slots=True)
class Absent:
    """The keyring works and holds nothing for this folder and operator."""

    @property
    def text(self) -> str:
        """Return why the secrets are asked for."""
        return text("establishment.keyring_absent")


@dataclass(frozen=True, slots=True)
class Locked:
    """The keyring is there and was not unlocked."""

    @property
    def text(self) -> str:
        """Return why the secrets are asked for."""
        return text("establishment.keyring_locked")


@dataclass(frozen=True, slots=True)
class NoBackEnd:
    """This computer has no keyring that may be trusted."""

    @property
    def text(self) -> str:
        """Return why the secrets are asked for."""
        return text("establishment.keyring_none")


def load(folder_id: str, operator: str) -> Found | Absent | Locked | NoBackEnd:
    """Return the webservice's secrets of an operator.

    A locked keyring may ask the person to unlock it, and waits for that: call it off the
    window's thread.

    Args:
        folder_id: ``Profile.folder_id``.
        operator: the operator's login.
    """
    given = {name: os.environ[key] for name, key in VARIABLES.items() if os.environ.get(key)}
    if len(given) == len(VARIABLES):
        return Found(_credentials(given))
    stored = _with_keyring(lambda ring: ring.get_password(SERVICE, _user(folder_id, operator)))
    if isinstance(stored, (Locked, NoBackEnd)):
        return stored
    merged = {**_read(stored), **given}
    return Found(_credentials(merged)) if merged.keys() == VARIABLES.keys() else Absent()


def save(folder_id: str, operator: str, credentials: "Credentials") -> Saved | Locked | NoBackEnd:
    """Keep the webservice's secrets of an operator in the keyring.

    Args:
        folder_id: ``Profile.folder_id``.
        operator: the operator's login.
        credentials: what is kept.

    Raises:
        EstablishmentError: they are longer than every system's keyring takes.
    """
    secret = json.dumps({name: getattr(credentials, name) for name in VARIABLES})
    if len(secret) > _MOST_CHARACTERS:
        raise EstablishmentError("establishment.secret_long")
    done = _with_keyring(
        lambda ring: ring.set_password(SERVICE, _user(folder_id, operator), secret)
    )
    return done if isinstance(done, (Locked, NoBackEnd)) else Saved()


def forget(folder_id: str, operator: str) -> Saved | Locked | NoBackEnd:
    """Remove the webservice's secrets of an operator from the keyring; absent ones are fine.

    Args:
        folder_id: ``Profile.folder_id``.
        operator: the operator's login.
    """
    user = _user(folder_id, operator)

    def remove(ring: "KeyringBackend") -> None:
        if ring.get_password(SERVICE, user) is not None:
            ring.delete_password(SERVICE, user)

    done = _with_keyring(remove)
    return done if isinstance(done, (Locked, NoBackEnd)) else Saved()


def _with_keyring(action: Callable[["KeyringBackend"], _T]) -> _T | Locked | NoBackEnd:
    """Do something with the system's keyring, telling its ways of failing apart."""
    from keyring.errors import InitError, KeyringError, NoKeyringError  # noqa: PLC0415 - start-up

    ring = _trusted()
    if ring is None:
        return NoBackEnd()
    try:
        return action(ring)
    except (InitError, NoKeyringError, OSError):  # the service went away, or cannot store
        return NoBackEnd()
    except KeyringError:
        return Locked()
    except _secret_service_errors():
        return Locked()


def _secret_service_errors() -> tuple[type[Exception], ...]:
    """Return what the Secret Service library raises by itself where it exists (Linux)."""
    try:
        from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415
    except ImportError:
        return ()
    return (SecretStorageException,)


def _trusted() -> "KeyringBackend | None":
    """Return the operating system's key store, None when keyring found none."""
    import keyring  # noqa: PLC0415 - start-up

    chosen = keyring.get_keyring()
    if type(chosen).__module__ != _CHAINER:
        return chosen if type(chosen).__module__ in _TRUSTED else None
    chain = getattr(chosen, "backends", ())
    return next((ring for ring in chain if type(ring).__module__ in _TRUSTED), None)


def _user(folder_id: str, operator: str) -> str:
    return f"{folder_id}/{operator}"


def _read(stored: str | None) -> dict[str, str]:
    """Return the fields of a stored secret; one that is not ours counts as absent."""
    try:
        data = json.loads(stored or "{}")
    except ValueError:
        return {}
    if not isinstance(data, dict):
        return {}
    return {name: data[name] for name in VARIABLES if isinstance(data.get(name), str)}


def _credentials(fields: dict[str, str]) -> "Credentials":
    from coletor.webservice import Credentials  # noqa: PLC0415 - start-up

    return Credentials(**fields)

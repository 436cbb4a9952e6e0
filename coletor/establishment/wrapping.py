"""Wraps a key under a password: Argon2id makes the wrapping key, AES-256-GCM wraps."""

import base64
import binascii
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KDF = "argon2id"
# An upper bound for what a file may ask for: a forged one must not freeze an old computer.
_MOST_PASSES = 32
_MOST_MEMORY_KIB = 1 << 20
_MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs (Argon2id).

    The default takes about 0.4 s on the computers this program is meant for. Tests pass a
    cheap one; nothing else should.

    Args:
        passes: passes over the memory.
        memory_kib: memory, in KiB.
        lanes: parallel lanes.
    """

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 1


class WrongSecretError(Exception):
    """The password does not open the wrapped key."""


class MalformedError(Exception):
    """The wrapped key cannot be read as one."""


def wrap(key: bytes, secret: str, context: str, cost: Cost) -> dict[str, Any]:
    """Return a key wrapped under a password, ready for JSON.

    Args:
        key: what is kept.
        secret: the password.
        context: what the wrapped key belongs to; it opens under the same one only.
        cost: cost of a guess.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - start-up

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, key, context.encode("utf-8"))
    return {
        "kdf": _KDF,
        "passadas": cost.passes,
        "memoria_kib": cost.memory_kib,
        "faixas": cost.lanes,
        "sal": base64.b64encode(salt).decode("ascii"),
        "nonce": base64.b64encode(nonce).decode("ascii"),
        "chave": base64.b64encode(sealed).decode("ascii"),
    }


def unwrap(entry: dict[str, Any], secret: str, context: str) -> bytes:
    """Return the key that was wrapped.

    Args:
        entry: what ``wrap`` returned.
        secret: the password.
        context: what it belongs to.

    Raises:
        WrongSecretError: the password is another, or the entry was moved or altered.
        MalformedError: the entry lacks a part or asks for an absurd cost.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - start-up
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    cost, salt, nonce, sealed = _read(entry)
    try:
        key = AESGCM(_stretch(secret, salt, cost)).decrypt(nonce, sealed, context.encode("utf-8"))
    except InvalidTag:
        raise WrongSecretError from None
    if len(key) != KEY_BYTES:
        raise MalformedError
    return key


def _read(entry: dict[str, Any]) -> tuple[Cost, bytes, bytes, bytes]:
    try:
        cost = Cost(entry["passadas"], entry["memoria_kib"], entry["faixas"])
        salt, nonce, sealed = (
            base64.b64decode(entry[name], validate=True) for name in ("sal", "nonce", "chave")
        )
        known = entry["kdf"] == _KDF
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise MalformedError from None
    if not known or not _is_sane(cost) or len(salt) < 8 or len(nonce) != _NONCE_BYTES:
        raise MalformedError
    return cost, salt, nonce, sealed


def _is_sane(cost: Cost) -> bool:
    limits = (
        (cost.passes, 1, _MOST_PASSES),
        (cost.lanes, 1, _MOST_LANES),
        (cost.memory_kib, 8, _MOST_MEMORY_KIB),
    )
    if not all(type(value) is int and low <= value <= high for value, low, high in limits):
        return False
    return cost.memory_kib >= 8 * cost.lanes


def _stretch(secret: str, salt: bytes, cost: Cost) -> bytes:
    """Return the wrapping key; accents typed in either Unicode form are the same password."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - start-up

    return hash_secret_raw(
        unicodedata.normalize("NFC", secret).encode("utf-8"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )

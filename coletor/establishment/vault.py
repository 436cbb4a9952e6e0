"""The vault ``cofre.json``: the database key, wrapped for each operator and for the recovery code.

A sum over the content tells a damaged file from a wrong password.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coletor.durable import write_atomically
from coletor.establishment import recovery
from coletor.establishment.errors import EstablishmentError, WrongPasswordError
from coletor.establishment.wrapping import Cost, MalformedError, WrongSecretError, unwrap, wrap

FEWEST_CHARACTERS = 8
_FORMAT = 1
_RECOVERY = "recuperacao"


@dataclass
class Vault:
    """A vault as read; `save` puts it on disk.

    Args:
        folder_id: the folder it belongs to.
        operators: wrapped key by login.
        recovery_entry: the key wrapped under the recovery code.
    """

    folder_id: str
    operators: dict[str, dict[str, Any]] = field(default_factory=dict)
    recovery_entry: dict[str, Any] = field(default_factory=dict)

    def unlock(self, password: str, login: str | None = None) -> tuple[str, bytes]:
        """Return the login that was opened and the database key.

        Args:
            password: the operator's password.
            login: the operator; not needed while there is only one.

        Raises:
            WrongPasswordError: the password does not open it.
            EstablishmentError: unknown operator, several and none named, or a damaged vault.
        """
        who = self.who(login)
        try:
            return who, unwrap(self.operators[who], password, self._context(who))
        except WrongSecretError:
            raise WrongPasswordError("establishment.wrong_password") from None
        except MalformedError:
            raise EstablishmentError("establishment.vault_damaged") from None

    def recover(self, typed: str) -> bytes:
        """Return the database key by the printed recovery code.

        Args:
            typed: the code as a person copied it.

        Raises:
            EstablishmentError: copied wrong, the code of another folder, or a damaged vault.
        """
        code = recovery.normalise(typed)
        if code is None:
            raise EstablishmentError("establishment.recovery_typo")
        try:
            return unwrap(self.recovery_entry, code, self._context(f"/{_RECOVERY}"))
        except WrongSecretError:
            raise EstablishmentError("establishment.recovery_wrong") from None
        except MalformedError:
            raise EstablishmentError("establishment.vault_damaged") from None

    def set_password(self, login: str, password: str, key: bytes, cost: Cost) -> None:
        """Wrap the key for an operator, new or known.

        Args:
            login: the operator.
            password: at least 8 characters.
            key: the database key.
            cost: cost of a guess.

        Raises:
            EstablishmentError: the password is missing or too short.
        """
        check_password(password)
        self.operators[login] = wrap(key, password, self._context(login), cost)

    def new_recovery(self, key: bytes, cost: Cost) -> str:
        """Wrap the key under a new recovery code and return it, the only time it is known."""
        code = recovery.new_code()
        bare = code.replace("-", "")
        self.recovery_entry = wrap(key, bare, self._context(f"/{_RECOVERY}"), cost)
        return code

    def save(self, file: Path) -> None:
        """Write the vault in one step.

        Raises:
            OSError: the folder cannot be written; the old vault stands.
        """
        content = {
            "formato": _FORMAT,
            "pasta": self.folder_id,
            "operadores": self.operators,
            _RECOVERY: self.recovery_entry,
        }
        data = json.dumps({**content, "soma": _sum(content)}, ensure_ascii=False, indent=2)
        write_atomically(file, data.encode("utf-8") + b"\n", private=True)

    def who(self, login: str | None) -> str:
        """Return the login meant: the one named, or the only one there is.

        Raises:
            EstablishmentError: unknown, or several and none named.
        """
        if login is None and len(self.operators) == 1:
            return next(iter(self.operators))
        if login is None:
            known = ", ".join(sorted(self.operators))
            raise EstablishmentError("establishment.which_operator", known=known)
        if login not in self.operators:
            raise EstablishmentError("establishment.unknown_operator", login=login)
        return login

    def _context(self, login: str) -> str:
        """Bind a wrapped key to its folder and owner, so that entries cannot be swapped."""
        return f"coletor-cmd vault {_FORMAT}|{self.folder_id}|{login}"


def check_password(password: str | None) -> str:
    """Return a password that may protect a folder.

    Raises:
        EstablishmentError: it is missing or has fewer than 8 characters.
    """
    if not password:
        raise EstablishmentError("establishment.password_missing")
    if len(password) < FEWEST_CHARACTERS:
        raise EstablishmentError("establishment.password_short", fewest=FEWEST_CHARACTERS)
    return password


def read_vault(file: Path, folder_id: str) -> Vault:
    """Read a folder's vault.

    Args:
        file: ``cofre.json``.
        folder_id: the folder that it must belong to.

    Raises:
        EstablishmentError: missing, unreadable, damaged, of another folder or a newer program.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise EstablishmentError("establishment.vault_missing") from None
    except OSError as error:
        raise EstablishmentError("establishment.unreadable", file=file.name) from error
    except (ValueError, RecursionError):
        raise EstablishmentError("establishment.vault_damaged") from None
    if not isinstance(data, dict) or not hmac.compare_digest(
        str(data.pop("soma", "")).encode("utf-8"), _sum(data).encode("ascii")
    ):
        raise EstablishmentError("establishment.vault_damaged")
    if data.get("formato") != _FORMAT:
        raise EstablishmentError("establishment.newer", file=file.name)
    if data.get("pasta") != folder_id:
        raise EstablishmentError("establishment.vault_foreign")
    operators, recovery_entry = data.get("operadores"), data.get(_RECOVERY)
    if not isinstance(operators, dict) or not operators or not isinstance(recovery_entry, dict):
        raise EstablishmentError("establishment.vault_damaged")
    return Vault(folder_id, operators, recovery_entry)


def _sum(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()

"""Changes what protects a folder and what it is called: password, recovery code, name."""

from dataclasses import replace
from pathlib import Path

from coletor.establishment.folder import cannot_write, profile_of, require_password
from coletor.establishment.layout import Layout
from coletor.establishment.profile import Profile, plain_name, write_profile
from coletor.establishment.vault import Vault, check_password, read_vault
from coletor.establishment.wrapping import Cost


def change_password(
    path: Path, password: str, new: str, *, operator: str | None = None, cost: Cost | None = None
) -> str:
    """Give an operator another password; the recovery code stays good.

    Args:
        path: the folder.
        password: the password until now.
        new: the new one, at least 8 characters.
        operator: the operator's login; not needed while there is only one.
        cost: cost of guessing a password; the default except in tests.

    Returns:
        the operator's login.

    Raises:
        WrongPasswordError: the password until now is another.
        EstablishmentError: the new one is too short, or the folder cannot be written.
    """
    check_password(new)
    vault, login, key = _unlocked(path, password, operator)
    vault.set_password(login, new, key, cost or Cost())
    _save(vault, path)
    return login


def new_recovery_code(
    path: Path, password: str, *, operator: str | None = None, cost: Cost | None = None
) -> str:
    """Replace the printed recovery code; the one before opens nothing any more.

    Args:
        path: the folder.
        password: the operator's password.
        operator: the operator's login; not needed while there is only one.
        cost: cost of guessing it; the default except in tests.

    Returns:
        the new code, the only time that it is known.

    Raises:
        WrongPasswordError: the password is another.
        EstablishmentError: a training folder, a damaged vault, or the folder cannot be written.
    """
    vault, _, key = _unlocked(path, password, operator)
    code = vault.new_recovery(key, cost or Cost())
    _save(vault, path)
    return code


def rename(path: Path, name: str) -> Profile:
    """Give the establishment of a folder another name; its CNES and its contacts stay.

    Args:
        path: the folder.
        name: the new name.

    Raises:
        EstablishmentError: there is no name, or the folder cannot be written.
    """
    profile = replace(profile_of(path), name=plain_name(name))
    try:
        write_profile(Layout(path).profile, profile)
    except OSError as error:
        raise cannot_write(path) from error
    return profile


def _unlocked(path: Path, password: str, operator: str | None) -> tuple[Vault, str, bytes]:
    profile = require_password(path)
    vault = read_vault(Layout(path).vault, profile.folder_id)
    login, key = vault.unlock(password, operator)
    return vault, login, key


def _save(vault: Vault, path: Path) -> None:
    try:
        vault.save(Layout(path).vault)
    except OSError as error:
        raise cannot_write(path) from error

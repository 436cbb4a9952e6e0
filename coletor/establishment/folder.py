"""Opens the folder that holds an establishment's data."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from coletor.establishment.errors import EstablishmentError
from coletor.establishment.layout import Layout
from coletor.establishment.placing import require_this_computer
from coletor.establishment.profile import Profile, read_profile
from coletor.establishment.vault import check_password, read_vault
from coletor.establishment.wrapping import Cost

# Published on purpose: a training folder holds invented people only, and asks no question.
TRAINING_KEY = hashlib.sha256(b"coletor-cmd: treinamento, sem dados reais").digest()
TRAINING_LOGIN = "treinamento"


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """A folder whose key was found.

    Args:
        layout: where things stand.
        profile: whose it is.
        key: the database key.
        login: short name of the operator who opened it.
    """

    layout: Layout
    profile: Profile
    key: bytes = field(repr=False)
    login: str


def open_folder(path: Path, password: str | None = None, operator: str | None = None) -> OpenFolder:
    """Return a folder's profile and key.

    Args:
        path: the folder.
        password: the operator's password; ignored in training.
        operator: the operator's login; not needed while there is only one.

    Raises:
        WrongPasswordError: the password does not open the vault.
        EstablishmentError: no such folder, on a network drive, half made, or its files contradict
            each other.
    """
    layout = Layout(path)
    profile = profile_of(path)
    require_this_computer(path)
    if profile.training:
        if layout.vault.exists():
            raise EstablishmentError("establishment.training_with_vault", folder=path)
        if operator not in (None, TRAINING_LOGIN):
            raise EstablishmentError("establishment.unknown_operator", login=operator)
        return OpenFolder(layout, profile, TRAINING_KEY, TRAINING_LOGIN)
    vault = read_vault(layout.vault, profile.folder_id)
    if not password:
        raise EstablishmentError("establishment.password_missing")
    login, key = vault.unlock(password, operator)
    return OpenFolder(layout, profile, key, login)


def profile_of(path: Path) -> Profile:
    """Return a folder's profile, which needs no password.

    Raises:
        EstablishmentError: no such folder, not an establishment's, half made or damaged.
    """
    layout = Layout(path)
    try:
        return read_profile(layout.profile)
    except FileNotFoundError:
        pass
    if not path.is_dir():
        raise EstablishmentError("establishment.no_folder", folder=path)
    if layout.half_made.exists():
        raise EstablishmentError("establishment.half_made", folder=path)
    raise EstablishmentError("establishment.not_a_folder", folder=path)


def require_password(path: Path) -> Profile:
    """Return the profile of a folder that is opened with a password.

    Raises:
        EstablishmentError: no such folder, or a training folder, which has none.
    """
    profile = profile_of(path)
    if profile.training:
        raise EstablishmentError("establishment.training_no_password")
    return profile


def reset_password(
    path: Path,
    recovery_code: str,
    password: str,
    *,
    operator: str | None = None,
    cost: Cost | None = None,
) -> OpenFolder:
    """Give an operator a new password by the recovery code, which stays good.

    Args:
        path: the folder.
        recovery_code: as a person copied it from the printed page.
        password: the new password, at least 8 characters.
        operator: the operator's login; not needed while there is only one.
        cost: cost of guessing a password; the default except in tests.

    Raises:
        EstablishmentError: the code is wrong, or the password too short.
    """
    layout, profile = Layout(path), require_password(path)
    check_password(password)
    vault = read_vault(layout.vault, profile.folder_id)
    login = vault.who(operator)
    key = vault.recover(recovery_code)
    vault.set_password(login, password, key, cost or Cost())
    try:
        vault.save(layout.vault)
    except OSError as error:
        raise cannot_write(path) from error
    return OpenFolder(layout, profile, key, login)


def cannot_write(path: Path) -> EstablishmentError:
    """Return the error of a folder that cannot be written."""
    return EstablishmentError("establishment.cannot_write", folder=path)

"""Makes the folder that holds an establishment's data: whole, or as if never begun."""

import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from coletor.contact.fold import fold
from coletor.durable import keep_private, write_atomically
from coletor.establishment.bundled import bundled_tables, copy_bundled
from coletor.establishment.errors import EstablishmentError
from coletor.establishment.folder import TRAINING_KEY, TRAINING_LOGIN, cannot_write
from coletor.establishment.layout import Layout
from coletor.establishment.placing import place_doubts, require_this_computer
from coletor.establishment.profile import Profile, doubts, new_profile, write_profile
from coletor.establishment.vault import Vault, check_password
from coletor.establishment.wrapping import KEY_BYTES, Cost

# What the system itself leaves in folders that a person calls empty.
_SYSTEM_FILES = {"desktop.ini", "thumbs.db", ".ds_store", "lost+found"}


@dataclass(frozen=True, slots=True)
class Creation:
    """A folder that was made.

    Args:
        profile: whose it is.
        login: short name of the operator who made it.
        recovery_code: to be printed and kept; shown this once, None in training.
        doubts: what looks wrong without being surely wrong, in words.
    """

    profile: Profile
    login: str
    recovery_code: str | None = field(repr=False)
    doubts: tuple[str, ...]


def create_folder(
    path: Path,
    cnes: str,
    name: str,
    *,
    training: bool = False,
    password: str | None = None,
    operator_name: str,
    cost: Cost | None = None,
) -> Creation:
    """Make an establishment's folder with its database and, except in training, its vault.

    The profile is written last: without it a folder counts as half made, and making it again
    starts over. Whatever goes wrong, nothing of another's is touched.

    Args:
        path: a folder that does not exist or is empty.
        cnes: the establishment's CNES.
        name: the establishment's name.
        training: make a folder for learning: published key, no password.
        password: the first operator's password, at least 8 characters; not in training.
        operator_name: the first operator's name.
        cost: cost of guessing a password; the default except in tests.

    Raises:
        EstablishmentError: what was typed is not enough, the folder is taken or not writable.
        StoreError: the database could not be made.
    """
    layout = Layout(path)
    profile = new_profile(cnes, name, training=training)
    require_this_computer(path)
    login = TRAINING_LOGIN if training else login_of(operator_name)
    if not training:
        check_password(password)
    made_here = _claim(layout)
    try:
        code = _fill(layout, profile, login, operator_name.strip(), password, cost or Cost())
    except BaseException as error:
        _undo(layout, made_here)
        if isinstance(error, OSError):
            raise cannot_write(path) from error
        raise
    return Creation(profile, login, code, (*doubts(profile), *place_doubts(path)))


def login_of(operator_name: str) -> str:
    """Return the short name of a person: first and last name, without accents.

    Raises:
        EstablishmentError: the name has no letter.
    """
    parts = re.findall(r"[a-z0-9]+", fold(operator_name))
    if not parts:
        raise EstablishmentError("establishment.operator_missing")
    return ".".join(parts[:1] + parts[1:][-1:])


def _claim(layout: Layout) -> bool:
    """Make the folder ours and tell whether it did not exist before.

    Raises:
        EstablishmentError: it is taken, or it cannot be made or written.
    """
    path = layout.root
    try:
        made_here = not path.exists()
        path.mkdir(parents=True, exist_ok=True)
        if layout.profile.exists():
            raise EstablishmentError("establishment.exists", folder=path)
        if layout.half_made.exists():
            _clear(layout)
        # Code tables may have been imported before there was an establishment.
        allowed = {*_SYSTEM_FILES, layout.tables.name}
        if any(item.name.casefold() not in allowed for item in path.iterdir()):
            raise EstablishmentError("establishment.not_empty", folder=path)
        if made_here:  # the rights of a folder that was there are its owner's to choose
            keep_private(path)
        write_atomically(layout.half_made, b"")
    except (FileExistsError, NotADirectoryError) as error:
        raise EstablishmentError("establishment.not_empty", folder=path) from error
    except OSError as error:
        raise cannot_write(path) from error
    return made_here


def _fill(  # noqa: PLR0917 - what was typed
    layout: Layout,
    profile: Profile,
    login: str,
    operator_name: str,
    password: str | None,
    cost: Cost,
) -> str | None:
    """Write all that a folder holds and return the recovery code."""
    from coletor.store.database import Store  # noqa: PLC0415 - opening a vault needs no database

    for folder in (layout.tables, layout.training, layout.logs):
        folder.mkdir(exist_ok=True)
    copy_bundled(layout.tables)
    key, code = TRAINING_KEY, None
    if not profile.training:
        key = secrets.token_bytes(KEY_BYTES)
        vault = Vault(profile.folder_id)
        vault.set_password(login, check_password(password), key, cost)
        code = vault.new_recovery(key, cost)
        vault.save(layout.vault)
    Store.create(layout.database, key, operator_name, login=login).close()
    write_profile(layout.profile, profile)
    layout.half_made.unlink()
    return code


def _clear(layout: Layout) -> None:
    """Remove what an interrupted creation left; only ever called under its mark."""
    from coletor.store.locking import LOCK_FOLDER  # noqa: PLC0415

    for file in layout.root.glob(f".{layout.vault.name}.*.parte"):
        file.unlink()
    for file in layout.root.glob(f".{layout.profile.name}.*.parte"):
        file.unlink()
    for file in layout.root.glob(f"{layout.database.name}*"):
        file.unlink()
    locks = layout.root / LOCK_FOLDER
    for file in locks.glob("*.trava"):
        file.unlink()
    layout.vault.unlink(missing_ok=True)
    for table in bundled_tables():
        (layout.tables / table.name).unlink(missing_ok=True)
    for folder in (layout.tables, layout.training, layout.logs, locks):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    layout.half_made.unlink()


def _undo(layout: Layout, made_here: bool) -> None:
    """Leave the folder as it was found, as far as the system lets us."""
    try:
        layout.profile.unlink(missing_ok=True)
        if layout.half_made.exists():
            _clear(layout)
        if made_here:
            layout.root.rmdir()
    except OSError:
        return  # the mark stands: the next creation starts over

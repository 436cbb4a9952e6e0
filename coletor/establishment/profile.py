"""The profile of a folder: whose it is. Nothing in it is secret."""

import json
import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

from coletor.contact.fold import one_line
from coletor.durable import write_atomically
from coletor.establishment.errors import EstablishmentError
from coletor.identifiers import cnes as cnes_code
from coletor.messages import text

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose folder it is.

    Args:
        cnes: the establishment's CNES, 7 digits.
        name: the establishment's name.
        training: for learning: published key, no real data.
        folder_id: identifier of the folder, by which the keyring knows it.
    """

    cnes: str
    name: str
    training: bool
    folder_id: str


def new_profile(cnes: str, name: str, *, training: bool) -> Profile:
    """Return the profile of a folder to be made, from what a person typed.

    Args:
        cnes: 7 digits, masked or not.
        name: the establishment's name.
        training: whether the folder is for learning.

    Raises:
        EstablishmentError: the CNES has not 7 digits, or there is no name.
    """
    code = cnes_code.normalise(cnes)
    if not cnes_code.has_form(code):
        raise EstablishmentError("establishment.cnes_digits", value=cnes.strip())
    return Profile(code, plain_name(name), training, str(uuid.uuid4()))


def plain_name(name: str) -> str:
    """Return a name in one line without what cannot be printed.

    Raises:
        EstablishmentError: nothing is left of it.
    """
    plain = one_line(name)
    if not plain:
        raise EstablishmentError("establishment.name_missing")
    return plain


def doubts(profile: Profile) -> tuple[str, ...]:
    """Return what looks wrong in a profile without being surely wrong, in words.

    The CNES check digit is in no document (it was measured), so a mismatch only warns.
    """
    if cnes_code.is_valid(profile.cnes):
        return ()
    return (text("establishment.cnes_check", cnes=profile.cnes),)


def write_profile(file: Path, profile: Profile) -> None:
    """Write a profile in one step.

    Raises:
        OSError: the folder cannot be written.
    """
    lines = (
        f"formato = {_FORMAT}",
        f"cnes = {_quoted(profile.cnes)}",
        f"nome = {_quoted(profile.name)}",
        f"treinamento = {'true' if profile.training else 'false'}",
        f"pasta = {_quoted(profile.folder_id)}",
    )
    write_atomically(file, ("\n".join(lines) + "\n").encode("utf-8"))


def read_profile(file: Path) -> Profile:
    """Read a folder's profile.

    Raises:
        EstablishmentError: the file cannot be read or is not a profile.
        FileNotFoundError: there is none.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        profile = Profile(data["cnes"], data["nome"], data["treinamento"], data["pasta"])
        known = data["formato"] == _FORMAT
    except FileNotFoundError:
        raise
    except OSError as error:
        raise EstablishmentError("establishment.unreadable", file=file.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise EstablishmentError("establishment.profile_damaged", file=file.name) from error
    if not known:
        raise EstablishmentError("establishment.newer", file=file.name)
    if not _is_sound(profile):
        raise EstablishmentError("establishment.profile_damaged", file=file.name)
    return profile


def _is_sound(profile: Profile) -> bool:
    texts = (profile.cnes, profile.name, profile.folder_id)
    return (
        all(isinstance(value, str) and value for value in texts)
        and isinstance(profile.training, bool)
        and cnes_code.has_form(profile.cnes)
    )


def _quoted(value: str) -> str:
    """Return a TOML basic string: the one of JSON, whose escapes TOML shares."""
    return json.dumps(value, ensure_ascii=False)

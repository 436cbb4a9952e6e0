"""Finding, making and opening folders: what the entrance asks of the core, off the GUI thread."""

from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.establishment.errors import EstablishmentError, WrongPasswordError
from coletor.establishment.folder import profile_of
from coletor.establishment.placing import is_remote, require_this_computer
from coletor.store.errors import StoreError
from coletor.store.locking import FolderLock
from coletor.workspace import Workspace
from ui.shell import single

if TYPE_CHECKING:
    from coletor.training import TrainingServer

_ADDRESS = "webservice.endereco"


class Standing(Enum):
    """What stands at a place."""

    NOTHING = 1
    OPEN = 2
    PASSWORD = 3


@dataclass(frozen=True)
class Typed:
    """What a person typed to make a folder.

    Args:
        cnes: the establishment's CNES.
        name: its name.
        operator: the first operator's name.
        password: the first operator's password.
    """

    cnes: str
    name: str
    operator: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Made:
    """A folder that was made.

    Args:
        recovery_code: to be noted, shown this once.
        doubts: what looks wrong in what was typed.
    """

    recovery_code: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """A folder that was opened.

    Args:
        workspace: the facade.
        address: the webservice's address, empty when none was entered.
        lock: held as long as the window shows the folder.
    """

    workspace: Workspace
    address: str
    lock: FolderLock


def standing(place: Path) -> Standing:
    """Tell what stands at a place; opening a damaged folder says what is wrong."""
    if not place.is_dir() or not any(place.iterdir()):
        return Standing.NOTHING
    try:
        training = profile_of(place).training
    except EstablishmentError as error:
        half = error.message_id == "establishment.half_made"
        return Standing.NOTHING if half else Standing.OPEN
    if is_remote(place):
        return Standing.OPEN  # no password is asked for what is refused anyway
    return Standing.OPEN if training else Standing.PASSWORD


def name_of(place: Path) -> str:
    """Return the name of the establishment whose folder it is."""
    return profile_of(place).name


def is_wrong_password(error: ColetorError) -> bool:
    """Tell whether asking for the password again makes sense."""
    return isinstance(error, WrongPasswordError)


def create(place: Path, typed: Typed) -> Made:
    """Make a real folder."""
    from coletor.establishment import create_folder  # noqa: PLC0415 - only on the first day

    made = create_folder(
        place, typed.cnes, typed.name, password=typed.password, operator_name=typed.operator
    )
    return Made(made.recovery_code or "", made.doubts)


def create_training(place: Path, cnes: str, name: str, operator: str) -> None:
    """Make a training folder, with invented people to play with."""
    from coletor.demonstration.people import furnish  # noqa: PLC0415 - only on the first day
    from coletor.establishment import create_folder  # noqa: PLC0415 - only on the first day

    create_folder(place, cnes, name, training=True, operator_name=operator)
    with Workspace.open(place) as workspace:
        furnish(workspace)


def reset_password(place: Path, code: str, password: str) -> None:
    """Give the folder's operator a new password by the printed recovery code."""
    from coletor.establishment import reset_password as reset  # noqa: PLC0415 - a rare day

    reset(place, code, password)


def open_workspace(place: Path, password: str | None) -> Opened:
    """Open a folder for this window alone and read the settings that it needs at once.

    Raises:
        ColetorError: another window has it open, or it cannot be opened.
    """
    profile_of(place)  # says what is wrong with the folder before anything is written there
    lock = single.lock_of(place)
    require_this_computer(place)
    lock.acquire()
    try:
        workspace = Workspace.open(place, password=password)
        if workspace.store.unclean:  # no form is open yet, and no other window has the folder
            with suppress(StoreError):  # what is wrong with the database, the upkeep says
                workspace.drafts.drop_left_empty(workspace.operator.id)
        return Opened(workspace, workspace.settings.get(_ADDRESS), lock)
    except BaseException:
        lock.release()
        raise


def is_open_elsewhere(error: ColetorError) -> bool:
    """Tell whether a folder was not opened because another window has it."""
    return error.message_id == f"store.lock.{single.LOCK}"


def start_training(folder: Path) -> "TrainingServer":
    """Start the training webservice on a free port."""
    from coletor.training import TrainingServer  # noqa: PLC0415 - never in a real folder

    return TrainingServer(folder).start()

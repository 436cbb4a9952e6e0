"""Where a folder may stand: on a disk of this computer, never on a drive of the network.

SQLite's journal (WAL) is shared memory between the programs of one computer: over a network two
computers would each believe that they alone write, and the database would be lost
(https://www.sqlite.org/wal.html, "all processes must be on the same host").
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from coletor.establishment.errors import EstablishmentError
from coletor.messages import text

_REMOTE = {
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.smbnetfs",
    "fuse.sshfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}
_DRIVE_REMOTE = 4  # GetDriveTypeW: DRIVE_REMOTE
_MOUNTS = Path("/proc/self/mounts")
_ESCAPES = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))
_CLOUDS = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "icloud drive": "iCloud",
    "icloudrive": "iCloud",
    "meu drive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
}


def require_this_computer(path: Path) -> None:
    """Refuse a folder on a network drive, with the reason and what to do.

    Args:
        path: the folder, which need not exist yet.

    Raises:
        EstablishmentError: it stands on a drive of another computer.
    """
    if is_remote(path):
        raise EstablishmentError("establishment.network_drive", folder=path)


def is_remote(path: Path) -> bool:
    """Tell whether a folder stands on a drive of another computer, as far as the system says."""
    place = _existing(path)
    if sys.platform == "win32":
        return _remote_on_windows(place)
    return _kind(place, _mounts()) in _REMOTE


def cloud_of(path: Path) -> str:
    """Return the name of the service that copies a folder to the internet, empty without one.

    Told from the names of the folders above it, which these services choose themselves.

    Args:
        path: the folder.
    """
    for part in path.absolute().parts:
        name = part.casefold()
        if name in _CLOUDS:
            return _CLOUDS[name]
        if name.startswith("onedrive - ") or name.startswith("dropbox ("):
            return _CLOUDS[name.split(" ")[0]]
    return ""


def place_doubts(path: Path) -> tuple[str, ...]:
    """Return what is unwise about the place of a folder without being refused, in words."""
    cloud = cloud_of(path)
    return (text("establishment.cloud", cloud=cloud),) if cloud else ()


def _existing(path: Path) -> Path:
    """Return the nearest folder that exists: what is to be made stands on its drive."""
    place = Path(os.path.realpath(path))
    while not place.exists() and place != place.parent:
        place = place.parent
    return place


def _remote_on_windows(place: Path) -> bool:
    if str(place).startswith("\\\\"):  # \\server\share, also what a mapped drive resolves to
        return not str(place).startswith(("\\\\?\\", "\\\\.\\"))
    import ctypes  # noqa: PLC0415 - only there

    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return bool(kind == _DRIVE_REMOTE)


def _mounts() -> Iterator[tuple[Path, str]]:
    """Yield mount point and kind of every file system, in the order they were mounted."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return  # not Linux: nothing is known, nothing is refused
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        for escape, plain in _ESCAPES:
            point = point.replace(escape, plain)
        yield Path(point), kind


def _kind(place: Path, mounts: Iterator[tuple[Path, str]]) -> str:
    """Return the kind of the file system that a place stands on: the deepest mount, the last."""
    depth, found = -1, ""
    for point, kind in mounts:
        if place.is_relative_to(point) and len(point.parts) >= depth:
            depth, found = len(point.parts), kind
    return found

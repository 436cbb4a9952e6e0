"""Why the system or a decoder refused something, in Portuguese: one place for every message."""

import errno
import json
import re

from coletor.messages import text

_BY_ERRNO = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "absent",
    errno.EISDIR: "folder",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "name",
    errno.EINVAL: "name",
    errno.EBUSY: "busy",
    errno.EIO: "disk",
}
_PLACE = re.compile(r"line (\d+),? column (\d+)")


def system_reason(error: OSError) -> str:
    """Return what the system answered, for the place ``reason`` of a message.

    Args:
        error: what opening, reading or writing raised.
    """
    return text(f"reason.{_BY_ERRNO.get(error.errno or 0, 'other')}")


def text_reason(error: ValueError) -> str:
    """Return where a decoder of UTF-8, JSON or TOML stopped.

    Args:
        error: what it raised; its own sentence is English and is not shown.
    """
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return text("reason.encoding", line=line)
    if isinstance(error, json.JSONDecodeError):
        return text("reason.place", line=error.lineno, column=error.colno)
    # ``tomllib`` says the place in its sentence only, until Python 3.14.
    place = _PLACE.search(str(error))
    if place is None:
        return text("reason.end" if "end of document" in str(error) else "reason.form")
    return text("reason.place", line=place[1], column=place[2])


def reason(error: Exception) -> str:
    """Return why a file of settings or data cannot be used, whatever reading it raised.

    Args:
        error: of the system, of a decoder, or of a key that was looked for.
    """
    if isinstance(error, OSError):
        return system_reason(error)
    if isinstance(error, KeyError):
        return text("reason.missing", key=error.args[0])
    return text_reason(error) if isinstance(error, ValueError) else text("reason.form")

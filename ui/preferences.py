"""What belongs to the person at this computer, not to the establishment: theme, size, sending.

What is chosen holds at once and is written by a thread of its own: Qt's own writing waits for the
disk, on the window's thread, and while an import keeps the disk busy that takes long. Even from
another thread it would: whoever reads Qt's settings waits for whoever writes them.
"""

import io
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QLockFile, QSettings

from coletor.durable import write_atomically
from ui.style.theme import ZOOMS, Scheme

_SCHEME = "aparencia/tema"
_ZOOM = "aparencia/tamanho"
_AUTOMATIC = "envio/automatico"
_TYPING = "digitar/modo"
_GUIDE = "guia/dispensado"

_chosen: dict[tuple[str, str], str] = {}
"""By file and name: what was chosen since the program began."""
_writer = ThreadPoolExecutor(1, thread_name_prefix="preferences")
_TURN_MS = 5_000
"""How long another program that writes the same file is waited for."""


def _settings() -> QSettings:
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "coletor-cmd", "coletor-cmd"
    )


def _value(name: str) -> str:
    """Return what was chosen, an empty text where nothing was."""
    kept = _settings()
    chosen = _chosen.get((kept.fileName(), name))
    return chosen if chosen is not None else str(kept.value(name, ""))


def _keep(name: str, value: str) -> None:
    file = _settings().fileName()
    _chosen[file, name] = value
    _writer.submit(_write, Path(file), name, value).add_done_callback(_report)


def _report(done: Future[None]) -> None:
    """Have a bug of the writing reported as those of every thread are: nobody asks for it."""
    error = done.exception()
    if error is not None:
        trace, thread = error.__traceback__, threading.current_thread()
        threading.excepthook(threading.ExceptHookArgs((type(error), error, trace, thread)))


def _write(file: Path, name: str, value: str) -> None:
    """Write one choice among the others; where that cannot be done it holds until the end.

    Another program may be open on another folder: it waits its turn, at the very lock that Qt's
    own settings have, and what it chose stands.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(f"{file}.lock")
        if not lock.tryLock(_TURN_MS):
            raise TimeoutError(lock.fileName())
        try:
            _put_in(file, name, value)
        finally:
            lock.unlock()
    except (OSError, ValueError) as error:
        logging.getLogger("ui").warning("preferences not written: %s", type(error).__name__)


def _put_in(file: Path, name: str, value: str) -> None:
    """Change one value of the file.

    Raises:
        OSError: it cannot be read or written.
        ValueError: it holds no settings.
    """
    import configparser  # noqa: PLC0415 - not for start-up

    section, _, option = name.partition("/")
    ini = configparser.RawConfigParser(delimiters=("=",), strict=False)
    ini.optionxform = str  # type: ignore[method-assign, assignment]
    try:
        ini.read(file, encoding="utf-8")
    except configparser.Error as error:
        raise ValueError(str(file)) from error
    if not ini.has_section(section):
        ini.add_section(section)
    ini.set(section, option.replace("/", "\\"), value)
    words = io.StringIO()
    ini.write(words, space_around_delimiters=False)
    write_atomically(file, words.getvalue().encode())


def scheme() -> Scheme:
    """Return the theme the person chose, the system's without a choice."""
    kept = _value(_SCHEME)
    return Scheme(kept) if kept in {str(item) for item in Scheme} else Scheme.SYSTEM


def keep_scheme(chosen: Scheme) -> None:
    """Remember the theme the person chose."""
    _keep(_SCHEME, str(chosen))


def zoom() -> int:
    """Return the size of the text the person chose, in percent; 100 without a choice."""
    kept = _value(_ZOOM)
    return int(kept) if kept in {str(item) for item in ZOOMS} else ZOOMS[0]


def keep_zoom(percent: int) -> None:
    """Remember the size of the text the person chose."""
    _keep(_ZOOM, str(percent))


def automatic(folder_id: str) -> bool:
    """Return whether a folder sends by itself whenever there is a connection.

    Args:
        folder_id: the establishment's folder: a pause chosen in practice holds up no real work.
    """
    return (_value(f"{_AUTOMATIC}-{folder_id}") or _value(_AUTOMATIC)) != "nao"


def keep_automatic(chosen: bool, folder_id: str = "") -> None:
    """Remember whether a folder sends by itself.

    Args:
        chosen: whether it does.
        folder_id: the folder; empty for all those where nobody chose.
    """
    name = f"{_AUTOMATIC}-{folder_id}" if folder_id else _AUTOMATIC
    _keep(name, "sim" if chosen else "nao")


def guide_dismissed(folder_id: str) -> bool:
    """Return whether the first steps were sent away from Início.

    Args:
        folder_id: the establishment's folder; nothing of a person.
    """
    return _value(f"{_GUIDE}/{folder_id}") == "sim"


def keep_guide_dismissed(folder_id: str, *, dismissed: bool) -> None:
    """Remember whether the first steps stay away from Início."""
    _keep(f"{_GUIDE}/{folder_id}", "sim" if dismissed else "nao")


def typing_mode() -> str:
    """Return the way of typing that was used last, an empty text before the first time."""
    return _value(_TYPING)


def keep_typing_mode(mode: str) -> None:
    """Remember the way of typing in use."""
    _keep(_TYPING, mode)

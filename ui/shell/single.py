"""One window for a folder: a second one calls the first forward and goes away.

The command line and the window may work in a folder side by side; two windows would each show the
other's drafts as they were.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from coletor.store.errors import StoreError
from coletor.store.locking import FolderLock

LOCK = "janela"
_CALL, _ANSWER = b"mostrar\n", b"aqui\n"


def lock_of(folder: Path) -> FolderLock:
    """Return the lock that the window of a folder holds."""
    return FolderLock(folder, LOCK)


def is_open(folder: Path) -> bool:
    """Tell whether another window has a folder open; one that cannot be written is not."""
    lock = lock_of(folder)
    try:
        free = lock.try_acquire()
    except StoreError:
        return False  # opening it says what is wrong
    lock.release()
    return not free


def call_forward(folder: Path, parent: QObject, heard: Callable[[], None] | None = None) -> None:
    """Ask the window of a folder to come forward.

    Args:
        folder: the folder.
        parent: the object that the call dies with.
        heard: called when that window answers; one that hangs does not.
    """
    socket = QLocalSocket(parent)
    socket.connected.connect(lambda: socket.write(_CALL))
    if heard is not None:
        socket.readyRead.connect(heard)
    socket.connectToServer(_name(folder))


class Presence(QObject):
    """Hears when another window of the same folder was started.

    Args:
        folder: the open folder, whose lock this program holds.
        parent: the object that owns it.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)
        QLocalServer.removeServer(_name(folder))  # of a program that died: the lock is ours
        self._server.listen(_name(folder))

    def end(self) -> None:
        """Hear no more."""
        self._server.close()

    def _on_call(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_ANSWER)
        self.called.emit()


def _name(folder: Path) -> str:
    place = str(folder.resolve()).encode("utf-8", "surrogateescape")
    return f"coletor-cmd-{hashlib.sha256(place).hexdigest()[:20]}"

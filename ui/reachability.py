"""Hears from the system when the network goes and comes back; nothing is asked in a loop."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_GONE = frozenset({"Disconnected", "Local"})


class NetworkWatch(QObject):
    """The system's word on whether this computer has a network.

    Where the system does not say (no plug-in for it), there always seems to be one: the attempts
    themselves tell, each at its own time.

    Args:
        parent: the object that owns it.
    """

    changed = Signal(bool)  # is there a network?

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._online = True
        self._system = system_information()
        if self._system is not None:
            self._system.reachabilityChanged.connect(self._hear)
            self._hear(self._system.reachability())

    @property
    def online(self) -> bool:
        """Whether there is a network, as far as the system says."""
        return self._online

    def _hear(self, reachability: "QNetworkInformation.Reachability") -> None:
        self.set_online(reachability.name not in _GONE)

    def set_online(self, online: bool) -> None:
        """Take note of the network's state and tell when it is another."""
        if online != self._online:
            self._online = online
            self.changed.emit(online)


def system_information() -> "QNetworkInformation | None":
    """Return the system's source of news, or None where there is none; slow the first time.

    Qt's network library links to Kerberos, which a small Linux may lack: the window must open
    there too.
    """
    try:
        from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415 - see above
    except ImportError:
        return None
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        return None
    return QNetworkInformation.instance()

"""What belongs to the person at this computer and not to the establishment: theme, sending."""

from PySide6.QtCore import QSettings

from ui.style.theme import Scheme

_SCHEME = "aparencia/tema"
_AUTOMATIC = "envio/automatico"


def _settings() -> QSettings:
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "coletor-cmd", "coletor-cmd"
    )


def scheme() -> Scheme:
    """Return the theme the person chose, the system's without a choice."""
    kept = str(_settings().value(_SCHEME, ""))
    return Scheme(kept) if kept in {str(item) for item in Scheme} else Scheme.SYSTEM


def keep_scheme(chosen: Scheme) -> None:
    """Remember the theme the person chose."""
    _settings().setValue(_SCHEME, str(chosen))


def automatic() -> bool:
    """Return whether to send by itself whenever there is a connection."""
    return str(_settings().value(_AUTOMATIC, "sim")) != "nao"


def keep_automatic(chosen: bool) -> None:
    """Remember whether to send by itself."""
    _settings().setValue(_AUTOMATIC, "sim" if chosen else "nao")

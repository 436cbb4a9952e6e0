"""What belongs to the person at this computer and not to the establishment: the theme."""

from PySide6.QtCore import QSettings

from ui.style.theme import Scheme

_SCHEME = "aparencia/tema"


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

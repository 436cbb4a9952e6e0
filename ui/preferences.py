"""What belongs to the person at this computer, not to the establishment: theme, size, sending."""

from PySide6.QtCore import QSettings

from ui.style.theme import ZOOMS, Scheme

_SCHEME = "aparencia/tema"
_ZOOM = "aparencia/tamanho"
_AUTOMATIC = "envio/automatico"
_TYPING = "digitar/modo"
_GUIDE = "guia/dispensado"


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


def zoom() -> int:
    """Return the size of the text the person chose, in percent; 100 without a choice."""
    kept = str(_settings().value(_ZOOM, ""))
    return int(kept) if kept in {str(item) for item in ZOOMS} else ZOOMS[0]


def keep_zoom(percent: int) -> None:
    """Remember the size of the text the person chose."""
    _settings().setValue(_ZOOM, str(percent))


def automatic(folder_id: str) -> bool:
    """Return whether a folder sends by itself whenever there is a connection.

    Args:
        folder_id: the establishment's folder: a pause chosen in practice holds up no real work.
    """
    settings = _settings()
    usual = settings.value(_AUTOMATIC, "sim")
    return str(settings.value(f"{_AUTOMATIC}-{folder_id}", usual)) != "nao"


def keep_automatic(chosen: bool, folder_id: str = "") -> None:
    """Remember whether a folder sends by itself.

    Args:
        chosen: whether it does.
        folder_id: the folder; empty for all those where nobody chose.
    """
    name = f"{_AUTOMATIC}-{folder_id}" if folder_id else _AUTOMATIC
    _settings().setValue(name, "sim" if chosen else "nao")


def guide_dismissed(folder_id: str) -> bool:
    """Return whether the first steps were sent away from Início.

    Args:
        folder_id: the establishment's folder; nothing of a person.
    """
    return str(_settings().value(f"{_GUIDE}/{folder_id}", "")) == "sim"


def keep_guide_dismissed(folder_id: str, *, dismissed: bool) -> None:
    """Remember whether the first steps stay away from Início."""
    _settings().setValue(f"{_GUIDE}/{folder_id}", "sim" if dismissed else "nao")


def typing_mode() -> str:
    """Return the way of typing that was used last, an empty text before the first time."""
    return str(_settings().value(_TYPING, ""))


def keep_typing_mode(mode: str) -> None:
    """Remember the way of typing in use."""
    _settings().setValue(_TYPING, mode)

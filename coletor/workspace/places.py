"""Where an establishment's data stand when nobody says where."""

import os
from pathlib import Path

_APPLICATION = "coletor-cmd"
_VARIABLE = "COLETOR_PASTA"


def default_folder() -> Path:
    """Return the establishment's folder: COLETOR_PASTA, otherwise the platform's data folder."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else _platform() / "estabelecimento"


def training_folder() -> Path:
    """Return the folder of the training mode: COLETOR_PASTA, otherwise one beside the real one."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else _platform() / "treinamento"


def practice_folder() -> Path:
    """Return the folder where a person who works elsewhere practises: never COLETOR_PASTA."""
    return _platform() / "treinamento"


def _platform() -> Path:
    import platformdirs  # noqa: PLC0415 - only where no folder was named

    return Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False))

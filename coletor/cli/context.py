"""What the global options say, and the folder they lead to."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Invocation:
    """The global options of one run.

    Args:
        chosen: folder given with ``--pasta``, or None.
        operator: login given with ``--operador``, or None.
    """

    chosen: Path | None
    operator: str | None

    @property
    def folder(self) -> Path:
        """Return the establishment's folder: option, COLETOR_PASTA, or the platform's own."""
        if self.chosen is not None:
            return self.chosen
        named = os.environ.get("COLETOR_PASTA")
        if named:
            return Path(named)
        import platformdirs  # noqa: PLC0415 - only where no folder was named

        return Path(platformdirs.user_data_dir("coletor-cmd", appauthor=False))

    @property
    def password(self) -> str | None:
        """Return the folder's password from COLETOR_SENHA, or None to ask for it."""
        return os.environ.get("COLETOR_SENHA")

"""What the global options say, and the folder they lead to."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coletor.establishment.layout import Layout
from coletor.workspace.places import default_folder

if TYPE_CHECKING:
    from coletor.establishment.reporting import ReportingProfile
    from coletor.terminology.library import Library
    from coletor.workspace import Workspace


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
        return self.chosen if self.chosen is not None else default_folder()

    @property
    def layout(self) -> Layout:
        """Return where things stand in the folder."""
        return Layout(self.folder)

    def library(self) -> "Library":
        """Return the code tables, which need no password and no establishment.

        Raises:
            ColetorError: the folder's profile is damaged.
        """
        from coletor.establishment.profile import read_profile  # noqa: PLC0415 - start-up
        from coletor.terminology.library import Library  # noqa: PLC0415 - start-up

        try:
            training = read_profile(self.layout.profile).training
        except FileNotFoundError:
            training = False
        return Library(self.layout.tables, demonstration=training)

    def require_chosen(self) -> None:
        """Refuse a folder that was named and does not exist; the platform's own may not yet.

        Raises:
            EstablishmentError: it does not exist.
        """
        from coletor.establishment.errors import EstablishmentError  # noqa: PLC0415 - start-up

        named = self.chosen is not None or bool(os.environ.get("COLETOR_PASTA"))
        if named and not self.folder.is_dir():
            raise EstablishmentError("establishment.no_folder", folder=self.folder)

    def reporting(self) -> "ReportingProfile | None":
        """Return what the establishment reports by other ways, None where there is none yet.

        Raises:
            ColetorError: its file is damaged.
        """
        from coletor.establishment.reporting import read_reporting  # noqa: PLC0415 - start-up

        return read_reporting(self.layout.reporting) if self.layout.profile.exists() else None

    def workspace(self) -> "Workspace":
        """Open the folder, asking for the password where it has one and none was given.

        Raises:
            ColetorError: no folder there, wrong password, damaged or locked database.
        """
        from coletor.cli.passwords import folder_password  # noqa: PLC0415 - start-up
        from coletor.workspace import Workspace  # noqa: PLC0415 - start-up

        password = folder_password(self.folder)
        return Workspace.open(self.folder, password=password, login=self.operator)

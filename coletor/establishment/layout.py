"""Where things stand in an establishment's folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one folder.

    Args:
        root: the folder.
    """

    root: Path

    @property
    def profile(self) -> Path:
        """Return the file that says whose folder it is; nothing secret, no patient."""
        return self.root / "estabelecimento.toml"

    @property
    def reporting(self) -> Path:
        """Return the file that says what is reported by other ways; nothing secret, no patient."""
        return self.root / "informa.json"

    @property
    def vault(self) -> Path:
        """Return the file with the wrapped database key; absent in a training folder."""
        return self.root / "cofre.json"

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.root / "coletor.db"

    @property
    def tables(self) -> Path:
        """Return the folder of imported code tables."""
        return self.root / "tabelas"

    @property
    def training(self) -> Path:
        """Return the folder where the training webservice keeps what it accepted."""
        return self.root / "treinamento"

    @property
    def contracts(self) -> Path:
        """Return the folder of the official WSDL that was adopted."""
        return self.root / "webservice"

    @property
    def logs(self) -> Path:
        """Return the folder of logs; they name no patient."""
        return self.root / "registros"

    @property
    def half_made(self) -> Path:
        """Return the mark that stands while the folder is being made."""
        return self.root / "criacao.parte"

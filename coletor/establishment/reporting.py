"""What the establishment reports by other ways (Art. 93); nothing in it is secret.

The settings of the encrypted database are where it is set; ``informa.json`` repeats them, so
that checking a file needs no password.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coletor.durable import write_atomically
from coletor.establishment.errors import EstablishmentError
from coletor.identifiers import cep

BASIC_CARE = "perfil.atencao_basica_sus"
INSURED = "perfil.planos_saude"
SINGLE_CEPS = "perfil.cep_unico"
KEYS = (BASIC_CARE, INSURED, SINGLE_CEPS)
_HERE = "aqui"


@dataclass(frozen=True, slots=True)
class ReportingProfile:
    """What the establishment reports by other ways; satisfies ``rules.profile.ProfileView``.

    Args:
        basic_care_elsewhere: basic care paid by the SUS goes through e-SUS APS.
        insured_elsewhere: what private health plans pay goes through TISS.
        single_ceps: CEPs that are the only one of their município.
    """

    basic_care_elsewhere: bool = False
    insured_elsewhere: bool = False
    single_ceps: frozenset[str] = frozenset()

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "ReportingProfile":
        """Return the profile that settings say.

        Args:
            values: the settings in force, by key.
        """
        return cls(
            values[BASIC_CARE] != _HERE,
            values[INSURED] != _HERE,
            frozenset(cep.normalise(one) for one in values[SINGLE_CEPS].split()),
        )


def publish(file: Path, values: Mapping[str, str]) -> bool:
    """Write what the settings say beside the database, where it says something else.

    Args:
        file: ``Layout.reporting``.
        values: the settings in force, by key.

    Returns:
        whether anything was written.

    Raises:
        EstablishmentError: the folder cannot be written.
    """
    content = json.dumps({key: values[key] for key in KEYS}, indent=2).encode("utf-8") + b"\n"
    try:
        if file.exists() and file.read_bytes() == content:
            return False
        write_atomically(file, content)
    except OSError as error:
        raise EstablishmentError("establishment.cannot_write", folder=file.parent) from error
    return True


def read_reporting(file: Path) -> ReportingProfile:
    """Return what was published; everything is reported here where nothing was said.

    Args:
        file: ``Layout.reporting``.

    Raises:
        EstablishmentError: the file cannot be read, or is damaged.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return ReportingProfile.of({key: str(data[key]) for key in KEYS})
    except FileNotFoundError:
        return ReportingProfile()
    except OSError as error:
        raise EstablishmentError("establishment.unreadable", file=file.name) from error
    except (ValueError, KeyError, TypeError) as error:
        raise EstablishmentError("establishment.reporting_damaged", file=file.name) from error

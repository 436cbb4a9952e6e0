"""What the code tables answer with: terms, hits of a search, packages, coverage, procedures."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

TABLES = ("sigtap", "cid-10", "ciap-2", "cbo", "municipio", "pais", "tuss")
"""Ids of the national tables a clerk can look up, in the order they are listed."""

LOCAL = ("estabelecimento", "equipe")
"""Ids of the optional tables of the own município: establishments (CNES) and teams (INE)."""

SEARCHABLE = (*TABLES, *LOCAL)


class Cover(StrEnum):
    """How well the loaded packages serve a date."""

    EXACT = "exact"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which package answers for a table on a date, and whether it is the right one.

    Args:
        kind: exact, another competência, or nothing loaded.
        table: table id.
        competencia: competência of the package that answers, ``AAAAMM``, or empty (undated).
        version: its version, or empty.
        demonstration: the small demonstration set answers, not an official table.
        wanted: competência of the date asked for, ``AAAAMM``.
    """

    kind: Cover
    table: str
    competencia: str = ""
    version: str = ""
    demonstration: bool = False
    wanted: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether the package of the right competência answers."""
        return self.kind is Cover.EXACT

    @property
    def loaded(self) -> bool:
        """Tell whether any package answers."""
        return self.kind is not Cover.NONE


@dataclass(frozen=True, slots=True)
class Package:
    """One loaded table: an official file turned into an immutable search file.

    Args:
        table: table id.
        competencia: ``AAAAMM``, or empty for tables without competência.
        version: the publisher's version, or what stands for it.
        rows: terms in the table.
        sha256: hash of the official file (or files), in hexadecimal.
        imported_at: instant of the import, UTC.
        file: name of the search file in the folder; empty for the demonstration.
        demonstration: the small set of the training mode.
        origin: name of the official file.
        wire_version: the version as the CMD message carries it.
        unchanged: this import found the same package already there and did nothing.
    """

    table: str
    competencia: str
    version: str
    rows: int
    sha256: str
    imported_at: str
    file: str
    demonstration: bool = False
    origin: str = ""
    wire_version: str = ""
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a table.

    Args:
        table: table id.
        code: without mask.
        name: official name.
        group: where it belongs (subgroup, category, family, UF); may be empty.
        may_be_principal: false for the CID-10 codes marked ``*``.
        synonym: the synonym by which a search found it; empty when by its name.
    """

    table: str
    code: str
    name: str
    group: str
    may_be_principal: bool = True
    synonym: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search, in order of rank.

    Args:
        table: table id.
        code: without mask.
        name: official name.
        group: where it belongs; may be empty.
        status: ``"ok"``, or ``"fora"`` when it does not fit.
        reason: why it does not fit, in Portuguese; empty when it does.
        synonym: the synonym that matched, when the name did not.
    """

    table: str
    code: str
    name: str
    group: str
    status: str = "ok"
    reason: str = ""
    synonym: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """What SIGTAP says of one procedure in one competência; an empty set means no restriction.

    Args:
        code: ten digits.
        name: official name.
        competencia: competência of the package that answered, ``AAAAMM``.
        sex: ``M``, ``F``, ``I`` (both) or ``N`` (does not apply).
        age_min: least age in completed months, or None for no limit.
        age_max: greatest age in completed months, inclusive, or None for no limit.
        max_quantity: greatest quantity, or None for no limit.
        occupations: CBO codes allowed.
        cids: CID-10 codes expected; the value tells whether the code may be principal.
        registers: codes of the registers (01 BPA-C, 02 BPA-I, 03 AIH...).
        modalities: codes of the modalities (01 ambulatorial, 02 hospitalar...).
        details: codes of the attributes (021, 042, 058...).
        financing: code of the financing of the table (not of the contact).
    """

    code: str
    name: str
    competencia: str
    sex: str
    age_min: int | None
    age_max: int | None
    max_quantity: int | None
    occupations: frozenset[str]
    cids: Mapping[str, bool]
    registers: frozenset[str]
    modalities: frozenset[str]
    details: frozenset[str]
    financing: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What the form already knows, so that the search can tell which procedures fit.

    Args:
        sex: ``M``, ``F`` or empty (unknown or ignored).
        age_months: completed months on the procedure's date, or None.
        cbo: occupation of the professional, or empty.
        cids: CID-10 codes of the diagnoses; none are checked when there are none.
    """

    sex: str = ""
    age_months: int | None = None
    cbo: str = ""
    cids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Node:
    """One branch of a table seen as a tree.

    Args:
        id: what :meth:`Library.branches` and :meth:`Library.leaves` take.
        parent: id of the branch above; empty at the top.
        label: what to show before the name ("03.01", "J40-J47", "PI").
        name: its name.
    """

    id: str
    parent: str
    label: str
    name: str

"""The correspondence of two models, read from ``resources/conversions``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coletor import resources
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model.library import load_model
from coletor.model.schema import Model
from coletor.reasons import reason

_CERTAINTIES = ("igual", "presumido")


@dataclass(frozen=True, slots=True)
class ValueMap:
    """What one code becomes.

    Args:
        code: code of the target.
        presumed: it is a reading of ours, to be noted.
        reason: why, in Portuguese.
    """

    code: str
    presumed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RoleMap:
    """What one role becomes; an empty ``values`` carries values as they are."""

    source: str
    target: str
    values: Mapping[str, ValueMap]


@dataclass(frozen=True, slots=True)
class Deduction:
    """A value of the target that others tell when it is absent."""

    role: str
    code: str
    told_by: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Conversion:
    """The correspondence of two models.

    Args:
        source: model converted from.
        target: model converted to.
        origin: the documents the decisions rest on.
        remarks: what a reader should know before.
        roles: by role of the source.
        deductions: values told by others.
    """

    source: Model
    target: Model
    origin: str
    remarks: tuple[str, ...]
    roles: Mapping[str, RoleMap]
    deductions: tuple[Deduction, ...]


def load_conversion(source_id: str, target_id: str) -> Conversion:
    """Return the conversion between two models.

    Raises:
        ColetorError: a model is unknown, there is no such conversion, or its file is malformed.
    """
    source, target = load_model(source_id), load_model(target_id)
    file = resources.path("conversions", f"{source.id}--{target.id}.toml")
    if not file.is_file():
        raise ColetorError(
            "model.conversion.none", source=source.id, target=target.id, known=_known()
        )
    return read_conversion(file)


def _known() -> str:
    files = sorted(resources.path("conversions").glob("*.toml"))
    return "; ".join(file.stem.replace("--", " → ") for file in files)


@cache
def read_conversion(file: Path) -> Conversion:
    """Read one file.

    Raises:
        ColetorError: the file is malformed, or forgets a role of the source.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return _conversion(file, data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise _malformed(file, "form", error=reason(error)) from None


def _conversion(file: Path, data: dict[str, Any]) -> Conversion:
    head = data["conversao"]
    source, target = load_model(head["de"]), load_model(head["para"])
    maps = [_role(file, source, target, row) for row in data["papel"]]
    roles = {each.source: each for each in maps}
    forgotten = sorted({each.role or each.path for each in source.leaves} - set(roles))
    if forgotten or len(roles) != len(maps):
        raise _malformed(file, "roles", roles=", ".join(forgotten) or "-")
    deductions = tuple(_deduction(file, target, row) for row in data.get("deducao", ()))
    return Conversion(source, target, head["fonte"], tuple(head["observacoes"]), roles, deductions)


def _role(file: Path, source: Model, target: Model, row: dict[str, Any]) -> RoleMap:
    if row["de"] not in source.by_role or row["para"] not in target.by_role:
        raise _malformed(file, "no_role", role=f"{row['de']} -> {row['para']}")
    values = {each["de"]: _value(file, each) for each in row.get("valor", ())}
    before, after = source.by_role[row["de"]].values, target.by_role[row["para"]].values
    wrong = sorted(values.keys() - set(before))
    wrong += sorted({each.code for each in values.values()} - set(after))
    if wrong:
        raise _malformed(file, "codes", role=row["de"], codes=", ".join(wrong))
    return RoleMap(row["de"], row["para"], values)


def _value(file: Path, row: dict[str, Any]) -> ValueMap:
    if row["certeza"] not in _CERTAINTIES:
        raise _malformed(file, "certainty", value=row["certeza"])
    return ValueMap(row["para"], row["certeza"] == "presumido", row["razao"])


def _deduction(file: Path, target: Model, row: dict[str, Any]) -> Deduction:
    unknown = [role for role in (row["papel"], *row["de"]) if role not in target.by_role]
    if unknown:
        raise _malformed(file, "no_role", role=", ".join(unknown))
    return Deduction(row["papel"], row["valor"], tuple(row["de"]), row["razao"])


def _malformed(file: Path, reason_id: str, **fields: object) -> ColetorError:
    reason = text(f"model.conversion.reason.{reason_id}", **fields)
    return ColetorError("model.conversion.malformed", file=file.name, reason=reason)

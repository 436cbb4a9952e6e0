"""Reads a model file and refuses a malformed one with file, row and reason."""

import re
import tomllib
from pathlib import Path
from typing import Any

from coletor.model.errors import ModelError
from coletor.model.grouping import build_groups
from coletor.model.lists import load_list
from coletor.model.schema import Condition, Element, FormHint, Kind, Model
from coletor.reasons import system_reason, text_reason

_OCCURRENCE = re.compile(r"\[\s*([01])\s*\.\.\s*(1|N|n)\s*\]")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_PATH = re.compile(r"[a-z][a-z0-9_]*(\[\])?(\.[a-z][a-z0-9_]*(\[\])?)*")
_HEADER = {"id", "nome", "curto", "anexo", "fonte", "destino", "texto"}
_ROW = {"nivel", "ocorrencia", "item", "id", "rotulo", "tipo", "caminho"}
_OPTIONAL = {
    "tipo_impresso", "conceito", "singular", "papel", "lista", "valores", "tabela", "tabela_em",
    "automatico", "repete", "exigido", "cabe", "exclui", "ano_isolado", "tamanho", "alfanumerico",
    "minimo", "maximo", "unidade", "forma", "formulario", "fio",
}  # fmt: skip
_HINTS = {
    "colunas", "padrao", "padrao_primeira", "padrao_de", "alterna", "tecla", "repete", "folha",
}  # fmt: skip
_SHEET = ("cabecalho", "linha", "ambos", "fora")
_DESTINATIONS = ("cmd", "local")


def read_model(file: Path) -> Model:
    """Read one model file.

    Args:
        file: a TOML file with ``[modelo]`` and one ``[[linha]]`` for each row of the annex.

    Raises:
        ModelError: the file is malformed; the message names file, row and reason.
    """
    data = _parse(file)
    header = _header(file, data)
    rows = data.get("linha")
    if not isinstance(rows, list) or not rows:
        raise ModelError(file, 0, "no_rows")
    elements = tuple(_element(file, number, row) for number, row in enumerate(rows, 1))
    _check_levels(file, elements)
    _check_places(file, elements)
    _check_roles(file, elements)
    return Model(
        id=header["id"],
        name=header["nome"],
        short_name=header["curto"],
        annex=header["anexo"],
        source=header["fonte"],
        destination=header["destino"],
        completeness=header["texto"],
        valid_from=header.get("valido_de"),
        valid_to=header.get("valido_ate"),
        elements=elements,
        groups=build_groups(file, elements),
    )


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(file, 0, "toml", error=text_reason(error)) from None
    except OSError as error:
        raise ModelError(file, 0, "unreadable", error=system_reason(error)) from None


def _header(file: Path, data: dict[str, Any]) -> dict[str, Any]:
    header = data.get("modelo")
    if not isinstance(header, dict):
        raise ModelError(file, 0, "no_header")
    missing = sorted(_HEADER - header.keys())
    if missing:
        raise ModelError(file, 0, "missing", keys=", ".join(missing))
    if header["destino"] not in _DESTINATIONS:
        raise ModelError(file, 0, "destination", value=header["destino"])
    return header


def _element(file: Path, number: int, row: Any) -> Element:
    if not isinstance(row, dict):
        raise ModelError(file, number, "not_table")
    _check_keys(file, number, row)
    minimum, maximum = _occurrence(file, number, row)
    kind = _kind(file, number, row)
    list_id, values = _values(file, number, row, kind)
    element = Element(
        row=number,
        level=_level(file, number, row),
        minimum=minimum,
        maximum=maximum,
        item=_string(file, number, row, "item"),
        printed_type=_string(file, number, row, "tipo_impresso", ""),
        concept=_string(file, number, row, "conceito", ""),
        id=_matching(file, number, row, "id", _ID),
        label=_string(file, number, row, "rotulo"),
        singular=_string(file, number, row, "singular", row["rotulo"]),
        kind=kind,
        path=_matching(file, number, row, "caminho", _PATH),
        wire=_string(file, number, row, "fio", ""),
        role=row.get("papel"),
        list_id=list_id,
        values=values,
        table=row.get("tabela"),
        table_role=row.get("tabela_em"),
        automatic=bool(row.get("automatico", False)),
        repeats=bool(row.get("repete", False)),
        required_when=_conditions(file, number, row, "exigido"),
        applies_when=_conditions(file, number, row, "cabe"),
        excludes=tuple(row.get("exclui", ())),
        year_alone_when=_conditions(file, number, row, "ano_isolado"),
        length=row.get("tamanho"),
        alphanumeric=bool(row.get("alfanumerico", False)),
        lowest=_bound(row, "minimo"),
        highest=_bound(row, "maximo"),
        unit=row.get("unidade"),
        form=row.get("forma"),
        hint=_hint(file, number, row),
    )
    if kind is Kind.TERM and not (element.table or element.table_role):
        raise ModelError(file, number, "no_table", id=element.id)
    return element


def _check_keys(file: Path, number: int, row: dict[str, Any]) -> None:
    missing = sorted(_ROW - row.keys())
    if missing:
        raise ModelError(file, number, "missing", keys=", ".join(missing))
    unknown = sorted(row.keys() - _ROW - _OPTIONAL)
    if unknown:
        raise ModelError(file, number, "unknown_keys", keys=", ".join(unknown))


def _level(file: Path, number: int, row: dict[str, Any]) -> int:
    level = row["nivel"]
    if not isinstance(level, int) or isinstance(level, bool) or level < 1:
        raise ModelError(file, number, "level", value=level)
    return level


def _occurrence(file: Path, number: int, row: dict[str, Any]) -> tuple[int, int | None]:
    match = _OCCURRENCE.fullmatch(str(row["ocorrencia"]))
    if not match:
        raise ModelError(file, number, "occurrence", value=row["ocorrencia"])
    return int(match[1]), 1 if match[2] == "1" else None


def _kind(file: Path, number: int, row: dict[str, Any]) -> Kind:
    try:
        return Kind(row["tipo"])
    except ValueError:
        known = ", ".join(Kind)
        raise ModelError(file, number, "kind", value=row["tipo"], known=known) from None


def _string(
    file: Path, number: int, row: dict[str, Any], key: str, default: str | None = None
) -> str:
    value = row.get(key, default)
    if not isinstance(value, str):
        raise ModelError(file, number, "not_text", key=key)
    return value


def _matching(
    file: Path, number: int, row: dict[str, Any], key: str, pattern: re.Pattern[str]
) -> str:
    value = _string(file, number, row, key)
    if not pattern.fullmatch(value):
        raise ModelError(file, number, "form", key=key, value=value)
    return value


def _values(
    file: Path, number: int, row: dict[str, Any], kind: Kind
) -> tuple[str | None, tuple[str, ...]]:
    """Return the list of a coded row and the codes its annex prints, all of them known."""
    if kind is not Kind.CODE:
        return None, ()
    list_id = row.get("lista")
    if not isinstance(list_id, str):
        raise ModelError(file, number, "no_list", id=row["id"])
    try:
        known = load_list(list_id)
    except ModelError as error:  # whoever keeps the model needs the row that names the list
        raise ModelError(file, number, error.reason_id, **error.reason_fields) from error
    values = tuple(row.get("valores") or (value.code for value in known.values))
    unknown = [value for value in values if known.get(value) is None]
    if unknown:
        raise ModelError(file, number, "values", list=list_id, values=", ".join(map(str, unknown)))
    return list_id, values


def _conditions(file: Path, number: int, row: dict[str, Any], key: str) -> tuple[Condition, ...]:
    found = []
    for item in row.get(key, ()):
        if (
            not isinstance(item, dict)
            or "papel" not in item
            or not {"presente", "valor"} & set(item)
        ):
            raise ModelError(file, number, "condition", key=key)
        found.append(Condition(item["papel"], item.get("presente"), item.get("valor")))
    return tuple(found)


def _bound(row: dict[str, Any], key: str) -> str | None:
    return None if row.get(key) is None else str(row[key])


def _hint(file: Path, number: int, row: dict[str, Any]) -> FormHint:
    hints = row.get("formulario", {})
    unknown = sorted(hints.keys() - _HINTS)
    if unknown:
        raise ModelError(file, number, "unknown_keys", keys=", ".join(unknown))
    if hints.get("folha", _SHEET[0]) not in _SHEET:
        raise ModelError(file, number, "sheet", value=hints["folha"], known=", ".join(_SHEET))
    return FormHint(
        columns=hints.get("colunas"),
        default=hints.get("padrao"),
        first_default=hints.get("padrao_primeira"),
        default_from=hints.get("padrao_de"),
        toggles=hints.get("alterna"),
        key=hints.get("tecla"),
        carried=hints.get("repete"),
        sheet=hints.get("folha"),
    )


def _check_levels(file: Path, elements: tuple[Element, ...]) -> None:
    """A level may grow by one at a time, and the first row is of level 1."""
    previous = 0
    for element in elements:
        if element.level > previous + 1:
            raise ModelError(
                file, element.row, "level_jump", value=element.level, previous=previous
            )
        previous = element.level


def _check_places(file: Path, elements: tuple[Element, ...]) -> None:
    """Each row has a place of its own in the document, and its id ends that place."""
    seen: dict[str, int] = {}
    for element in elements:
        if element.path in seen:
            raise ModelError(
                file, element.row, "same_place", path=element.path, other=seen[element.path]
            )
        seen[element.path] = element.row
        if element.path.replace("[]", "").rpartition(".")[2] != element.id:
            raise ModelError(file, element.row, "id_place", id=element.id, path=element.path)


def _check_roles(file: Path, elements: tuple[Element, ...]) -> None:
    """Each role belongs to one row, and every role a row names exists."""
    roles: dict[str, int] = {}
    for element in elements:
        if element.role is None:
            continue
        if element.role in roles:
            raise ModelError(
                file, element.row, "same_role", role=element.role, other=roles[element.role]
            )
        roles[element.role] = element.row
    for element in elements:
        for role in _named_roles(element):
            if role not in roles:
                raise ModelError(file, element.row, "no_role", role=role)


def _named_roles(element: Element) -> list[str]:
    conditions = element.required_when + element.applies_when + element.year_alone_when
    named = [condition.role for condition in conditions]
    named += element.excludes
    hint = element.hint
    named += [role for role in (element.table_role, hint.default_from, hint.toggles) if role]
    return named

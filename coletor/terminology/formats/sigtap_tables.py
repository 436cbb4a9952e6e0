"""The SIGTAP tables that are loaded, how they refer to each other, and how they are kept.

A relation is kept as one text of codes for each procedure, equal texts only once: most procedures
of a kind share their list of occupations, so 195,113 rows become a few hundred texts.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import add

from coletor.terminology.formats.fixed import FixedTable
from coletor.terminology.types import Node

_CBO = r"\d{4}[0-9A-Z]\d"
_CID = r"[A-Z]\d{2}[0-9A-Z]?"


@dataclass(frozen=True)
class SmallList:
    """A short list; its code may be spread over several columns; ``parent`` heads its tree."""

    name: str
    code: tuple[str, ...]
    label: str
    parent: str = ""


@dataclass(frozen=True)
class Relation:
    """Procedure to code: ``target`` is the table that must know the code."""

    name: str
    target: str
    code: str
    flag: str = ""


@dataclass(frozen=True)
class TermTable:
    """A table of terms that answers look-ups of its own."""

    name: str
    code: str
    label: str
    form: str


LISTS = (
    SmallList("tb_grupo", ("CO_GRUPO",), "NO_GRUPO"),
    SmallList("tb_sub_grupo", ("CO_GRUPO", "CO_SUB_GRUPO"), "NO_SUB_GRUPO", "tb_grupo"),
    SmallList(
        "tb_forma_organizacao",
        ("CO_GRUPO", "CO_SUB_GRUPO", "CO_FORMA_ORGANIZACAO"),
        "NO_FORMA_ORGANIZACAO",
        "tb_sub_grupo",
    ),
    SmallList("tb_financiamento", ("CO_FINANCIAMENTO",), "NO_FINANCIAMENTO"),
    SmallList("tb_registro", ("CO_REGISTRO",), "NO_REGISTRO"),
    SmallList("tb_modalidade", ("CO_MODALIDADE",), "NO_MODALIDADE"),
    SmallList("tb_detalhe", ("CO_DETALHE",), "NO_DETALHE"),
)
CID = TermTable("tb_cid", "CO_CID", "NO_CID", _CID)
OCCUPATION = TermTable("tb_ocupacao", "CO_OCUPACAO", "NO_OCUPACAO", _CBO)
RELATIONS = (
    Relation("rl_procedimento_cid", "tb_cid", "CO_CID", "ST_PRINCIPAL"),
    Relation("rl_procedimento_ocupacao", "tb_ocupacao", "CO_OCUPACAO"),
    Relation("rl_procedimento_registro", "tb_registro", "CO_REGISTRO"),
    Relation("rl_procedimento_modalidade", "tb_modalidade", "CO_MODALIDADE"),
    Relation("rl_procedimento_detalhe", "tb_detalhe", "CO_DETALHE"),
)
WANTED = (
    *(each.name for each in LISTS),
    "tb_procedimento",
    "tb_descricao",
    CID.name,
    OCCUPATION.name,
    *(each.name for each in RELATIONS),
)

SCHEMA = """
CREATE TABLE list (
    name TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL,
    PRIMARY KEY (name, code)) WITHOUT ROWID;
CREATE TABLE relation (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE codes (id INTEGER PRIMARY KEY, codes TEXT NOT NULL);
CREATE TABLE description (code TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE procedure (
    code TEXT PRIMARY KEY, sex TEXT NOT NULL, age_min INTEGER, age_max INTEGER,
    max_quantity INTEGER, financing TEXT NOT NULL, cids INTEGER NOT NULL,
    occupations INTEGER NOT NULL, registers INTEGER NOT NULL, modalities INTEGER NOT NULL,
    details INTEGER NOT NULL) WITHOUT ROWID;
"""
_NONE = 9999
"""In every number of the table: does not apply."""


def tree(lists: dict[str, dict[str, str]]) -> Iterator[Node]:
    """Yield groups, subgroups and forms of organisation: each code begins those below it."""
    for name in ("tb_grupo", "tb_sub_grupo", "tb_forma_organizacao"):
        for code, label in lists[name].items():
            shown = ".".join(code[at : at + 2] for at in range(0, len(code), 2))
            yield Node(code, code[:-2], shown, label)


def joined(table: FixedTable, columns: tuple[str, ...]) -> list[str]:
    """Return the codes that several columns make together."""
    pieces = (table.codes(column, r"\d+") for column in columns)
    return ["".join(piece) for piece in zip(*pieces, strict=True)]


def unique(table: FixedTable, codes: list[str]) -> list[str]:
    """Return the codes, having seen that none is there twice."""
    if len(set(codes)) == len(codes):
        return codes
    seen: set[str] = set()
    for line, code in enumerate(codes, 1):
        if code in seen:
            raise table.fail("duplicate", line, code=code)
        seen.add(code)
    return codes


def no_orphans(table: FixedTable, codes: list[str], known: Collection[str], target: str) -> None:
    """Refuse a table that refers to what its target does not have."""
    missing = set(codes).difference(known)
    if missing:
        line = next(n for n, code in enumerate(codes, 1) if code in missing)
        raise table.fail("orphan", line, code=codes[line - 1], target=target)


def gather(
    table: FixedTable,
    relation: Relation,
    procedures: set[str],
    targets: dict[str, dict[str, str]],
) -> dict[str, str]:
    """Return the codes of each procedure as one text, "J450S J459N" where there is a flag.

    Raises:
        TableFileError: an orphan on either side, or the same pair twice.
    """
    owners = table.column("CO_PROCEDIMENTO")
    codes = table.column(relation.code)
    no_orphans(table, owners, procedures, "tb_procedimento")
    no_orphans(table, codes, targets[relation.target].keys(), relation.target)
    if len(set(map(add, owners, codes))) != len(codes):
        unique(table, list(map("{} {}".format, owners, codes)))
    if relation.flag:
        flags = table.codes(relation.flag, "[SN]")
        codes = list(map(add, codes, flags))
    found: dict[str, list[str]] = {}
    for owner, code in zip(owners, codes, strict=True):
        found.setdefault(owner, []).append(code)
    return {owner: " ".join(sorted(mine)) for owner, mine in found.items()}


def write_procedures(
    connection: sqlite3.Connection,
    table: FixedTable,
    codes: list[str],
    lists: dict[str, dict[str, str]],
    relations: dict[str, dict[str, str]],
) -> None:
    """Write what SIGTAP says of each procedure.

    Args:
        connection: the file being built.
        table: tb_procedimento.
        codes: its codes, in file order.
        lists: names by code of the small lists.
        relations: texts of codes by procedure, for each relation.
    """
    financing = table.column("CO_FINANCIAMENTO")
    no_orphans(table, financing, lists["tb_financiamento"].keys(), "tb_financiamento")
    kept = [relations[each.name] for each in RELATIONS]
    insert_procedures(
        connection,
        zip(
            codes,
            table.codes("TP_SEXO", "[MFIN]"),
            limits(table.numbers("VL_IDADE_MINIMA")),
            limits(table.numbers("VL_IDADE_MAXIMA")),
            limits(table.numbers("QT_MAXIMA_EXECUCAO")),
            financing,
            *([relation.get(code, "") for code in codes] for relation in kept),
            strict=True,
        ),
    )


def insert_procedures(
    connection: sqlite3.Connection, rows: Iterable[tuple[str | int | None, ...]]
) -> None:
    """Write procedures, each list of codes once.

    Args:
        connection: the file being built.
        rows: code, sex, ages, quantity, financing, then the texts of codes in the order of
            :data:`RELATIONS`.
    """
    numbers: dict[object, int] = {}
    connection.executemany(
        "INSERT INTO procedure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (*row[:6], *(numbers.setdefault(text, len(numbers) + 1) for text in row[6:]))
            for row in rows
        ),
    )
    connection.executemany(
        "INSERT INTO codes VALUES (?, ?)", ((n, text) for text, n in numbers.items())
    )


def limits(numbers: Iterable[int]) -> list[int | None]:
    """Return numbers with None for "does not apply"."""
    return [None if number == _NONE else number for number in numbers]

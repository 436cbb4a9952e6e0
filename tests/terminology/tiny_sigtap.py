"""Builds tiny SIGTAP packages, whole or broken in one place."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

NAME = "TabelaUnificada_202607_v2607101010.zip"
CONSULTA = "0301010072"
EXAME = "0211020036"


@dataclass
class TinyTable:
    """One table: columns with widths, and rows of values in that order."""

    columns: list[tuple[str, int]]
    rows: list[list[str]] = field(default_factory=list)
    layout: str | None = None
    data: bytes | None = None

    def layout_text(self) -> str:
        if self.layout is not None:
            return self.layout
        lines, start = ["Coluna,Tamanho,Inicio,Fim,Tipo"], 1
        for name, width in self.columns:
            lines.append(f"{name},{width},{start},{start + width - 1},VARCHAR2")
            start += width
        return "\r\n".join(lines) + "\r\n"

    def bytes(self) -> bytes:
        if self.data is not None:
            return self.data
        records = (
            "".join(value.ljust(width) for (_, width), value in zip(self.columns, row, strict=True))
            for row in self.rows
        )
        return "".join(f"{record}\r\n" for record in records).encode("cp1252")


def tables(month: str = "202607") -> dict[str, TinyTable]:
    """Return the tables of a whole tiny package."""
    when = ("DT_COMPETENCIA", 6)
    code = ("CO_PROCEDIMENTO", 10)
    procedure = [
        code,
        ("NO_PROCEDIMENTO", 60),
        ("TP_SEXO", 1),
        ("QT_MAXIMA_EXECUCAO", 4),
        ("VL_IDADE_MINIMA", 4),
        ("VL_IDADE_MAXIMA", 4),
        ("CO_FINANCIAMENTO", 2),
        when,
    ]
    consulta = [CONSULTA, "CONSULTA MÉDICA – ESPECIALIZADA", "F", "0002", "0012", "1571", "06"]
    exame = [EXAME, "ELETROCARDIOGRAMA", "I", "9999", "9999", "9999", "06"]
    return {
        "tb_grupo": TinyTable(
            [("CO_GRUPO", 2), ("NO_GRUPO", 20), when],
            [["02", "Diagnóstico", month], ["03", "Clínicos", month]],
        ),
        "tb_sub_grupo": TinyTable(
            [("CO_GRUPO", 2), ("CO_SUB_GRUPO", 2), ("NO_SUB_GRUPO", 20), when],
            [["02", "11", "Métodos", month], ["03", "01", "Consultas", month]],
        ),
        "tb_forma_organizacao": TinyTable(
            [
                ("CO_GRUPO", 2),
                ("CO_SUB_GRUPO", 2),
                ("CO_FORMA_ORGANIZACAO", 2),
                ("NO_FORMA_ORGANIZACAO", 30),
                when,
            ],
            [
                ["02", "11", "02", "Cardiologia", month],
                ["03", "01", "01", "Consultas médicas", month],
            ],
        ),
        "tb_financiamento": TinyTable(
            [("CO_FINANCIAMENTO", 2), ("NO_FINANCIAMENTO", 20), when], [["06", "MAC", month]]
        ),
        "tb_registro": TinyTable(
            [("CO_REGISTRO", 2), ("NO_REGISTRO", 20), when],
            [["01", "BPA-C", month], ["02", "BPA-I", month]],
        ),
        "tb_modalidade": TinyTable(
            [("CO_MODALIDADE", 2), ("NO_MODALIDADE", 20), when], [["01", "Ambulatorial", month]]
        ),
        "tb_detalhe": TinyTable(
            [("CO_DETALHE", 3), ("NO_DETALHE", 20), when], [["042", "Crítica de idade", month]]
        ),
        "tb_procedimento": TinyTable(procedure, [[*consulta, month], [*exame, month]]),
        "tb_descricao": TinyTable(
            [code, ("DS_PROCEDIMENTO", 80), when], [[CONSULTA, "CONSULTA COM MÉDICO", month]]
        ),
        "tb_cid": TinyTable(
            [("CO_CID", 4), ("NO_CID", 40)],
            [["J45", "Asma"], ["J459", "Asma não especificada"], ["I10", "Hipertensão essencial"]],
        ),
        "tb_ocupacao": TinyTable(
            [("CO_OCUPACAO", 6), ("NO_OCUPACAO", 40)],
            [["225125", "Médico Clínico"], ["2231F9", "Médico Residente"]],
        ),
        "rl_procedimento_cid": TinyTable(
            [code, ("CO_CID", 4), ("ST_PRINCIPAL", 1), when],
            [[CONSULTA, "J459", "S", month], [CONSULTA, "I10", "N", month]],
        ),
        "rl_procedimento_ocupacao": TinyTable(
            [code, ("CO_OCUPACAO", 6), when],
            [[CONSULTA, "225125", month], [EXAME, "225125", month], [EXAME, "2231F9", month]],
        ),
        "rl_procedimento_registro": TinyTable(
            [code, ("CO_REGISTRO", 2), when], [[CONSULTA, "01", month], [CONSULTA, "02", month]]
        ),
        "rl_procedimento_modalidade": TinyTable(
            [code, ("CO_MODALIDADE", 2), when], [[CONSULTA, "01", month]]
        ),
        "rl_procedimento_detalhe": TinyTable(
            [code, ("CO_DETALHE", 3), when], [[CONSULTA, "042", month]]
        ),
    }


Change = Callable[[dict[str, TinyTable]], object]


def write_zip(path: Path, contents: dict[str, TinyTable]) -> Path:
    """Write a package."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in contents.items():
            archive.writestr(f"{name}.txt", table.bytes())
            archive.writestr(f"{name}_layout.txt", table.layout_text())
    return path


def package(folder: Path, change: Change | None = None, *, name: str = NAME) -> Path:
    """Write a tiny package, changed in one place, and return its path."""
    month = name.split("_")[1] if name.startswith("Tabela") else "202607"
    contents = tables(month)
    if change is not None:
        change(contents)
    return write_zip(folder / name, contents)

"""What an ordinary invented contact is made of, for every room that begins from one."""

from collections.abc import Callable
from typing import Any


def person() -> dict[str, Any]:
    """Return what is said of a woman from Salvador, without her numbers and names."""
    return {
        "sexo": "F",
        "raca_cor": "03",
        "data_nascimento": "1984-03-07",
        "pais_nascimento": "10",
        "municipio_nascimento": "2927408",
        "pais_residencia": "10",
        "municipio_residencia": "3550308",
        "cep_residencia": "01001000",
    }


def maria() -> dict[str, Any]:
    """Return the same woman, who can be told from others."""
    return {
        "cns": "708401234567896",
        "nome": "Maria Aparecida dos Santos",
        "nome_mae": "Josefa Maria dos Santos",
        **person(),
    }


def maria_typed() -> dict[str, str]:
    """Return what a clerk types of her, by role."""
    return {
        "cns_individuo": "708401234567896",
        "nome_individuo": "Maria Aparecida dos Santos",
        "nome_mae": "Josefa Maria dos Santos",
        "sexo": "F",
        "raca_cor": "03",
        "data_nascimento": "07/03/1984",
        "municipio_nascimento": "2927408",
        "municipio_residencia": "3550308",
        "cep_residencia": "01001000",
    }


def visit(place: str = "2077485", outcome: str = "08") -> dict[str, Any]:
    """Return a consultation that began and ended on one day."""
    return {
        "estabelecimento": place,
        "admissao": {
            "data": "2026-07-14",
            "procedencia": "12",
            "modalidade": "07",
            "carater": "01",
        },
        "desfecho": {"motivo": outcome, "data": "2026-07-14"},
    }


def asthma() -> dict[str, Any]:
    """Return a principal diagnosis."""
    return {
        "terminologia": "cid-10",
        "versao": "20080101",
        "codigo": "J459",
        "presenca_admissao": "S",
        "categoria": "01",
    }


def consultation(code: str = "0301010072", quantity: int = 1, **who: str) -> dict[str, Any]:
    """Return a procedure of SIGTAP that a doctor did; ``who`` says more of the doctor."""
    return {
        "financiamento": "01",
        "terminologia": "sigtap",
        "versao": "20260710A",
        "codigo": code,
        "quantidade": quantity,
        "data": "2026-07-14",
        "profissionais": [{"cbo": "225125", **who}],
    }


def changing(way: tuple[str | int, ...], value: object) -> Callable[[dict[str, Any]], None]:
    """Return what changes one place of a contact; None takes the place out."""

    def change(document: dict[str, Any]) -> None:
        *before, last = way
        here: Any = document
        for step in before:
            here = here[step]
        if value is None:
            del here[last]
        else:
            here[last] = value

    return change

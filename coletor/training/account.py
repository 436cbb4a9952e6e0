"""The published account of the training webservice and the texts of its own answers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coletor import resources


@dataclass(frozen=True, slots=True)
class Account:
    """User and operator that the training webservice accepts; invented and published.

    ``replies`` are its own codes and texts by key, ``reason`` the Reason of all its faults; the
    places (XPath below the contact) are where it finds what it files a contact under, and what
    an alteration may not change.
    """

    user: str
    password: str
    operator_cpf: str
    operator_password: str
    reason: str
    replies: Mapping[str, tuple[str, str]]
    cnes_place: str
    admission_place: str
    fixed_places: tuple[str, ...]


@cache
def load_account() -> Account:
    """Return ``resources/webservice/treinamento.toml``."""
    content = resources.path("webservice", "treinamento.toml").read_text(encoding="utf-8")
    data = tomllib.loads(content)
    account = data["conta"]
    return Account(
        account["usuario"],
        account["senha"],
        account["operador_cpf"],
        account["operador_senha"],
        data["motivo"]["texto"],
        {key: (row["codigo"], row["texto"]) for key, row in data["respostas"].items()},
        data["contato"]["cnes"],
        data["contato"]["admissao"],
        tuple(data["contato"]["imutaveis"]),
    )

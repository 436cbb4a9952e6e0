"""Fixtures of the rooms that speak on the wire: a sample contact, client and training server."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_contacts import asthma, consultation, visit

from coletor import training, webservice
from coletor.contact import new_uuid
from coletor.model import Model, load_model

SAMPLE: dict[str, Any] = {
    "modelo": "cmd-2017",
    "uuid": "3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10",
    "individuo": {
        "cns": "700000000000021",
        "nome": "Maria Aparecida & Filhos",
        "nome_mae": "Josefa Maria dos Santos",
        "sexo": "F",
        "data_nascimento": "1984-03-07",
    },
    "contato": visit(),
    "diagnosticos": [asthma()],
    "procedimentos": [
        consultation(),
        {
            "financiamento": "04",
            "terminologia": "tuss",
            "versao": "20260101A",
            "codigo": "40302040",
            "quantidade": 2,
            "data": "2026-07-14",
            "profissionais": [{"cbo": "221205"}, {"cbo": "225125"}],
        },
        consultation("0211080055", 3, cbo="225127", cns="700000000000013"),
    ],
}


@pytest.fixture
def sample() -> dict[str, Any]:
    """Return a complete contact with a UUID of its own."""
    return {**copy.deepcopy(SAMPLE), "uuid": new_uuid()}


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model("cmd-2017")


@pytest.fixture(scope="session")
def wire() -> webservice.Wire:
    return webservice.load_wire()


@pytest.fixture(scope="session")
def credentials() -> webservice.Credentials:
    account = training.load_account()
    return webservice.Credentials(
        account.user, account.password, account.operator_cpf, account.operator_password
    )


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., training.TrainingServer]]:
    """Return a function that starts a training webservice; all are stopped at the end."""
    servers: list[training.TrainingServer] = []

    def start(**options: Any) -> training.TrainingServer:
        servers.append(training.TrainingServer(tmp_path / "treinamento", **options).start())
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def connect(credentials: webservice.Credentials) -> Iterator[Callable[..., webservice.Webservice]]:
    """Return a function that makes a client of an address; all are closed at the end."""
    clients: list[webservice.Webservice] = []

    def make(address: str, **options: Any) -> webservice.Webservice:
        own = options.pop("credentials", credentials)
        client = webservice.Webservice(address, own, options=webservice.Options(**options))
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()

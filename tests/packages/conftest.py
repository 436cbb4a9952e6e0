"""A training folder with its store, and rows as a form gives them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_folders import training_folder

from coletor.contact.drafting import NewRow
from coletor.model import Model, load_model
from coletor.workspace import Workspace

MODEL = "cmd-2017"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "pasta"
    training_folder(folder)
    with Workspace.open(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model(MODEL)


def procedure(model: Model, code: str, cbo: str = "225125") -> NewRow:
    """Return a procedure with its professional, a date and an authorisation."""

    def path(role: str) -> str:
        return model.by_role[role].path

    who = model.by_role["cbo"]
    done = {
        path("codigo_procedimento"): code,
        path("quantidade"): "1",
        path("data_procedimento"): "14/07/2026",
        path("numero_autorizacao"): "1234567890123",
    }
    person = {who.path: cbo, path("cns_profissional"): "705123456789011"}
    return NewRow(
        model.by_role["codigo_procedimento"].group_path, done, [NewRow(who.group_path, person)]
    )


@pytest.fixture(scope="session")
def rows(model: Model) -> list[NewRow]:
    return [procedure(model, "0301010072"), procedure(model, "0301100039", "322205")]

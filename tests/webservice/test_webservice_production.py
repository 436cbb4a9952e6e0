"""The lock of real data: contract adopted, no difference left, confirmed by the responsible."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_folders import PASSWORD, real_folder, training_folder

from coletor import resources
from coletor.errors import ColetorError
from coletor.store import Operators
from coletor.webservice import load_wire
from coletor.webservice.names import merged_wire
from coletor.webservice.production import adopt, adopted, missing, release
from coletor.workspace import Workspace

ADDRESS = "https://servico.exemplo/cmd"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    real_folder(tmp_path / "pasta")
    with Workspace.open(tmp_path / "pasta", password=PASSWORD) as opened:
        opened.settings.set("webservice.endereco", ADDRESS, opened.operator.id)
        yield opened


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """Return a WSDL with its schemas, as an establishment would get them."""
    folder = tmp_path / "oficial"
    folder.mkdir()
    for file in resources.path("webservice").glob("*.*"):
        if file.suffix in (".wsdl", ".xsd"):
            shutil.copy(file, folder / file.name)
    return folder / "ContatoAssistencialService.wsdl"


def steps(workspace: Workspace) -> tuple[str, ...]:
    return workspace.missing_to_send()


def refusal(workspace: Workspace) -> str:
    with pytest.raises(ColetorError) as caught:
        workspace.require_sending_open()
    return caught.value.message_id


def test_it_opens_step_by_step_and_closes_again(workspace: Workspace, official: Path) -> None:
    store, place = workspace.store, workspace.layout.contracts
    assert steps(workspace) == ("missing_contract", "missing_confirmation")
    assert refusal(workspace) == "webservice.lock.closed"
    contract = adopt(place, official)
    assert steps(workspace) == ("missing_confirmation",)
    release(store, contract, ADDRESS, workspace.operator)
    assert steps(workspace) == ()
    workspace.require_sending_open()
    with store.query() as db:
        row = db.execute(
            "SELECT address, contract_sha256, operator_id FROM production_release"
        ).fetchone()
    assert tuple(row) == (ADDRESS, contract.sha256, workspace.operator.id)

    workspace.settings.set("webservice.endereco", ADDRESS + "/v2", workspace.operator.id)
    assert steps(workspace) == ("missing_confirmation",)
    workspace.settings.set("webservice.endereco", ADDRESS, workspace.operator.id)
    assert steps(workspace) == ()
    # The very bytes of the contract count.
    schema = next(contract.folder.glob("*.xsd"))
    schema.write_bytes(schema.read_bytes() + b"\n")
    assert steps(workspace) == ("missing_confirmation",)


def test_a_difference_must_be_resolved_by_a_file_of_names(
    workspace: Workspace, official: Path, tmp_path: Path
) -> None:
    wire = load_wire()
    ours = wire.parts["protocolo"]
    schema = official.parent / "servico.xsd"
    schema.write_text(schema.read_text(encoding="utf-8").replace(f'"{ours}"', '"numero"'))
    contract = adopt(workspace.layout.contracts, official)
    assert steps(workspace) == ("differences", "missing_confirmation")
    with pytest.raises(ColetorError) as caught:
        release(workspace.store, contract, ADDRESS, workspace.operator)
    assert caught.value.message_id == "webservice.lock.closed"

    names = tmp_path / "nomes.toml"
    names.write_text('[partes]\nprotocolo = "numero"\n', encoding="utf-8")
    contract = adopt(workspace.layout.contracts, official, names)
    assert contract.differences() == []
    assert workspace.wire.parts["protocolo"] == "numero"
    assert workspace.wire.version != wire.version
    release(workspace.store, contract, ADDRESS, workspace.operator)
    assert steps(workspace) == ()
    adopt(workspace.layout.contracts, official)
    assert steps(workspace) == ("differences", "missing_confirmation")


def test_optional_parts_may_be_missing_in_the_contract(
    workspace: Workspace, official: Path
) -> None:
    wire = load_wire()
    schema = official.parent / "servico.xsd"
    lines = schema.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if f'name="{wire.parts["motivo_gestao"]}"' not in line]
    assert len(kept) < len(lines)
    schema.write_text("\n".join(kept), encoding="utf-8")
    assert adopt(workspace.layout.contracts, official).differences() == []


def test_only_the_responsible_confirms(workspace: Workspace, official: Path) -> None:
    contract = adopt(workspace.layout.contracts, official)
    other = Operators(workspace.store).add("outra", "Outra Pessoa")
    with pytest.raises(ColetorError) as caught:
        release(workspace.store, contract, ADDRESS, other)
    assert caught.value.message_id == "webservice.lock.not_responsible"
    assert steps(workspace) == ("missing_confirmation",)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://servico.exemplo/cmd", "webservice.lock.not_https"),
        ("https://127.0.0.1/cmd", "webservice.lock.real_to_training"),
    ],
)
def test_only_https_elsewhere_is_released(
    workspace: Workspace, official: Path, address: str, message: str
) -> None:
    contract = adopt(workspace.layout.contracts, official)
    with pytest.raises(ColetorError) as caught:
        release(workspace.store, contract, address, workspace.operator)
    assert caught.value.message_id == message


def test_nothing_is_released_without_a_contract(workspace: Workspace) -> None:
    assert missing(workspace.store, None, ADDRESS)
    with pytest.raises(ColetorError) as caught:
        release(workspace.store, None, ADDRESS, workspace.operator)
    assert caught.value.message_id == "webservice.lock.closed"


def test_a_contract_whose_schemas_stand_elsewhere_is_copied_whole(
    workspace: Workspace, official: Path, tmp_path: Path
) -> None:
    apart = official.parent / "wsdl"
    apart.mkdir()
    moved = apart / official.name
    text = official.read_text(encoding="utf-8")
    for schema in official.parent.glob("*.xsd"):
        text = text.replace(f'"{schema.name}"', f'"../{schema.name}"')
    moved.write_text(text, encoding="utf-8")
    official.unlink()
    contract = adopt(workspace.layout.contracts, moved)
    shutil.rmtree(official.parent)
    assert contract.wsdl == f"wsdl/{moved.name}"
    assert contract.differences() == []
    assert adopted(workspace.layout.contracts) == contract


def test_a_damaged_copy_is_said(workspace: Workspace, official: Path) -> None:
    place = workspace.layout.contracts
    assert adopted(place) is None
    contract = adopt(place, official)
    (contract.folder / contract.wsdl).unlink()
    with pytest.raises(ColetorError) as caught:
        adopted(place)
    assert caught.value.message_id == "webservice.contract.damaged"
    (place / "contrato.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        adopted(place)
    assert caught.value.message_id == "webservice.contract.damaged"


def test_a_copy_that_cannot_be_written_is_said(official: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "arquivo"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        adopt(blocked, official)
    assert caught.value.message_id == "webservice.contract.unwritable"


@pytest.mark.parametrize("content", ['[partes]\nnada = "x"', "versao = 1", "[[partes]]"])
def test_names_that_do_not_exist_are_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "nomes.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        merged_wire(file)
    assert caught.value.message_id == "webservice.contract.unknown_name"


def test_a_file_of_names_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ColetorError) as caught:
        merged_wire(tmp_path / "nada.toml")
    assert caught.value.message_id == "webservice.wire.unreadable"


def test_a_training_folder_needs_none_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "treino"
    training_folder(folder, name="UBS", operator="Fulana")
    with Workspace.open(folder) as opened:
        assert opened.missing_to_send() == ()
        assert opened.contract is None

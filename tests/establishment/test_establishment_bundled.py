"""Tables that an installer brought along are in every folder that is made."""

from pathlib import Path

import pytest

from coletor import resources
from coletor.errors import ColetorError
from coletor.establishment import create_folder
from coletor.establishment.bundled import bundled_tables
from coletor.establishment.layout import Layout


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for the resources of an installation that has tables."""
    real = resources.root()
    place = tmp_path / "instalado" / "tabelas"
    place.mkdir(parents=True)
    (place / "cid-10-v2008.sqlite").write_bytes(b"uma tabela")

    def path(*parts: str) -> Path:
        return place if parts == ("tabelas",) else real.joinpath(*parts)

    monkeypatch.setattr(resources, "path", path)
    return place


def test_a_checkout_brings_none() -> None:
    assert bundled_tables() == []


def test_a_new_folder_has_what_the_installer_brought(bundle: Path, tmp_path: Path) -> None:
    place = tmp_path / "p"
    create_folder(place, "2077485", "UBS", training=True, operator_name="Ana")
    tables = Layout(place).tables
    assert [file.name for file in tables.iterdir()] == [file.name for file in bundle.iterdir()]
    assert (tables / "cid-10-v2008.sqlite").read_bytes() == b"uma tabela"


def test_a_creation_that_fails_leaves_none(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del bundle

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coletor.establishment.creating.write_profile", full)
    with pytest.raises(ColetorError):
        create_folder(tmp_path / "p", "2077485", "UBS", training=True, operator_name="Ana")
    assert not (tmp_path / "p").exists()

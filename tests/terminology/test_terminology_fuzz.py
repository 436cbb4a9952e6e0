"""Whatever was done to a file, the answer is a table or a plain refusal, never a crash."""

import random
from pathlib import Path

import pytest
import tiny_sigtap
from test_terminology_formats import CBO, CID, FHIR, TUSS

from coletor.errors import ColetorError
from coletor.terminology import import_paths

SOURCES: dict[str, bytes] = {
    "tuss.csv": TUSS.encode(),
    "pais.xml": FHIR.format(
        name="BRPais",
        concepts='<concept><code value="10" /><display value="BRASIL" /></concept>',
    ).encode(),
    "municipios.json": b'[{"id": 2201903, "nome": "Bom Jesus", "microrregiao": null}]',
    "cbo.csv": CBO["b.csv"].encode("cp1252"),
    "CID-10-GRUPOS.CSV": CID["CID-10-GRUPOS.CSV"].encode("cp1252"),
}


def _harm(content: bytes, chance: random.Random) -> bytes:
    """Change, cut, double or drop some of a content."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) or 1)
        match chance.randint(0, 4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at:]
            case 2:
                del data[at : at + chance.randint(1, 30)]
            case 3:
                data[at:at] = data[at : at + chance.randint(1, 60)]
            case _:
                data[at:at] = chance.choice([b"\0", b"\xff", b'"', b";", b"\n", b"<", b"&x;"])
    return bytes(data)


def _survives(path: Path, folder: Path) -> None:
    before = sorted(file.name for file in folder.iterdir()) if folder.exists() else []
    try:
        imported = import_paths([path], folder)
    except ColetorError as error:
        assert str(error)
        assert sorted(file.name for file in folder.iterdir()) == before
    else:
        for package in imported:
            (folder / package.file).unlink()


def _rounds(content: bytes, path: Path, folder: Path, rounds: int) -> None:
    chance = random.Random(20261121)
    for _ in range(rounds):
        path.write_bytes(_harm(content, chance))
        _survives(path, folder)


@pytest.mark.parametrize("name", SOURCES)
def test_a_harmed_file_is_refused_or_read(name: str, tmp_path: Path, folder: Path) -> None:
    _rounds(SOURCES[name], tmp_path / name, folder, 20)


def test_a_harmed_package_is_refused_or_read(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    _rounds(path.read_bytes(), path, folder, 30)


def test_a_harmed_table_inside_a_package_is_refused_or_read(tmp_path: Path, folder: Path) -> None:
    chance = random.Random(20261121)
    names = sorted(tiny_sigtap.tables())
    for _ in range(30):
        contents = tiny_sigtap.tables()
        table = contents[chance.choice(names)]
        if chance.random() < 0.3:
            table.layout = _harm(table.layout_text().encode(), chance).decode("latin-1")
        else:
            table.data = _harm(table.bytes(), chance)
        _survives(tiny_sigtap.write_zip(tmp_path / tiny_sigtap.NAME, contents), folder)


@pytest.mark.long
@pytest.mark.parametrize("name", SOURCES)
def test_many_harmed_files(name: str, tmp_path: Path, folder: Path) -> None:
    _rounds(SOURCES[name], tmp_path / name, folder, 2000)


@pytest.mark.long
def test_many_harmed_packages(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    _rounds(path.read_bytes(), path, folder, 2000)

"""The CNES files of one município, and an unpacked SIGTAP."""

import zipfile
from pathlib import Path

import pytest
import tiny_sigtap

from coletor.errors import ColetorError
from coletor.terminology import Library, TableFileError, import_in_child, import_paths, sources

TERESINA = "2211001"
ESTABLISHMENTS = (
    '"CO_UNIDADE";"CO_CNES";"NO_RAZAO_SOCIAL";"NO_FANTASIA";"CO_MUNICIPIO_GESTOR"\n'
    '"2211002323397";"2323397";"FUNDAÇÃO MUNICIPAL DE SAÚDE";"UBS JARDIM; ZONA SUL";"221100"\n'
    '"2211007654321";"7654321";"LABORATÓRIO SÃO JOSÉ LTDA";"";"221100"\n'
    '"3550302077485";"2077485";"OUTRO LUGAR";"HOSPITAL DE LÁ";"355030"\n'
)
TEAMS = (
    '"CO_MUNICIPIO";"SEQ_EQUIPE";"CO_EQUIPE";"NO_REFERENCIA"\n'
    '"221100";"1";"0000123456";"ESF JARDIM I"\n'
    '"355030";"2";"0000999999";"ESF DE LÁ"\n'
)
FILES = {"tbEstabelecimento202610.csv": ESTABLISHMENTS, "tbEquipe202610.csv": TEAMS}


def _plain(place: Path, **changed: str) -> list[Path]:
    found = []
    for name, content in FILES.items():
        words = changed.get(name[2:4].lower(), content)
        (place / name).write_text(words, encoding="latin-1")
        found.append(place / name)
    return found


def _base(place: Path) -> Path:
    """Write the national zip with all that it holds beside the two files of use."""
    path = place / "BASE_DE_DADOS_CNES_202610.ZIP"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tbLeito202610.csv", "0" * 3_000_000)
        for name, content in FILES.items():
            archive.writestr(name, content.encode("latin-1"))
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_names_of_the_own_municipio_are_found(tmp_path: Path, folder: Path, packed: bool) -> None:
    paths = [_base(tmp_path)] if packed else _plain(tmp_path)
    packages = import_paths(paths, folder, municipio=TERESINA)
    assert [(each.table, each.competencia, each.version, each.rows) for each in packages] == [
        ("estabelecimento", "202610", TERESINA, 2),
        ("equipe", "202610", TERESINA, 1),
    ]
    library = Library(folder)
    (hit,) = library.search("estabelecimento", "jardim")
    assert (hit.code, hit.name) == ("2323397", "UBS JARDIM; ZONA SUL")
    assert library.search("estabelecimento", "fundacao saude")[0].code == "2323397"
    assert library.search("estabelecimento", "7654321")[0].name == "LABORATÓRIO SÃO JOSÉ LTDA"
    assert library.search("estabelecimento", "hospital") == []
    assert library.search("equipe", "esf jard")[0].code == "0000123456"
    assert {"estabelecimento", "equipe"} <= {each.table for each in library.packages()}
    library.close()


def test_the_national_zip_is_read_in_a_stream_whatever_else_it_holds(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_TOTAL", 1000)
    assert len(import_paths([_base(tmp_path)], folder, municipio=TERESINA)) == 2
    monkeypatch.setattr(sources, "MAX_STREAM", 100)
    with pytest.raises(ColetorError, match="grande demais"):
        import_paths([_base(tmp_path)], folder, municipio="3550308")


def test_the_municipio_is_asked_and_must_be_there(tmp_path: Path, folder: Path) -> None:
    path, _ = _plain(tmp_path)
    for by, municipio, reason in (
        (import_paths, "", "no_municipio"),
        (import_paths, "221100", "no_municipio"),
        (import_in_child, "1100015", "municipio_absent"),
    ):
        with pytest.raises(TableFileError) as caught:
            by([path], folder, municipio=municipio)
        assert caught.value.reason == reason
    assert not Library(folder).packages()


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (ESTABLISHMENTS.replace("CO_CNES", "CNES"), "header", 1),
        (ESTABLISHMENTS.replace('"2323397"', '"23X"'), "code_form", 2),
        (ESTABLISHMENTS + '"22110";"1"\n', "columns", 5),
        (ESTABLISHMENTS + "x" * 1_100_000, "too_large", 5),
        ("", "empty_file", 0),
    ],
)
def test_a_harmed_file_is_refused_with_its_line(
    tmp_path: Path, folder: Path, content: str, reason: str, line: int
) -> None:
    path = _plain(tmp_path, es=content)[0]
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder, municipio=TERESINA)
    assert (caught.value.reason, caught.value.line) == (reason, line)


def test_an_unpacked_sigtap_is_taken_like_its_zip(tmp_path: Path, folder: Path) -> None:
    zipped = tiny_sigtap.package(tmp_path)
    place = tmp_path / "pen drive" / zipped.stem
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(place)
    (package,) = import_paths([place.parent], folder)
    assert (package.competencia, package.version) == ("202607", "v2607101010")
    assert import_paths([place], folder)[0].unchanged
    (folder / package.file).unlink()
    import_paths([zipped], folder)
    assert import_paths([place], folder)[0].unchanged
    library = Library(folder)
    assert library.procedure(tiny_sigtap.CONSULTA) is not None
    library.close()


def test_an_unpacked_sigtap_without_a_table_is_refused(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "solta"
    with zipfile.ZipFile(tiny_sigtap.package(tmp_path)) as archive:
        archive.extractall(place)
    (place / "tb_grupo.txt").unlink()
    with pytest.raises(TableFileError) as caught:
        import_paths([place], folder)
    assert caught.value.reason == "no_table"
    assert Library(folder).packages() == []

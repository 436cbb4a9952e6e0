"""The real official tables, where they are at hand."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coletor.terminology import Cover, Library, import_paths
from coletor.terminology.builder import open_package

pytestmark = pytest.mark.reference
DAY = date(2026, 7, 14)


def test_every_table_has_its_official_size(official: Library) -> None:
    rows = {package.table: package.rows for package in official.packages()}
    assert rows["sigtap"] == 4_996
    assert rows["cid-10"] == 12_451
    assert rows["ciap-2"] == 686
    assert rows["cbo"] == 2_719
    assert rows["municipio"] == 5_571
    assert rows["pais"] == 341
    assert rows["tuss"] == 5_907


def test_the_relations_of_sigtap_are_whole(official: Library) -> None:
    (package,) = (each for each in official.packages() if each.table == "sigtap")
    with closing(open_package(official.folder / package.file)) as connection:
        rows = dict(connection.execute("SELECT name, rows FROM relation"))
        kept = connection.execute(
            "SELECT sum((length(codes) + 1) / 7) FROM procedure JOIN codes ON id = occupations"
        ).fetchone()[0]
        cids = connection.execute("SELECT count(*) FROM term_cid_10").fetchone()[0]
        occupations = connection.execute("SELECT count(*) FROM term_cbo").fetchone()[0]
    assert rows["rl_procedimento_cid"] == 81_867
    assert rows["rl_procedimento_ocupacao"] == kept == 195_113
    assert (cids, occupations) == (14_242, 2_719)


def test_the_cbo_brings_its_synonyms(official: Library) -> None:
    (package,) = (each for each in official.packages() if each.table == "cbo")
    with closing(open_package(official.folder / package.file)) as connection:
        found = connection.execute("SELECT count(*) FROM entry_cbo WHERE synonym <> ''").fetchone()
    assert 7_800 <= found[0] <= 7_833


def test_attributes_of_a_real_procedure(official: Library) -> None:
    found = official.procedure("0301080208", DAY)
    assert found is not None
    assert (found.sex, found.age_min, found.age_max) == ("I", 0, 1571)
    assert (len(found.cids), len(found.occupations)) == (407, 104)
    assert found.cids["F200"]
    assert found.registers == {"09"}


def test_a_code_only_sigtap_knows_is_found(official: Library) -> None:
    assert official.find("cid-10", "J45") is not None
    assert official.find("cbo", "2231F9") is not None  # letters: SIGTAP alone has them


@pytest.mark.parametrize(
    ("table", "typed", "code"),
    [
        ("cid-10", "n18.4", "N184"),
        ("cid-10", "doenca renal cronica estadio 4", "N184"),
        ("cbo", "5151F1", "5151F1"),
        ("cbo", "medico perito", "223150"),
    ],
)
def test_a_code_only_sigtap_has_is_searched_too(
    official: Library, table: str, typed: str, code: str
) -> None:
    codes = [hit.code for hit in official.search(table, typed, on=DAY)]
    assert code in codes
    assert len(codes) == len(set(codes))
    assert not any(character.isdigit() for character in typed[:2]) or codes[0] == code


def test_the_demonstration_holds_only_true_codes(official: Library, searched: Library) -> None:
    for package in searched.packages():
        from coletor.terminology import demonstration as demo

        for row in demo._rows(package.table):
            true = official.find(package.table, row["codigo"], DAY)
            assert true is not None, row
            assert true.name == row["nome"]


def test_the_three_packages_stand_side_by_side(
    official: Library, shared: Path, tmp_path: Path
) -> None:
    (july,) = (each for each in official.packages() if each.table == "sigtap")
    shutil.copy(official.folder / july.file, tmp_path)
    imported = import_paths([shared / "data" / "sigtap"], tmp_path)
    assert [package.unchanged for package in imported] == [False, False, True]
    library = Library(tmp_path)
    assert [each.version for each in library.packages()] == [
        "v2605181714",
        "v2605210940",
        "v2607101010",
    ]
    assert library.covers("sigtap", date(2026, 5, 3)).version == "v2605210940"
    assert library.covers("sigtap", date(2026, 6, 3)).kind is Cover.OTHER
    # The same search, answered for two dates: the digital flow is new in July.
    (new, *_) = library.search("sigtap", "placa oclusal fluxo digital", on=DAY)
    (old, *_) = library.search("sigtap", "placa oclusal fluxo digital", on=date(2026, 5, 3))
    assert new.code == old.code == "0701070250"
    assert (new.status, old.status) == ("ok", "fora")
    assert old.reason == "Não vale em 05/2026: está na tabela de 07/2026."
    (gone, *_) = library.search("sigtap", "daclizumabe", on=DAY)
    assert (gone.status, gone.reason) == (
        "fora",
        "Não vale em 07/2026: está na tabela de 05/2026.",
    )
    library.close()

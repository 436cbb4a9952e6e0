"""Look-ups by date, what is loaded, removal, threads, and imports in a child process."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import tiny_sigtap
from tiny_sigtap import CONSULTA, EXAME, TinyTable

from coletor.errors import ColetorError
from coletor.terminology import (
    TABLES,
    Cover,
    Library,
    SearchInterrupted,
    import_paths,
)
from coletor.terminology import demonstration as demo
from coletor.terminology.builder import Row
from coletor.terminology.everyday import alternatives
from coletor.terminology.removed import FOLDER

MAY_OLD = "TabelaUnificada_202605_v2605181714.zip"
MAY_NEW = "TabelaUnificada_202605_v2605210940.zip"
JULY = "TabelaUnificada_202607_v2607101010.zip"


def _named(name: str) -> Callable[[dict[str, TinyTable]], None]:
    def change(tables: dict[str, TinyTable]) -> None:
        tables["tb_procedimento"].rows[0][1] = name

    return change


def _only_in_may(tables: dict[str, TinyTable]) -> None:
    row = list(tables["tb_procedimento"].rows[1])
    row[:2] = ["0211020044", "HOLTER DE MAIO"]
    tables["tb_procedimento"].rows.append(row)
    _named("MAIO NOVO")(tables)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tres")
    changes = {JULY: _named("JULHO"), MAY_NEW: _only_in_may, MAY_OLD: _named("MAIO VELHO")}
    import_paths(
        [tiny_sigtap.package(place, change, name=name) for name, change in changes.items()],
        place / "tabelas",
    )
    return place / "tabelas"


@pytest.fixture
def three(imported: Path, folder: Path) -> Iterator[Library]:
    """Return a library with two versions of May and one of July."""
    shutil.copytree(imported, folder)
    library = Library(folder)
    yield library
    library.close()


@pytest.mark.parametrize(
    ("day", "name", "kind", "used"),
    [
        (date(2026, 5, 31), "MAIO NOVO", Cover.EXACT, "202605"),
        (date(2026, 7, 1), "JULHO", Cover.EXACT, "202607"),
        (date(2026, 6, 15), "MAIO NOVO", Cover.OTHER, "202605"),
        (date(2026, 9, 1), "JULHO", Cover.OTHER, "202607"),
        (date(2026, 4, 1), "MAIO NOVO", Cover.OTHER, "202605"),
    ],
)
def test_the_latest_version_of_the_month_answers_and_another_month_is_said(
    three: Library, day: date, name: str, kind: Cover, used: str
) -> None:
    coverage = three.covers("sigtap", day)
    assert (coverage.kind, coverage.competencia) == (kind, used)
    assert (coverage.exact, coverage.loaded) == (kind is Cover.EXACT, True)
    assert coverage.wanted == f"{day:%Y%m}"
    term, procedure = three.find("sigtap", CONSULTA, day), three.procedure(CONSULTA, day)
    assert term is not None
    assert procedure is not None
    assert (term.name, procedure.name, procedure.competencia) == (name, name, used)


def test_the_wire_version_follows_the_day(three: Library) -> None:
    assert three.wire_version("sigtap", date(2026, 5, 2)) == "20260521A"
    assert three.wire_version("sigtap", date(2026, 7, 2)) == "20260710A"
    assert three.wire_version("cid-10", date(2026, 7, 2)) == "20080101"
    assert three.wire_version("tuss", date(2026, 7, 2)) is None


def test_a_code_of_another_month_is_found_with_the_reason(three: Library) -> None:
    assert three.search("sigtap", "holter", on=date(2026, 5, 2))[0].status == "ok"
    (hit,) = three.search("sigtap", "holter", on=date(2026, 7, 2))
    assert (hit.status, hit.reason) == ("fora", "Não vale em 07/2026: está na tabela de 05/2026.")


def test_cid_and_cbo_come_from_sigtap_while_they_have_no_table(three: Library) -> None:
    assert three.covers("cid-10").kind is Cover.EXACT
    cid, occupation = three.find("cid-10", "J459"), three.find("cbo", "2231F9")
    assert cid is not None
    assert occupation is not None
    assert (cid.name, occupation.name) == ("Asma não especificada", "Médico Residente")
    assert three.search("cid-10", "hipert")[0].code == "I10"
    assert three.covers("pais").kind is Cover.NONE
    assert three.find("pais", "10") is None
    assert three.search("pais", "brasil") == []
    assert not three.covers("pais").loaded


def test_packages_are_listed_in_order_and_removed(three: Library, folder: Path) -> None:
    versions = [package.version for package in three.packages()]
    assert versions == ["v2605181714", "v2605210940", "v2607101010"]
    file = three.packages()[-1].file
    assert three.find("sigtap", EXAME, date(2026, 7, 1)) is not None
    assert three.remove(file, force=True).version == "v2607101010"
    assert not (folder / file).exists()
    assert three.covers("sigtap", date(2026, 7, 1)).kind is Cover.OTHER
    with pytest.raises(ColetorError) as caught:
        three.remove(file)
    assert caught.value.message_id == "terminology.no_package"


def test_a_removed_package_can_be_had_back_for_thirty_days(three: Library, folder: Path) -> None:
    old, new = (package.file for package in three.packages()[:2])
    three.remove(old, force=True)
    os.utime(folder / FOLDER / old, (1, 1))
    three.remove(new, force=True)
    with pytest.raises(ColetorError) as caught:
        three.restore(old)
    assert caught.value.message_id == "terminology.no_package"
    three.restore(new)
    assert new in [package.file for package in three.packages()]


def test_a_package_in_use_elsewhere_is_said(
    three: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:  # what Windows says of an open file
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ColetorError) as caught:
        three.remove(three.packages()[0].file)
    assert caught.value.message_id == "terminology.in_use"


def test_what_another_program_imports_is_seen(tmp_path: Path, folder: Path) -> None:
    library = Library(folder)
    assert library.packages() == []
    import_paths([tiny_sigtap.package(tmp_path)], folder)
    assert library.find("sigtap", CONSULTA, date(2026, 7, 1)) is not None
    library.close()


def test_a_damaged_file_is_named_and_replaced_by_the_next_import(
    tmp_path: Path, folder: Path
) -> None:
    (package,) = import_paths([tiny_sigtap.package(tmp_path)], folder)
    (folder / package.file).write_bytes(b"SQLite format 3\0" + bytes(100))
    library = Library(folder)
    assert library.packages() == []
    (sentence,) = library.damaged()
    assert package.file in sentence
    assert sentence.startswith("O arquivo de tabela")
    import_paths([tmp_path / tiny_sigtap.NAME], folder)
    library.refresh()
    assert library.damaged() == []
    assert [each.file for each in library.packages()] == [package.file]
    library.close()


def test_an_unknown_table_is_refused(three: Library) -> None:
    with pytest.raises(ColetorError) as caught:
        three.search("cid-11", "asma")
    assert caught.value.message_id == "terminology.unknown_table"


def test_threads_share_a_library(three: Library) -> None:
    wrong: list[str] = []

    def look() -> None:
        for _ in range(50):
            day = date(2026, 7, 1)
            found = three.find("sigtap", CONSULTA, day)
            hits = three.search("sigtap", "eletro", on=day)
            if found is None or found.name != "JULHO" or [h.code for h in hits] != [EXAME]:
                wrong.append(str(hits))
            three.refresh()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_running_search_can_be_stopped(three: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = three._connections.get(three.packages()[-1].file)
    connection.set_progress_handler(lambda: three.interrupt() or 0, 1)
    with pytest.raises(SearchInterrupted):
        three.search("sigtap", "consulta", on=date(2026, 7, 1))
    connection.set_progress_handler(None, 0)
    assert three.search("sigtap", "julho", on=date(2026, 7, 1))[0].code == CONSULTA


def test_the_demonstration_serves_the_four_sample_contacts(demonstration: Library) -> None:
    day = date(2026, 7, 14)
    needed = {
        "sigtap": "0301010072 0211080055 0301080208 0301060061",
        "tuss": "40302040",
        "cid-10": "J459 F200 S069",
        "ciap-2": "P72",
        "cbo": "225125 225127 251510 223505 221205",
        "municipio": "3550308 2927408",
        "pais": "10",
    }
    for table, codes in needed.items():
        for code in codes.split():
            assert demonstration.find(table, code, day) is not None, code
    consulta = demonstration.procedure("0301010072", day)
    assert consulta is not None
    assert {"225125", "225127"} <= consulta.occupations
    assert (consulta.sex, consulta.age_max, consulta.demonstration) == ("I", 1571, True)
    caps = demonstration.procedure("0301080208", day)
    assert caps is not None
    assert caps.cids["F200"]
    assert {"251510", "223505"} <= caps.occupations
    assert demonstration.wire_version("sigtap", day) == "20260710A"


def test_the_demonstration_covers_every_month_and_is_marked(demonstration: Library) -> None:
    packages = demonstration.packages()
    assert [package.table for package in packages] == list(TABLES)
    assert all(package.demonstration for package in packages)
    assert {package.version for package in packages} == {"demonstração"}
    coverage = demonstration.covers("sigtap", date(2025, 1, 1))
    assert (coverage.kind, coverage.demonstration) == (Cover.EXACT, True)
    assert all(package.origin.startswith("conjunto de demonstração") for package in packages)


def test_the_demonstration_disappears_where_a_table_is_loaded(
    tmp_path: Path, folder: Path, demonstration: Library
) -> None:
    assert demonstration.find("sigtap", "0301080208") is not None
    import_paths([tiny_sigtap.package(tmp_path)], folder)
    tables = [package.table for package in demonstration.packages() if package.demonstration]
    assert tables == ["ciap-2", "municipio", "pais", "tuss"]
    assert demonstration.find("sigtap", "0301080208") is None
    assert demonstration.find("cid-10", "F200") is None
    assert demonstration.find("ciap-2", "P72") is not None


def test_without_the_demonstration_nothing_is_invented(tmp_path: Path) -> None:
    library = Library(tmp_path / "tabelas")
    assert library.packages() == []
    assert library.covers("sigtap").kind is Cover.NONE
    assert library.procedure(CONSULTA) is None
    assert library.wire_version("sigtap") is None
    library.close()


def test_every_everyday_word_leads_somewhere_in_form() -> None:
    assert alternatives("sigtap", ["raio", "x", "torax"]) == [["radiografia", "torax"]]
    assert alternatives("cid-10", ["asma"]) == []
    assert demo.package("sigtap").rows > 30
    assert Row("1", "x").principal

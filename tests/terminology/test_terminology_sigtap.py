"""SIGTAP packages: what is read, and every way in which a package can be bad."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
import tiny_sigtap
from tiny_sigtap import CONSULTA, EXAME, Change, TinyTable

from coletor.errors import ColetorError
from coletor.terminology import Library, TableFileError, import_paths

DAY = date(2026, 7, 14)


def test_a_package_becomes_one_file_that_answers(tmp_path: Path, folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    (package,) = import_paths(
        [tiny_sigtap.package(tmp_path)], folder, progress=lambda *step: steps.append(step)
    )
    assert (package.table, package.competencia, package.version) == (
        "sigtap",
        "202607",
        "v2607101010",
    )
    assert (package.rows, package.wire_version, package.unchanged) == (2, "20260710A", False)
    assert [file.name for file in folder.iterdir()] == ["sigtap-202607-v2607101010.sqlite"]
    assert [(done, total) for _, done, total in steps] == [(n, 16) for n in range(16)]
    library = Library(folder)
    term = library.find("sigtap", CONSULTA, DAY)
    assert term is not None
    assert (term.name, term.group) == ("CONSULTA MÉDICA – ESPECIALIZADA", "Consultas médicas")
    assert library.find("sigtap", "0000000000", DAY) is None
    library.close()


def test_a_procedure_says_all_that_sigtap_says(tmp_path: Path, folder: Path) -> None:
    import_paths([tiny_sigtap.package(tmp_path)], folder)
    library = Library(folder)
    found = library.procedure(CONSULTA, DAY)
    assert found is not None
    assert (found.sex, found.age_min, found.age_max, found.max_quantity) == ("F", 12, 1571, 2)
    assert found.occupations == {"225125"}
    assert found.cids == {"J459": True, "I10": False}
    assert (found.registers, found.modalities, found.details) == ({"01", "02"}, {"01"}, {"042"})
    assert (found.competencia, found.financing, found.demonstration) == ("202607", "06", False)
    free = library.procedure(EXAME, DAY)
    assert free is not None
    assert (free.age_min, free.age_max, free.max_quantity, free.cids) == (None, None, None, {})
    assert library.procedure("0000000000", DAY) is None
    library.close()


def test_another_layout_is_read_by_its_own_widths(tmp_path: Path, folder: Path) -> None:
    def widen(tables: dict[str, TinyTable]) -> None:
        table = tables["tb_procedimento"]
        table.columns.insert(2, ("CO_NOVA", 6))
        for row in table.rows:
            row.insert(2, "X")

    import_paths([tiny_sigtap.package(tmp_path, widen)], folder)
    library = Library(folder)
    found = library.procedure(CONSULTA, DAY)
    assert found is not None
    assert found.age_min == 12
    library.close()


def test_a_last_line_without_its_end_is_whole(tmp_path: Path, folder: Path) -> None:
    def trim(tables: dict[str, TinyTable]) -> None:
        tables["tb_cid"].data = tables["tb_cid"].bytes()[:-2]

    assert import_paths([tiny_sigtap.package(tmp_path, trim)], folder)[0].rows == 2


def test_the_same_package_again_changes_nothing(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    (first,) = import_paths([path], folder)
    before = (folder / first.file).stat().st_mtime_ns
    renamed = path.rename(tmp_path / "outro nome.zip")
    (again,) = import_paths([renamed], folder)
    assert again.unchanged
    assert again.version == first.version
    assert (folder / first.file).stat().st_mtime_ns == before


def test_a_renamed_package_estimates_its_version_and_says_so(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path, name="pacote.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo("versao", (2107, 7, 10, 10, 10, 0)), "1")
    (package,) = import_paths([path], folder)
    assert package.competencia == "202607"
    assert package.version == "v0707101010 (estimada)"
    assert package.wire_version == "20070710A"


def test_another_content_of_the_same_identity_is_refused(tmp_path: Path, folder: Path) -> None:
    import_paths([tiny_sigtap.package(tmp_path)], folder)
    other = tiny_sigtap.package(tmp_path, lambda tables: tables["tb_cid"].rows.pop(0))
    with pytest.raises(ColetorError) as caught:
        import_paths([other], folder)
    assert caught.value.message_id == "terminology.same_identity"


def _row(table: str, line: int, column: int, value: str) -> Change:
    def change(tables: dict[str, TinyTable]) -> None:
        tables[table].rows[line - 1][column] = value

    return change


def _again(table: str) -> Change:
    return lambda tables: tables[table].rows.append(list(tables[table].rows[0]))


def _layout(table: str, old: str, new: str) -> Change:
    def change(tables: dict[str, TinyTable]) -> None:
        layout = tables[table].layout_text()
        assert old in layout
        tables[table].layout = layout.replace(old, new)

    return change


def _cut(table: str, at: int) -> Change:
    def change(tables: dict[str, TinyTable]) -> None:
        data = tables[table].bytes()
        tables[table].data = data[:at] + data[at + 1 :]

    return change


BAD: dict[str, tuple[Change, str, str, int]] = {
    "one table missing": (lambda t: t.pop("tb_registro"), "no_table", "tb_registro", 0),
    "the main table missing": (
        lambda t: t.pop("tb_procedimento"),
        "no_table",
        "tb_procedimento",
        0,
    ),
    "empty table": (lambda t: t["tb_cid"].rows.clear(), "empty", "tb_cid", 0),
    "row of the wrong length": (_cut("tb_cid", 50), "row_length", "tb_cid", 2),
    "cut in the middle": (
        lambda t: setattr(t["tb_ocupacao"], "data", t["tb_ocupacao"].bytes()[:70]),
        "row_length",
        "tb_ocupacao",
        2,
    ),
    "duplicated key": (_again("tb_cid"), "duplicate", "tb_cid", 4),
    "duplicated procedure": (_again("tb_procedimento"), "duplicate", "tb_procedimento", 3),
    "duplicated pair": (
        _again("rl_procedimento_ocupacao"),
        "duplicate",
        "rl_procedimento_ocupacao",
        4,
    ),
    "orphan code in a relation": (
        _row("rl_procedimento_cid", 2, 1, "Z99"),
        "orphan",
        "rl_procedimento_cid",
        2,
    ),
    "orphan procedure in a relation": (
        _row("rl_procedimento_detalhe", 1, 0, "0101010010"),
        "orphan",
        "rl_procedimento_detalhe",
        1,
    ),
    "orphan in the tree": (_row("tb_sub_grupo", 2, 0, "09"), "orphan", "tb_sub_grupo", 2),
    "orphan description": (_row("tb_descricao", 1, 0, "0101010010"), "orphan", "tb_descricao", 1),
    "orphan financing": (_row("tb_procedimento", 2, 6, "01"), "orphan", "tb_procedimento", 2),
    "record of another month": (
        _row("rl_procedimento_cid", 2, 3, "202606"),
        "mixed",
        "rl_procedimento_cid",
        2,
    ),
    "letters where a number goes": (
        _row("tb_procedimento", 2, 4, "12a4"),
        "code_form",
        "tb_procedimento",
        2,
    ),
    "unknown sex": (_row("tb_procedimento", 1, 2, "X"), "code_form", "tb_procedimento", 1),
    "principal neither S nor N": (
        _row("rl_procedimento_cid", 1, 2, "?"),
        "code_form",
        "rl_procedimento_cid",
        1,
    ),
    "code that is not a CID": (_row("tb_cid", 1, 0, "4J"), "code_form", "tb_cid", 1),
    "layout that lies about widths": (
        _layout("tb_cid", "NO_CID,40,5,44", "NO_CID,39,5,43"),
        "row_length",
        "tb_cid",
        1,
    ),
    "layout that contradicts itself": (
        _layout("tb_cid", "NO_CID,40,5,44", "NO_CID,41,5,44"),
        "layout_row",
        "tb_cid",
        0,
    ),
    "layout that overlaps": (
        _layout("tb_cid", "NO_CID,40,5,44", "NO_CID,41,4,44"),
        "layout_row",
        "tb_cid",
        0,
    ),
    "layout without a column": (
        _layout("tb_cid", "NO_CID", "XX_CID"),
        "layout_column",
        "tb_cid",
        0,
    ),
    "layout of something else": (
        lambda t: setattr(t["tb_cid"], "layout", "<html>"),
        "layout_header",
        "tb_cid",
        0,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_package_names_file_table_and_line(case: str, tmp_path: Path, folder: Path) -> None:
    (before,) = import_paths(
        [tiny_sigtap.package(tmp_path, name="TabelaUnificada_202606_v2606010000.zip")], folder
    )
    change, reason, table, line = BAD[case]
    path = tiny_sigtap.package(tmp_path, change)
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    error = caught.value
    assert (error.reason, error.table, error.line) == (reason, table, line)
    assert path.name in str(error)
    assert table in str(error)
    assert not line or f"linha {line}" in str(error)
    assert [file.name for file in folder.iterdir()] == [before.file]


def test_a_layout_missing_is_named(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / tiny_sigtap.NAME
    with zipfile.ZipFile(path, "w") as archive:
        for name, table in tiny_sigtap.tables().items():
            archive.writestr(f"{name}.txt", table.bytes())
            if name != "tb_detalhe":
                archive.writestr(f"{name}_layout.txt", table.layout_text())
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert (caught.value.reason, caught.value.table) == ("no_layout", "tb_detalhe")


def test_a_name_of_another_month_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path).rename(tmp_path / "TabelaUnificada_202606_v2606101010.zip")
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "other_competencia"


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_truncated_zip_is_refused(kept: float, tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "damaged_zip"
    assert list(folder.iterdir()) == []


def test_a_zip_with_one_altered_byte_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("tb_procedimento.txt")
    content = bytearray(path.read_bytes())
    content[member.header_offset + 30 + len(member.filename) + 20] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "damaged_zip"
    assert list(folder.iterdir()) == []


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / tiny_sigtap.NAME
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tb_procedimento.txt", bytes(20 * 1024 * 1024))
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "bomb"


def test_a_zip_of_very_many_members_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "muitos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2001):
            archive.writestr(str(number), b"")
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "bomb"


@pytest.mark.parametrize("name", ["../fora.txt", "/etc/fora.txt", "..\\fora.txt", "C:\\fora.txt"])
def test_names_that_leave_the_folder_are_refused(name: str, tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(TableFileError) as caught:
        import_paths([path], folder)
    assert caught.value.reason == "bad_names"
    assert not (tmp_path / "fora.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are set the POSIX way")
def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, folder: Path) -> None:
    import resource
    import signal

    many = [[f"Z{n // 36:02d}{'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 36]}", "x" * 39]
            for n in range(3000)]  # fmt: skip
    path = tiny_sigtap.package(tmp_path, lambda tables: tables["tb_cid"].rows.extend(many))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(ColetorError) as caught:
            import_paths([path], folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert caught.value.message_id == "terminology.disk_refused"
    assert list(folder.iterdir()) == []

"""Tables fetched from local servers: whole, cut, resumed, refused, and imported."""

import hashlib
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import servers
import tiny_sigtap
from servers import Shelf

from coletor.cli.main import main
from coletor.errors import ColetorError
from coletor.terminology import ImportCancelled, Library, TableFileError
from coletor.terminology.getting import downloading
from coletor.terminology.getting.addresses import load_sources
from coletor.terminology.getting.bringing import bring, known_tables
from coletor.terminology.getting.downloading import fetch

CONTENT = random.Random(7).randbytes(700_000)
LIMIT = 1_000_000
OLDER = "TabelaUnificada_202605_v2605181714.zip"
Serve = Callable[..., AbstractContextManager[Shelf]]
both = pytest.mark.parametrize(("serve", "scheme"), [(servers.http, "http"), (servers.ftp, "ftp")])


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _list(place: Path, **tables: str) -> Path:
    sections = []
    for table, address in tables.items():
        choice = "escolha = 'TabelaUnificada_(\\d{6})_(v\\d{10})\\.zip'\n"
        sections.append(
            f'[{table}]\nendereco = "{address}"\nmaximo_mb = 1\n'
            + (choice if address.endswith("/") else "")
        )
    file = place / "enderecos.toml"
    file.write_text("\n".join(sections), encoding="utf-8")
    return file


def _packages(place: Path) -> dict[str, bytes]:
    found = {}
    for name in (OLDER, tiny_sigtap.NAME):
        found[f"/pub/{name}"] = tiny_sigtap.package(place, name=name).read_bytes()
    return found | {"/pub/LEIAME.txt": b"oi"}


@both
def test_a_file_arrives_whole_with_progress_and_hash(
    tmp_path: Path, serve: Serve, scheme: str
) -> None:
    steps: list[tuple[str, int, int]] = []
    with serve({"/a.bin": CONTENT}) as shelf:
        address = f"{scheme}://127.0.0.1:{shelf.port}/a.bin"
        got = fetch(address, "a.bin", tmp_path, LIMIT, progress=lambda *s: steps.append(s))
    assert got.path.read_bytes() == CONTENT
    assert got.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (got.size, got.resumed) == (len(CONTENT), 0)
    assert steps[-1] == ("a.bin", len(CONTENT), len(CONTENT))
    assert [each.name for each in tmp_path.iterdir()] == ["a.bin"]


@both
def test_what_was_cut_goes_on_where_it_stopped(tmp_path: Path, serve: Serve, scheme: str) -> None:
    with serve({"/a.bin": CONTENT}, cut_after=[300_000]) as shelf:
        address = f"{scheme}://127.0.0.1:{shelf.port}/a.bin"
        with pytest.raises(ColetorError) as caught:
            fetch(address, "a.bin", tmp_path, LIMIT)
        assert caught.value.message_id in {"terminology.getting.cut", "terminology.getting.line"}
        got = fetch(address, "a.bin", tmp_path, LIMIT)
    assert 0 < got.resumed <= 300_000
    assert got.path.read_bytes() == CONTENT


@both
def test_a_file_that_changed_meanwhile_is_fetched_anew(
    tmp_path: Path, serve: Serve, scheme: str
) -> None:
    with serve({"/a.bin": CONTENT}, cut_after=[300_000]) as shelf:
        address = f"{scheme}://127.0.0.1:{shelf.port}/a.bin"
        with pytest.raises(ColetorError):
            fetch(address, "a.bin", tmp_path, LIMIT)
        shelf.changed, shelf.files["/a.bin"] = "20260801000000", CONTENT[::-1]
        got = fetch(address, "a.bin", tmp_path, LIMIT)
    assert got.resumed == 0
    assert got.path.read_bytes() == CONTENT[::-1]


@both
def test_a_stopped_download_keeps_what_arrived(tmp_path: Path, serve: Serve, scheme: str) -> None:
    looks = iter([False, False, False, True])
    with serve({"/a.bin": CONTENT}) as shelf:
        address = f"{scheme}://127.0.0.1:{shelf.port}/a.bin"
        with pytest.raises(ImportCancelled):
            fetch(address, "a.bin", tmp_path, LIMIT, cancelled=lambda: next(looks))
        got = fetch(address, "a.bin", tmp_path, LIMIT)
    assert got.resumed > 0
    assert got.path.read_bytes() == CONTENT


@both
@pytest.mark.parametrize("silent", [False, True])
def test_a_file_that_is_too_large_is_left(
    tmp_path: Path, serve: Serve, scheme: str, silent: bool
) -> None:
    with serve({"/a.bin": CONTENT}, silent_size=silent) as shelf:
        address = f"{scheme}://127.0.0.1:{shelf.port}/a.bin"
        with pytest.raises(ColetorError) as caught:
            fetch(address, "a.bin", tmp_path, 1000)
    assert caught.value.message_id == "terminology.getting.too_large"


@both
def test_a_missing_file_and_a_silent_host_are_told_apart(
    tmp_path: Path, serve: Serve, scheme: str
) -> None:
    with serve({"/a.bin": CONTENT}) as shelf:
        address = f"{scheme}://127.0.0.1:{shelf.port}/b.bin"
        with pytest.raises(ColetorError) as caught:
            fetch(address, "b.bin", tmp_path, LIMIT)
    assert caught.value.message_id == "terminology.getting.not_found"
    with pytest.raises(ColetorError) as caught:
        fetch(address, "b.bin", tmp_path, LIMIT)
    assert caught.value.message_id == "terminology.getting.no_answer"


def test_a_server_that_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.http({"/a.bin": CONTENT}) as shelf:
        shelf.files.clear()
        monkeypatch.setattr("coletor.terminology.getting.remote._GONE", ())
        with pytest.raises(ColetorError) as caught:
            fetch(f"http://127.0.0.1:{shelf.port}/a.bin", "a.bin", tmp_path, LIMIT)
    assert caught.value.message_id == "terminology.getting.refused"
    assert "404" in str(caught.value)


@pytest.mark.parametrize("scheme", ["http", "ftp"])
def test_everything_goes_through_the_proxy(tmp_path: Path, scheme: str) -> None:
    address = f"{scheme}://longe.invalid/a.bin"
    with servers.http({address: CONTENT}) as shelf:
        got = fetch(address, "a.bin", tmp_path, LIMIT, proxy=f"http://127.0.0.1:{shelf.port}")
    assert got.path.read_bytes() == CONTENT
    assert shelf.requests == [address]


def test_what_lies_there_without_its_note_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / f"a.bin{downloading.PARTIAL}").write_bytes(b"z" * 100)
    with servers.http({"/a.bin": CONTENT}) as shelf:
        got = fetch(f"http://127.0.0.1:{shelf.port}/a.bin", "a.bin", tmp_path, LIMIT)
    assert got.resumed == 0
    assert got.path.read_bytes() == CONTENT


def test_the_newest_sigtap_is_fetched_over_ftp_and_imported_once(
    tmp_path: Path, folder: Path
) -> None:
    with servers.ftp(_packages(tmp_path), cut_after=[500]) as shelf:
        addresses = _list(tmp_path, sigtap=f"ftp://127.0.0.1:{shelf.port}/pub/")
        (package,) = bring("sigtap", folder, addresses=addresses)
        assert package.origin == tiny_sigtap.NAME
        assert any(line.startswith("REST 500") for line in shelf.requests)
        shelf.requests.clear()
        (again,) = bring("sigtap", folder, addresses=addresses)
        assert again.unchanged
        assert not any(line.startswith("RETR") for line in shelf.requests)
        (older,) = bring("sigtap", folder, addresses=addresses, month="202605")
        assert older.competencia == "202605"
        with pytest.raises(ColetorError) as caught:
            bring("sigtap", folder, addresses=addresses, month="203001")
    assert caught.value.message_id == "terminology.getting.none_there"
    assert sorted(each.suffix for each in folder.iterdir()) == [".sqlite", ".sqlite"]


def test_a_page_in_place_of_the_table_is_refused_and_not_kept(tmp_path: Path, folder: Path) -> None:
    page = b"<!DOCTYPE html><html><body>Entre na rede</body></html>"
    with servers.http({"/CID10CSV.zip": page}) as shelf:
        addresses = _list(tmp_path, **{"cid-10": f"http://127.0.0.1:{shelf.port}/CID10CSV.zip"})
        with pytest.raises(TableFileError) as caught:
            bring("cid-10", folder, addresses=addresses)
    assert caught.value.reason == "html"
    assert not list(folder.iterdir())


def test_the_command_fetches_and_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    place = tmp_path / "pasta"
    with servers.ftp(_packages(tmp_path)) as shelf:
        addresses = _list(tmp_path, sigtap=f"ftp://127.0.0.1:{shelf.port}/pub/")
        code = main(
            ["--pasta", str(place), "terminologia", "baixar", "--enderecos", str(addresses)]
        )
    said = capsys.readouterr()
    assert code == 0
    assert "SHA-256" in said.err
    assert "SIGTAP 07/2026" in said.out
    library = Library(place / "tabelas")
    assert len(library.packages()) == 1
    library.close()
    assert main(["--pasta", str(place), "terminologia", "baixar", "tuss"]) == 2
    assert "não tem endereço oficial" in capsys.readouterr().err


def test_the_official_addresses_are_well_formed() -> None:
    assert known_tables() == ["sigtap", "cid-10", "municipio"]
    for source in load_sources().values():
        assert source.limit > 0
        assert bool(source.choice) != bool(source.name)


@pytest.mark.parametrize(
    "content",
    [
        "[sigtap",
        '[sigtap]\nendereco = "ftp://x/a"\n',
        '[x]\nendereco = "file:///a"\nmaximo_mb = 1\n',
    ],
)
def test_a_list_of_addresses_that_cannot_be_used_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / "outra.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        load_sources(file)
    assert caught.value.message_id == "terminology.getting.bad_list"
    assert "outra.toml" in str(caught.value)

"""Which tables are missing or old, and which may be removed."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import tiny_sigtap
from made_folders import training_folder

from coletor import clock
from coletor.cli.main import main
from coletor.demonstration import typing
from coletor.demonstration.samples import load_samples
from coletor.errors import ColetorError
from coletor.terminology import SEARCHABLE, Library, State, import_paths
from coletor.terminology.standing import summary
from coletor.workspace import Workspace
from coletor.workspace.usage import _LATEST, Favourites, months_in_use

JULY = "TabelaUnificada_202607_v2607101010.zip"
OLD = "TabelaUnificada_202501_v2501101010.zip"


@pytest.fixture
def july(tmp_path: Path, folder: Path) -> Iterator[Library]:
    import_paths([tiny_sigtap.package(tmp_path, name=JULY)], folder)
    library = Library(folder)
    yield library
    library.close()


def _state(library: Library, table: str, day: date) -> tuple[State, str]:
    standing = next(each for each in library.standing(day) if each.table == table)
    return standing.state, standing.text


def test_every_table_stands_somehow(tmp_path: Path) -> None:
    nothing = Library(tmp_path).standing()
    assert [each.table for each in nothing] == list(SEARCHABLE)
    wanted = {each.table for each in nothing if each.state.wants_care}
    assert wanted == {"sigtap", "cid-10", "cbo", "municipio", "pais"}
    assert all("importa" in each.text for each in nothing)
    assert summary(nothing).count("Faltam tabelas: SIGTAP, CID-10, CBO, Municípios, Países.") == 1
    taught = Library(tmp_path, demonstration=True).standing()
    shown = {each.table for each in taught if each.state is State.DEMONSTRATION}
    assert "sigtap" in shown
    assert "demonstração" in taught[0].text


def test_the_month_that_is_missing_is_named(july: Library) -> None:
    assert _state(july, "sigtap", date(2026, 7, 31)) == (State.OK, "SIGTAP: em dia.")
    state, words = _state(july, "sigtap", date(2026, 8, 1))
    assert state is State.MISSING
    assert "08/2026" in words
    assert "07/2026" in words
    assert _state(july, "cid-10", date(2026, 8, 1))[1].endswith("vem no SIGTAP.")


def test_an_old_table_is_said(tmp_path: Path, folder: Path) -> None:
    places = '[{"id": 2211001, "nome": "Teresina"}]'
    (tmp_path / "municipios.json").write_text(places, encoding="utf-8")
    import_paths([tmp_path / "municipios.json"], folder)
    library = Library(folder)
    today = clock.today()
    assert _state(library, "municipio", today)[0] is State.OK
    state, words = _state(library, "municipio", today.replace(year=today.year + 3, day=1))
    assert state is State.STALE
    assert f"{today:%m/%Y}" in words
    library.close()


def test_a_recent_month_is_removed_only_when_told_twice(july: Library) -> None:
    (package,) = july.packages()
    with pytest.raises(ColetorError) as caught:
        july.remove(package.file)
    recent = clock.today() < date(2027, 8, 1)
    assert (caught.value.message_id == "terminology.recent") is recent
    july.remove(package.file, force=True)
    assert july.packages() == []


def test_an_old_month_goes_unless_something_unsent_needs_it(tmp_path: Path, folder: Path) -> None:
    import_paths([tiny_sigtap.package(tmp_path, name=name) for name in (OLD, JULY)], folder)
    library = Library(folder)
    old = library.packages()[0]
    with pytest.raises(ColetorError) as caught:
        # Of March nothing is loaded: the January package answers for it.
        library.remove(old.file, months_in_use=lambda: {"202503"}, force=True)
    assert caught.value.message_id == "terminology.needed"
    assert "03/2025" in str(caught.value)
    library.remove(old.file, months_in_use=lambda: {"202607"})
    assert len(library.packages()) == 1
    library.close()


def test_the_workspace_knows_the_months_and_the_codes_used_here(tmp_path: Path) -> None:
    place = tmp_path / "treino"
    training_folder(place)
    with Workspace.open(place) as workspace:
        assert not months_in_use(workspace.store)
        favourites = Favourites(workspace.store)
        favourites.refresh()
        assert favourites.of("sigtap") == []
        samples = load_samples(workspace.model_in_force(), clock.today())
        draft, cells = typing.start(workspace, samples.documents[0])
        typing.enter(workspace, draft, cells)
        drafted = months_in_use(workspace.store)
        assert drafted
        workspace.conclude(draft)
        assert months_in_use(workspace.store) <= drafted
        assert months_in_use(workspace.store)
        late = Favourites(workspace.store)
        late.keep_up()
        assert late.of("sigtap") == []  # the first count takes its time: nobody waits for it
        favourites.keep_up()
        codes = favourites.of("sigtap")
        favourites.refresh()
        assert favourites.of("sigtap") == codes
        assert codes
        assert all(workspace.library.find("sigtap", code) for code in codes)
        assert favourites.of("municipio")


def test_codes_used_since_the_last_time_are_found_by_an_index(tmp_path: Path) -> None:
    place = tmp_path / "treino"
    training_folder(place)
    with Workspace.open(place) as workspace, workspace.store.query() as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN {_LATEST}", ["2026", "2026", 5]).fetchall()
    assert "contact_list_changed (changed_at>?)" in plan[0][3], plan


def test_the_commands_list_what_is_missing_and_remove_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    place = tmp_path / "pasta"

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--pasta", str(place), "terminologia", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    today = f"{clock.today():%Y%m}"
    name = f"TabelaUnificada_{today}_v2607101010.zip"
    assert run("importar", str(tiny_sigtap.package(tmp_path, name=name)))[0] == 0
    code, out, err = run("listar")
    assert code == 0
    assert name.split("_")[2][:-4] in out
    assert "Faltam tabelas" in err
    records = [json.loads(line) for line in run("listar", "--situacao", "--json")[1].splitlines()]
    assert {"tabela": "sigtap", "situacao": "em_dia", "texto": "SIGTAP: em dia."} in records
    assert "SIGTAP: em dia." in run("listar", "--situacao")[1]
    (file,) = [each.name for each in (place / "tabelas").glob("*.sqlite")]
    code, _, err = run("remover", file)
    assert code == 2
    assert "--forcar" in err
    assert run("remover", file, "--forcar")[0] == 0
    assert run("remover", file, "--desfazer")[0] == 0
    assert name.split("_")[2][:-4] in run("listar")[1]

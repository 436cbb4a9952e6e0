"""Folders, passwords, settings and tables through the command line."""

import os
from pathlib import Path

import pytest
from made_folders import CHEAP, real_folder

from coletor.establishment import reset_password

PASSWORD = "uma senha inventada"


@pytest.fixture
def real(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a password, made by the command line; a guess of it costs little."""
    monkeypatch.setattr("coletor.establishment.creating.Cost", lambda: CHEAP)
    monkeypatch.setenv("COLETOR_SENHA", PASSWORD)
    place = tmp_path / "estabelecimento"
    made = run(
        "--pasta", place, "--operador", "Ana Lima", "criar", "--cnes", "2077485", "--nome", "UBS"
    )
    assert made.code == 0
    assert "Código de recuperação" in made.out
    return place


def test_a_wrong_or_missing_password_opens_nothing(run, real: Path, monkeypatch) -> None:
    assert run("--pasta", real, "fila").code == 0
    before = (real / "coletor.db").read_bytes()
    monkeypatch.setenv("COLETOR_SENHA", "outra senha qualquer")
    wrong = run("--pasta", real, "fila")
    assert wrong.code == 2
    assert "senha" in wrong.err
    monkeypatch.delenv("COLETOR_SENHA")
    nobody = run("--pasta", real, "fila")
    assert nobody.code == 2
    assert "COLETOR_SENHA" in nobody.err
    assert (real / "coletor.db").read_bytes() == before


def test_a_real_folder_sends_nowhere_yet(run, real: Path) -> None:
    without = run("--pasta", real, "enviar")
    assert without.code == 2
    run("--pasta", real, "configurar", "webservice.endereco", "https://servico.example.org/cmd")
    locked = run("--pasta", real, "enviar")
    assert locked.code == 2
    assert locked.err != without.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cnes", "12", "--nome", "UBS"], "CNES"),
        (["--cnes", "2077485", "--nome", " "], "nome"),
    ],
)
def test_a_folder_is_not_made_of_bad_answers(run, tmp_path: Path, arguments, words) -> None:
    ran = run("--pasta", tmp_path / "p", "criar", *arguments, "--treinamento")
    assert ran.code == 2
    assert words in ran.err
    assert not (tmp_path / "p").exists()


def test_tables_may_come_before_the_establishment(run, tmp_path: Path) -> None:
    place = tmp_path / "p"
    (place / "tabelas").mkdir(parents=True)
    made = run("--pasta", place, "criar", "--cnes", "2077485", "--nome", "U", "--treinamento")
    assert made.code == 0


def test_a_place_without_a_folder_is_said_so(run, tmp_path: Path) -> None:
    ran = run("--pasta", tmp_path / "nada", "fila")
    assert ran.code == 2
    assert "nada" in ran.err


def test_settings_are_listed_shown_and_refused(run, folder: Path) -> None:
    keys = [row["chave"] for row in run("--pasta", folder, "configurar", "--json").records]
    assert "webservice.endereco" in keys
    assert run("--pasta", folder, "configurar", "webservice.paralelismo").out == "4\n"
    assert run("--pasta", folder, "configurar", "webservice.paralelismo", "3").code == 0
    assert run("--pasta", folder, "configurar", "webservice.paralelismo").out == "3\n"
    refused = run("--pasta", folder, "configurar", "webservice.paralelismo", "muitos")
    assert refused.code == 2
    assert run("--pasta", folder, "configurar", "nada").code == 2


def test_the_demonstration_tables_are_listed_and_searched(run, folder: Path) -> None:
    rows = run("--pasta", folder, "terminologia", "listar", "--json").records
    assert {row["tabela"] for row in rows} == {
        "sigtap",
        "cid-10",
        "ciap-2",
        "cbo",
        "municipio",
        "pais",
        "tuss",
    }
    hits = run("--pasta", folder, "terminologia", "buscar", "cid-10", "asma", "--json").records
    assert list(hits[0]) == ["tabela", "codigo", "nome", "grupo", "situacao", "motivo"]
    assert hits[0]["codigo"].startswith("J45")
    dotted = run("--pasta", folder, "terminologia", "buscar", "cid-10", "J45.9", "--json").records
    assert dotted[0]["codigo"] == "J459"
    assert "nada" in run("--pasta", folder, "terminologia", "buscar", "cbo", "zzzz").out.lower()


def test_a_file_that_is_no_table_is_refused(run, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "pagina.zip"
    file.write_text("<html>não encontrado</html>", encoding="utf-8")
    ran = run("--pasta", folder, "terminologia", "importar", file)
    assert ran.code == 2
    assert "pagina.zip" in ran.err


@pytest.mark.reference
def test_an_official_table_is_imported_listed_and_removed(
    run, tmp_path: Path, shared: Path
) -> None:
    place = tmp_path / "p"
    ran = run("--pasta", place, "terminologia", "importar", shared / "data" / "ciap2", "--json")
    assert ran.code == 0
    assert ran.records[0]["linhas"] == 686
    assert list(ran.records[0])[:6] == [
        "tabela",
        "competencia",
        "versao",
        "linhas",
        "sha256",
        "importada_em",
    ]
    file = ran.records[0]["arquivo"]
    assert run("--pasta", place, "terminologia", "remover", file).code == 0
    assert run("--pasta", place, "terminologia", "listar", "--json").records == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_on_the_computer_may_read_the_data(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coletor.establishment.creating.Cost", lambda: CHEAP)
    monkeypatch.setenv("COLETOR_SENHA", "frase bem comprida")
    place = tmp_path / "real"
    made = run("--pasta", place, "criar", "--cnes", "2077485", "--nome", "UBS")
    assert made.code == 0, made.err
    file = place / "saida.ndjson"
    assert run("--pasta", place, "exportar", file).code == 0
    rights = {path.name: path.stat().st_mode & 0o777 for path in place.iterdir()}
    assert place.stat().st_mode & 0o777 == 0o700
    assert {rights[name] for name in ("cofre.json", "coletor.db", file.name)} == {0o600}


def test_a_password_and_a_recovery_code_are_changed(run, tmp_path, monkeypatch) -> None:
    folder = str(tmp_path / "posto")
    real_folder(Path(folder), PASSWORD)
    monkeypatch.setattr("coletor.establishment.changing.Cost", lambda: CHEAP)
    monkeypatch.setenv("COLETOR_SENHA", PASSWORD)
    monkeypatch.setenv("COLETOR_SENHA_NOVA", "outra senha boa")
    changed = run("--pasta", folder, "senha", "trocar")
    assert changed.code == 0 and "ana.lima" in changed.out
    refused = run("--pasta", folder, "senha", "novo-codigo")
    assert refused.code == 2 and "senha não confere" in refused.err
    monkeypatch.setenv("COLETOR_SENHA", "outra senha boa")
    renewed = run("--pasta", folder, "senha", "novo-codigo")
    code = renewed.out.partition(": ")[2].split()[0]
    assert reset_password(Path(folder), code, PASSWORD, cost=CHEAP).login == "ana.lima"

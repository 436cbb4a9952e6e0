"""One set of packages for many computers: the file, and the command that carries it."""

import json
from pathlib import Path

import pytest

from coletor.cli.main import main
from coletor.messages import text
from coletor.packages import Outcome, PackageError, read_packages, write_packages

MODEL = "cmd-2017"


@pytest.fixture
def written(workspace, rows, tmp_path: Path) -> Path:
    workspace.packages.save("Curativo", MODEL, rows, 1, number=1)
    workspace.packages.save("Vacina", MODEL, rows[:1], 1)
    file = tmp_path / "pacotes.json"
    assert write_packages(file, workspace.packages.all()) == 2
    return file


def outcomes(workspace, file: Path) -> list[tuple[str, Outcome, bool]]:
    made = read_packages(workspace.packages, file, 1)
    return [(each.name, each.outcome, bool(each.remark)) for each in made]


def test_what_was_written_is_read_back(workspace, written) -> None:
    before = [(each.name, each.number, each.rows) for each in workspace.packages.all()]
    assert [word for _, word, _ in outcomes(workspace, written)] == [Outcome.SAME] * 2
    for each in workspace.packages.all():
        workspace.packages.remove(each.id, 1)
    assert [word for _, word, _ in outcomes(workspace, written)] == [Outcome.NEW] * 2
    assert [(each.name, each.number, each.rows) for each in workspace.packages.all()] == before


def test_a_package_of_the_same_name_is_brought_up_to_date(workspace, written, rows) -> None:
    here = workspace.packages.named("Curativo")
    workspace.packages.save("Curativo", MODEL, rows[1:], 1, number=4, package_id=here.id)
    assert outcomes(workspace, written)[0] == ("Curativo", Outcome.CHANGED, False)
    now = workspace.packages.named("Curativo")
    assert (now.id, now.number, len(now.rows)) == (here.id, 1, 2)


def test_a_figure_that_is_taken_here_stays_where_it_is(workspace, written, rows) -> None:
    here = workspace.packages.named("Curativo")
    workspace.packages.remove(here.id, 1)
    workspace.packages.save("Triagem", MODEL, rows, 1, number=1)
    assert outcomes(workspace, written)[0] == ("Curativo", Outcome.NEW, True)
    assert workspace.packages.named("Curativo").number is None  # packages.file.number_kept


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"modelo": "cmd-1999"}, "cmd-1999"),  # packages.file.model
        ({"linhas": [{"lista": "nada"}]}, "nada"),  # packages.file.place
        ({"linhas": [{"lista": "procedimentos", "celulas": {"cpf": "1"}}]}, "cpf"),
        ({"linhas": "texto"}, "incompleto"),  # packages.file.shape
        ({"numero": "um"}, "incompleto"),
        ({"nome": None}, "nome"),
    ],
)
def test_a_package_the_models_do_not_know_is_refused_alone(
    workspace, written, change, message
) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data["pacotes"][0].update(change)
    written.write_text(json.dumps(data), encoding="utf-8")
    first, second = read_packages(workspace.packages, written, 1)
    assert first.outcome is Outcome.REFUSED
    assert message in first.remark
    assert second.outcome is Outcome.SAME


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "packages.file.unreadable"),
        ("x", "packages.file.not_ours"),
        ("[]", "packages.file.not_ours"),
        ("[" * 100_000, "packages.file.not_ours"),
        ('{"tipo": "pacotes-coletor-cmd", "nome": "\\ud800"}', "packages.file.not_ours"),
        ('{"tipo": "pacotes-coletor-cmd", "versao": 9}', "packages.file.newer"),
    ],
)
def test_a_file_that_is_none_of_ours(workspace, tmp_path, content, message) -> None:
    file = tmp_path / "outro.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(PackageError) as error:
        read_packages(workspace.packages, file, 1)
    assert error.value.message_id == message


def test_a_file_that_cannot_be_written(workspace, tmp_path) -> None:
    with pytest.raises(PackageError) as error:
        write_packages(tmp_path / "nada" / "pacotes.json", [])
    assert error.value.message_id == "packages.file.unwritable"


def test_the_command_lists_shows_exports_and_imports(workspace, written, tmp_path, capsys) -> None:
    folder = ["--pasta", str(workspace.folder), "pacote"]
    other = tmp_path / "levar.json"
    assert main([*folder, "listar"]) == 0
    assert "Ctrl 1" in capsys.readouterr().out
    assert main([*folder, "mostrar", "1"]) == 0
    assert "0301010072" in capsys.readouterr().out.replace(".", "").replace("-", "")
    assert main([*folder, "listar", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["nome"] == "Curativo"
    assert main([*folder, "exportar", str(other)]) == 0
    assert "2 pacotes" in capsys.readouterr().out  # packages.cli.exported
    assert main([*folder, "importar", str(other)]) == 0
    assert "igual" in capsys.readouterr().out
    assert main([*folder, "mostrar", "nenhum"]) == 2
    assert "nenhum" in capsys.readouterr().err  # packages.cli.unknown


def test_a_file_without_packages_says_so(workspace, tmp_path, capsys) -> None:
    file = tmp_path / "pacotes.json"
    write_packages(file, [])
    assert main(["--pasta", str(workspace.folder), "pacote", "importar", str(file), "--json"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", text("packages.cli.empty", file=file.name) + "\n")

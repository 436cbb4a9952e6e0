"""The frame of the command line: help, usage errors, exit codes, no traceback ever."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from coletor.cli import main as entry
from coletor.cli.main import coletor
from coletor.messages import text


def commands() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []

    def walk(command: click.Command, path: tuple[str, ...]) -> None:
        found.append(path)
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                walk(child, (*path, name))

    walk(coletor, ())
    return found


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_a_portuguese_help(run, path: tuple[str, ...]) -> None:
    ran = run(*path, "--ajuda")
    assert ran.code == 0
    assert ran.out.startswith("Uso: coletor")
    for english in (
        "Usage",
        "Options",
        "Show this",
        "Commands",
        "Arguments",
        "required",
        "PATH",
        "TEXT ",
        "INTEGER",
        "DATETIME",
    ):
        assert english not in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["voar"], "O comando 'voar' não existe"),
        (["modelo", "dicionario"], "Falta o argumento"),
        (["modelo", "dicionario", "x", "--formato", "xls"], "Valor não aceito"),
        (["modelo", "listar", "--nada"], "A opção '--nada' não existe"),
        (["modelo", "dicionario", "cmd-9999"], "Não existe o modelo “cmd-9999”"),
        (["regra", "explicar", "nenhuma"], "nenhuma"),
        (
            ["terminologia", "buscar", "sigtap", "x", "--data", "ontem"],
            "não é uma data: escreva AAAA-MM-DD ou DD/MM/AAAA",
        ),
    ],
)
def test_what_cannot_be_carried_out_exits_with_2_and_says_why(run, arguments, words) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) <= 3


def test_a_command_alone_shows_its_help(run) -> None:
    ran = run("modelo")
    assert ran.code == 2
    assert "dicionario" in ran.out


def test_version_and_models(run) -> None:
    assert run("--versao").out.startswith("Coletor CMD ")
    rows = run("modelo", "listar", "--json").records
    assert {"cmd-2016", "cmd-2017"} <= {row["id"] for row in rows}
    assert "cmd-2017" in run("modelo", "listar").out


def test_a_bug_becomes_a_report_without_values(run, monkeypatch, tmp_path: Path) -> None:
    patient = " ".join(("Maria", "Aparecida"))

    def broken(*_: object, **__: object) -> None:
        raise ValueError(patient)

    monkeypatch.setattr(entry.coletor, "main", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = run("modelo", "listar")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    report = next(tmp_path.rglob("falha-*.txt")).read_text("utf-8")
    assert "ValueError" in report
    assert patient not in report + ran.err


def test_an_interruption_says_that_nothing_is_lost(run, monkeypatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry.coletor, "main", interrupted)
    ran = run("fila")
    assert ran.code == 2
    assert ran.err.strip() == text("cli.interrupted")


def test_the_module_runs_as_a_program_in_any_console_encoding() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "coletor", "modelo", "dicionario", "cmd-2017", "--formato", "json"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    rows = [json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()]
    assert rows[1]["rotulo"] == "Cartão Nacional de Saúde (CNS)"
    assert ran.stderr == b""


def test_the_core_and_the_command_line_start_without_qt() -> None:
    script = (
        "import sys, importlib, pkgutil\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6', 'ui'):\n"
        "            raise ImportError('blocked: ' + name)\n"
        "sys.meta_path.insert(0, Block())\n"
        "import coletor\n"
        "for module in pkgutil.walk_packages(coletor.__path__, 'coletor.'):\n"
        "    if module.name != 'coletor.__main__':\n"
        "        importlib.import_module(module.name)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from coletor.cli.main import main\n"
        "main(['--versao'])\n"
        "heavy = {'requests', 'lxml', 'keyring', 'sqlite_utils', 'sqlcipher3', 'cryptography'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_a_frozen_program_started_as_a_child_does_nothing_before_the_childs_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def childs_work() -> None:
        raise SystemExit(77)

    monkeypatch.setattr("multiprocessing.freeze_support", childs_work)
    monkeypatch.setattr(entry, "_speak_portuguese", lambda: pytest.fail("too early"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(SystemExit) as ended:
        entry.main(["--multiprocessing-fork", "parent_pid=1", "pipe_handle=2"])
    assert ended.value.code == 77


def test_a_dictionary_that_cannot_be_written_is_said_so(run, tmp_path: Path) -> None:
    place = tmp_path / "nada" / "d.html"
    ran = run("modelo", "dicionario", "cmd-2017", "--formato", "html", "--arquivo", place)
    assert ran.code == 2
    assert "d.html" in ran.err

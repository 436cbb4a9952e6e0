#!/usr/bin/env python3
"""Set the checkout up, freeze Coletor into one folder with PyInstaller, and try the folder out."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from setup_env import stamp, start
from setup_env.console import SetupError, fail, say
from setup_env.places import BUILD, ROOT, WINDOWS, clean_environment, on_linux
from setup_env.screen import trial_of_window

SPEC = ROOT / "build_scripts" / "coletor.spec"
TRIALS = (("--version",), ("modelo", "listar"), ("demonstracao",))
TRIAL_SECONDS = 300
WINDOW_SECONDS = 60


def build(python: str, target: Path) -> Path:
    """Freeze the checkout.

    Args:
        python: A Python with the development lock installed.
        target: Where the folder `coletor` is made, replacing an earlier one.

    Returns:
        The frozen folder.

    Raises:
        SetupError: PyInstaller failed; its own words are on the console.
    """
    places = ["--distpath", str(target), "--workpath", str(BUILD / "pyinstaller")]
    words = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, str(SPEC)]
    if subprocess.run(words, cwd=ROOT, env=clean_environment(), check=False).returncode != 0:
        raise SetupError("PyInstaller could not freeze the checkout")
    folder = target / "coletor"
    strip_symbols(folder)
    return folder


def bring_tables(python: str, folder: Path, sources: Sequence[Path]) -> None:
    """Import official tables and put them into the frozen folder, for every folder made by it.

    Args:
        python: A Python with the checkout installed.
        folder: The frozen folder.
        sources: Official files, as `coletor terminologia importar` takes them.

    Raises:
        SetupError: A file was refused; why is on the console.
    """
    target = next(folder.rglob("resources")) / "tabelas"
    with tempfile.TemporaryDirectory() as place:
        words = [python, "-m", "coletor", "--pasta", place, "terminologia", "importar"]
        done = subprocess.run([*words, *map(str, sources)], cwd=ROOT, check=False)
        if done.returncode != 0:
            raise SetupError("the tables could not be imported")
        target.mkdir(exist_ok=True)
        for file in (Path(place) / "tabelas").glob("*.sqlite"):
            shutil.copyfile(file, target / file.name)


def strip_symbols(folder: Path) -> None:
    """Take the debugger's symbols out of the libraries that carry many (Linux only).

    They are more than half of SQLCipher, and of a Python that was compiled by hand.

    Args:
        folder: The frozen folder.
    """
    if not on_linux():
        return
    carriers = ("sqlcipher3/*.so", "lib-dynload/*.so", "libpython3*.so*")
    files = [str(file) for pattern in carriers for file in folder.rglob(pattern)]
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def program(folder: Path, name: str = "coletor") -> Path:
    """Return a program of the frozen folder.

    Args:
        folder: The frozen folder.
        name: `coletor` or `coletor-janela`.
    """
    return folder / (f"{name}.exe" if WINDOWS else name)


def size_in_megabytes(folder: Path) -> float:
    """Return what the folder takes on disk, in units of 10^6 bytes, links counted once.

    Args:
        folder: The frozen folder.
    """
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) / 1e6


def trial_environment(home: Path) -> dict[str, str]:
    """Return the environment of a person who never had Python, with an empty home.

    Args:
        home: An empty folder.
    """
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    folder = {"HOME": str(home), "COLETOR_PASTA": str(home / "pasta")}
    # A container has no locale; a person's computer has, and Qt complains without.
    return {**environment, **folder, "LANG": "C.UTF-8"}


def try_command(folder: Path, words: Sequence[str]) -> list[str]:
    """Run one command of the frozen command line.

    Args:
        folder: The frozen folder.
        words: The command.

    Returns:
        One text if it failed, wrote to standard error or said nothing; empty if all went well.
    """
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [str(program(folder)), *words],
            capture_output=True,
            encoding="utf-8",
            cwd=home,
            env=trial_environment(Path(home)),
            timeout=TRIAL_SECONDS,
            check=False,
        )
    if done.returncode == 0 and done.stdout.strip() and not done.stderr.strip():
        return []
    return [f"coletor {' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"]


def try_window(folder: Path) -> list[str]:
    """Open the frozen window in training mode on a screen of its own (Linux only).

    Args:
        folder: The frozen folder.

    Returns:
        One text if no window came or it complained; empty if all went well.
    """
    if not on_linux():
        return []
    with tempfile.TemporaryDirectory() as home:
        wrong = trial_of_window(
            [str(program(folder, "coletor-janela")), "abrir", "--treinamento"],
            trial_environment(Path(home)),
            WINDOW_SECONDS,
        )
    return [f"coletor-janela: {wrong}"] if wrong else []


def try_out(folder: Path) -> list[str]:
    """Try both programs of the folder and return what was wrong, one text a trial.

    Args:
        folder: The frozen folder.
    """
    problems = [problem for words in TRIALS for problem in try_command(folder, words)]
    return problems + try_window(folder)


def main(arguments: Sequence[str]) -> int:
    """Prepare, freeze, try out, and say how large the folder is.

    Args:
        arguments: The command line without the script's name.

    Returns:
        0 if the folder works, 1 if a trial failed, 2 if it could not be made.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--destino", type=Path, default=ROOT / "dist", help="default: dist/")
    parser.add_argument(
        "--tabelas", type=Path, nargs="+", default=[], help="official tables to bring along"
    )
    options = parser.parse_args(arguments)
    try:
        start.use_supported_python(__file__)
        python = start.ready(stamp.DEVELOPMENT, window=True, tests=True)
        folder = build(str(python), options.destino.resolve())
        if options.tabelas:
            bring_tables(str(python), folder, options.tabelas)
    except SetupError as problem:
        return fail(problem)
    say(f"{folder}: {size_in_megabytes(folder):.0f} MB")
    problems = try_out(folder)
    for wrong in problems:
        say(wrong)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

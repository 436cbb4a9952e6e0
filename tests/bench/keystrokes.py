"""Counts the keystrokes of written scenarios, played by key events through the real window.

    python3 tests/bench/keystrokes.py [--so ID] [--passos] [--gravar]

The scenarios are data (``keystrokes.toml``): what is on paper, what stands before, and the keys.
Each is played in a folder of its own and proved by what the store holds afterwards; a scenario
that does not come to its end fails and is not counted. Every key pressed is one keystroke, letters
too; Shift, Ctrl and Alt held with it are not counted apart. ``--gravar`` writes
resources/docs/teclas.md.
"""

import argparse
import os
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import keystroke_service
import keystroke_world
from keystroke_world import Desk

PREPARATIONS = keystroke_world.PREPARATIONS | keystroke_service.PREPARATIONS
PROOFS = keystroke_world.PROOFS | keystroke_service.PROOFS

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "resources" / "docs" / "teclas.md"
_HEAD = """# Teclas por contato

Contadas de uma execução real: eventos de tecla na janela do programa, cada cenário provado pelo que
ficou gravado. Maiúsculas e combinações contam uma tecla (Shift, Ctrl e Alt não são contados à
parte). *Dados* são os caracteres do que está no papel; a razão diz quantas teclas custa cada um.

    python3 tests/bench/keystrokes.py --gravar

| cenário | teclas | dados | razão | meta |
|---|---:|---:|---:|---|
"""


@dataclass(frozen=True)
class Scenario:
    """One thing that a clerk does.

    Args:
        id: short name.
        title: what it is, for the table.
        data: what stands on paper, value by value.
        keys: texts to type, and keys between angle brackets (``<Enter>``, ``<Ctrl+Enter>``).
        proof: what must be so afterwards: a name in ``PROOFS``.
        before: what is prepared, uncounted: names in ``PREPARATIONS``.
        most: keystrokes wanted at most, 0 for none.
        ratio: keystrokes for each character wanted at most, 0 for none.
    """

    id: str
    title: str
    data: list[str]
    keys: list[str]
    proof: str
    before: list[str] = field(default_factory=list)
    most: int = 0
    ratio: float = 0.0

    @property
    def characters(self) -> int:
        """Return how many characters the data have."""
        return sum(map(len, self.data))


def scenarios() -> list[Scenario]:
    """Return the written scenarios."""
    content = tomllib.loads((HERE / "keystrokes.toml").read_text(encoding="utf-8"))
    return [Scenario(**each) for each in content["cenario"]]


def play(scenario: Scenario, folder: Path, *, steps: bool = False) -> int:
    """Play a scenario and return its keystrokes.

    Raises:
        SystemExit: it did not come to its end.
    """
    desk = Desk(folder)
    for name in scenario.before:
        PREPARATIONS[name](desk)
    proof: Callable[[], bool] = PROOFS[scenario.proof](desk)
    with desk.counting() as count:
        for key in scenario.keys:
            desk.do(key)
            if steps:
                sys.stdout.write(f"{count.presses:4} {key:24} -> {desk.here()}\n")
    done = desk.comes(proof)
    said = desk.said()
    desk.close()
    if not done:
        raise SystemExit(f"{scenario.id}: not proved ({scenario.proof}). {said}")
    return count.presses


def line(scenario: Scenario, presses: int) -> str:
    """Return a scenario's line of the table."""
    ratio = presses / scenario.characters if scenario.characters else 0.0
    wanted = f"≤ {scenario.most} teclas" if scenario.most else ""
    if scenario.ratio:
        wanted = f"≤ {scenario.ratio:.1f}".replace(".", ",")
    shown = f"{ratio:.2f}".replace(".", ",")
    return f"| {scenario.title} | {presses} | {scenario.characters} | {shown} | {wanted} |"


def _one(identifier: str, steps: bool) -> None:
    """Play one scenario in this process and print its count."""
    scenario = next(each for each in scenarios() if each.id == identifier)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        sys.stdout.write(f"{play(scenario, Path(place) / 'pasta', steps=steps)}\n")


def _each() -> list[tuple[Scenario, int]]:
    """Play every scenario, each in a process of its own."""
    import subprocess

    found = []
    for scenario in scenarios():
        command = [sys.executable, __file__, "--so", scenario.id]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
        if ended.returncode:
            sys.stderr.write(ended.stderr.strip().splitlines()[-1] + "\n")
            continue
        presses = int(ended.stdout.split()[-1])
        found.append((scenario, presses))
        sys.stdout.write(line(scenario, presses) + "\n")
    return found


def main() -> Any:
    """Play and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--so", metavar="ID", help="one scenario")
    parser.add_argument("--passos", action="store_true", help="say where each key led")
    parser.add_argument("--gravar", action="store_true", help="write the table into the docs")
    args = parser.parse_args()
    if args.so:
        _one(args.so, args.passos)
        return 0
    found = _each()
    if args.gravar and found:
        PAGE.write_text(_HEAD + "\n".join(line(*each) for each in found) + "\n", encoding="utf-8")
    return int(len(found) < len(scenarios()))


if __name__ == "__main__":
    raise SystemExit(main())

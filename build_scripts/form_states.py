# ruff: noqa: PLC0415 - Qt is imported once the platform is chosen
"""Takes the pictures of the form that the README shows, typing on it as a clerk would.

    python3 build_scripts/form_states.py FOLDER [--escuro] [--tamanho 1366x768]

writes formulario-vazio.png, formulario-busca.png, formulario-pendencias.png and
formulario-aceito.png into FOLDER, and modelo-<id>.png for each model. The people are invented;
their numbers are built with the official routines.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from setup_env import start

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("--escuro", action="store_true", help="the dark theme")
    parser.add_argument("--tamanho", default="1366x768", help="size of the window")
    args = parser.parse_args()
    start.go_inside(__file__)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    args.target.mkdir(parents=True, exist_ok=True)
    width, height = map(int, args.tamanho.split("x"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        _take(Path(place), args.target, dark=args.escuro, size=(width, height))


def _take(place: Path, target: Path, *, dark: bool, size: tuple[int, int]) -> None:
    from gallery import form
    from gallery.colours import keep
    from gallery.studio import Studio
    from gallery.world import World

    world = World(place)
    world.make_empty()
    studio = Studio(world.empty, target, dark=dark)
    studio.window.resize(*size)
    studio.opened()
    states: dict[str, Callable[[Studio], object]] = {
        "formulario-vazio": form.empty,
        "formulario-busca": form.search,
        "formulario-pendencias": form.findings,
        "formulario-aceito": form.accepted,
        **{f"modelo-{each}": partial(form.model, model_id=each) for each in form.model_ids()},
    }
    for name, reach in states.items():
        reach(studio)
        keep(studio.picture(), target / f"{name}.png")
    studio.close()


if __name__ == "__main__":
    main()

"""Takes pictures of every screen of the real program in every state, and a page that shows them.

    python3 build_scripts/screenshots.py FOLDER [--telas contatos,digitar-vazio]
        [--variantes claro-1366x768,escuro-1366x768] [--escala 1.25]

Each state in four variants: light and dark, 1366x768 and 1920x1080; or in those asked for, of any
size: text at 200 % leaves a screen of 1366x768 the room of claro-683x384. FOLDER/index.html lists
what was taken. The window runs on Qt's offscreen platform, or on a real X screen when
QT_QPA_PLATFORM says so. The people in the pictures are the invented ones of the demonstration.
`gallery/plan.py` has the states.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from setup_env import start

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Take the pictures: each theme in a process of its own, both at once."""
    sys.path.insert(0, str(ROOT))
    from gallery.studio import VARIANTS  # noqa: PLC0415 - the path comes first

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("--escala", default="1", help="scale of the screen, 1 to 2")
    parser.add_argument("--telas", default="", help="states, or what their names begin with")
    parser.add_argument("--variantes", default=",".join(VARIANTS), help="comma-separated")
    args = parser.parse_args()
    start.go_inside(__file__)
    screen = ROOT / "build_scripts" / "gallery" / "screen.json"  # Qt's own has room for no menu
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screen}")
    os.environ.setdefault("QT_SCALE_FACTOR", args.escala)
    os.environ.pop("COLETOR_PASTA", None)
    args.target.mkdir(parents=True, exist_ok=True)
    names = frozenset(name for name in args.telas.split(",") if name)
    by_theme: dict[str, list[str]] = {}
    for variant in args.variantes.split(","):
        by_theme.setdefault(variant.partition("-")[0], []).append(variant)
    context = multiprocessing.get_context("spawn")  # Qt is not to be forked
    with ProcessPoolExecutor(len(by_theme), mp_context=context) as pool:
        parts = [pool.submit(_take, args.target, names, each) for each in by_theme.values()]
        chapters = max((part.result() for part in parts), key=len)
    if not chapters:
        raise SystemExit(f"no state is called {args.telas}")
    from gallery.index import write_index  # noqa: PLC0415 - the path comes first

    print(write_index(args.target, chapters))


def _take(target: Path, names: frozenset[str], variants: list[str]) -> list[tuple[str, list[str]]]:
    """Take what is wanted of one theme; return the names of the states, run by run."""
    sys.path.insert(0, str(ROOT))
    from gallery.plan import runs  # noqa: PLC0415 - the path comes first
    from gallery.studio import DARK, Studio  # noqa: PLC0415
    from gallery.world import World  # noqa: PLC0415

    chapters = []
    dark = variants[0].startswith(DARK)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = place
        world = World(Path(place))
        for run in runs():
            states = run.wanted(names)
            if not states:
                continue
            run.make(world)
            studio = Studio(
                run.folder(world),
                target,
                dark=dark,
                variants=variants,
                password=run.password,
                server=world.server,
            )
            if run.opens:
                studio.opened()
            for state in states:
                state.reach(studio)
                studio.take(state.name)
            studio.close()
            world.server.stop()
            chapters.append((run.title, studio.taken))
    return chapters


if __name__ == "__main__":
    main()

# ruff: noqa: PLC0415 - Qt is imported once the platform is chosen
"""Takes the manual's pictures from the real program, light, in few colours.

    python3 build_scripts/manual_pictures.py [FOLDER]

writes resources/manual/img/*.png, or into FOLDER. The people in them are the invented ones of the
demonstration. A picture is shown by the page that tells of its screen; a test knows all of them.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from setup_env import start

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1290, 726)
_SCREENS = {
    "contatos": "contatos",
    "pacientes": "pacientes",
    "profissionais": "profissionais",
    "envio": "envio",
    "tabelas": "tabelas",
    "configuracoes": "configuracoes",
    "inicio": "inicio",  # once all that waited was sent
}
"""Pictures of screens as they are with data: name of the picture, id of the screen."""
_FIELD = "modalidade"
"""Role of the field whose page is shown."""


class Photographer:
    """Takes pictures of one run of the program.

    Args:
        studio: the run.
        target: where the pictures go.
    """

    def __init__(self, studio: Any, target: Path) -> None:
        self.studio = studio
        self._target = target
        studio.window.showNormal()
        studio.window.resize(*SIZE)
        studio.wait(lambda: studio.desktop.frame is not None)

    @property
    def frame(self) -> Any:
        """The shell of the open folder."""
        return self.studio.desktop.frame

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.studio.wait(lambda: self.frame.context.tasks.idle)

    def show(self, screen: str, argument: str = "") -> None:
        """Bring a screen into view."""
        self.frame.go(screen, argument)
        self.frame.toast.clear()
        self.rest()

    def reach(self, name: str, state: Callable[[Any], object]) -> None:
        """Take a picture of a state of the gallery."""
        state(self.studio)
        self.take(name)

    def take(self, name: str) -> None:
        """Take a picture."""
        from gallery.colours import reduced

        self.studio.window.resize(*SIZE)
        self.rest()
        reduced(self.studio.picture()).save(str(self._target / f"{name}.png"), "PNG", 0)


def full(photographer: Photographer) -> None:
    """Take the screens of a folder with data, the page of a field, and the ways of typing."""
    from gallery import lists
    from gallery import typing as ways

    for name, screen in _SCREENS.items():
        if screen in photographer.frame._entries:
            photographer.show(screen)
            photographer.take(name)
    model = photographer.frame.context.workspace.model_in_force()
    element = model.by_role[_FIELD]
    photographer.show("ajuda", f"campo/{model.id}/{element.path}")
    photographer.take("ajuda-campo")
    photographer.reach("pacotes", ways.packages_page)
    photographer.reach("cabecalho-e-linhas", ways.sheet_data)
    photographer.reach("contatos-dias", lists.contacts_days)


def typing(photographer: Photographer) -> None:
    """Take the form while a contact is typed."""
    from gallery import form

    photographer.reach("digitar-busca", form.search)
    photographer.reach("digitar-pendencias", form.findings)


def first_day(photographer: Photographer) -> None:
    """Take the first steps in a new folder of real work."""
    photographer.show("ajuda", "guia")
    photographer.take("para-comecar")


@contextmanager
def running(folder: Path, password: str | None = None) -> Iterator[Any]:
    """Run the program on a folder, and say if anything went wrong in it."""
    from gallery.studio import Studio

    studio = Studio(folder, Path(), password=password)
    yield studio
    studio.close()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = ROOT / "resources" / "manual" / "img"
    parser.add_argument("target", type=Path, nargs="?", default=usual, metavar="FOLDER")
    args = parser.parse_args()
    start.go_inside(__file__)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("COLETOR_PASTA", None)
    sys.path.insert(0, str(ROOT))
    args.target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = place
        _take_all(Path(place), args.target)


def _take_all(place: Path, target: Path) -> None:
    from gallery.world import PASSWORD, World

    world = World(place)
    world.make_real()
    world.make_empty()
    world.make_full()
    world.server.start()
    jobs: tuple[tuple[Path, str | None, Callable[[Photographer], None]], ...] = (
        (world.full, None, full),
        (world.empty, None, typing),
        (world.real, PASSWORD, first_day),
    )
    for folder, password, take in jobs:
        with running(folder, password) as studio:
            take(Photographer(studio, target))
    world.server.stop()


if __name__ == "__main__":
    main()

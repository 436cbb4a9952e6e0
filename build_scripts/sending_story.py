# ruff: noqa: PLC0415 - Qt is imported once the platform is chosen
"""Tells in pictures what happens when the cable is pulled, and until the month is closed.

    python3 build_scripts/sending_story.py FOLDER [--escuro] [--manual]

The real program on a training folder with a training webservice of its own, which this script
stops (cable out) and starts again (cable in). The people are invented. ``--manual`` also puts
reduced pictures where the manual shows them.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from setup_env import start

ROOT = Path(__file__).resolve().parent.parent
_HALF = 12
_IN_MANUAL = (
    "sem-rede",
    "continua-digitando",
    "rejeitados",
    "corrigir-em-lote",
    "aceitos",
    "mes-fechado",
)
_SETTLE_MS = 450
_MANUAL_WIDTH = 1000


class Story:
    """The program with its service, from one state to the next.

    Args:
        studio: the run of the program.
        server: its webservice, which runs.
        target: where the pictures go.
    """

    def __init__(self, studio: Any, server: Any, target: Path) -> None:
        self._studio = studio
        self.server = server
        self.target = target
        self.taken: list[Path] = []
        self.until = studio.wait
        self.rest = studio.rest

    @property
    def frame(self) -> Any:
        """The shell of the open folder."""
        return self._studio.frame

    @property
    def workspace(self) -> Any:
        """The open folder."""
        return self._studio.workspace

    def take(self, name: str) -> None:
        """Take a picture."""
        from gallery.studio import let_run

        let_run(_SETTLE_MS)
        file = self.target / f"envio-{len(self.taken) + 1}-{name}.png"
        self._studio.picture().save(str(file))
        self.taken.append(file)
        print(file.name)

    def counts(self) -> dict[str, int]:
        """Return how many contacts stand under each word."""
        return dict(self.workspace.listing.counts())

    def conclude(self, first: int, amount: int, refused: tuple[int, ...] = ()) -> None:
        """Have a clerk conclude contacts."""
        from gallery.world import contact

        from coletor import clock

        for number in range(first, first + amount):
            made = contact(self.workspace, number, clock.today(), refused=number in refused)
            self.workspace.conclude_document(self.workspace.complete(made))
        self.frame.context.tasks.changed.emit(frozenset({"contacts"}))

    def tell(self) -> None:
        """Tell the story."""
        self._sent()
        self._cable_out()
        self._cable_in()
        self._corrected()
        self._closed()

    def _sent(self) -> None:
        self.conclude(0, 3)
        self.until(lambda: self.counts().get("aceito") == 3)
        self.frame.go("envio")
        self.rest()

    def _cable_out(self) -> None:
        self.server.stop()
        self.conclude(3, 5, refused=(4, 6))
        dispatcher = self._studio.desktop.dispatcher
        self.until(lambda: not dispatcher.running and self.frame.status.connection.text() != "")
        self.until(lambda: bool(self.frame.screen_of("envio").notice.words()))
        self.take("sem-rede")
        self.frame.go("rede", "agora")
        doctor = self.frame.screen_of("rede")
        self.until(lambda: bool(doctor.sentence.words()))
        self.take("doutor")
        self._type_on()

    def _type_on(self) -> None:
        from coletor import clock
        from coletor.demonstration import typing
        from coletor.demonstration.samples import load_samples

        sample = load_samples(self.workspace.model_in_force(), clock.today()).documents[0]
        draft, cells = typing.start(self.workspace, sample)
        typing.enter(self.workspace, draft, cells[:_HALF])
        self.frame.go("digitar", self.workspace.drafts.get(draft).uuid)
        self.rest()
        self.take("continua-digitando")
        typing.enter(self.workspace, draft, cells[_HALF:])
        self.workspace.conclude(draft)

    def _cable_in(self) -> None:
        self.server.start()
        self.frame.go("envio")
        self.until(lambda: self.counts().get("rejeitado") == 2 and self.counts().get("aceito") == 7)
        self.rest()
        self.take("rejeitados")

    def _corrected(self) -> None:
        from PySide6.QtTest import QTest

        screen = self.frame.screen_of("envio")
        screen.causes.correcting.emit(screen.causes.table.current())
        self.until(lambda: screen.batch.editor is not None)
        QTest.keyClicks(screen.batch.editor, "10")
        self.until(lambda: len(screen.batch.rows.rows()) == 2)
        self.take("corrigir-em-lote")
        screen.batch.apply_button.click()
        self.until(lambda: self.counts().get("aceito") == 9)
        self.rest()
        self.take("aceitos")

    def _closed(self) -> None:
        self.frame.go("fechamento")
        self.rest()
        screen = self.frame.screen_of("fechamento")
        screen.button.click()
        self.until(lambda: screen.month is not None and screen.month.green)
        self.rest()
        self.take("mes-fechado")
        screen.receipt_button.click()
        self.until(lambda: screen.sheet.sheet is not None)
        self.take("comprovante")


def reduce(pictures: list[Path], target: Path) -> None:
    """Put reduced copies of pictures where the manual shows them."""
    from gallery.colours import reduced
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    for file in pictures:
        name = file.stem.split("-", 2)[2]
        if name not in _IN_MANUAL:
            continue
        image = QImage(str(file)).scaledToWidth(
            _MANUAL_WIDTH, Qt.TransformationMode.SmoothTransformation
        )
        reduced(image).save(str(target / f"envio-{name}.png"), "PNG", 0)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("--escuro", action="store_true", help="the dark theme")
    parser.add_argument("--manual", action="store_true", help="also the manual's pictures")
    args = parser.parse_args()
    start.go_inside(__file__)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    args.target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        taken = _tell(Path(place), args.target, dark=args.escuro)
    if args.manual:
        reduce(taken, ROOT / "resources" / "docs" / "img")


def _tell(place: Path, target: Path, *, dark: bool) -> list[Path]:
    """Tell the story in a passing folder and return the pictures."""
    from gallery.studio import Studio
    from gallery.world import World

    from coletor.workspace import Workspace

    world = World(place)
    world.make_empty()
    with Workspace.open(world.empty) as workspace:
        workspace.configure("webservice.endereco", world.server.start().address)
    studio = Studio(world.empty, target, dark=dark)
    studio.opened()
    story = Story(studio, world.server, target)
    story.tell()
    studio.close()
    world.server.stop()
    return story.taken


if __name__ == "__main__":
    main()

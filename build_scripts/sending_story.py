# ruff: noqa: PLC0415 - Qt is imported once the platform is chosen
"""Tells in pictures what happens when the cable is pulled, and until the month is closed.

    python3 build_scripts/sending_story.py FOLDER [--escuro] [--manual]

The real program on a training folder with a training webservice of its own, which this script
stops (cable out) and starts again (cable in). The people are invented. ``--manual`` also puts
reduced pictures where the manual shows them.
"""

import argparse
import json
import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from setup_env import start

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1366, 768)
_HALF = 12
_IN_MANUAL = (
    "sem-rede",
    "continua-digitando",
    "rejeitados",
    "corrigir-em-lote",
    "aceitos",
    "mes-fechado",
)
_PATIENCE_S = 30.0
_SETTLE_MS = 450
_MANUAL_WIDTH = 1000
_NAMES = (
    "Maria Aparecida dos Santos",
    "João Batista Ferreira",
    "Cícera Nunes de Souza",
    "Antônio Carlos Moura",
    "Rita de Cássia Alves",
    "Sebastião Pereira Lima",
    "Francisca das Chagas",
    "José Raimundo da Silva",
    "Benedita de Oliveira",
)
_MANY = 1000
"""A slip of the finger: the service takes 999 at most."""


def _let_run(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Story:
    """The program, its service and the pictures taken.

    Args:
        place: a passing folder.
        target: where the pictures go.
        dark: the theme.
    """

    place: Path
    target: Path
    dark: bool
    taken: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from coletor.establishment.creating import create_folder
        from coletor.training import TrainingServer
        from coletor.workspace import Workspace
        from ui import application
        from ui.crash import CrashReporter
        from ui.style.theme import Scheme, Theme

        folder = self.place / "pasta"
        create_folder(
            folder, "2077485", "UBS Jardim Esperança", training=True, operator_name="Ana Lima"
        )
        self.server = TrainingServer(self.place / "servico", _free_port()).start()
        with Workspace.open(folder) as workspace:
            workspace.configure("webservice.endereco", self.server.address)
        app = QApplication.instance() or application.make_application()
        assert isinstance(app, QApplication)
        theme = Theme(app, Scheme.DARK if self.dark else Scheme.LIGHT)
        self.crashes = CrashReporter(app)
        self.desktop = application.show(theme, self.crashes, folder)
        assert self.crashes.window is not None
        self.window = self.crashes.window
        self.window.resize(*SIZE)
        self.until(lambda: self.desktop.frame is not None)

    @property
    def frame(self) -> Any:
        """The shell of the open folder."""
        return self.desktop.frame

    @property
    def workspace(self) -> Any:
        """The open folder."""
        return self.frame.context.workspace

    def until(self, done: Callable[[], bool]) -> None:
        """Let the program run until something is so, then a moment more."""
        end = time.monotonic() + _PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise SystemExit("the program did not get there in time")
            _let_run(20)
        _let_run(_SETTLE_MS)

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: self.frame.context.tasks.idle)

    def take(self, name: str) -> None:
        """Take a picture."""
        _let_run(_SETTLE_MS)
        file = self.target / f"envio-{len(self.taken) + 1}-{name}.png"
        self.window.grab().save(str(file))
        self.taken.append(file)
        print(file.name)

    def counts(self) -> dict[str, int]:
        """Return how many contacts stand under each word."""
        return dict(self.workspace.listing.counts())

    def conclude(self, first: int, amount: int, refused: tuple[int, ...] = ()) -> None:
        """Have a clerk conclude contacts."""
        from coletor import clock
        from coletor.contact import new_uuid
        from coletor.demonstration.samples import load_samples
        from coletor.identifiers import cns

        sample = load_samples(self.workspace.model_in_force(), clock.today()).documents[0]
        today = clock.today().isoformat()
        for number in range(first, first + amount):
            made = json.loads(json.dumps(sample)) | {"uuid": new_uuid()}
            made["contato"]["admissao"]["data"] = today
            made["contato"]["desfecho"]["data"] = today
            made["contato"]["estabelecimento"] = "2077485"
            made["procedimentos"][0]["data"] = today
            if number in refused:
                made["procedimentos"][0]["quantidade"] = _MANY
            card = cns.build(f"1{number + 7:010d}")
            made["individuo"] |= {"cns": card, "nome": _NAMES[number % len(_NAMES)]}
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
        dispatcher = self.desktop.dispatcher
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

    def end(self) -> None:
        """End the run and say if anything went wrong in it."""
        if self.crashes.dialog is not None:
            print(self.crashes.dialog.report.toPlainText(), file=sys.stderr)
            raise SystemExit(1)
        self.window.close()
        self.server.stop()


def reduce(pictures: list[Path], target: Path) -> None:
    """Put reduced copies of pictures where the manual shows them."""
    from form_states import _small
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    for file in pictures:
        name = file.stem.split("-", 2)[2]
        if name not in _IN_MANUAL:
            continue
        image = QImage(str(file)).scaledToWidth(
            _MANUAL_WIDTH, Qt.TransformationMode.SmoothTransformation
        )
        _small(image).save(str(target / f"envio-{name}.png"), "PNG", 0)


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
        story = Story(Path(place), args.target, args.escuro)
        story.tell()
        story.end()
    if args.manual:
        reduce(story.taken, ROOT / "resources" / "docs" / "img")


if __name__ == "__main__":
    main()

# ruff: noqa: PLC0415, S106 - the password is of a passing folder; Qt is imported once the platform and the scale are chosen
"""Takes pictures of every screen of the real program, with data and empty.

    python3 build_scripts/screenshots.py FOLDER [--escala 1.25] [--telas inicio,envio]

Each screen in four variants: light and dark, 1366x768 and 1920x1080. The window runs on Qt's
offscreen platform, or on a real X screen when QT_QPA_PLATFORM says so. The people in the pictures
are the invented ones of the demonstration.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((1366, 768), (1920, 1080))
SCREENS = (
    "inicio",
    "digitar",
    "contatos",
    "pacientes",
    "profissionais",
    "envio",
    "tabelas",
    "ajuda",
)
_PATIENCE_S = 20.0
_SETTLE_MS = 350


def _let_run(milliseconds: int) -> None:
    """Run the event loop; unlike QTest.qWait this lets the program's threads work too."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@dataclass
class Studio:
    """One run of the program, ready for pictures.

    Args:
        folder: the establishment's folder to open, None to see the welcome.
        target: where the pictures go.
        dark: the theme.
    """

    folder: Path
    target: Path
    dark: bool

    def __post_init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from ui import application
        from ui.crash import CrashReporter
        from ui.style.theme import Scheme, Theme

        self.app = QApplication.instance() or application.make_application()
        assert isinstance(self.app, QApplication)
        theme = Theme(self.app, Scheme.DARK if self.dark else Scheme.LIGHT)
        self.crashes = CrashReporter(self.app)
        self.desktop = application.show(theme, self.crashes, self.folder)
        assert self.crashes.window is not None
        self.window = self.crashes.window

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the program run until something is so, then a moment more."""
        end = time.monotonic() + _PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise SystemExit("the program did not get there in time")
            _let_run(20)
        _let_run(_SETTLE_MS)

    def take(self, name: str) -> None:
        """Take a picture in every size."""
        theme = "escuro" if self.dark else "claro"
        for width, height in SIZES:
            self.window.resize(width, height)
            self.wait(lambda: True)
            self.window.grab().save(str(self.target / f"{name}-{theme}-{width}x{height}.png"))

    def screens(self, wanted: tuple[str, ...], suffix: str) -> None:
        """Take every screen of the open folder."""
        self.wait(lambda: self.desktop.frame is not None)
        frame = self.desktop.frame
        assert frame is not None
        for name in wanted:
            frame.go(name)
            self.wait(lambda: frame.context.tasks.idle)
            self.take(f"{name}{suffix}")

    def contacts(self, words: tuple[str, ...]) -> None:
        """Take the form with the newest contact of each word."""
        from coletor.store import Filter

        frame = self.desktop.frame
        assert frame is not None
        for word in words:
            rows = frame.context.workspace.listing.page(Filter(word=word), limit=1)
            frame.go("digitar", rows[0].uuid)
            self.wait(lambda: frame.context.tasks.idle)
            self.take(f"digitar-{word}")

    def models(self) -> None:
        """Take the form of every model, with an invented document."""
        from form_states import Clerk

        from coletor.model import load_all

        frame = self.desktop.frame
        assert frame is not None
        clerk = Clerk(frame)
        for model in load_all().values():
            clerk.model(model)
            self.take(f"modelo-{model.id}")

    def close(self) -> None:
        """End the run and say if anything went wrong in it."""
        if self.crashes.dialog is not None:
            print(self.crashes.dialog.report.toPlainText(), file=sys.stderr)
            raise SystemExit(1)
        self.window.close()


def furnish(folder: Path) -> None:
    """Make a folder with accepted contacts, a refused one, one that waits and drafts."""
    from coletor import clock
    from coletor.demonstration import play, typing
    from coletor.demonstration.samples import load_samples
    from coletor.workspace import Workspace
    from coletor.workspace.connection import secrets_of, training_server

    play(folder, lambda _step: None)
    with Workspace.open(folder) as workspace, training_server(workspace.layout) as server:
        samples = load_samples(workspace.model_in_force(), clock.today())
        draft, cells = typing.start(workspace, samples.documents[samples.refused])
        typing.enter(workspace, draft, cells)
        workspace.conclude(draft)
        secrets = secrets_of(workspace.profile, workspace.operator.login)
        workspace.send(server.address, secrets)
        for share in (6, 20):
            draft, cells = typing.start(workspace, samples.documents[0])
            typing.enter(workspace, draft, cells[:share])


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("--escala", default="1", help="scale of the screen, 1 to 2")
    parser.add_argument("--telas", default=",".join(SCREENS), help="screens, comma-separated")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_SCALE_FACTOR", args.escala)
    sys.path.insert(0, str(ROOT))
    args.target.mkdir(parents=True, exist_ok=True)
    wanted = tuple(args.telas.split(","))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        _take_all(Path(place), args.target, wanted)


def _take_all(place: Path, target: Path, wanted: tuple[str, ...]) -> None:
    from coletor.establishment.creating import create_folder

    full, empty, real = place / "cheia", place / "vazia", place / "real"
    furnish(full)
    create_folder(empty, "2077485", "UBS Jardim Esperança", training=True, operator_name="Ana Lima")
    create_folder(
        real,
        "2077485",
        "UBS Jardim Esperança",
        password="uma senha boa",
        operator_name="Ana Lima",
    )
    for dark in (False, True):
        for folder, suffix in ((full, ""), (empty, "-vazio")):
            studio = Studio(folder, target, dark)
            studio.screens(wanted, suffix)
            if folder == full and "digitar" in wanted:
                studio.contacts(("rascunho", "rejeitado"))
                studio.models()
            studio.close()
        for folder, name in ((place / "nenhuma", "boas-vindas"), (real, "senha")):
            studio = Studio(folder, target, dark)
            studio.take(name)
            studio.close()


if __name__ == "__main__":
    main()

"""From a keystroke to its painting in a form with many procedures.

    python3 tests/bench/bench_typing.py [--procedimentos 20] [--teclas 6]

The real window opens a draft with so many procedures and types into every field of the form, one
character after the other, as fast as a person does, and takes them back. A keystroke's time ends
when the field that shows it has been painted and the event loop is free again. The same keys go
into a bare QLineEdit in a window of its own. Wanted: 99 % under one frame of 60 Hz (16.6 ms).

Offscreen, or on the X screen of DISPLAY with QT_QPA_PLATFORM=xcb (``xvfb-run -a``).
"""

import argparse
import copy
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from real_window import Opened, quiet

_WANTED_MS = 16.6
_BETWEEN_MS = 12
_LIMIT_S = 1.0
_MOST_STEPS = 400
_WORDS = "maria3"


def draft_of(folder: Path, procedures: int) -> str:
    """Store a draft with so many procedures and return its contact's UUID."""
    from coletor import clock
    from coletor.contact.drafting import rows_of
    from coletor.demonstration.samples import load_samples
    from coletor.store import Drafts
    from coletor.workspace import Workspace

    with Workspace.open(folder) as workspace:
        model = workspace.model_in_force()
        document = copy.deepcopy(load_samples(model, clock.today()).documents[0])
        path = model.by_role["codigo_procedimento"].group_path
        first = document[path][0]
        document[path] = [copy.deepcopy(first) for _ in range(procedures)]
        with workspace.store.change() as db:
            draft = Drafts.insert(
                db, model.id, workspace.operator.id, cells=rows_of(model, document)
            )
        return str(workspace.drafts.get(getattr(draft, "id", draft)).uuid)


class Meter:
    """Times keystrokes into whatever has the keyboard."""

    def __init__(self, app: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        meter = self

        class Eye(QObject):
            def eventFilter(self, seen: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    meter.painted = True
                return False

        self.app = app
        self.painted = False
        self.eye = Eye()
        self.taken: list[tuple[float, str]] = []
        self.unseen = 0

    def key(self, field: Any, text: str, where: str) -> None:
        """Press a key (a character, or nothing for Backspace) and wait until it is painted."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        code = Qt.Key.Key_Backspace if not text else Qt.Key(ord(text.upper()))
        none = Qt.KeyboardModifier.NoModifier
        self.painted = False
        field.installEventFilter(self.eye)
        before = field.text()
        began = time.perf_counter()
        self.app.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, code, none, text))
        changed = field.text() != before
        while changed and not self.painted and time.perf_counter() - began < _LIMIT_S:
            self.app.processEvents()
        took = time.perf_counter() - began
        self.app.sendEvent(field, QKeyEvent(QEvent.Type.KeyRelease, code, none, text))
        field.removeEventFilter(self.eye)
        if changed:
            self.taken.append((took * 1000, where))
        else:
            self.unseen += 1

    def line(self, name: str) -> str:
        """Return the figures in one line of the table."""
        taken = sorted(took for took, _ in self.taken)
        cells = (taken[int(len(taken) * share)] for share in (0.5, 0.9, 0.99))
        shown = " ".join(f"{cell:8.2f}" for cell in cells)
        return f"{name:34} {len(taken):6} {shown} {taken[-1]:8.2f}"


def measure(folder: Path, uuid: str, keys: int) -> tuple[Meter, Meter]:
    """Type into every field of the form, and as much into a bare field."""
    opened = Opened(folder)
    opened.frame.go("digitar", uuid)
    screen = opened.frame.screen_of("digitar")
    form = getattr(screen, "form", screen)
    opened.until(lambda: form.session is not None)
    opened.rest()
    meter = Meter(opened.app)
    _walk(opened, form, meter, keys)
    bare = _bare(opened, keys, len(meter.taken))
    opened.close()
    return meter, bare


def _walk(opened: Opened, form: Any, meter: Meter, keys: int) -> None:
    """Go through the form with Tab, from the first field to the last, and type into each."""
    from PySide6.QtCore import Qt

    from ui.widgets.line import LineEdit

    seen = 0
    while seen < _MOST_STEPS:
        field = opened.app.focusWidget()
        if isinstance(field, LineEdit) and field.text():  # an empty row would bring another one
            _type(opened, meter, field, keys, field.accessibleName())
            field.setFocus()
        opened.press(Qt.Key.Key_Tab)
        opened.run(_BETWEEN_MS)
        seen += 1
        if not form.isAncestorOf(opened.focus()) or (seen > 1 and opened.focus() is field):
            return


def _type(opened: Opened, meter: Meter, field: Any, keys: int, where: str) -> None:
    kept = field.text()
    field.end(False)
    for text in [*(_WORDS * keys)[:keys], *[""] * keys]:
        if opened.app.focusWidget() is not field:
            break  # a whole code went on to the next field by itself
        meter.key(field, text, where)
        opened.run(_BETWEEN_MS)
    if field.text() != kept:
        field.setText(kept)


def _bare(opened: Opened, keys: int, wanted: int) -> Meter:
    from PySide6.QtWidgets import QLineEdit, QMainWindow

    window, field = QMainWindow(), QLineEdit()
    window.setStyleSheet("")
    window.setCentralWidget(field)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    field.setFocus()
    opened.run(200)
    meter = Meter(opened.app)
    while len(meter.taken) < wanted:
        _type(opened, meter, field, keys, "")
    window.close()
    return meter


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--procedimentos", type=int, default=20)
    parser.add_argument("--teclas", type=int, default=6, help="characters in each field")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        from coletor.establishment.creating import create_folder

        folder = Path(place) / "pasta"
        create_folder(folder, "2077485", "UBS", training=True, operator_name="Operadora")
        quiet(folder)
        uuid = draft_of(folder, args.procedimentos)
        meter, bare = measure(folder, uuid, args.teclas)
    head = f"{'milliseconds':34} {'keys':>6} " + " ".join(
        f"{name:>8}" for name in ("p50", "p90", "p99", "longest")
    )
    lines = [
        head,
        meter.line(f"form, {args.procedimentos} procedures"),
        bare.line("bare QLineEdit"),
    ]
    lines.append(f"keys that changed nothing: {meter.unseen}; wanted p99 {_WANTED_MS}")
    worst = sorted(meter.taken, reverse=True)[:6]
    lines.append("longest: " + ", ".join(f"{took:.1f} {where}" for took, where in worst))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

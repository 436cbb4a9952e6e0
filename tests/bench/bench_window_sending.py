"""Whether the window stays responsive while it sends: the longest gap of its event loop.

    python3 tests/bench/bench_window_sending.py [--contatos 3000] [--respostas 3000]

The real window (offscreen) on a training folder, with Envio in view, sends a queue of some
thousands to a training webservice in another process. A timer of 5 ms notes how late it is called;
wanted: never more than 50 ms. With a long queue, `--respostas` ends it after so many answers.
"""

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
_TICK_MS = 5
_WANTED_MS = 50


def serve(folder: str, pipe: Any) -> None:
    """Run the training webservice until told to stop."""
    from coletor.training import TrainingServer

    with TrainingServer(Path(folder)) as server:
        pipe.send(server.address)
        pipe.recv()


def fill(folder: Path, address: str, amount: int) -> None:
    """Make a folder with a long queue."""
    from coletor import clock
    from coletor.contact import new_uuid
    from coletor.demonstration.samples import load_samples
    from coletor.establishment.creating import create_folder
    from coletor.identifiers import cns
    from coletor.workspace import Workspace

    create_folder(folder, "2077485", "UBS de Teste", training=True, operator_name="Operadora")
    with Workspace.open(folder) as workspace:
        workspace.configure("webservice.endereco", address)
        sample = load_samples(workspace.model_in_force(), clock.today()).documents[0]
        for first in range(0, amount, 500):
            with workspace.store.change() as db:
                for number in range(first, min(first + 500, amount)):
                    made = json.loads(json.dumps(sample)) | {"uuid": new_uuid()}
                    made["contato"]["estabelecimento"] = "2077485"
                    made["individuo"]["cns"] = cns.build(f"1{number:010d}")
                    made = workspace.complete(made)
                    workspace.outbox.enqueue(db, made, [], {}, workspace.operator.id)


def measure(folder: Path, answers: int) -> list[tuple[float, float]]:
    """Send so many in the real window; return (moment, gap) of each tick, in seconds."""
    from PySide6.QtCore import QEventLoop, QTimer

    from ui import application, preferences
    from ui.crash import CrashReporter
    from ui.garbage import GarbageCollector
    from ui.style.theme import Scheme, Theme

    app = application.make_application()
    preferences.keep_automatic(False)
    theme = Theme(app, Scheme.LIGHT)
    crashes = CrashReporter(app)
    garbage = GarbageCollector(app)
    desktop = application.show(theme, crashes, folder)
    garbage.start()
    window = crashes.window
    assert window is not None
    window.resize(1366, 768)
    gaps: list[tuple[float, float]] = []
    last = [0.0]
    answered = [0]

    def told(_: object) -> None:
        answered[0] += 1
        if answered[0] == answers and desktop.dispatcher is not None:
            desktop.dispatcher.stop()

    def tick() -> None:
        now = time.perf_counter()
        if last[0]:
            gaps.append((now, now - last[0]))
        last[0] = now

    loop = QEventLoop()
    ticker = QTimer()
    ticker.setInterval(_TICK_MS)
    ticker.timeout.connect(tick)

    def begin() -> None:
        frame, dispatcher = desktop.frame, desktop.dispatcher
        if frame is None or dispatcher is None or not frame.context.tasks.idle:
            QTimer.singleShot(50, begin)
            return
        if frame.current != "envio":
            frame.go("envio")
            QTimer.singleShot(1000, begin)
            return
        dispatcher.told.connect(told)
        dispatcher.ended.connect(lambda _: loop.quit())
        ticker.start()
        dispatcher.send()

    QTimer.singleShot(0, begin)
    loop.exec()
    ticker.stop()
    assert desktop.frame is not None
    counts = desktop.frame.context.workspace.listing.counts()
    if counts.get("aceito", 0) < answers:
        raise SystemExit(f"not all of them were accepted: {counts}")
    window.close()
    garbage.stop()
    return gaps


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contatos", type=int, default=3000)
    parser.add_argument("--respostas", type=int, default=0, help="all of them without it")
    args = parser.parse_args()
    answers = min(args.respostas or args.contatos, args.contatos)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        served = str(Path(place) / "servico")
        process = context.Process(target=serve, args=(served, there), daemon=True)
        process.start()
        fill(Path(place) / "pasta", here.recv(), args.contatos)
        began = time.perf_counter()
        gaps = measure(Path(place) / "pasta", answers)
        took = time.perf_counter() - began
        here.send("stop")
        process.join()
    ordered = sorted(gap for _, gap in gaps)
    say(f"contacts queued                      {args.contatos}")
    say(f"answered in the window               {answers}")
    say(f"seconds                              {took:.1f}")
    say(f"longest event-loop gap, ms           {ordered[-1] * 1000:.1f} (wanted: {_WANTED_MS})")
    say(f"99.9 % of gaps under, ms             {ordered[int(len(ordered) * 0.999)] * 1000:.1f}")
    say(f"median gap, ms                       {ordered[len(ordered) // 2] * 1000:.1f}")
    first = gaps[0][0]
    worst = sorted(gaps, key=lambda pair: -pair[1])[:5]
    say("longest: " + ", ".join(f"{gap * 1000:.0f} ms at {at - first:.1f} s" for at, gap in worst))


if __name__ == "__main__":
    main()

"""Change and query: order, threads, errors, dropped answers, an end that loses nothing."""

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coletor.errors import ColetorError
from ui import garbage
from ui.garbage import GarbageCollector
from ui.tasks import Progress, Tasks


def test_answers_come_on_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, str]] = []
    tasks.query(
        lambda: threading.current_thread().name,
        lambda worker: seen.append((worker, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, gui = seen[0]
    assert worker.startswith("query")
    assert gui == threading.main_thread().name


def test_changes_run_in_order_and_tell_what_changed(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    told: list[frozenset[str]] = []
    tasks.changed.connect(told.append)
    for number in range(20):
        tasks.change(lambda number=number: order.append(number), touches=("contatos",))
    qtbot.waitUntil(lambda: len(told) == 20)
    assert order == list(range(20))
    assert set(told) == {frozenset({"contatos"})}


def test_a_foreseen_error_is_delivered_and_changes_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[ColetorError] = []
    told: list[object] = []
    tasks.changed.connect(told.append)

    def fail() -> None:
        raise ColetorError("ui.close")

    tasks.change(fail, on_error=errors.append, touches=("contatos",))
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].message_id == "ui.close"
    assert not told


@pytest.mark.parametrize("error", [ZeroDivisionError(), ColetorError("ui.close")])
def test_an_error_nobody_takes_is_a_bug(qtbot: QtBot, tasks: Tasks, error: Exception) -> None:
    def fail() -> None:
        raise error

    with qtbot.waitSignal(tasks.crashed) as caught:
        tasks.change(fail)
    assert caught.args == [error]
    tasks.bugs.clear()  # type: ignore[attr-defined]


def test_a_dropped_answer_is_not_delivered(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    answers: list[int] = []
    handle = tasks.query(lambda: gate.wait(30), lambda _: answers.append(1))
    handle.drop()
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert not answers


def test_a_closed_screen_is_not_called_and_dies_on_the_gui_thread(
    qtbot: QtBot, tasks: Tasks
) -> None:
    class Screen(QWidget):
        got = 0

        def take(self, _value: object) -> None:
            Screen.got += 1

    died: list[str] = []
    gate = threading.Event()
    screen = Screen()
    alive = [1]
    screen.destroyed.connect(alive.clear)
    weakref.finalize(screen, lambda: died.append(threading.current_thread().name))
    tasks.query(lambda: gate.wait(30), screen.take)
    screen.deleteLater()
    del screen
    qtbot.waitUntil(lambda: not alive)
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    gc.collect()
    qtbot.waitUntil(lambda: bool(died))
    assert Screen.got == 0
    assert died == [threading.main_thread().name]


def test_long_work_reports_and_stops_when_asked(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[object] = []
    ends: list[str] = []

    def work(progress: Progress) -> str:
        progress.report(1)
        while not progress.cancelled:
            threading.Event().wait(0.001)
        return "stopped"

    handle = tasks.long(work, ends.append, on_progress=steps.append)
    qtbot.waitUntil(lambda: steps == [1])
    handle.cancel()
    qtbot.waitUntil(lambda: ends == ["stopped"])


def test_shutdown_waits_for_every_change(qtbot: QtBot) -> None:
    manager = Tasks()
    written: list[int] = []
    gate = threading.Event()
    manager.change(lambda: gate.wait(30))
    for number in range(5):
        manager.change(lambda number=number: written.append(number))
    gate.set()
    manager.shutdown()
    assert written == list(range(5))
    manager.change(lambda: written.append(99))
    assert written == list(range(5))


def test_garbage_is_collected_by_the_timer_only(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.start()
    try:
        assert not gc.isenabled()
        cycle: list[object] = []
        cycle.append(cycle)
        for _ in range(3):
            gc.collect(1)
        collector.collect()
    finally:
        collector.stop()
        gc.freeze()  # what the suite set aside when it was collected
    assert gc.isenabled()


@pytest.mark.parametrize("fresh", [True, False])
def test_what_is_made_right_after_the_start_is_looked_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fresh: bool
) -> None:
    """The screens made ahead in two seconds were looked at together, while somebody typed."""
    monkeypatch.setattr(garbage, "_SETTLING_S", 60.0 if fresh else -1.0)
    collector = GarbageCollector()
    collector.start()
    try:
        before = gc.get_freeze_count()
        kept = [[place] for place in range(5000)]
        collector.collect()
        aside = gc.get_freeze_count() - before
        assert (aside >= len(kept)) is fresh
    finally:
        collector.stop()
        gc.freeze()  # what the suite set aside when it was collected


def test_many_answers_come_in_their_order_and_the_loop_turns_in_between(
    qtbot: QtBot, tasks: Tasks
) -> None:
    came: list[int] = []
    turns: list[int] = []

    def take(number: int) -> None:
        end = time.monotonic() + 0.01
        while time.monotonic() < end:
            pass
        came.append(number)

    watch = QTimer()
    watch.timeout.connect(lambda: turns.append(len(came)))
    asked = threading.Event()
    for number in range(6):
        tasks.change(lambda number=number: number, take)
    tasks.change(asked.set)
    watch.start(1)
    assert asked.wait(30)  # the answers are there before the loop turns
    qtbot.waitUntil(lambda: tasks.idle)
    watch.stop()
    assert came == list(range(6))
    assert {1, 2, 3, 4, 5} <= set(turns)

"""A process beside the window gives way to it from its first moment."""

import multiprocessing
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from coletor import background


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="the system has no such call")
def test_a_process_beside_the_window_waits_for_it() -> None:
    work = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,), daemon=True)
    background.start(work)
    try:
        assert work.pid is not None
        assert os.getpriority(os.PRIO_PROCESS, work.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    finally:
        work.terminate()
        work.join()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
def test_a_thread_that_sends_waits_for_the_window_s() -> None:
    with ThreadPoolExecutor(1, initializer=background.give_way) as pool:
        there = pool.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        assert there.result() > os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
def test_what_gives_way_already_is_not_raised() -> None:
    """Sending on a timer, under `nice -n 19`, stopped at its first thread: only root may raise."""

    def niceness() -> int:
        me = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, me, 19)
        background.give_way()
        return os.getpriority(os.PRIO_PROCESS, me)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(niceness).result() == 19

"""A process beside the window gives way to it from its first moment."""

import multiprocessing
import os
import time

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

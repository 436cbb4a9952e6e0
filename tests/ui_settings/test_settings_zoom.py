"""The program as a process: it starts light, comes again in another size, and ends clean.

The folder is open all the while.
"""

import os
import subprocess
import sys
from pathlib import Path

from made_folders import PASSWORD, real_folder

_CHILD = Path(__file__).with_name("zoom_child.py")
_ROOT = Path(__file__).resolve().parent.parent.parent


def test_it_starts_light_comes_again_in_the_size_that_was_chosen_and_ends_clean(
    tmp_path: Path,
) -> None:
    # A real folder: in training the webservice starts beside the first screen and needs lxml.
    folder = tmp_path / "real"
    real_folder(folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    environment.pop("QT_SCALE_FACTOR", None)
    ran = subprocess.run(
        [sys.executable, _CHILD, folder, PASSWORD, tmp_path / "config", "150", "100"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.stdout.split("\n")[:-1] == [
        "heavy []",
        "inicio 1.0",
        "configuracoes 1.5",
        "configuracoes 1.0",
        "end 0",
    ], ran.stderr
    assert ran.returncode == 0, ran.stderr

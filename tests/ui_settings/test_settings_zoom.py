"""Another size of the text: the window comes again in it, the folder open all the while."""

import os
import subprocess
import sys
from pathlib import Path

from made_folders import training_folder

_CHILD = Path(__file__).with_name("zoom_child.py")
_ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_window_comes_again_in_the_size_that_was_chosen(tmp_path: Path) -> None:
    folder = tmp_path / "treino"
    training_folder(folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    environment.pop("QT_SCALE_FACTOR", None)
    ran = subprocess.run(
        [sys.executable, str(_CHILD), str(folder), str(tmp_path / "config"), "150", "200", "100"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.stdout.split("\n")[:-1] == [
        "inicio 1.0",
        "configuracoes 1.5",
        "configuracoes 2.0",
        "configuracoes 1.0",
        "end 7",
    ], ran.stderr
    assert ran.returncode == 0, ran.stderr

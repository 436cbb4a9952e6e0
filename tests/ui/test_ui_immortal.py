"""A hundred thousand calls into Qt leave the constants of Python alive."""

import subprocess
import sys

_CODE = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from ui import application
app = application.make_application()
from PySide6.QtWidgets import QWidget
widget = QWidget()
for _ in range(100_000):
    widget.setFixedHeight(10)
    widget.isVisible()
    widget.isEnabled()
print("alive")
"""


def test_many_calls_do_not_end_the_process() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _CODE], capture_output=True, text=True, timeout=50, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr

"""The Qt binding takes the references it returns; one release did not, and aborted."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_CALLS = 5_000


def test_calls_do_not_wear_out_none_and_the_truth_values(qtbot: QtBot) -> None:
    """PySide6 6.12.0 dropped one reference to None a call, until the process aborted."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = [sys.getrefcount(constant) for constant in (None, True, False)]
    for _ in range(_CALLS):
        widget.setEnabled(True)
        widget.isEnabled()
        widget.isHidden()
    after = [sys.getrefcount(constant) for constant in (None, True, False)]
    assert all(abs(late - early) < _CALLS / 10 for early, late in zip(before, after, strict=True))

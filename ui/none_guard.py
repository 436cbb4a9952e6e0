"""Keeps the program alive on PySide6 6.12.0 with Python 3.11.

That release drops one reference to None with every call that returns nothing (measured: -1.0 per
``QWidget.setFixedHeight``; 6.11.3 does not). From Python 3.12 on None is immortal and nothing
happens; before it the process ends with "Fatal Python error: none_dealloc" after some ten
thousand calls. Delete this module when the oldest Python is 3.12 or that release is excluded.
"""

import ctypes
import sys

import PySide6

_FAULTY = (6, 12, 0)
_ENOUGH = 1 << 40


def hold_none() -> bool:
    """Give None more references than a year of calls could drop; return whether it was needed."""
    if sys.version_info >= (3, 12) or tuple(PySide6.__version_info__[:3]) != _FAULTY:
        return False
    count = ctypes.c_ssize_t.from_address(id(None))
    if count.value < _ENOUGH:
        count.value += _ENOUGH
    return True

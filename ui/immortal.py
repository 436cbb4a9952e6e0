"""Keeps the program alive on PySide6 6.12.0 with Python 3.11.

That release counts on None, True and False being immortal, as they are from Python 3.12 on: each
call that returns one of them drops a reference it never took (measured: -1.0 for None per
``QWidget.setFixedHeight``; 6.11.3 drops none). On 3.11 the process ends with "Fatal Python error:
none_dealloc" or "bool_dealloc" after some ten thousand calls. Delete this module when the oldest
Python is 3.12 or that release is excluded.
"""

import ctypes
import sys

import PySide6

_FAULTY = (6, 12, 0)
_ENOUGH = 1 << 40
_CONSTANTS = (None, True, False, NotImplemented, Ellipsis)


def hold_constants() -> bool:
    """Give the constants more references than years of calls could drop.

    Returns:
        Whether this Python and this PySide6 need it.
    """
    if sys.version_info >= (3, 12) or tuple(PySide6.__version_info__[:3]) != _FAULTY:
        return False
    for constant in _CONSTANTS:
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < _ENOUGH:
            count.value += _ENOUGH
    return True

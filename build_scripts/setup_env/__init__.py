"""Turn a fresh checkout into a working environment, with the standard library alone.

`run.py`, `test.py` and `freeze.py` share it. Everything here parses on Python 3.8, because the
system's own Python may be older than the one Coletor needs and must still be able to say so.
"""

"""Entry of the frozen `coletor`: the command line."""

import multiprocessing
import sys

from coletor.cli.main import main

if __name__ == "__main__":
    # Heavy work runs in child processes, which a frozen program starts by calling itself.
    multiprocessing.freeze_support()
    sys.exit(main())

"""Entry of the frozen `coletor-janela`: what the desktop shortcut starts, without a console."""

import multiprocessing
import sys

from coletor.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if len(sys.argv) == 1:
        sys.argv.append("abrir")
    sys.exit(main())

"""``python -m coletor``: the same as the ``coletor`` command."""

from coletor.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())

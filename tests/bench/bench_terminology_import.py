# ruff: noqa: T201 - it prints, and starts interpreters
"""Importing a whole SIGTAP package in a child process against pandas.read_fwf + to_sql alone.

    python tests/bench/bench_terminology_import.py [PYTHON_WITH_PANDAS]

The import does every check and builds the search; pandas only reads the same tables by their
layouts and writes them. Both are whole processes, the start of the interpreter included, in
turns. Pandas is no part of the project: without an interpreter that has it, it is left out.
Needs ../shared.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coletor.terminology import import_in_child

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT.parent / "shared" / "data" / "sigtap" / "TabelaUnificada_202607_v2607101010.zip"
ROUNDS = 5
WITH_PANDAS = """
import csv, io, sqlite3, sys, zipfile
import pandas
TABLES = '''tb_procedimento tb_cid tb_ocupacao rl_procedimento_cid rl_procedimento_ocupacao
tb_registro rl_procedimento_registro tb_modalidade rl_procedimento_modalidade tb_detalhe
rl_procedimento_detalhe tb_descricao tb_grupo tb_sub_grupo tb_forma_organizacao
tb_financiamento'''.split()
with zipfile.ZipFile(sys.argv[1]) as archive, sqlite3.connect(sys.argv[2]) as database:
    for table in TABLES:
        layout = csv.DictReader(io.StringIO(archive.read(table + "_layout.txt").decode("ascii")))
        columns = [(row["Coluna"], int(row["Inicio"]) - 1, int(row["Fim"])) for row in layout]
        frame = pandas.read_fwf(
            io.BytesIO(archive.read(table + ".txt")), encoding="cp1252", dtype=str, header=None,
            colspecs=[place[1:] for place in columns], names=[place[0] for place in columns])
        frame.to_sql(table, database, index=False)
"""


def main() -> int:
    """Measure, print, and return 1 where the import is slower."""
    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    if not _has_pandas(python):
        print("no pandas in", python, "- only the import is timed")
        python = ""
    ours, theirs = [], []
    for number in range(ROUNDS):
        ours.append(_import())
        theirs += [_pandas(python)] if python else []
        print(
            f"round {number + 1}: import {ours[-1]:.2f} s",
            *(f"pandas {t:.2f} s" for t in theirs[-1:]),
        )
    print(f"import median {statistics.median(ours):.2f} s ({min(ours):.2f} to {max(ours):.2f})")
    if not theirs:
        return 0
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    print(
        f"pandas median {statistics.median(theirs):.2f} s ({min(theirs):.2f} to {max(theirs):.2f})"
    )
    middle = statistics.median(ratios)
    print(f"ratio {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}; bound 1.00)")
    return int(middle > 1)


def _has_pandas(python: str) -> bool:
    return (
        subprocess.run([python, "-c", "import pandas"], capture_output=True, check=False).returncode
        == 0
    )


def _import() -> float:
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        import_in_child([PACKAGE], Path(place))
        return time.perf_counter() - start


def _pandas(python: str) -> float:
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        subprocess.run(
            [python, "-c", WITH_PANDAS, str(PACKAGE), str(Path(place) / "t.db")], check=True
        )
        return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())

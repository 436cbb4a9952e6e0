# ruff: noqa: T201 - it prints
"""Twenty searches a clerk would make, with their first five answers, as a Markdown table.

    python tests/bench/vinte_buscas.py

Real tables of ../shared/data; the last search is answered for two dates.
"""

import tempfile
from datetime import date
from pathlib import Path

from coletor.terminology import Library, import_paths

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
JULY, MAY = date(2026, 7, 15), date(2026, 5, 15)
SEARCHES = (
    ("sigtap", "consulta medica"),
    ("sigtap", "0301010072"),
    ("sigtap", "raio x torax"),
    ("sigtap", "exame de sangue"),
    ("sigtap", "preventivo"),
    ("sigtap", "medir pressao"),
    ("sigtap", "curativo"),
    ("sigtap", "glicemia"),
    ("sigtap", "ultrassom obstetrico"),
    ("sigtap", "eletro"),
    ("cid-10", "j45.9"),
    ("cid-10", "pressao alta"),
    ("cid-10", "diabetes"),
    ("cid-10", "ivas"),
    ("cid-10", "dor nas costas"),
    ("cid-10", "pre natal"),
    ("cbo", "tecnico de enfermagem"),
    ("cbo", "clinico geral"),
    ("municipio", "bom jesus pi"),
    ("tuss", "hemograma"),
)
TWICE = ("sigtap", "contraste tomografia")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        import_paths([each for each in DATA.iterdir() if each.is_dir()], folder)
        library = Library(folder)
        print("| busca | 1 | 2 | 3 | 4 | 5 |")
        print("|---|---|---|---|---|---|")
        for table, typed in SEARCHES:
            _print(library, table, typed, JULY)
        for day in (MAY, JULY):
            _print(library, *TWICE, day, said=True)
        library.close()


def _print(library: Library, table: str, typed: str, day: date, *, said: bool = False) -> None:
    hits = library.search(table, typed, on=day, limit=5)
    cells = []
    for hit in hits:
        name = hit.name if len(hit.name) <= 60 else f"{hit.name[:59]}…"
        place = f" ({hit.group})" if table == "municipio" else ""
        reason = f" — *{hit.reason}*" if hit.reason else ""
        cells.append(f"`{hit.code}` {name}{place}{reason}")
    when = f", {day:%m/%Y}" if said else ""
    cells += [""] * (5 - len(cells))
    print(f"| **{typed}** ({table}{when}) | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()

"""Which official table a file is, told from its content."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coletor.errors import ColetorError
from coletor.terminology.errors import TableFileError
from coletor.terminology.sources import Part, open_names, open_zip

SIGTAP_MARK = "tb_procedimento.txt"
"""The member by which a SIGTAP zip is recognised."""

_CNES = re.compile(r"(?:^|[/\\])tb(Estabelecimento|Equipe)20\d{4}\.csv$", re.IGNORECASE)
"""The two files of the national CNES base that are of use; their names carry the month."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CSV_HEADERS = {
    "SUBCAT;CLASSIF;": ("cid-10", "codes"),
    "CAT;CLASSIF;": ("cid-10", "categories"),
    "CATINIC;CATFIM;": ("cid-10", "groups"),
    "NUMCAP;CATINIC;": ("cid-10", "chapters"),
    "CÓDIGO DO TERMO;": ("tuss", "terms"),
}
_OURS = re.compile("tabelaunificada|sigtap|cid|cbo|ciap|tuss|dtb|munic|pais", re.IGNORECASE)
"""A zip in a folder that cannot be opened is worth a word when its name is like one of these."""
_FEW = 100
"""Members of a zip that is looked into; a set has four."""
_CBO_HEADER = "CODIGO;TITULO"

NEEDED = {
    "cid-10": ("chapters", "groups", "categories", "codes"),
    "cbo": ("occupations",),
}
"""Formats made of several files, and the parts without which they are not a table."""

PART_NAMES = {
    "cid-10": {
        "chapters": "CID-10-CAPITULOS.CSV",
        "groups": "CID-10-GRUPOS.CSV",
        "categories": "CID-10-CATEGORIAS.CSV",
        "codes": "CID-10-SUBCATEGORIAS.CSV",
    },
    "cbo": {
        "occupations": "CBO2002 - Ocupacao.csv",
        "synonyms": "CBO2002 - Sinonimo.csv",
        "families": "CBO2002 - Familia.csv",
    },
}
"""Official names of the files of a set, to name the one that is missing."""


@dataclass(frozen=True)
class Recognised:
    """The files of one official table.

    Args:
        format: format id.
        parts: the files, by what they are in the set.
    """

    format: str
    parts: dict[str, Part]


@dataclass
class Recogniser:
    """Sorts files into sets.

    Args:
        found: the sets, single files first as they came.
        problems: what was named or looks like a table and cannot be used.
    """

    found: list[Recognised] = field(default_factory=list)
    problems: list[ColetorError] = field(default_factory=list)
    _sets: dict[tuple[str, str], dict[str, Part]] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        """Sort one file, or what a folder holds.

        A folder is searched for what is known and the rest is passed over; a file that was named
        and is not known is a problem.

        Args:
            path: a file or folder, as the person gave it.
        """
        if path.is_dir():
            files = sorted(each for each in path.rglob("*") if each.is_file())
            unpacked = {each.parent for each in files if each.name.lower() == SIGTAP_MARK}
            for home in sorted(unpacked):
                self.found.append(Recognised("sigtap", {"zip": Part(home)}))
            others = [each for each in files if each.parent not in unpacked]
            known = [self._file(each, str(each.parent), named=False) for each in others]
            if not any(known) and not unpacked:
                self.problems.append(ColetorError("terminology.nothing_found", place=path))
        elif path.exists():
            self._file(path, "", named=True)
        else:
            self.problems.append(ColetorError("terminology.no_path", place=path))

    def finish(self) -> None:
        """Close the sets of several files, naming what is missing in them."""
        for (name, _), parts in self._sets.items():
            missing = [each for each in NEEDED[name] if each not in parts]
            if missing:
                present = next(iter(parts.values()))
                names = ", ".join(_part_name(name, each) for each in missing)
                self.problems.append(
                    TableFileError("missing_part", file=present.label, missing=names)
                )
            else:
                self.found.append(Recognised(name, parts))

    def _file(self, path: Path, home: str, *, named: bool) -> bool:
        """Sort a file; return whether it was something to talk about."""
        try:
            kinds = list(_kinds(Part(path)))
        except TableFileError as error:
            if named or (path.suffix.lower() == ".zip" and _OURS.search(path.name)):
                self.problems.append(error)
                return True
            return False
        if not kinds and named:
            self.problems.append(TableFileError("unknown", file=path.name))
        for part, name, key in kinds:
            self._place(part, name, key, part.home if part.member else home)
        return bool(kinds)

    def _place(self, part: Part, name: str, key: str, home: str) -> None:
        if name not in NEEDED:
            self.found.append(Recognised(name, {key: part}))
            return
        parts = self._sets.setdefault((name, home), {})
        if key in parts:
            other = parts[key].label
            self.problems.append(TableFileError("twice", file=part.label, other=other))
        parts.setdefault(key, part)


def recognise(paths: Iterable[Path]) -> Recogniser:
    """Return the sets found in files and folders, and what could not be used.

    Args:
        paths: files and folders, as the person gave them.
    """
    recogniser = Recogniser()
    for path in paths:
        recogniser.add(path)
    recogniser.finish()
    return recogniser


def _kinds(part: Part) -> Iterator[tuple[Part, str, str]]:
    """Yield part, format and place in the set for what a file is or holds."""
    head = part.head()
    if head.startswith(_ZIP) and not part.member:
        yield from _zip_kinds(part.path)
        return
    kind = _kind(part, head)
    if kind:
        yield part, *kind


def _zip_kinds(path: Path) -> Iterator[tuple[Part, str, str]]:
    with open_names(path) as archive:
        names = [each.filename for each in archive.infolist() if not each.is_dir()]
    national = [name for name in names if _CNES.search(name)]
    if national:
        for name in national:
            yield Part(path, name), _cnes_format(name), "rows"
        return
    with open_zip(path):
        pass  # whatever is read from here on is held in memory: its sizes must be sane
    if any(name.lower().rsplit("/", 1)[-1] == SIGTAP_MARK for name in names):
        yield Part(path), "sigtap", "zip"
        return
    if any(name.lower().endswith("_layout.txt") for name in names):
        table = SIGTAP_MARK.removesuffix(".txt")
        raise TableFileError("no_table", file=path.name, table=table)
    for name in names if len(names) <= _FEW else ():
        yield from _kinds(Part(path, name))


def _kind(part: Part, head: bytes) -> tuple[str, str] | None:
    if head.startswith(_OLE):
        return "municipio-xls", "sheet"
    text = head.decode("utf-8-sig", "replace").lstrip()
    if text.startswith("<"):
        return _markup_kind(part, text)
    if text.startswith("[") and '"nome"' in text:
        return "municipio-json", "answer"
    if not text:
        raise TableFileError("empty_file", file=part.label)
    if _CNES.search(part.name):
        return _cnes_format(part.name), "rows"
    header = text.splitlines()[0].upper()
    if header.startswith(_CBO_HEADER):
        return "cbo", _cbo_part(part)
    return next((kind for start, kind in _CSV_HEADERS.items() if header.startswith(start)), None)


def _cnes_format(name: str) -> str:
    found = _CNES.search(name)
    assert found is not None
    return f"cnes-{found[1].lower()}"


def _markup_kind(part: Part, text: str) -> tuple[str, str] | None:
    start = text.lower()
    if "<codesystem" in start:
        return "fhir", "system"
    if start.startswith("<!doctype html") or "<html" in start:
        raise TableFileError("html", file=part.label)
    return None


def _cbo_part(part: Part) -> str:
    """Tell the CBO files apart by their codes: all have the same header."""
    lines = part.read().decode("cp1252", "replace").splitlines()[1:]
    codes = [line.split(";", 1)[0].strip() for line in lines if line.strip()]
    longest = max((len(code) for code in codes), default=6)
    if longest == 4:
        return "families"
    if longest < 4:
        return f"upper{longest}"
    return "synonyms" if _repeats(codes) else "occupations"


def _repeats(codes: list[str]) -> bool:
    """Tell whether codes come back often, as in a list of synonyms (one repeat is a mistake)."""
    return len(codes) - len(set(codes)) > len(codes) // 10


def _part_name(name: str, key: str) -> str:
    return PART_NAMES[name].get(key, key)

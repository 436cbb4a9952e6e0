"""What a cell of a spreadsheet says for a field: masks, lost zeros, names for codes, dates."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from coletor import clock
from coletor.identifiers import cbo, cnes, cpf, municipio
from coletor.identifiers.digits import unmask
from coletor.messages import text
from coletor.model import Kind
from coletor.registers.definition import Field
from coletor.registers.spreadsheet.reading import Cell
from coletor.rules.structure.terms import has_form
from coletor.terminology.library import Library
from coletor.terminology.text import fold

_EMPTY = frozenset({"", "-", "--", "null", "none", "nan", "n/a", "#n/d", "#n/a", "#ref!"})
_POWER = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE | re.ASCII)
_WHOLE = re.compile(r"(\d+)[.,]0+", re.ASCII)
_CODE_FIRST = re.compile(r"([0-9A-Za-z.\-]+)\s+[-–:|]\s+\S.*")
_MIDNIGHT = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_STATE = re.compile(r"(?P<name>.+?)[\s\-/,(]+(?P<state>[A-Za-z]{2})\)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(1_000, 80_000)
_LENGTHS = {Kind.CEP: 8, Kind.INE: 10, Kind.CNES: 7}
_CPF_LENGTH = 11
_NO = frozenset({"nao", "n"})
"""How a spreadsheet says that there is no third establishment, where its code is asked for."""
_CANDIDATES = 60


class CellError(ValueError):
    """A cell cannot be taken; the message says why and what to do."""


class Cells:
    """Reads cells for the fields of a register.

    Args:
        library: the code tables, for codes given by their names.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._today = clock.today()
        self._found: dict[tuple[str, str], str] = {}

    def value(self, field: Field, cell: Cell) -> str:
        """Return the canonical value of a cell, '' where it says nothing.

        Args:
            field: what the column is.
            cell: what stands there.

        Raises:
            CellError: a number that the spreadsheet spoiled, or a name that is no one code.
        """
        if field.kind is Kind.DATE:
            return self._date(field, cell)
        said = " ".join(str(cell).split()).lstrip("'") if cell is not None else ""
        if said.casefold() in _EMPTY:
            return ""
        if field.kind is Kind.CNES and not field.required and fold(said) in _NO:
            return ""
        if field.kind is Kind.TERM:
            return self._term(field, said)
        if field.kind is Kind.CODE:
            return self._code(field, said)
        if _is_number(field):
            return self._number(field, said)
        return field.parse(said, self._today)

    def _date(self, field: Field, cell: Cell) -> str:
        if isinstance(cell, date):
            return cell.isoformat()
        said = " ".join(str(cell).split()) if cell is not None else ""
        if said.casefold() in _EMPTY:
            return ""
        if said.isdigit() and int(said[:9]) in _SERIALS and len(said) == 5:
            return (_EPOCH + timedelta(days=int(said))).isoformat()
        bare = _MIDNIGHT.sub("", said)
        if bare.isdigit() and len(bare) == 7:  # a number that lost the zero of its day
            bare = f"0{bare}"
        value = field.parse(bare, self._today)
        if _DAY.fullmatch(value) and not _is_day(value):
            raise CellError(text("registers.cell.no_day", label=field.label, value=said))
        return value

    def _number(self, field: Field, said: str) -> str:
        if _POWER.fullmatch(said):
            raise CellError(text("registers.cell.power", label=field.label, value=said))
        whole = _WHOLE.fullmatch(said)
        bare = unmask(whole[1] if whole else said)
        return _refilled(field, bare) if bare.isdigit() else field.parse(said, self._today)

    def _code(self, field: Field, said: str) -> str:
        wanted = fold(said)
        for way, code in field.also:
            if fold(way) == wanted:
                return code
        found = field.parse(said, self._today)
        if found not in field.shape.values and (first := _CODE_FIRST.fullmatch(said)):
            return field.parse(first[1], self._today)
        return found

    def _term(self, field: Field, said: str) -> str:
        table = field.shape.table or ""
        known = self._found.get((table, said))
        if known is None:
            known = self._found[table, said] = self._looked_up(field, table, said)
        return known

    def _looked_up(self, field: Field, table: str, said: str) -> str:
        first = _CODE_FIRST.fullmatch(said)
        for way in (said, first[1] if first else ""):
            code = _as_code(field, table, way)
            if code:
                return code
        if not any(character.isalpha() for character in said):
            return field.parse(said, self._today)
        if not self._library.covers(table).loaded:
            raise CellError(text("registers.cell.no_table", label=field.label, value=said))
        return self._named(field, table, said)

    def _named(self, field: Field, table: str, said: str) -> str:
        for name, fits in _ways(table, said):
            hits = self._library.search(table, name, limit=_CANDIDATES)
            found = {hit.code for hit in hits if fold(hit.name) == fold(name) and fits(hit.code)}
            if len(found) == 1:
                return found.pop()
            if found:
                raise CellError(
                    text("registers.cell.several", label=field.label, value=said, count=len(found))
                )
        raise CellError(text("registers.cell.unknown", label=field.label, value=said))


def _is_number(field: Field) -> bool:
    return field.form == "cpf" or field.kind in (Kind.CNS, Kind.CNES, Kind.INE, Kind.CEP)


def _refilled(field: Field, bare: str) -> str:
    """Return a number with the zeros that a spreadsheet took from its beginning.

    Only where what comes out can be right: a CPF or CNES must then have its check digits.
    """
    if field.form == "cpf":
        filled = bare.zfill(_CPF_LENGTH)
        return filled if cpf.is_valid(filled) else bare
    length = _LENGTHS.get(field.kind)
    filled = bare.zfill(length) if length else bare
    if field.kind is Kind.CNES and not cnes.is_valid(filled):
        return bare
    return filled


def _as_code(field: Field, table: str, said: str) -> str:
    """Return a code of a table written as such, with mask, without its check digit or zeros."""
    bare = unmask(said).upper()
    if table == "municipio" and len(bare) == 6 and bare.isdigit():
        bare = municipio.build(bare)
    if table == "cbo" and bare.isdigit() and len(bare) == 5:
        bare = cbo.normalise(bare.zfill(6))
    kept = field.parse(bare)
    return kept if bare and has_form(table, kept) else ""


def _ways(table: str, said: str) -> list[tuple[str, Callable[[str], bool]]]:
    """Return (name, which codes may have it): a município may have its state behind it."""
    ways: list[tuple[str, Callable[[str], bool]]] = []
    match = _STATE.fullmatch(said) if table == "municipio" else None
    if match:
        state = match["state"].upper()
        ways.append((match["name"], lambda code: municipio.state(code) == state))
    return [*ways, (said, lambda _: True)]


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True

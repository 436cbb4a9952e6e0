"""Writes the smallest .xls there is: one sheet of texts, numbers and dates (BIFF8 in OLE2)."""

import struct
from datetime import date
from pathlib import Path

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_EPOCH = date(1899, 12, 30)
_GENERAL, _DATE = 0, 1
"""The two cell formats that are written."""


def write_xls(path: Path, rows: list[list[object]]) -> None:
    """Write rows of texts, numbers and dates."""
    stream = _workbook(rows)
    stream += bytes(-len(stream) % SECTOR)
    stream = stream.ljust(8 * SECTOR, b"\0")  # shorter streams would stand elsewhere
    sectors = len(stream) // SECTOR
    fat = [_FAT, _END, *range(3, sectors + 2), _END]
    fat += [_FREE] * (SECTOR // 4 - len(fat))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    folder = entries + _entry("", 0, _FREE, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0
    )
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    path.write_bytes(header + struct.pack(f"<{SECTOR // 4}I", *fat) + folder + stream)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = (name + "\0").encode("utf-16-le") if name else b""
    place = struct.pack("<IIIII", _FREE, _FREE, child, 0, 0)
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBB", len(words), kind, 1)
        + place.ljust(48, b"\0")
        + struct.pack("<III", start, size, 0)
    )


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def _workbook(rows: list[list[object]]) -> bytes:
    version = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    formats = b"".join(_record(0xE0, struct.pack("<HHH14x", 0, number, 0)) for number in (0, 14))
    bound = _record(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"A")
    begin = _record(0x809, version) + formats
    offset = len(begin) + len(bound) + len(_record(0x0A))
    bound = _record(0x85, struct.pack("<IBBBB", offset, 0, 0, 1, 0) + b"A")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    cells = (_cell(y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row))
    return begin + bound + _record(0x0A) + sheet + b"".join(cells) + _record(0x0A)


def _cell(y: int, x: int, value: object) -> bytes:
    if isinstance(value, date):
        days = float((value - _EPOCH).days)
        return _record(0x203, struct.pack("<HHHd", y, x, _DATE, days))
    if isinstance(value, str):
        words = value.encode("utf-16-le")
        return _record(0x204, struct.pack("<HHHHB", y, x, _GENERAL, len(value), 1) + words)
    return _record(0x203, struct.pack("<HHHd", y, x, _GENERAL, float(str(value))))

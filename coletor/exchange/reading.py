"""Reads files of contacts (NDJSON, one JSON object, a JSON array), one contact at a time."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from coletor.contact.identity import is_uuid4
from coletor.errors import ColetorError
from coletor.exchange.arrays import CHUNK, ArrayReader
from coletor.exchange.decoding import DECODER, explain, problem
from coletor.reasons import system_reason
from coletor.rules.finding import Finding

LONGEST = 64 * 1024 * 1024
"""Bytes of one contact beyond which the file is not one of contacts."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n"
_LONGEST_WORD = len("\\u0000")


@dataclass(frozen=True, slots=True)
class Read:
    """One contact of a file.

    Args:
        line: line on which it begins, from 1.
        document: what JSON gave, or None where it could not be read.
        error: what is wrong with the file there; with a document too when the contact can be
            read but its identifier was already used in the file.
    """

    line: int
    document: Any
    error: Finding | None = None


class Unread(NamedTuple):
    """One contact of a file that may still be bytes, so that another process can decode it.

    Args:
        line: line on which it begins, from 1.
        data: its bytes, or None where it was read already.
        read: the contact read already.
    """

    line: int
    data: bytes | None
    read: Read | None = None

    def decode(self) -> Read:
        """Return the contact, decoded."""
        if self.data is None:
            return self.read or Read(self.line, None)
        return _decoded(self.data, self.line, self.line)


class ContactFile:
    """A file of contacts, read once from its beginning, one contact in memory at a time.

    Args:
        file: NDJSON, one JSON object or a JSON array, in UTF-8.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._stream: BinaryIO | None = None

    @property
    def done(self) -> int:
        """Return how many bytes were read so far."""
        return self._stream.tell() if self._stream else 0

    def contacts(self) -> Generator[Unread, None, None]:
        """Yield the contacts, however many; those of NDJSON are not decoded yet.

        Raises:
            ColetorError: the file cannot be opened or read, is empty or in UTF-16.
        """
        try:
            with self.file.open("rb") as self._stream:
                yield from _contacts(self.file, self._stream)
        except OSError as error:
            raise ColetorError(
                "reading.unreadable", file=self.file.name or self.file, reason=system_reason(error)
            ) from None
        finally:
            self._stream = None


class Identifiers:
    """The identifiers of a file, to tell which contact uses one that another has."""

    def __init__(self) -> None:
        self._lines: dict[bytes, int] = {}

    def repeated(self, key: bytes | None, line: int) -> Finding | None:
        """Return the finding about an identifier that an earlier contact has.

        Args:
            key: what ``key_of`` gave.
            line: line on which the contact begins.
        """
        if key is None:
            return None
        earlier = self._lines.setdefault(key, line)
        if earlier == line:
            return None
        return problem("arquivo-uuid-repetido", line, outra=earlier)


def key_of(document: Any) -> bytes | None:
    """Return the identifier of a contact in few bytes, or None where it has no right one."""
    uuid: Any = document.get("uuid") if isinstance(document, dict) else None
    return bytes.fromhex(uuid.replace("-", "")) if is_uuid4(uuid) else None


def read_contacts(file: Path) -> Iterator[Read]:
    """Yield the contacts of a file, however many, with one in memory at a time.

    A broken line of NDJSON is one finding and the next lines are read; a broken array or
    object ends the reading there, with a finding that names the line.

    Args:
        file: NDJSON, one JSON object or a JSON array, in UTF-8.

    Raises:
        ColetorError: the file cannot be opened or read, is empty or in UTF-16.
    """
    identifiers = Identifiers()
    for unread in ContactFile(file).contacts():
        read = unread.decode()
        error = identifiers.repeated(key_of(read.document), read.line)
        yield Read(read.line, read.document, error) if error else read


def _contacts(file: Path, stream: BinaryIO) -> Iterator[Unread]:
    first, line = _first_line(file, stream)
    stream.seek(0)
    if first.lstrip(_BLANK).startswith(b"["):
        for number, value, error in ArrayReader(stream, LONGEST).values():
            yield Unread(number, None, Read(number, value, error))
    elif _is_one_object(first, stream):
        yield Unread(line, None, _one_object(stream, line))
    else:
        stream.seek(0)
        yield from _lines(stream)


def _first_line(file: Path, stream: BinaryIO) -> tuple[bytes, int]:
    """Return the first line with something in it, and its number."""
    number = 0
    while line := stream.readline(CHUNK):  # an array may be one endless line
        number += 1
        if number == 1 and line.startswith(_UTF16):
            raise ColetorError("reading.utf16", file=file.name)
        line = line.removeprefix(_BOM) if number == 1 else line
        if line.strip(_BLANK):
            return line, number
    raise ColetorError("reading.empty", file=file.name)


def _is_one_object(first: bytes, stream: BinaryIO) -> bool:
    """Tell an object written over several lines from one contact a line.

    In NDJSON every line begins with the brace at its first place; inside an object written
    over lines, what follows is indented, or at least no brace.
    """
    if not first.lstrip(_BLANK).startswith(b"{") or first.rstrip(_BLANK).endswith(b"}"):
        return False
    started = False
    while line := stream.readline(LONGEST):
        if not line.strip(_BLANK):
            continue
        if started and line.startswith(b"{"):
            return False
        if started and line[:1] in (b" ", b"\t", b'"', b"}"):
            stream.seek(0)
            return True
        started = True
    stream.seek(0)
    return False


def _one_object(stream: BinaryIO, line: int) -> Read:
    data = stream.read(LONGEST + 1).removeprefix(_BOM)
    if len(data) > LONGEST:
        return Read(line, None, problem("arquivo-json", line, "grande"))
    return _decoded(data, 1, line, alone=True)


def _lines(stream: BinaryIO) -> Iterator[Unread]:
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > LONGEST:
            found = problem("arquivo-json", number, "grande")
            yield Unread(number, None, Read(number, None, found))
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST)
        elif line.strip(_BLANK):
            yield Unread(number, line)


def _decoded(data: bytes, first_line: int, line: int, *, alone: bool = False) -> Read:
    """Decode one contact.

    Args:
        data: its bytes, alone.
        first_line: line of the file on which the bytes begin.
        line: line on which the contact begins.
        alone: whether the file ends with it, so that its end may be missing.
    """
    try:
        return Read(line, DECODER.decode(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        at = first_line + data.count(b"\n", 0, error.start)
        return Read(line, None, problem("arquivo-utf8", at))
    except (ValueError, RecursionError) as error:
        if alone and _ends_early(error):
            return Read(line, None, problem("arquivo-json", line, "cortado"))
        return Read(line, None, explain(error, first_line))


def _ends_early(error: Exception) -> bool:
    """Tell whether what a decoder missed is what would come after the end of the file."""
    if not isinstance(error, JSONDecodeError):
        return False
    end = len(error.doc.rstrip())
    cut_word = error.pos >= end - _LONGEST_WORD and not error.doc.rstrip().endswith("}")
    return error.pos >= end or cut_word or error.msg.startswith("Unterminated string")

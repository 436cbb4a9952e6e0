"""Streams the values of a JSON array: one value in memory at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from coletor.exchange.decoding import DECODER, explain, problem
from coletor.rules.finding import Finding

CHUNK = 64 * 1024
_CUT_SHORT = 16
"""An error this near to the end of the buffer may only mean that more is to come."""

_SPACE = " \t\r\n"
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
"""What a byte that is not UTF-8 becomes, so that the values after it can still be read."""


class ArrayReader:
    """Reads one JSON array from a binary stream.

    Args:
        stream: the file, at its beginning.
        longest: characters that one value may have.
    """

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def values(self) -> Iterator[tuple[int, Any, Finding | None]]:
        """Yield (line, value, None), and (line, None, finding) where the reading must end."""
        self._next_sign()
        self._at += 1  # the opening bracket
        expected = "]"
        while True:
            try:
                sign = self._next_sign()
                if not sign:
                    raise _CutError
                if sign == "]" and expected != "value":
                    self._at += 1
                    yield from self._rest()
                    return
                if expected == ",":
                    self._take_comma(sign)
                    expected = "value"
                    continue
                yield self._value()
                expected = ","
            except _CutError:
                yield self._line, None, problem("arquivo-json", self._line, "cortado")
                return
            except _TooLongError:
                yield self._line, None, problem("arquivo-json", self._line, "grande")
                return
            except (ValueError, RecursionError) as error:
                yield self._line, None, explain(error, self._line)
                return

    def _rest(self) -> Iterator[tuple[int, Any, Finding | None]]:
        if self._next_sign():
            yield self._line, None, problem("arquivo-json", self._line, "sobra")

    def _take_comma(self, sign: str) -> None:
        if sign != ",":
            raise json.JSONDecodeError("comma expected", self._buffer, self._at)
        self._at += 1

    def _value(self) -> tuple[int, Any, Finding | None]:
        """Decode the value at the place reached, reading on while it may be unfinished."""
        line = self._line
        self._buffer, self._at = self._buffer[self._at :], 0
        while True:
            try:
                value, end = DECODER.raw_decode(self._buffer)
            except json.JSONDecodeError as error:
                if not self._may_be_unfinished(error):
                    raise
                if self._ended:
                    raise _CutError from None
                self._grow()
                continue
            if end == len(self._buffer) and not self._ended:
                self._grow()  # a number may go on
                continue
            stray = _STRAY_BYTE.search(self._buffer, 0, end)
            found = problem("arquivo-utf8", line) if stray else None
            self._line += self._buffer.count("\n", 0, end)
            self._at = end
            return line, None if stray else value, found

    def _may_be_unfinished(self, error: json.JSONDecodeError) -> bool:
        near_the_end = error.pos >= len(self._buffer) - _CUT_SHORT
        return near_the_end or error.msg.startswith("Unterminated string")

    def _grow(self) -> None:
        """Read as much again as is there, so that long values take few attempts."""
        if len(self._buffer) > self._longest:
            raise _TooLongError
        self._read(max(CHUNK, len(self._buffer)))

    def _read(self, size: int) -> None:
        data = self._stream.read(size)
        self._ended = not data
        self._buffer += self._decode.decode(data, final=not data)

    def _next_sign(self) -> str:
        """Move to the next character that is not space and return it, '' at the end."""
        while True:
            while self._at < len(self._buffer):
                sign = self._buffer[self._at]
                if sign not in _SPACE:
                    return sign
                self._line += sign == "\n"
                self._at += 1
            if self._ended:
                return ""
            self._buffer, self._at = "", 0
            self._read(CHUNK)


class _CutError(Exception):
    """The file ends inside a value or before the closing bracket."""


class _TooLongError(Exception):
    """One value is longer than any contact."""

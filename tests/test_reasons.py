"""What the system or a decoder said reaches people in Portuguese."""

import errno
import json
import os
import tomllib

import pytest

from coletor.messages import identifiers, text
from coletor.reasons import reason, system_reason, text_reason

SYSTEM = {
    "reason.absent": errno.ENOENT,
    "reason.folder": errno.EISDIR,
    "reason.denied": errno.EACCES,
    "reason.read_only": errno.EROFS,
    "reason.full": errno.ENOSPC,
    "reason.exists": errno.EEXIST,
    "reason.name": errno.ENAMETOOLONG,
    "reason.busy": errno.EBUSY,
    "reason.disk": errno.EIO,
    "reason.other": errno.ELOOP,
}


@pytest.mark.parametrize("identifier", sorted(SYSTEM))
def test_the_answer_of_the_system_is_portuguese(identifier: str) -> None:
    number = SYSTEM[identifier]
    said = system_reason(OSError(number, os.strerror(number)))
    assert said == text(identifier)
    assert os.strerror(number) not in said


def refusal(decode: object, data: object) -> ValueError:
    with pytest.raises(ValueError) as caught:
        decode(data)  # type: ignore[operator]
    return caught.value


@pytest.mark.parametrize(
    ("identifier", "decode", "data", "place"),
    [
        ("reason.place", json.loads, '{"a": 1,\n "b" 2}', {"line": 2, "column": 6}),
        ("reason.place", tomllib.loads, "a = 1\nb 2\n", {"line": 2, "column": 3}),
        ("reason.end", tomllib.loads, 'a = "', {}),
        ("reason.encoding", bytes.decode, b"a\nb\xe9", {"line": 2}),
        ("reason.form", int, "x", {}),
    ],
)
def test_a_decoder_only_says_where_it_stopped(identifier, decode, data, place) -> None:
    assert text_reason(refusal(decode, data)) == text(identifier, **place)


def test_whatever_reading_raised_has_a_reason() -> None:
    assert reason(OSError(errno.ENOENT, "x")) == text("reason.absent")
    assert reason(KeyError("pasta")) == text("reason.missing", key="pasta")
    assert reason(refusal(tomllib.loads, 'a = "')) == text("reason.end")
    assert reason(TypeError("x")) == text("reason.form")


def test_every_reason_has_its_test() -> None:
    known = {name for name in identifiers() if name.startswith("reason.")}
    assert known == {
        *SYSTEM,
        "reason.place",
        "reason.end",
        "reason.encoding",
        "reason.form",
        "reason.missing",
    }

"""Checking a file: the same in one process and in several, and a clear end whatever happens."""

import json
import multiprocessing
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.exchange import processes
from coletor.exchange.checking import FileCheck, Line
from coletor.model import load_model
from coletor.terminology.library import Library

BATCH = 32
WHOLE = '{"modelo": "cmd-2017", "uuid": "%s"}'


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make several batches of few contacts: what is tested is how they go round."""
    monkeypatch.setattr(processes, "BATCH", BATCH)


def lines(count: int) -> list[str]:
    """Return contacts of which every seventh has the identifier of an earlier one."""
    known = [new_uuid() for _ in range(count)]
    for position in range(7, count, 7):
        known[position] = known[position // 2].upper()
    return [WHOLE % uuid for uuid in known]


def mixed(folder: Path) -> Path:
    """Write a file with everything that can be wrong, in several batches."""
    data = [line.encode() for line in lines(BATCH * 3)]
    data[20] = b'{"nome": "Jos\xe9"}'
    data[40] = b'{"a": NaN}'
    data[41] = b"[1]"
    data[42] = b'{"modelo": "cmd-2099", "uuid": 3}'
    data[-1] = data[-1][:20]
    file = folder / "c.ndjson"
    file.write_bytes(b"\n".join(data))
    return file


def run(file: Path, **more: Any) -> tuple[list[Line], dict[str, Any]]:
    check = FileCheck(partial(Library, file.parent / "tabelas"), **more)
    return list(check.run(file)), check.summary.as_json()


@pytest.mark.parametrize("form", ["ndjson", "array"])
def test_several_processes_say_what_one_says(tmp_path: Path, form: str) -> None:
    file = mixed(tmp_path)
    if form == "array":
        file.write_text("[" + ",\n".join(lines(75)) + "]", encoding="utf-8")
    alone, summary = run(file)
    helped, same = run(file, large=0, processes=2)
    assert helped == alone
    assert same == summary
    assert summary["contatos"] == (75 if form == "array" else BATCH * 3)
    assert summary["nao_verificadas"]
    rules = {line.finding.rule for line in alone}
    assert "arquivo-uuid-repetido" in rules
    assert form == "array" or {"arquivo-utf8", "arquivo-json", "modelo-tipo"} <= rules
    assert multiprocessing.active_children() == []


def test_small_files_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: object) -> None:
        raise AssertionError("a process for a small file")

    monkeypatch.setattr(multiprocessing, "get_context", start)
    assert run(mixed(tmp_path), processes=8)[1]["contatos"] == BATCH * 3


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (partial(load_model, "cmd-2099"), "model.unknown"),
        (partial(os._exit, 3), "reading.helper_ended"),
    ],
)
def test_a_process_that_cannot_go_on_is_told(
    tmp_path: Path, tables: Callable[[], Any], message: str
) -> None:
    file = mixed(tmp_path)
    with pytest.raises(ColetorError) as error:
        list(FileCheck(tables, large=0, processes=2).run(file))
    assert error.value.message_id == message
    assert multiprocessing.active_children() == []


def test_who_stops_asking_leaves_no_process_behind(tmp_path: Path) -> None:
    findings = FileCheck(partial(Library, tmp_path), large=0, processes=2).run(mixed(tmp_path))
    assert isinstance(next(iter(findings)), Line)
    findings.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_progress_reaches_the_end_of_the_file(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = mixed(tmp_path)
    run(file, progress=lambda done, total: told.append((done, total)))
    size = file.stat().st_size
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (size, size)


def test_a_batch_is_also_bounded_by_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "BATCH_BYTES", 100)
    file = tmp_path / "c.ndjson"
    file.write_text("\n".join([json.dumps({"a": "x" * 150}), *lines(4)]), encoding="utf-8")
    alone, _ = run(file)
    assert run(file, large=0, processes=2)[0] == alone

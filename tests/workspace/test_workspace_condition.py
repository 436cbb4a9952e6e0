"""What a folder tells of itself: how it stands, and a report without anybody's data."""

from pathlib import Path

import pytest
from workspace_world import Desk, sample

from coletor import clock
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace.condition import check_now, condition_of
from coletor.workspace.support import report_of, save_report


def test_a_folder_knows_its_size_its_copies_and_its_last_check(desk: Desk) -> None:
    before = condition_of(desk.workspace)
    assert before.checked_at is None
    assert before.database > 0 < before.free
    assert (before.copies, before.copies_size, before.cloud) == (0, 0, "")
    (desk.workspace.folder / "copias").mkdir()
    copy = desk.workspace.folder / "copias" / "coletor-antes-da-versao-9-20260101.db"
    copy.write_bytes(bytes(4096))
    asked_at = clock.now()
    check_now(desk.workspace)
    after = condition_of(desk.workspace)
    assert after.checked_at and after.checked_at >= asked_at
    assert (after.copies, after.copies_size) == (1, 4096)
    assert text("workspace.event.checked")


def test_the_report_for_who_helps_names_nobody(desk: Desk) -> None:
    document = sample()
    desk.conclude(document)
    logs = desk.workspace.layout.logs
    (logs / "falha-20260101-000000.txt").write_text("TypeError em panel.py:10\n", encoding="utf-8")
    report = report_of(desk.workspace, "PySide6 6")
    for said in ("Coletor CMD", "PySide6 6", "pronto 1", "panel.py:10", "cmd-2017"):
        assert said in report
    person = document["individuo"]
    for secret in (person["nome"], person.get("cns", "-x-"), document["uuid"]):
        assert secret not in report


def test_a_report_that_cannot_be_written_says_where(desk: Desk, tmp_path: Path) -> None:
    save_report(tmp_path / "relatorio.txt", "tudo bem\n")
    assert (tmp_path / "relatorio.txt").read_text(encoding="utf-8") == "tudo bem\n"
    with pytest.raises(ColetorError, match="não pôde ser guardado") as error:
        save_report(tmp_path / "nada" / "relatorio.txt", "x")
    assert error.value.message_id == "workspace.report_unwritable"

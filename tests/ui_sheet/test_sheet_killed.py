"""What was typed more than 300 ms before the process was killed is there after the restart."""

import os
import subprocess
import sys
from pathlib import Path

import killed_typing
from made_folders import training_folder

from coletor.model import load_model
from coletor.registers import PATIENTS
from coletor.registers.unfinished import unfinished
from coletor.sheets import Sheets
from coletor.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def test_sheet_form_and_person_survive_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "pasta"
    training_folder(folder, operator="Ana")
    child = subprocess.Popen(
        [sys.executable, killed_typing.__file__, folder],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
        },
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline().strip() == "typed"
    finally:
        child.kill()
        child.communicate()
    by_role = load_model("cmd-2017").by_role
    code = by_role["cns_individuo"].path
    with Workspace.open(folder) as workspace:
        drafts = [workspace.drafts.get(each.id) for each in workspace.drafts.summaries()]
        codes = {row.cells.get(code, "") for draft in drafts for row in draft.rows}
        assert {killed_typing.FORM_TEXT, killed_typing.LINE} <= codes
        (sheet,) = Sheets(workspace.store).open()
        assert sheet.admission == "14/07/2026"
        (person,) = unfinished(workspace.store, PATIENTS)
        assert person.texts == {"cns": killed_typing.LINE, "cpf": killed_typing.PERSON}

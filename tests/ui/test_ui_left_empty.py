"""A program that was killed right after a letter was taken back leaves no nameless draft."""

from pathlib import Path

import pytest
from made_folders import training_folder

from coletor.contact.drafting import NewRow
from coletor.model import load_model
from coletor.store.locking import LOCK_FOLDER
from coletor.workspace import Workspace
from ui.shell.opening import open_workspace


@pytest.mark.parametrize(("killed", "left"), [(True, 1), (False, 2)])
def test_what_was_left_empty_goes_when_the_folder_is_opened_after_a_kill(
    tmp_path: Path, *, killed: bool, left: int
) -> None:
    folder, model = tmp_path / "pasta", load_model("cmd-2017")
    training_folder(folder, name="UBS de teste", operator="Ana")
    with Workspace.open(folder) as workspace:
        workspace.drafts.create(model.id, 1)
        name = {model.by_role["nome_individuo"].path: "M"}
        typed = workspace.drafts.create(model.id, 1, cells=NewRow("", name))
    if killed:
        (folder / LOCK_FOLDER / "uso-1-deadbeef.trava").touch()  # a mark that nobody holds
    opened = open_workspace(folder, None)
    try:
        found = opened.workspace.drafts.summaries()
        assert len(found) == left
        assert typed.id in {item.id for item in found}
    finally:
        opened.workspace.close()
        opened.lock.release()

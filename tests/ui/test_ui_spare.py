"""The shell that is made while the password is typed, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from made_folders import training_folder
from pytestqt.qtbot import QtBot

from coletor.workspace import Workspace
from ui.pieces import Pieces
from ui.shell.spare import Spare
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks


def _spare(qtbot: QtBot, theme: Theme, tasks: Tasks, workspace: Workspace) -> Spare:
    """Return a spare that was made whole, before it knows of any open folder."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    spare = Spare(window, tasks, theme, workspace.profile)
    work = Pieces(window, spare.pieces())
    work.start()
    qtbot.waitUntil(lambda: work.done)
    return spare


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open training folder."""
    training_folder(tmp_path / "pasta")
    with Workspace.open(tmp_path / "pasta") as opened:
        yield opened


def test_the_folder_is_put_into_what_was_made_before(
    qtbot: QtBot, theme: Theme, tasks: Tasks, workspace: Workspace
) -> None:
    spare = _spare(qtbot, theme, tasks, workspace)
    made = spare._frame
    assert made is not None and not made.isVisible()
    home = made.screen_of("inicio")
    with pytest.raises(RuntimeError, match="no folder"):
        made.context.workspace  # noqa: B018 - a screen that asks too early is told so
    frame = spare.open(workspace)
    assert frame is made and frame.screen_of("inicio") is home
    assert frame.context.workspace is workspace
    frame.window().show_page(frame)
    frame.go("inicio")
    qtbot.waitUntil(lambda: tasks.idle)
    assert workspace.operator.name in home.title.text()


def test_another_profile_than_the_one_it_was_made_for_gets_a_shell_of_its_own(
    qtbot: QtBot, theme: Theme, tasks: Tasks, workspace: Workspace
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    spare = Spare(window, tasks, theme, replace(workspace.profile, name="Nome de ontem"))
    spare._make()
    before = spare._frame
    frame = spare.open(workspace)
    assert frame is not before and frame.profile == workspace.profile
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))


def test_what_nobody_opens_is_thrown_away(
    qtbot: QtBot, theme: Theme, tasks: Tasks, workspace: Workspace
) -> None:
    spare = _spare(qtbot, theme, tasks, workspace)
    made = spare._frame
    assert made is not None
    dispatcher = made.context.dispatcher
    spare.drop()
    qtbot.waitUntil(lambda: not shiboken6.isValid(made) and not shiboken6.isValid(dispatcher))

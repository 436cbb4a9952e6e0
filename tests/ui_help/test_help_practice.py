"""Practising: another folder in the same window, marked everywhere; the real one never changes."""

import hashlib
from pathlib import Path

import pytest
from help_hands import KEY, PATIENCE
from made_folders import PASSWORD

from coletor.demonstration.people import furnish
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import Workspace, practice_folder
from ui.shell.entrance import PasswordPage, WaitingPage, WelcomePage
from ui.shell.practice import PracticeError, place_for


def content(folder: Path) -> dict[str, str]:
    """Return what stands in a closed folder, file by file."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_practice_changes_nothing_of_the_real_folder(opened, folders, monkeypatch) -> None:
    hands = opened("real", PASSWORD)
    real = hands.frame.context.workspace
    with real.store.query() as db:
        key = db.execute("SELECT count(*) FROM contact").fetchone()
    assert "TREINAMENTO" not in hands.frame.window().windowTitle()
    hands.frame.finder.begin()
    hands.type("praticar")
    hands.until(lambda: not hands.frame.finder.searching)
    hands.key(KEY.Key_Return)
    hands.until(lambda: hands.desktop.frame is not None and not real_open(hands, real))
    hands.settle()
    before = content(folders / "real")
    training = hands.frame.context.workspace
    assert training.profile.training and training.folder == practice_folder()
    assert hands.frame.top.mark.text() == "TREINAMENTO"
    assert "TREINAMENTO" in hands.frame.window().windowTitle()
    assert training.patients.count() >= 4 and training.professionals.count() >= 3
    assert all(person.values.get("nome") for person in training.professionals.page())
    assert any(person.values.get("cpf") for person in training.patients.page())
    screen = hands.go("digitar").form
    hands.until(lambda: screen.view is not None and screen.view.current is not None)
    hands.type("708401234567896")
    hands.settle()
    assert hands.frame.top.practice.text() == "Voltar ao trabalho"
    hands.frame.finder.begin()
    hands.type("voltar")
    hands.until(lambda: not hands.frame.finder.searching)
    hands.key(KEY.Key_Return)
    hands.until(lambda: isinstance(hands.desktop.page, PasswordPage))
    hands.until(hands.desktop.page.field.editor.hasFocus)  # the password can be typed
    assert content(folders / "real") == before
    hands.desktop.page.field.editor.setText(PASSWORD)
    hands.desktop.page.given.emit(PASSWORD)
    hands.settle()
    with hands.frame.context.workspace.store.query() as db:
        assert db.execute("SELECT count(*) FROM contact").fetchone() == key
    assert not hands.frame.context.workspace.profile.training


def real_open(hands, real: Workspace) -> bool:
    return hands.frame.context.workspace is real


def test_what_is_typed_is_stored_before_the_folder_closes(opened, folders) -> None:
    hands = opened("real", PASSWORD)
    screen = hands.go("digitar").form
    hands.until(lambda: screen.view is not None and screen.view.current is not None)
    hands.type("708401234567896")
    hands.frame.go("praticar")
    hands.until(
        lambda: hands.desktop.frame is not None and hands.frame.context.workspace.profile.training
    )
    with Workspace.open(folders / "real", password=PASSWORD) as workspace:
        cells = [
            workspace.drafts.open(draft.uuid).root.cells for draft in workspace.drafts.summaries(5)
        ]
    assert any("70840" in text.replace(" ", "") for one in cells for text in one.values())


def test_the_folder_of_work_is_never_practised_in(folders, monkeypatch) -> None:
    with pytest.raises(PracticeError, match="pasta de trabalho"):
        place_for(practice_folder())
    monkeypatch.setattr("ui.shell.practice.practice_folder", lambda: folders / "real")
    with pytest.raises(PracticeError, match="não é de treinamento"):
        place_for(folders / "outra")


def test_a_named_folder_is_no_place_to_practise(folders, monkeypatch) -> None:
    monkeypatch.setenv("COLETOR_PASTA", str(folders / "real"))
    assert place_for(folders / "real") == practice_folder() != folders / "real"


def test_invented_people_stay_out_of_real_folders(folders) -> None:
    with Workspace.open(folders / "real", password=PASSWORD) as workspace:
        with pytest.raises(ColetorError, match="pessoas inventadas"):
            furnish(workspace)
        assert workspace.patients.count() == 0


def test_from_the_welcome_the_way_out_leads_back_to_it(qtbot, windows, folders) -> None:
    desktop = windows.open(folders / "nenhuma")
    assert isinstance(desktop.page, WelcomePage)
    desktop.page.try_button.click()
    qtbot.waitUntil(lambda: desktop.frame is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: desktop.frame.context.tasks.idle, timeout=PATIENCE)
    assert desktop.frame.top.practice.text() == "Sair do treinamento"
    desktop.frame.top.practice.click()
    qtbot.waitUntil(lambda: isinstance(desktop.page, WelcomePage), timeout=PATIENCE)
    assert "TREINAMENTO" not in windows.window.windowTitle()


def test_who_asks_for_the_training_is_never_led_into_real_work(windows, folders) -> None:
    """COLETOR_PASTA may name the real folder: the training says so and asks no password."""
    desktop = windows.open(folders / "real", training=True)
    assert isinstance(desktop.page, WaitingPage)
    assert desktop.page.notice.words() == text(
        "help.practice.not_training", folder=folders / "real"
    )

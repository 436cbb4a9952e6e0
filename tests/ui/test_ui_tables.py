"""Tabelas: what is missing, fetching by button, removal, the município of CNES files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_folders import training_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from stage import Stage

from coletor import clock
from coletor.contact import new_uuid
from coletor.demonstration.samples import load_samples
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.terminology import Package, import_paths
from coletor.terminology.errors import ImportCancelled
from coletor.terminology.getting import bringing
from coletor.workspace import Workspace
from ui.style.theme import Theme
from ui.tables.screen import TablesScreen

PLACES = '[{"id": 2211001, "nome": "Teresina"}, {"id": 2201903, "nome": "Bom Jesus"}]'
ESTABLISHMENTS = (
    '"CO_UNIDADE";"CO_CNES";"NO_RAZAO_SOCIAL";"NO_FANTASIA"\n'
    '"2211002323397";"2323397";"FUNDAÇÃO";"UBS JARDIM"\n'
)


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[TablesScreen]:
    folder = tmp_path / "pasta"
    training_folder(folder, name="UBS", operator="Ana")
    with Workspace.open(folder) as workspace:
        stage = Stage(workspace, theme)
        made = TablesScreen(stage.context)
        stage.window(made)
        made.activate()
        _idle(qtbot, made)
        yield made
        stage.end()


def _idle(qtbot: QtBot, screen: TablesScreen) -> None:
    qtbot.waitUntil(lambda: not screen.importing and screen.context.tasks.idle)


def test_what_is_missing_is_said_in_one_sentence(screen: TablesScreen) -> None:
    words = screen.standing.words()
    assert words.startswith("Só a demonstração")
    assert words.count("Importe") == 1


def test_the_municipio_of_cnes_files_is_asked_by_name(
    qtbot: QtBot, screen: TablesScreen, tmp_path: Path
) -> None:
    (tmp_path / "municipios.json").write_text(PLACES, encoding="utf-8")
    import_paths([tmp_path / "municipios.json"], screen.context.workspace.library.folder)
    file = tmp_path / "tbEstabelecimento202610.csv"
    file.write_text(ESTABLISHMENTS, encoding="latin-1")
    screen.import_paths([file])
    _idle(qtbot, screen)
    question = screen.question
    assert question.isVisible()
    assert not question.button.isEnabled()
    QTest.keyClicks(question.field, "teres")
    qtbot.waitUntil(lambda: len(question.field.popup.lines()) == 1)
    QTest.keyClick(question.field, Qt.Key.Key_Return)
    assert question.button.isEnabled()
    question.button.click()
    _idle(qtbot, screen)
    assert not question.isVisible()
    library = screen.context.workspace.library
    assert library.search("estabelecimento", "jardim")[0].code == "2323397"


def test_a_package_is_removed_and_the_demonstration_is_not(
    qtbot: QtBot, screen: TablesScreen, tmp_path: Path
) -> None:
    (tmp_path / "municipios.json").write_text(PLACES, encoding="utf-8")
    screen.import_paths([tmp_path / "municipios.json"])
    _idle(qtbot, screen)
    rows = [package.table for package in screen.rows.rows()]
    for table, enabled in (("pais", False), ("municipio", True)):
        screen.table.selectRow(rows.index(table))
        assert screen.remove_button.isEnabled() is enabled
    screen.remove_button.click()
    _idle(qtbot, screen)
    assert "Removida: Municípios" in screen.notice.words()
    assert all(package.demonstration for package in screen.rows.rows())
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    _idle(qtbot, screen)
    qtbot.waitUntil(lambda: not all(each.demonstration for each in screen.rows.rows()))
    assert not screen.notice.words()


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (ColetorError("terminology.getting.no_answer", host="ftp2"), "ftp2 não respondeu"),
        (ImportCancelled(), "cancelada"),
    ],
)
def test_a_download_that_fails_is_said(
    qtbot: QtBot,
    screen: TablesScreen,
    monkeypatch: pytest.MonkeyPatch,
    error: ColetorError,
    part: str,
) -> None:
    def fail(*_: object, **__: object) -> list[Package]:
        raise error

    monkeypatch.setattr(bringing, "bring", fail)
    monkeypatch.setattr(bringing, "known_tables", lambda _addresses: ["sigtap"])
    screen.download_button.click()
    assert screen.importing
    _idle(qtbot, screen)
    assert part in screen.notice.words()
    assert screen.download_button.isEnabled()


def test_the_proxy_of_the_settings_is_used_and_what_came_is_named(
    qtbot: QtBot, screen: TablesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def bring(table: str, _folder: Path, **how: object) -> list[Package]:
        asked.append((table, how["proxy"]))
        return [Package(table, "202607", "v1", 1, "0" * 64, "", "x.sqlite")]

    workspace = screen.context.workspace
    workspace.settings.set("proxy.endereco", "http://127.0.0.1:3128", workspace.operator.id)
    monkeypatch.setattr(bringing, "bring", bring)
    monkeypatch.setattr(bringing, "known_tables", lambda _addresses: ["sigtap"])
    screen.download()
    _idle(qtbot, screen)
    assert asked == [("sigtap", "http://127.0.0.1:3128")]
    assert "SIGTAP 07/2026" in screen.notice.words()


def test_an_import_says_what_it_changed_for_contacts_not_yet_accepted(
    qtbot: QtBot, screen: TablesScreen, tmp_path: Path
) -> None:
    workspace = screen.context.workspace
    sample = load_samples(workspace.model_in_force(), clock.today()).documents[0]
    document = {**sample, "uuid": new_uuid()}
    document["contato"] = {"estabelecimento": "2077485", **document["contato"]}
    workspace.conclude_document(workspace.complete(document))
    file = tmp_path / "municipios.json"
    file.write_text(PLACES, encoding="utf-8")
    screen.import_paths([file])
    _idle(qtbot, screen)
    said = text("ui.tables.rechecked", changed=1, back=1)
    qtbot.waitUntil(lambda: said in screen.notice.words())
    assert workspace.outbox.queue() == []
    assert workspace.drafts.open(document["uuid"]) is not None

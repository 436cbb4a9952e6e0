"""The real program on real folders: navigation, sending, importing, closing."""

import gc
import threading
import weakref
from pathlib import Path

import pytest
from made_folders import PASSWORD, real_folder
from opened_windows import Start, opened
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sending_world import SendingWorld

from coletor import clock
from coletor.demonstration import typing
from coletor.demonstration.samples import load_samples
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import StoreError
from coletor.workspace import Workspace
from coletor.workspace.upkeep import Upkeep
from ui.contacts.screen import ContactsScreen
from ui.home.screen import HomeScreen
from ui.outbox.causes import said_by_service
from ui.outbox.screen import SendingScreen
from ui.screens.credentials import CredentialsCard
from ui.screens.registry import SCREENS, numbered
from ui.shell.ahead import NEXT
from ui.style.theme import Theme
from ui.tables.screen import TablesScreen
from ui.typing.screen import TypingScreen
from ui.widgets.tone import Tone


def conclude(folder: Path, *numbers: int) -> list[str]:
    """Conclude sample contacts as a clerk did before."""
    with Workspace.open(folder) as workspace:
        samples = load_samples(workspace.model_in_force(), clock.today())
        uuids = []
        for number in numbers:
            draft, cells = typing.start(workspace, samples.documents[number])
            typing.enter(workspace, draft, cells)
            uuids.append(workspace.conclude(draft).uuid)
        return uuids


def half_typed(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        samples = load_samples(workspace.model_in_force(), clock.today())
        draft, cells = typing.start(workspace, samples.documents[0])
        typing.enter(workspace, draft, cells[:5])


def test_training_is_marked_and_every_screen_opens_by_key_whole_and_named(
    qtbot: QtBot, start: Start, training: Path
) -> None:
    """Whole: nothing is cut at 1366x768. Named: every button is, for screen readers."""
    frame = opened(qtbot, start(training, training=True))
    window = frame.window()
    window.resize(1366, 728)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: frame.width() == 1366)
    assert frame.top.mark.isVisible() and frame.top.mark.text() == "TREINAMENTO"

    def is_whole_and_named(name: str) -> None:
        assert frame.current == name
        qtbot.waitUntil(lambda: frame.context.tasks.idle)
        needed = frame.screen_of(name).minimumSizeHint()
        assert needed.width() <= frame.room.width(), name
        assert needed.height() <= frame.room.height(), name
        buttons = [each for each in frame.findChildren(QPushButton) if each.isVisibleTo(frame)]
        assert not [each for each in buttons if not (each.accessibleName() or each.text())], name

    by_key = numbered(SCREENS)
    for number, entry in by_key.items():
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        is_whole_and_named(entry.identifier)
    QTest.keyClick(window, Qt.Key.Key_F1)
    is_whole_and_named("ajuda")
    for entry in SCREENS:
        if entry not in by_key.values():
            frame.go(entry.identifier)
            is_whole_and_named(entry.identifier)


def test_what_waits_is_sent_and_its_receipt_is_shown(
    qtbot: QtBot, start: Start, training: Path
) -> None:
    (uuid,) = conclude(training, 0)
    desktop = start(training)
    frame = opened(qtbot, desktop)
    workspace = frame.context.workspace
    qtbot.waitUntil(
        lambda: workspace.listing.counts().get("aceito") == 1, timeout=30_000
    )  # sent by itself
    frame.go("contatos", uuid)
    screen = frame.screen_of("contatos")
    assert isinstance(screen, ContactsScreen)
    protocol = workspace.outbox.receipts(uuid)[0].protocol
    assert protocol

    def shown() -> bool:
        return protocol in [label.text() for label in screen.detail.findChildren(QLabel)]

    qtbot.waitUntil(shown)
    assert screen.detail.word.text() == "aceito"


def test_a_refusal_says_why_and_opens_in_the_form(
    qtbot: QtBot, start: Start, training: Path
) -> None:
    with Workspace.open(training) as workspace:
        refused = load_samples(workspace.model_in_force(), clock.today()).refused
    conclude(training, refused)
    desktop = start(training)
    frame = opened(qtbot, desktop)
    frame.go("envio")
    screen = frame.screen_of("envio")
    assert isinstance(screen, SendingScreen)
    table = screen.causes.table
    qtbot.waitUntil(lambda: table.current() is not None, timeout=30_000)
    assert "CMD-" in said_by_service(table.current())
    assert screen.counters.cards["rejected"].value() == "1"
    qtbot.waitUntil(lambda: frame.navigation.button("envio").count == 1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert frame.current == "digitar"
    qtbot.waitUntil(lambda: frame.context.tasks.idle)


def test_sending_only_when_asked(qtbot: QtBot, start: Start, training: Path) -> None:
    desktop = start(training)
    frame = opened(qtbot, desktop)
    qtbot.waitUntil(lambda: frame.status.connection.text() == "Serviço de treinamento")
    frame.go("envio")
    screen = frame.screen_of("envio")
    assert isinstance(screen, SendingScreen)
    screen.mode.button("pausado").click()
    workspace = frame.context.workspace
    conclude_here(workspace)
    screen.activate()
    qtbot.waitUntil(lambda: screen.counters.cards["waiting"].value() == "1")
    assert workspace.listing.counts() == {"pronto": 1}
    QTest.keyClick(frame.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.counters.cards["accepted"].value() == "1", timeout=30_000)
    qtbot.waitUntil(lambda: "O serviço aceitou 1 contato." in screen.notice.words())


def conclude_here(workspace: Workspace) -> None:
    samples = load_samples(workspace.model_in_force(), clock.today())
    draft, cells = typing.start(workspace, samples.documents[0])
    typing.enter(workspace, draft, cells)
    workspace.conclude(draft)


def test_home_says_what_waits(qtbot: QtBot, start: Start, training: Path) -> None:
    half_typed(training)
    desktop = start(training)
    frame = opened(qtbot, desktop)
    screen = frame.screen_of("inicio")
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: len(screen.waiting.rows()) == 2)
    drafts, tables = screen.waiting.rows()
    assert (drafts.button.text(), tables.button.text()) == ("Retomar", "Importar")
    tables.button.click()
    assert frame.current == "tabelas"
    qtbot.waitUntil(lambda: frame.context.tasks.idle)


def test_the_list_filters_by_word_and_by_name(qtbot: QtBot, world: SendingWorld) -> None:
    half_typed(world.workspace.folder)
    conclude(world.workspace.folder, 1, 2)
    frame = world.frame
    frame.go("contatos")
    screen = frame.screen_of("contatos")
    assert isinstance(screen, ContactsScreen)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 3)
    screen.words.button("rascunho").click()
    qtbot.waitUntil(lambda: [row.word for row in screen.rows.rows()] == ["rascunho"])
    screen.words.button("todos").click()
    QTest.keyClicks(screen.search, "CICERA")
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 1)
    QTest.keyClicks(screen.search, "xx")
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 0)
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 3)


def test_a_file_that_is_no_table_is_refused_in_place(
    qtbot: QtBot, world: SendingWorld, tmp_path: Path
) -> None:
    junk = tmp_path / "qualquer.zip"
    junk.write_bytes(b"PK not really")
    frame = world.frame
    frame.go("tabelas")
    screen = frame.screen_of("tabelas")
    assert isinstance(screen, TablesScreen)
    assert screen.import_button.hasFocus()
    screen.import_paths([junk])
    assert screen.progress.isVisible() and not screen.drop.isVisible()
    qtbot.waitUntil(lambda: not screen.importing, timeout=30_000)
    assert "qualquer.zip" in screen.notice.words()
    assert screen.drop.isVisible()
    assert screen.import_button.hasFocus()


def test_an_import_can_be_cancelled(qtbot: QtBot, world: SendingWorld, shared: Path) -> None:
    frame = world.frame
    frame.go("tabelas")
    screen = frame.screen_of("tabelas")
    assert isinstance(screen, TablesScreen)
    screen.import_paths([shared / "data" / "sigtap"])
    screen.cancel()
    qtbot.waitUntil(lambda: not screen.importing, timeout=30_000)
    assert "cancelada" in screen.notice.words()
    assert not [package for package in screen.rows.rows() if not package.demonstration]


def test_what_is_out_of_view_takes_no_cursor(qtbot: QtBot, world: SendingWorld) -> None:
    """What was read for a screen asks for it when it is there, wherever the person is by then."""
    frame = world.frame
    frame.go("envio")
    sending = frame.screen_of("envio")
    assert isinstance(sending, SendingScreen)
    frame.go("contatos")
    qtbot.waitUntil(lambda: frame.context.tasks.idle, timeout=20_000)
    here = QApplication.focusWidget()
    assert here is not None and here.isVisible()
    sending.send_button.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is here)
    here.clearFocus()
    sending.send_button.setFocus()  # where nothing had it, the screen in view takes it
    qtbot.waitUntil(here.hasFocus)
    frame.go("envio")
    qtbot.waitUntil(lambda: frame.context.tasks.idle)
    here = QApplication.focusWidget()
    assert here is not None and sending.isAncestorOf(here)
    sending.batch.table.setFocus()  # a page of the screen in view that is not in view itself
    qtbot.waitUntil(here.hasFocus)


@pytest.mark.parametrize("awaited", [False, True], ids=["calm", "while-a-form-is-awaited"])
def test_closing_frees_window_and_screens(
    qtbot: QtBot, start: Start, training: Path, *, awaited: bool
) -> None:
    """All of them, those made ahead too; and what is about to be typed into holds nothing back."""
    desktop = start(training, ahead=True)
    frame = opened(qtbot, desktop)
    tasks = frame.context.tasks
    made = frame._screens
    qtbot.waitUntil(lambda made=made: {*NEXT, "digitar"} <= made.keys())
    entries = [entry for entry in SCREENS if not awaited or entry.identifier in made]
    for entry in sorted(entries, key=lambda entry: entry.identifier == "digitar"):
        qtbot.waitUntil(lambda: tasks.idle)
        frame.go(entry.identifier)
    way = frame.screen_of("digitar")
    assert isinstance(way, TypingScreen) and way.form.keys.holding
    if not awaited:
        qtbot.waitUntil(lambda form=way.form: not form.starting)
        qtbot.waitUntil(lambda: tasks.idle)
    watched = [weakref.ref(screen) for screen in made.values()]
    watched.append(weakref.ref(frame))
    del way
    window: QWidget = frame.window()
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    del frame, made
    window.close()
    window.deleteLater()
    del window
    qtbot.waitUntil(lambda: bool(gone))
    desktop.close()
    gc.collect()
    assert [ref() for ref in watched if ref() is not None] == []


def test_a_real_folder_says_in_place_why_it_cannot_send(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "real"
    real_folder(folder)
    desktop = start(folder, password=PASSWORD)
    frame = opened(qtbot, desktop)
    frame.go("envio")
    screen = frame.screen_of("envio")
    assert isinstance(screen, SendingScreen)
    assert screen.mode.value() == "automatico"
    qtbot.waitUntil(screen.release.isVisible)
    screen.send_button.click()
    qtbot.waitUntil(screen.release.field.hasFocus)
    assert not screen.notice.words()
    assert not frame.toast.isVisible()
    assert not frame.context.dispatcher.running


def test_credentials_are_asked_in_place_and_forgotten_by_the_screen(
    qtbot: QtBot, theme: Theme
) -> None:
    card = CredentialsCard()
    qtbot.addWidget(card)
    given: list[tuple[object, ...]] = []
    card.given.connect(lambda *values: given.append(values))
    card.ask("Não há cofre.")
    card.button.click()
    assert all(field.finding() for field in card.fields)
    for field, words in zip(card.fields, ("ubs", "s1", "11144477735", "s2"), strict=True):
        QTest.keyClicks(field.editor, words)
    QTest.keyClick(card.button, Qt.Key.Key_Return)
    assert given == [("ubs", "s1", "11144477735", "s2", False)]
    assert card.password.raw() == "" and card.operator_password.raw() == ""


def test_the_window_does_not_close_over_what_could_not_be_written(
    qtbot: QtBot, start: Start, training: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so once; who closes it again means it."""

    def full(*_args: object, **_named: object) -> None:
        raise StoreError("store.full", file="coletor.db")

    frame = opened(qtbot, start(training))
    frame.go("digitar")
    form = frame.screen_of("digitar").form
    qtbot.waitUntil(lambda: form.session is not None and form.view is not None)
    window = frame.window()
    with monkeypatch.context() as patch:
        patch.setattr(frame.context.workspace.drafts, "create", full)
        form.session.type(form.view.current, "7084")
        assert not window.close()
        assert frame.notice.words() == text("ui.window.unsaved")
        assert window.isVisible()
    qtbot.waitUntil(lambda: not frame.notice.words())  # it was tried again, and is stored
    monkeypatch.setattr(frame.context.workspace.drafts, "set_cells", full)
    form.session.type(form.view.current, "70840")
    assert not window.close()
    assert window.close()


def test_a_folder_that_is_busy_is_no_bug_and_is_said_once_while_it_is(
    qtbot: QtBot, start: Start, training: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No report of a bug for the codes used often; the message goes once all can be read again."""

    def busy(*_: object) -> None:
        raise ColetorError("store.locked")

    with monkeypatch.context() as while_busy:
        while_busy.setattr("coletor.workspace.usage.Favourites.refresh", busy)
        while_busy.setattr("ui.shell.frame._LATER_MS", 50)
        while_busy.setattr("ui.shell.frame.read_glance", busy)
        while_busy.setattr("ui.outbox.screen.read_standing", busy)
        frame = opened(qtbot, start(training))
        frame.go("envio")
        screen = frame.screen_of("envio")
        qtbot.waitUntil(lambda: screen.notice.words() == text("store.locked"))
        for _ in range(2):
            frame.refresh()
            qtbot.waitUntil(lambda: frame.context.tasks.idle)
        assert frame.notice.words() == "", "the screen says it already"
        frame.context.toast(text("store.locked"), Tone.ERROR)
        assert frame.toast.words() == ""
        frame.go("ajuda")
        frame.refresh()  # still so: now it is said below whatever is in view
        qtbot.waitUntil(lambda: frame.notice.words() == text("store.locked"))
        frame.context.toast(text("store.locked"), Tone.ERROR)
        assert frame.toast.words() == ""
    frame.refresh()
    frame.go("envio")
    qtbot.waitUntil(lambda: not frame.notice.words() and not screen.notice.words())


def test_an_upkeep_that_another_program_held_up_is_done_later_and_no_more_said(
    qtbot: QtBot, start: Start, training: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    free = threading.Event()

    def busy(*_: object, **__: object) -> Upkeep:
        tried.append(1)
        if not free.is_set():
            raise StoreError("store.locked")
        return Upkeep(None, checked=False, purged=0, unconfirmed=0)

    monkeypatch.setattr(Workspace, "maintain", busy)
    monkeypatch.setattr("ui.shell.desktop._CALM_MS", 0)
    monkeypatch.setattr("ui.shell.looking_after.AGAIN_MS", 30)
    frame = opened(qtbot, start(training))
    qtbot.waitUntil(lambda: len(tried) > 2 and frame.notice.words() == text("store.locked"))
    free.set()
    qtbot.waitUntil(lambda: not frame.notice.words())

"""Envio: sending by itself, the cable, causes and batches, choices, one sender per folder."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from made_folders import PASSWORD, real_folder
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sending_world import SendingWorld

from coletor import resources
from coletor.messages import text
from coletor.store import StoreError, folder_lock
from coletor.store.traffic import Attempt, Movement
from coletor.workspace import Workspace
from ui import sending
from ui.outbox import batching
from ui.outbox.queue import DIFFERENT, next_step
from ui.outbox.reading import read_standing
from ui.outbox.release import ReleaseCard
from ui.outbox.weather import weather_of
from ui.pace import Pace, countdown, ends
from ui.reachability import NetworkWatch
from ui.sending import Dispatcher
from ui.shell.elsewhere import EVERY_MS, Elsewhere
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

_TOO_MANY = 1000


def test_what_is_concluded_leaves_by_itself_and_is_counted(world: SendingWorld) -> None:
    screen = world.screen("envio")
    world.conclude(3)
    world.until(lambda: world.counts() == {"aceito": 3})
    world.until(lambda: screen.counters.cards["accepted"].value() == "3")
    assert screen.counters.cards["approved"].value() == "–"
    states = [line.state for line in screen.queue.rows.rows()]
    assert states == ["aceito"] * 3
    assert screen.weather.text().startswith("serviço normal")


def test_paused_nothing_leaves_until_asked(world: SendingWorld) -> None:
    screen = world.screen("envio")
    screen.mode.button("pausado").click()
    world.conclude()
    world.until(lambda: screen.counters.cards["waiting"].value() == "1")
    line = screen.queue.rows.rows()[0]
    assert next_step(line, automatic=world.dispatcher.automatic) == "espera: o envio está pausado"
    QTest.keyClick(world.frame.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    world.until(lambda: world.counts() == {"aceito": 1})


def test_what_another_program_queues_and_sends_is_counted_by_itself(world: SendingWorld) -> None:
    screen = world.screen("envio")
    screen.mode.button("pausado").click()
    with Workspace.open(world.place / "pasta") as other:
        other.conclude_document(world.document())
    looks = world.desktop.findChild(Elsewhere).findChild(QTimer)
    looks.setInterval(10)
    world.until(lambda: world.frame.status.waiting.value.text() == "1")
    world.until(lambda: screen.counters.cards["waiting"].value() == "1")
    told: list[frozenset[str]] = []
    world.frame.context.tasks.changed.connect(told.append)
    with Workspace.open(world.place / "pasta") as other:
        other.outbox.withdraw(screen.queue.rows.rows()[0].uuid, other.operator.id)
    world.until(lambda: screen.counters.cards["waiting"].value() == "0")
    looks.setInterval(EVERY_MS)
    # Once for each of its writes that a look came after: it makes more than one.
    assert set(told) == {frozenset({"contacts", "drafts", "outbox", "people", sending.ELSEWHERE})}


def test_the_cable_out_and_in_again(world: SendingWorld) -> None:
    screen = world.screen("envio")
    world.server.stop()
    world.conclude(5)
    world.until(lambda: bool(screen.notice.words()))
    world.until(lambda: any(line.next_at for line in screen.queue.rows.rows()))
    world.until(lambda: screen.weather.text().startswith("serviço fora desde"))
    world.server.start()
    world.until(lambda: world.counts() == {"aceito": 5})  # nobody asked


def test_what_is_wrong_on_this_computer_is_said_once_and_tried_again(
    world: SendingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, said = [], []

    def run(*arguments: Any, **named: Any) -> Any:
        tried.append(arguments)
        if len(tried) < 4:
            raise StoreError("store.full", file="coletor.db")
        return real(*arguments, **named)

    real = sending.run
    world.dispatcher.failed.connect(said.append)
    monkeypatch.setattr(sending, "_HELD_MS", 10)
    monkeypatch.setattr(sending, "run", run)
    screen = world.screen("envio")
    world.conclude(1)
    world.until(lambda: world.counts() == {"aceito": 1})  # nobody asked
    assert len(said) == 1
    world.until(lambda: world.dispatcher.pace is None)
    tried.clear()
    monkeypatch.setattr(sending, "_HELD_MS", 2000)
    world.dispatcher.send(quietly=True)
    world.until(lambda: screen.notice.words() == said[0])
    tried[:] = [()] * 4
    world.dispatcher.send(quietly=True)  # nothing to send: what was wrong is not any more
    world.until(lambda: not screen.notice.words())
    assert "sem conex" not in world.frame.status.connection.text().lower()


def test_one_cause_is_corrected_for_all_that_were_chosen(world: SendingWorld) -> None:
    world.conclude(3, quantity=_TOO_MANY)
    world.until(lambda: world.counts() == {"rejeitado": 3})
    screen = world.screen("envio")
    table = screen.causes.table
    world.until(lambda: table.current() is not None)
    cause = table.current()
    assert len(cause.group.uuids) == 3 and cause.where and "1000" in cause.refused
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    batch = screen.batch
    world.until(lambda: batch.editor is not None and len(batch.rows.rows()) == 3)
    assert [row.change.before for row in batch.rows.rows()] == ["1000"] * 3  # before any value
    assert batch.editor.hasFocus()
    QTest.keyClicks(batch.editor, "1x")
    world.until(lambda: batch.rows.rows()[0].change.reason)
    assert not batch.chosen and not batch.apply_button.isEnabled()
    QTest.keyClick(batch.editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(batch.editor, "2")
    world.until(lambda: len(batch.chosen) == 3)
    shown = [(row.change.before, row.change.after) for row in batch.rows.rows()]
    assert shown == [("1000", "12")] * 3
    screen.window().resize(683, 700)
    world.until(lambda: batch.table.isColumnHidden(6))
    assert batch.table.columnWidth(1) >= 200  # the names, which were one letter each
    QTest.keyClick(batch.editor, Qt.Key.Key_Tab)
    assert batch.table.hasFocus()
    QTest.keyClick(batch.table, Qt.Key.Key_Space)
    assert len(batch.chosen) == 2
    left_out = {row.change.uuid for row in batch.rows.rows()} - set(batch.chosen)
    QTest.keyClicks(batch.editor, "3")  # a new value leaves out whom the person left out
    world.until(lambda: batch.rows.rows()[0].change.after == "123")
    assert {row.change.uuid for row in batch.rows.rows()} - set(batch.chosen) == left_out
    QTest.keyClick(batch.editor, Qt.Key.Key_Backspace)
    world.until(lambda: batch.rows.rows()[0].change.after == "12")
    QTest.keyClick(batch.table, Qt.Key.Key_F2)
    assert len(batch.chosen) == 3
    QTest.keyClick(batch.table, Qt.Key.Key_Space)
    batch.apply_button.click()
    world.until(lambda: world.counts() == {"aceito": 2, "rejeitado": 1})
    assert "2 na fila" in screen.notice.words() or screen.pages.currentIndex() == 0
    world.until(screen.queue.table.isVisible)  # in half a screen nothing is beyond its edge
    world.until(lambda: screen.queue.table.horizontalScrollBar().maximum() == 0)


def test_who_comes_to_envio_stands_at_what_was_refused(world: SendingWorld) -> None:
    world.screen("inicio")
    world.conclude(1, quantity=_TOO_MANY)
    world.until(lambda: world.counts() == {"rejeitado": 1})
    screen = world.screen("envio")
    world.until(lambda: screen.causes.table.current() is not None)
    assert screen.causes.table.hasFocus()


def test_a_batch_shows_one_value_and_is_left_without_a_trace(
    world: SendingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.conclude(2, quantity=_TOO_MANY)
    world.until(lambda: world.counts() == {"rejeitado": 2})
    screen = world.screen("envio")
    world.until(lambda: screen.causes.table.current() is not None)
    screen.causes.correcting.emit(screen.causes.table.current())
    world.until(lambda: screen.batch.editor is not None)
    QTest.keyClicks(screen.batch.editor, "12")
    world.until(lambda: len(screen.batch.chosen) == 2)
    gate, preview, seen = Event(), batching.preview, []

    def slow(workspace: Any, group: Any, value: str, progress: Any) -> Any:
        rows = preview(workspace, group, value, progress)
        seen.append(value)
        assert value != "123" or gate.wait(30)  # it had ended when it was given up
        return rows

    monkeypatch.setattr(batching, "preview", slow)
    QTest.keyClicks(screen.batch.editor, "3")
    world.until(lambda: seen == ["123"])
    QTest.keyClick(screen.batch.editor, Qt.Key.Key_Backspace)
    world.until(lambda: seen == ["123", "12"])
    gate.set()
    world.rest()
    assert {row.change.after for row in screen.batch.rows.rows()} == {"12"}
    screen.batch.leave()
    world.rest()
    assert screen.pages.currentIndex() == 0
    assert world.counts() == {"rejeitado": 2}


@pytest.mark.parametrize("mine", [False, True])
def test_another_content_on_the_server_is_a_choice(world: SendingWorld, mine: bool) -> None:
    world.dispatcher.set_automatic(False)
    theirs = world.document(quantity=7)
    ours = {**theirs, "procedimentos": [{**theirs["procedimentos"][0], "quantidade": 2}]}
    world.elsewhere("incluir", theirs)
    world.workspace.conclude_document(ours)
    world.dispatcher.send()
    world.rest()
    world.dispatcher.send()  # "exists": asked, and found to be another
    world.rest()
    screen = world.screen("envio")
    world.until(lambda: [line.code for line in screen.queue.rows.rows()] == [DIFFERENT])
    screen.queue.table.selectRow(0)
    screen.queue.table.setFocus()
    QTest.keyClick(screen.queue.table, Qt.Key.Key_Return)
    panel = screen.difference
    world.until(panel.mine.isEnabled)
    assert [(field.mine, field.theirs) for field in panel.rows.rows()] == [("2", "7")]
    (panel.mine if mine else panel.theirs).click()
    world.until(lambda: screen.pages.currentIndex() == 0)
    world.rest()
    assert world.counts() == ({"alteracao_pronta": 1} if mine else {"aceito": 1})


def test_another_program_that_sends_is_said_in_place(world: SendingWorld) -> None:
    screen = world.screen("envio")
    with folder_lock(world.workspace.folder, "envio"):
        world.conclude()
        world.until(lambda: bool(screen.notice.words()))
        assert world.counts() == {"pronto": 1}
        assert not world.dispatcher.running
    screen.send_button.click()
    world.until(lambda: world.counts() == {"aceito": 1})


def test_who_asks_during_a_look_of_the_program_is_answered(world: SendingWorld) -> None:
    screen = world.screen("envio")
    world.conclude()
    world.until(lambda: world.counts() == {"aceito": 1})
    world.rest()
    world.dispatcher.send(quietly=True)
    assert world.dispatcher.running and not world.dispatcher.sending
    with world.qtbot.waitSignal(world.dispatcher.ended):  # a look of the program ends nothing
        screen.send_button.click()
    assert (screen.mode.value(), world.dispatcher.automatic) == ("automatico", True)


def test_a_run_can_be_stopped_and_pauses(world: SendingWorld) -> None:
    screen = world.screen("envio")
    world.dispatcher.set_automatic(False)
    world.conclude(40)
    world.dispatcher.started.connect(screen.send_button.click)
    screen.send_button.click()
    world.until(lambda: not world.dispatcher.running)
    world.rest()
    assert screen.mode.value() == "pausado"
    assert world.counts().get("pronto", 0) > 0


def test_no_network_holds_the_attempt_until_it_is_back(
    world: SendingWorld, tasks: Tasks, tmp_path: Path
) -> None:
    """In a real folder; it is locked, so that coming back ends in saying so."""
    folder = tmp_path / "real"
    real_folder(folder)
    document = world.document()
    with Workspace.open(folder, password=PASSWORD) as workspace:
        with workspace.store.change() as db:
            workspace.outbox.enqueue(db, document, [], {}, workspace.operator.id)
        workspace.configure("webservice.endereco", "https://cmd.exemplo.gov.br/servico")
        watch = NetworkWatch()
        watch.set_online(False)
        sender = Dispatcher(workspace, tasks, watch=watch)
        said: list[str] = []
        sender.connected.connect(lambda connection: said.append(connection.message))
        sender.send(quietly=True)
        assert not sender.running
        assert len(said) == 1 and "sem rede" in said[0]
        with world.qtbot.waitSignal(sender.locked):
            watch.set_online(True)
        world.until(lambda: tasks.idle)
        sender.deleteLater()


def test_the_way_to_real_sending_is_shown_step_by_step(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path
) -> None:
    folder = tmp_path / "real"
    real_folder(folder)
    with Workspace.open(folder, password=PASSWORD) as workspace:
        card = ReleaseCard(workspace, tasks)
        qtbot.addWidget(card)
        opened: list[bool] = []
        card.opened.connect(lambda: opened.append(True))
        card.read()
        qtbot.waitUntil(lambda: not card.isHidden())
        assert not card.confirm.isEnabled() and not card.sure.isEnabled()
        card.field.set_raw("https://cmd.exemplo.gov.br/servico")
        card._keep_address()
        qtbot.waitUntil(lambda: card.state.address.startswith("https://"))
        card.adopt(tmp_path / "nada.wsdl")
        qtbot.waitUntil(lambda: bool(card.notice.words()))
        card.adopt(resources.path("webservice", "ContatoAssistencialService.wsdl"))
        qtbot.waitUntil(lambda: card.state.contract)
        assert not card.state.differences
        card.sure.click()
        assert card.confirm.isEnabled() and not opened
        card.confirm.click()
        qtbot.waitUntil(lambda: opened == [True])
        assert card.isHidden() and workspace.missing_to_send() == ()
        qtbot.waitUntil(lambda: tasks.idle)


def test_credentials_that_are_refused_stop_everything_quietly(
    world: SendingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLETOR_WS_SENHA", "outra")
    screen = world.screen("envio")
    world.conclude()
    world.until(lambda: bool(screen.notice.words()))
    world.rest()
    assert "credenciais" in screen.notice.words()
    assert world.counts() == {"pronto": 1}


def test_the_doctor_finds_the_first_thing_that_fails(world: SendingWorld) -> None:
    screen = world.screen("rede")
    with world.qtbot.waitSignal(screen.diagnosed):
        QTest.keyClick(screen.button, Qt.Key.Key_Return)
    assert screen.sentence.words() == "Tudo certo do computador até o webservice."
    world.until(lambda: world.frame.status.connection.text() == text("ui.connection.ok"))
    world.server.stop()
    with world.qtbot.waitSignal(screen.diagnosed):
        screen.button.click()
    assert screen.rows["conexao"].outcome == "falha"
    assert screen.rows["servico"].outcome == "nao_conferido"
    assert "recusa a conexão" in screen.sentence.words()
    screen.sentence.acted.emit()  # the button beside the sentence
    assert world.frame.current == "configuracoes"
    section = world.frame.screen_of("configuracoes").section()
    world.rest()
    assert section.settings["webservice.endereco"].value() == world.server.address
    world.server.start()


def test_the_doctor_can_be_stopped(world: SendingWorld) -> None:
    screen = world.screen("rede")
    screen.button.click()
    screen.button.click()
    assert "Parado" in screen.sentence.words()
    world.rest()
    assert "Parado" in screen.sentence.words()


def test_waits_and_rates_in_words() -> None:
    now = [0.0]
    pace = Pace(10, lambda: now[0])
    assert pace.words() == "0 de 10"
    now[0] = 2.0
    pace.note(["a", "b", "b", "c", "d"])
    assert pace.rate() == pytest.approx(2.0) and pace.remaining() == pytest.approx(3.0)
    assert pace.words() == "4 de 10 · 2,0 por segundo · termina em instantes"
    assert [ends(s) for s in (42, 600, 9000)] == [
        "termina em cerca de 50 s",
        "termina em cerca de 10 min",
        "termina em cerca de 3 h",
    ]
    assert [countdown(s) for s in (-1, 41.2, 125)] == ["0:00", "0:42", "2:05"]


def test_the_weather_from_the_attempts() -> None:
    def attempt(outcome: str, seconds: int = 1) -> Attempt:
        began = "2026-07-01T12:00:00.000Z"
        return Attempt(began, f"2026-07-01T12:00:{seconds:02d}.000Z", outcome)

    assert weather_of([]).words == ""
    assert weather_of([attempt("aceito")] * 3).tone is Tone.OK
    assert "lento" in weather_of([attempt("aceito", 9)] * 3).words
    assert "instável" in weather_of([attempt("aceito"), attempt("falha"), attempt("aceito")]).words
    assert "instável" in weather_of([attempt("falha")]).words
    assert weather_of([attempt("sem_confirmacao")] * 3).tone is Tone.ERROR


def test_each_next_step_has_its_words() -> None:
    def step(state: str, **more: str) -> str:
        return next_step(Movement("u", "incluir", state, "", "", **more), automatic=True)

    past, far = "2020-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"
    assert step("enviando") == "agora"
    assert step("pronto") == step("pronto", next_at=past) == "em seguida"
    assert step("pronto", next_at=far, message="A rede caiu. Espere.").startswith("de novo em ")
    assert step("pronto", next_at=far, message="A rede caiu. Espere.").endswith("· a rede caiu")
    assert step("sem_confirmacao", next_at=past) == "perguntar ao serviço"
    assert step("sem_confirmacao", next_at=far).startswith("perguntar ao serviço em ")
    assert step("sem_confirmacao", code=DIFFERENT).startswith("escolher")
    assert step("aceito") == "confirmado por consulta ao serviço"


def test_what_is_read_is_short_however_long_the_queue(world: SendingWorld) -> None:
    world.dispatcher.set_automatic(False)
    world.conclude(5)
    standing = read_standing(world.workspace)
    assert (standing.figures.waiting, len(standing.lines), standing.causes) == (5, 5, ())

"""Fechamento: a month compared, settled, followed up by hand and from the service, printed."""

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sending_world import SendingWorld

from coletor.closing import pages
from coletor.contact import new_uuid
from coletor.messages import text
from coletor.store import StoreError
from coletor.store.management import Managed
from ui import printing
from ui.month import reading
from ui.month import sheet as sheets
from ui.month.reading import Month, read_months
from ui.widgets.tone import Tone


def accepted(world: SendingWorld, amount: int) -> list[str]:
    uuids = world.conclude(amount)
    world.until(lambda: world.counts() == {"aceito": amount})
    world.rest()
    return uuids


def test_a_month_is_green_only_when_all_is_equal(world: SendingWorld) -> None:
    accepted(world, 2)
    screen = world.screen("fechamento")
    assert "ainda não foi comparado" in screen.comparison.verdict.words()
    QTest.keyClick(world.frame.window(), Qt.Key.Key_F5)
    world.until(lambda: screen.month.green)
    world.rest()
    assert screen.comparison.verdict.property("tone") == str(Tone.OK)
    screen.comparison.show_month(screen.month, None)  # as the next day: above and below agree
    said = [label.text() for label in screen.comparison.empty.findChildren(QLabel)]
    assert text("ui.month.all_equal") in said
    world.dispatcher.set_automatic(False)
    world.conclude(1)
    world.until(lambda: not screen.month.green)  # something was concluded since
    assert screen.comparison.verdict.property("tone") == str(Tone.WARNING)


def test_a_difference_is_settled_by_its_button(world: SendingWorld) -> None:
    first, _ = accepted(world, 2)
    contacts = world.server.service.contacts
    with contacts.change():
        contacts._db.execute("DELETE FROM versao WHERE uuid = ?", (first,))
        contacts._db.execute("DELETE FROM contato WHERE uuid = ?", (first,))
    screen = world.screen("fechamento")
    screen.button.click()
    panel = screen.comparison
    world.until(lambda: panel.table.current() is not None and world.frame.context.tasks.idle)
    assert panel.table.current().uuid == first and panel.advice.text()
    assert panel.verdict.property("tone") == str(Tone.WARNING)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Return)  # "Enviar de novo"
    world.until(lambda: "Feito" in screen.notice.words())
    world.until(lambda: world.counts() == {"aceito": 2})
    world.rest()
    screen.button.click()
    world.until(lambda: screen.month.green)


def test_what_another_system_sent_stands_apart(world: SendingWorld) -> None:
    accepted(world, 1)
    foreign = world.document() | {"uuid": new_uuid()}
    world.elsewhere("incluir", foreign)
    screen = world.screen("fechamento")
    screen.button.click()
    world.until(lambda: screen.month.green)
    world.until(screen.comparison.foreign_card.isVisible)
    assert [line.uuid for line in screen.comparison.foreign_rows.rows()] == [foreign["uuid"]]
    assert not screen.comparison.rows.rows()


def test_without_service_the_reason_is_said_and_nothing_is_green(world: SendingWorld) -> None:
    accepted(world, 1)
    screen = world.screen("fechamento")
    world.server.stop()
    screen.button.click()
    world.until(lambda: bool(screen.notice.words()))
    world.rest()
    assert not screen.month.green and screen.button.isEnabled()
    world.server.start()


def test_results_are_marked_by_hand_with_a_reason(world: SendingWorld) -> None:
    accepted(world, 1)
    screen = world.screen("fechamento")
    screen.view.button("gestao").click()
    panel = screen.results
    world.until(lambda: panel.table.current() is not None)
    panel.refuse.click()
    assert panel.reason.hasFocus()  # the reason comes first
    QTest.keyClicks(panel.reason, "glosa 12")
    panel.refuse.click()
    world.until(lambda: [one.result for one in panel.rows.rows()] == ["rejeitado"])
    assert panel.rows.rows()[0].reason == "glosa 12"
    panel.approve.click()
    world.until(lambda: [one.result for one in panel.rows.rows()] == ["aprovado"])
    assert panel.rows.rows()[0].origin == "mao"
    envio = world.screen("envio")
    world.until(lambda: envio.counters.cards["approved"].value() == "1")


def test_results_are_brought_from_the_service(world: SendingWorld) -> None:
    accepted(world, 1)
    screen = world.screen("fechamento")
    screen.view.button("gestao").click()
    world.until(lambda: screen.results.table.current() is not None)
    screen.results.fetch.click()
    world.until(lambda: bool(screen.notice.words()))
    assert "novidade" in screen.notice.words()


def test_the_receipt_is_seen_printed_and_kept_as_pdf(
    world: SendingWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(world, 2)
    screen = world.screen("fechamento")
    printed: list[str] = []
    monkeypatch.setattr(printing, "print_page", lambda page, *_: printed.append(page) or True)
    print_key = Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(screen.months, *print_key)
    panel = screen.sheet
    world.until(lambda: panel.sheet is not None)
    QTest.keyClick(panel.browser, *print_key)  # the key that showed it prints it
    assert "SHA-256" in printed[0]
    assert panel.notice.words() == text("ui.print.printed")
    seen = panel.browser.toPlainText()
    assert "Maria da Silva" in seen and "SHA-256" in seen
    panel.save(tmp_path / "comprovante.pdf")
    world.until(lambda: "comprovante.pdf" in panel.notice.words())
    assert (tmp_path / "comprovante.pdf").read_bytes().startswith(b"%PDF")
    panel.save(tmp_path / "nada" / "comprovante.pdf")
    world.until(lambda: "não pôde ser gravado" in panel.notice.words())
    QTest.keyClick(panel.browser, Qt.Key.Key_Escape)
    assert screen.whole.currentIndex() == 0
    free, whole = Event(), (panel.sheet, "<p>inteiro</p>")

    def slow(_workspace: object, month: str) -> tuple[Any, str]:
        assert month != "200001" or free.wait(30)
        return whole if month != "200001" else (replace(whole[0], month=month), "<p>outro</p>")

    monkeypatch.setattr(sheets, "read_sheet", slow)
    panel.begin("200001")
    panel.begin(whole[0].month)
    world.until(lambda: panel.browser.toPlainText() == "inteiro")
    free.set()
    world.rest()
    assert panel.browser.toPlainText() == "inteiro"  # of the month asked for last


def test_every_page_keeps_its_words_when_laid_out(world: SendingWorld, tmp_path: Path) -> None:
    accepted(world, 1)
    made, html = sheets.read_sheet(world.workspace, read_months(world.workspace)[0].month)
    words = sheets.document_of(html).toPlainText()
    for wanted in (made.establishment, made.operator, made.proofs[0].receipt.sha256):
        assert wanted in words
    paper = QPdfWriter(str(tmp_path / "folha.pdf"))
    paper.setResolution(300)
    laid = sheets.document_of(html)
    laid.documentLayout().setPaintDevice(paper)
    laid.setTextWidth(142 / 25.4 * 300)  # Qt adds two centimetres at each side
    laid.documentLayout().documentSize()  # lays it out
    place = laid.find(made.proofs[0].receipt.protocol or "")
    assert place.block().layout().lineCount() == 1  # it is read aloud, and not in two halves
    head = pages.html(replace(made, proofs=made.proofs * 3), 2)
    assert "<dd>3</dd>" in head  # what is counted is the month, not the part in view
    assert head.count(made.proofs[0].receipt.sha256) == 2


def test_what_fails_or_comes_late_beside_a_comparison_changes_nothing(
    world: SendingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, asked = Event(), []
    one = Managed(new_uuid(), "Maria", "2026-06-01", "aprovado")

    def compare(*_: object) -> None:
        asked.append("compare")
        assert free.wait(30)
        raise StoreError("store.full", file="coletor.db")

    def locked(_workspace: object) -> None:
        raise StoreError("store.locked")

    def results(_workspace: object, month: str) -> list[Managed]:
        assert month != "202607" or free.wait(30)
        return [one] if month == "202606" else []

    both = [Month("202607", 1, None), Month("202606", 1, None)]
    monkeypatch.setattr(reading, "read_months", lambda _workspace: both)
    monkeypatch.setattr(reading, "compare", compare)
    monkeypatch.setattr(reading, "read_results", results)
    world.frame.go("fechamento")
    screen = world.frame.screen_of("fechamento")
    world.until(lambda: screen.month is not None)
    QTest.keyClick(world.frame.window(), Qt.Key.Key_F5)
    monkeypatch.setattr(reading, "read_months", locked)
    world.frame.context.tasks.changed.emit(frozenset({"contacts"}))
    world.until(lambda: bool(screen.notice.words()))
    QTest.keyClick(world.frame.window(), Qt.Key.Key_F5)
    screen.view.button("gestao").click()
    screen.months.selectRow(1)
    world.until(lambda: screen.results.rows.rows() == [one])
    free.set()
    world.rest()
    assert asked == ["compare"]
    assert screen.results.rows.rows() == [one]  # of the month that is marked

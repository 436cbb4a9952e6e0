"""Many contacts at once: picked like files, seen before it is done, told at the end."""

import json

from contacts_keys import CONTACTS, CTRL, KEY, SHIFT

from coletor.messages import text
from coletor.store import Sort
from coletor.workspace.bulk import Report, fitting
from coletor.workspace.bulk_acts import ACTS
from ui.contacts import bulking
from ui.contacts.bulk_pages import left_words


def test_contacts_are_picked_one_by_one_in_a_row_and_all(desk) -> None:
    screen, picks = desk.screen, desk.screen.picks
    whole = desk.workspace.listing.view().uuids(0, CONTACTS)
    desk.key(KEY.Key_Space)
    assert picks.target().uuids == (whole[0],)
    assert screen.side.currentWidget() is screen.detail
    for _ in range(3):
        desk.key(KEY.Key_Down, SHIFT)
    assert list(picks.target()) == whole[:4]
    assert screen.side.currentWidget() is screen.bulk
    assert screen.bulk.title_.text() == text("contacts.pick.title", count=4)
    desk.key(KEY.Key_End, SHIFT)
    desk.until(lambda: picks.count == CONTACTS)
    desk.key(KEY.Key_Escape)
    assert not picks.count and screen.side.currentWidget() is screen.detail
    desk.key(KEY.Key_A, CTRL)
    desk.key(KEY.Key_Home)
    desk.until(lambda: screen.table.current() is not None)
    desk.key(KEY.Key_Space)
    assert picks.everything and picks.count == CONTACTS - 1
    assert sorted(picks.target()) == sorted(whole[1:])
    screen.words.button("aceito").click()
    assert not picks.count


def test_a_stretch_begins_where_the_list_put_the_mark(desk) -> None:
    """After another order the mark is on the first row: rows gone by before are not picked."""
    for _ in range(5):
        desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Right, CTRL)
    desk.settle()
    desk.key(KEY.Key_Down, SHIFT)
    by_name = desk.workspace.listing.view(sort=Sort.PATIENT)
    assert list(desk.screen.picks.target()) == by_name.uuids(0, 2)


def test_drafts_are_discarded_after_the_preview(desk) -> None:
    screen, bulk = desk.screen, desk.screen.bulk
    counts = desk.workspace.listing.counts()
    drafts = counts["rascunho"]
    desk.key(KEY.Key_A, CTRL)
    bulk.ask("descartar")
    desk.until(bulk.asking.confirm_button.isEnabled)
    assert not bulk.asking.back_button.hasFocus()  # Enter does what the button says
    assert bulk.asking.counts.text() == text("contacts.bulk.possible", count=drafts)
    assert desk.workspace.listing.counts() == counts
    bulk.asking.confirm_button.click()
    desk.until(lambda: bulk.pages.currentWidget() is bulk.reporting)
    done = text("contacts.done.descartar", count=drafts)
    assert bulk.reporting.words().splitlines() == [done, left_words("no_draft", CONTACTS - drafts)]
    desk.until(lambda: screen.rows.rowCount() == CONTACTS - drafts)
    assert len(desk.workspace.drafts.discarded()) == drafts
    desk.key(KEY.Key_Z, CTRL)
    desk.until(
        lambda: text("contacts.bulk.undone", count=drafts) in [said[0] for said in desk.said]
    )
    assert desk.workspace.listing.counts() == counts
    bulk.reporting.close_button.click()
    assert bulk.pages.currentWidget() is bulk.offers
    assert not screen.picks.count and screen.side.currentWidget() is screen.detail


def test_cancelling_asks_for_the_reason(desk) -> None:
    bulk = desk.screen.bulk
    desk.screen.words.button("aceito").click()
    desk.settle()
    desk.key(KEY.Key_Home)
    for _ in range(2):
        desk.key(KEY.Key_Down, SHIFT)
    bulk.ask("cancelar")
    desk.until(bulk.asking.confirm_button.isEnabled)
    assert bulk.asking.counts.text() == text("contacts.bulk.possible_all", count=3)
    bulk.asking.confirm_button.click()
    assert bulk.asking.missing.isVisibleTo(bulk)
    bulk.asking.reason.setText("Digitado duas vezes")
    bulk.asking.confirm_button.click()
    desk.until(lambda: desk.workspace.listing.counts().get("cancelamento_pronto") == 3)
    desk.settle()
    assert text("contacts.done.cancelar", count=3) in bulk.reporting.words()


def test_a_result_that_is_marked_already_is_left_out(desk) -> None:
    bulk, counts = desk.screen.bulk, desk.workspace.listing.counts()
    desk.key(KEY.Key_A, CTRL)
    bulk.ask("marcar")
    desk.until(bulk.asking.confirm_button.isEnabled)
    possible = counts["aceito"] + counts.get("rejeitado_gestao", 0)
    assert bulk.asking.counts.text() == text("contacts.bulk.possible", count=possible)
    bulk.asking.result.button("desconhecido").click()
    forgotten = possible - counts["aceito"] + counts["aprovado"]
    said = text("contacts.bulk.possible", count=forgotten)
    desk.until(lambda: bulk.asking.counts.text() == said)
    desk.key(KEY.Key_Escape)


def test_what_is_picked_is_written_to_a_file(desk, tmp_path) -> None:
    screen, bulk = desk.screen, desk.screen.bulk
    desk.key(KEY.Key_A, CTRL)
    file = tmp_path / "marcados.ndjson"
    bulk.export(file)
    desk.until(lambda: bulk.pages.currentWidget() is bulk.reporting)
    lines = file.read_text(encoding="utf-8").splitlines()
    drafts = desk.workspace.listing.counts()["rascunho"]
    assert len({json.loads(line)["uuid"] for line in lines}) == CONTACTS - drafts
    assert file.name in bulk.reporting.words()
    bulk.reporting.close_button.click()
    bulk.export(tmp_path / "marcados.odt")
    desk.until(lambda: bool(desk.said))
    assert screen.bulk.pages.currentWidget() is bulk.offers


def test_receipts_of_too_many_say_what_to_do(desk, monkeypatch) -> None:
    monkeypatch.setattr("ui.contacts.bulking.MOST_ON_A_SHEET", 5)
    bulk = desk.screen.bulk
    desk.key(KEY.Key_A, CTRL)
    bulk.ask("comprovantes")
    desk.until(bulk.asking.confirm_button.isEnabled)
    bulk.asking.confirm_button.click()
    desk.until(lambda: bool(desk.said))
    assert desk.said[-1][0] == text("contacts.bulk.too_many", most=5)
    target, drafts = desk.screen.picks.target(), desk.workspace.listing.counts()["rascunho"]
    proved = len(list(fitting(desk.workspace, "comprovantes", target)))
    assert proved < target.count - drafts
    monkeypatch.setattr("ui.contacts.bulking.MOST_ON_A_SHEET", proved)  # who has none takes no room
    assert bulking.receipts(desk.workspace, target).count == proved


def test_a_report_names_what_failed_and_what_needs_attention(desk) -> None:
    report = Report("conferir", done=2, stopped=True, failures=1, notes=60)
    report.failed.append(("u", "", "Não deu."))
    report.noted.extend(("u", "Ana", f"Falta {n}") for n in range(60))
    page = desk.screen.bulk.reporting
    page.show_report(report)
    words = page.words()
    unnamed = text("contacts.bulk.line", name=text("contacts.bulk.unnamed"), words="Não deu.")
    assert text("contacts.bulk.stopped") in words and unnamed in words
    assert text("contacts.bulk.more", count=10) in words
    page.show_report(Report("conferir", trouble=text("store.full")))
    assert page.words() == text("contacts.bulk.trouble", reason=text("store.full"))
    page.show_report(Report("conferir", done=2))
    assert text("contacts.bulk.clean") in page.words()


def test_every_act_says_what_it_is_what_it_does_and_what_it_did() -> None:
    for act in ACTS:
        said = {text(f"contacts.{part}.{act}") for part in ("act", "effect")}
        said.add(text(f"contacts.done.{act}", count=1, file="a.csv"))
        assert len(said) == 3

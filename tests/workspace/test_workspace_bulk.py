"""One act on many contacts: for whom it is, what it does, what it tells."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from coletor.messages import text
from coletor.outbox.types import OutboxError
from coletor.store import Database, Filter, StoreError
from coletor.workspace import Workspace, bulk
from coletor.workspace.bulk import Target, preview, run
from coletor.workspace.bulk_acts import ACTS, REASON, RESULT

BENCH = Path(__file__).resolve().parents[1] / "bench"
CONTACTS = 160
REASONS = {
    "enviar": {"rascunho": "unfinished", "rejeitado": "refused", "aceito": "nothing_to_send"},
    "descartar": {"aceito": "no_draft", "rascunho": ""},
    "cancelar": {
        "rascunho": "not_accepted",
        "aceito": "",
        "cancelado": "cancelled",
        "rejeitado": "not_accepted",
    },
    "marcar": {"aprovado": "marked", "aceito": "", "cancelado": "not_accepted"},
    "conferir": {"aceito": "", "rascunho": ""},
    "comprovantes": {"aceito": "", "rascunho": "no_receipt"},
    "exportar": {"aceito": "", "rascunho": "unfinished", "rejeitado": ""},
}
CHOICES = {RESULT: "aprovado", REASON: "Digitado duas vezes"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder once; each test works on a copy."""
    sys.path.insert(0, str(BENCH))
    try:
        from big_folder import big_folder
    finally:
        sys.path.pop(0)
    return big_folder(tmp_path_factory.mktemp("muitos"), CONTACTS)


@pytest.fixture
def folder(made: Path, tmp_path: Path):
    shutil.copytree(made, tmp_path / "pasta")
    with Workspace.open(tmp_path / "pasta") as opened:
        yield opened


def everything(workspace: Workspace, **wanted: str) -> Target:
    return Target(view=workspace.listing.view(Filter(**wanted)))


def test_who_is_left_out_is_said_and_nothing_is_written(folder: Workspace) -> None:
    counts = folder.listing.counts()
    for act, reasons in REASONS.items():
        for word, reason in reasons.items():
            target = everything(folder, word=word)
            seen = preview(folder, act, target, CHOICES)
            assert seen is not None
            expected = {reason: counts[word]} if reason else {}
            assert (act, word, seen.left) == (act, word, expected)
            assert seen.possible == (0 if reason else counts[word])
    assert folder.listing.counts() == counts
    assert set(REASONS) == set(ACTS)


def test_many_are_cancelled_and_those_that_cannot_be_are_counted(folder: Workspace) -> None:
    counts, told = folder.listing.counts(), list[int]()
    report = run(folder, "cancelar", everything(folder), CHOICES, progress=told.append)
    cancelled = sum(counts.get(word, 0) for word in ("aceito", "aprovado", "rejeitado_gestao"))
    assert report.done == folder.listing.counts()["cancelamento_pronto"] == cancelled
    assert report.left == Counter(
        cancelled=counts["cancelado"], not_accepted=CONTACTS - cancelled - counts["cancelado"]
    )
    assert told and not report.failures
    again = run(folder, "cancelar", everything(folder, word="cancelamento_pronto"), CHOICES)
    assert again.left == {"waiting": cancelled}


def test_one_that_fails_does_not_stop_the_others(folder: Workspace) -> None:
    report = run(folder, "cancelar", everything(folder, word="aceito"), {REASON: " "})
    assert report.done == 0
    assert report.failures == folder.listing.counts()["aceito"]
    assert {words for _, _, words in report.failed} == {text("outbox.no_reason")}


def test_some_share_a_transaction_and_one_that_fails_is_undone_alone(
    folder: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction for each of a thousand took as many waits for the disk."""
    uuids = folder.listing.view(Filter(word="aceito")).uuids(0, 3)
    cancel, change, opened = folder.outbox.cancel_in, folder.store.change, []

    def cancelled(db: Database, uuid: str, reason: str, operator: int) -> None:
        cancel(db, uuid, reason, operator)
        if uuid == uuids[1]:
            raise OutboxError("outbox.queued")

    monkeypatch.setattr(folder.outbox, "cancel_in", cancelled)
    monkeypatch.setattr(bulk, "_SECONDS", 60)
    monkeypatch.setattr(folder.store, "change", lambda: opened.append(1) or change())
    report = run(folder, "cancelar", Target(tuple(uuids)), CHOICES)
    assert (report.done, report.failures, len(opened)) == (2, 1, 1)
    assert report.failed[0][0] == uuids[1]
    words = [folder.listing.get(uuid).word for uuid in uuids]
    assert words == ["cancelamento_pronto", "aceito", "cancelamento_pronto"]


def test_a_full_disk_ends_it_at_once(folder: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of a hundred thousand would wait and fail for the same reason."""
    tried: list[int] = []

    def discard(_db: Database, draft_id: int, _operator: int) -> None:
        tried.append(draft_id)
        if len(tried) == 2:
            raise StoreError("store.full", file="coletor.db", folder="x")

    monkeypatch.setattr(folder.drafts, "discard_in", discard)
    report = run(folder, "descartar", everything(folder), {})
    assert (report.done, report.failures, len(tried)) == (1, 0, 2)
    assert report.trouble == text("store.full") and not report.stopped


def test_a_change_that_cannot_be_written_counts_for_none(
    folder: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def change() -> Iterator[Database]:
        with real() as db:
            yield db
            raise StoreError(f"store.{reason}", file="coletor.db", folder="x")

    real, reason, drafts = folder.store.change, "locked", folder.listing.counts()["rascunho"]
    monkeypatch.setattr(folder.store, "change", change)
    report = run(folder, "descartar", everything(folder, word="rascunho"), {})
    assert (report.done, report.failures, report.trouble) == (0, drafts, "")
    reason = "full"
    report = run(folder, "descartar", everything(folder, word="rascunho"), {})
    assert (report.done, report.failures, report.trouble) == (0, 0, text("store.full"))
    assert folder.listing.counts()["rascunho"] == drafts


def test_stopped_what_was_done_stays(folder: Workspace) -> None:
    stop = Event()
    report = run(
        folder, "descartar", everything(folder), {}, progress=lambda _: stop.set(), stop=stop
    )
    assert report.stopped
    assert report.done + sum(report.left.values()) == 10
    assert len(folder.drafts.discarded()) == report.done
    assert preview(folder, "descartar", everything(folder), {}, stop=stop) is None


def test_picked_ones_go_before_the_queue_and_are_checked_again(folder: Workspace) -> None:
    drafts = folder.listing.view(Filter(word="rascunho")).uuids(0, 2)
    waiting = drafts[0]
    folder.drafts.discard(folder.drafts.open(drafts[1]).id, folder.operator.id)
    draft = folder.drafts.open(waiting)
    path = next(iter(draft.root.cells))
    folder.drafts.set_cell(draft.id, draft.root.id, path, "", folder.operator.id)
    report = run(folder, "conferir", Target((waiting, drafts[1])), {})
    assert (report.done, report.notes) == (1, 1)
    assert report.noted[0][0] == waiting and report.noted[0][2]
    refused = folder.listing.view(Filter(word="rejeitado")).uuids(0, 1)[0]
    with folder.store.change() as db:
        late = "UPDATE operation SET state = 'pronto', next_at = '2099' WHERE uuid = ?"
        db.execute(late, [refused])
        folder.listing.refresh(db, refused)
    assert run(folder, "enviar", Target((refused,)), {}).done == 1
    (line,) = [item for item in folder.outbox.queue() if item.uuid == refused]
    assert line.next_at is None


def test_a_result_is_marked_by_hand(folder: Workspace) -> None:
    before = folder.listing.counts()
    report = run(folder, "marcar", everything(folder, word="aceito"), {RESULT: "aprovado"})
    assert report.done == before["aceito"]
    assert folder.listing.counts()["aprovado"] == before["aprovado"] + before["aceito"]


def test_taken_out_of_all_is_left_alone(folder: Workspace) -> None:
    first = folder.listing.view(Filter(word="aceito")).uuids(0, 1)[0]
    target = Target(view=folder.listing.view(Filter(word="aceito")), without=frozenset({first}))
    assert target.count == folder.listing.counts()["aceito"] - 1
    run(folder, "cancelar", target, CHOICES)
    assert folder.listing.get(first).word == "aceito"
    assert folder.listing.counts()["aceito"] == 1


@pytest.mark.parametrize(
    "reason",
    ["sending", "local", "draft_open"],
)
def test_the_rarer_reasons(folder: Workspace, reason: str) -> None:
    from dataclasses import replace

    from coletor.workspace.bulk_acts import Standing

    plain = Standing("u", None, "cmd-2017", "aceito", "nenhuma", None, "desconhecido")
    cases = {
        "sending": ("enviar", replace(plain, pending="enviando")),
        "local": ("enviar", replace(plain, model="sumario-alta-2017", server="nada")),
        "draft_open": ("cancelar", replace(plain, draft_id=3)),
    }
    act, standing = cases[reason]
    assert ACTS[act].leaves_out(standing, CHOICES) == reason
    assert text(f"contacts.left.{reason}")

"""The maker of big folders for the benchmarks: what it writes agrees with itself."""

import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "bench"


def test_a_made_folder_equals_its_derivation(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])
    from big_folder import big_folder

    from coletor.store.derivation import derive_row
    from coletor.workspace import Workspace

    folder = big_folder(tmp_path, 120)
    with Workspace.open(folder) as workspace:
        rows = workspace.listing.page(limit=200)
        with workspace.store.query() as db:
            assert [derive_row(db, row.uuid) for row in rows] == rows
        assert sum(workspace.listing.counts().values()) == len(rows) == 120
        accepted = next(row.uuid for row in rows if row.word == "aceito")
        assert workspace.outbox.receipts(accepted)
        assert workspace.contacts.get(accepted).document["uuid"] == accepted
        draft = next(row for row in rows if row.word == "rascunho")
        assert workspace.drafts.open(draft.uuid).is_open
    assert big_folder(tmp_path, 120) == folder

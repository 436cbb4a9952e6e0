"""Re-checks after new tables, upkeep after opening, and the recovery code's door."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_folders import CHEAP, real_folder
from workspace_world import Desk, sample

from coletor.errors import ColetorError
from coletor.store import Database
from coletor.terminology.importing import import_paths
from coletor.workspace import Workspace

CODE = "codigo_procedimento"


def month_of(document: dict) -> str:
    day = document["procedimentos"][0]["data"]
    return day[:4] + day[5:7]


def package(tiny: Any, folder: Path, document: dict) -> Path:
    """Write a small official package of the month of a contact's procedures."""
    month = month_of(document)
    return tiny.package(folder, name=f"TabelaUnificada_{month}_v{month[2:]}101010.zip")


def known_and_unknown(desk: Desk) -> tuple[dict, dict]:
    """Return a contact whose procedures the small package has, and one it makes wrong."""
    return sample(0), sample(1)


def test_new_tables_take_what_is_wrong_out_of_the_queue(
    desk: Desk, tmp_path: Path, tiny_sigtap: Any
) -> None:
    good, wrong = known_and_unknown(desk)
    for document in (good, wrong):
        desk.conclude(document)
    import_paths([package(tiny_sigtap, tmp_path, good)], desk.workspace.layout.tables)
    found = {one.uuid: one for one in desk.workspace.recheck({"sigtap"})}
    assert set(found) == {good["uuid"], wrong["uuid"]}
    assert found[good["uuid"]].withdrawn is None
    assert "erro" not in {one.severity for one in found[good["uuid"]].new}
    assert found[wrong["uuid"]].changed
    errors = [one for one in found[wrong["uuid"]].new if one.severity == "erro"]
    assert errors
    draft = desk.workspace.drafts.open(wrong["uuid"])
    assert draft is not None and found[wrong["uuid"]].withdrawn == draft.id
    assert desk.queued() == [(good["uuid"], "incluir", "pronto")]
    assert desk.word(wrong["uuid"]) == "rascunho"
    assert "conferido_de_novo" in desk.events(wrong["uuid"])
    texts = [one.text for one in desk.workspace.contacts.history(wrong["uuid"])]
    assert any(errors[0].rule in text for text in texts)
    against = desk.workspace.contacts.get(good["uuid"]).checked_against
    (sigtap,) = [one for one in against["tabelas"] if one["tabela"] == "sigtap"]
    assert not sigtap["demonstracao"]
    assert desk.workspace.recheck({"sigtap"}) == [], "the same tables are not looked at twice"
    assert desk.workspace.recheck({"cid-10"}) == []


def test_what_was_attempted_stays_in_the_queue(
    desk: Desk, tmp_path: Path, tiny_sigtap: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, wrong = known_and_unknown(desk)
    desk.conclude(wrong)
    with monkeypatch.context() as patch:
        patch.setenv("COLETOR_WS_SENHA", "outra")
        desk.send()
    (item,) = desk.workspace.outbox.queue()
    assert (item.state, item.attempts) == ("pronto", 1)
    import_paths([package(tiny_sigtap, tmp_path, wrong)], desk.workspace.layout.tables)
    (found,) = desk.workspace.recheck({"sigtap"})
    assert "erro" in {one.severity for one in found.new}
    assert found.withdrawn is None
    assert desk.word(wrong["uuid"]) == "pronto"


def test_what_was_refused_is_reported_and_stays(
    desk: Desk, tmp_path: Path, tiny_sigtap: Any
) -> None:
    refused = sample(4)
    uuid = desk.conclude(refused)
    desk.send()
    assert desk.word(uuid) == "rejeitado"
    import_paths([package(tiny_sigtap, tmp_path, refused)], desk.workspace.layout.tables)
    (found,) = desk.workspace.recheck({"sigtap"})
    assert (found.uuid, found.withdrawn) == (uuid, None)
    assert desk.word(uuid) == "rejeitado"


def test_a_substitute_that_waits_is_checked_again(
    desk: Desk, tmp_path: Path, tiny_sigtap: Any
) -> None:
    old = desk.accepted(sample(0))
    made = desk.workspace.substitute_document(old, sample(1), "pessoa errada")
    import_paths([package(tiny_sigtap, tmp_path, sample(1))], desk.workspace.layout.tables)
    (found,) = desk.workspace.recheck({"sigtap"})
    assert (found.uuid, found.withdrawn is None) == (made.uuid, False)
    desk.send()
    assert (desk.word(old), desk.word(made.uuid)) == ("cancelado", "rascunho")


def test_what_is_accepted_is_left_alone(desk: Desk, tmp_path: Path, tiny_sigtap: Any) -> None:
    _, wrong = known_and_unknown(desk)
    desk.accepted(wrong)
    import_paths([package(tiny_sigtap, tmp_path, wrong)], desk.workspace.layout.tables)
    assert desk.workspace.recheck({"sigtap"}) == []


def test_importar_says_what_changed(run, desk: Desk, tmp_path: Path, tiny_sigtap: Any) -> None:
    good, wrong = known_and_unknown(desk)
    for document in (good, wrong):
        desk.conclude(document)
    folder = desk.workspace.folder
    file = package(tiny_sigtap, tmp_path, good)
    ran = run("--pasta", folder, "terminologia", "importar", file)
    assert ran.code == 0, ran.err
    assert wrong["uuid"] in ran.out
    assert "saiu da fila" in ran.out
    again = run("--pasta", folder, "terminologia", "importar", file, "--json")
    assert len(again.records) == 1, "unchanged tables re-check nothing"


def test_a_republished_package_takes_back_what_it_no_longer_says(
    run, desk: Desk, tmp_path: Path, tiny_sigtap: Any
) -> None:
    document, folder = sample(0), desk.workspace.folder
    document["procedimentos"][0]["quantidade"] = 3
    first = package(tiny_sigtap, tmp_path, document)
    run("--pasta", folder, "terminologia", "importar", first)
    desk.conclude(document)
    rule, place = "sigtap-quantidade", "procedimentos[0].quantidade"
    against = desk.workspace.contacts.get(document["uuid"]).checked_against
    assert [rule, place] in against["achados"]

    def unlimited(tables: dict) -> None:
        tables["tb_procedimento"].rows[0][3] = "9999"

    month = month_of(document)
    name = f"TabelaUnificada_{month}_v{month[2:]}201111.zip"
    second = tiny_sigtap.package(tmp_path, unlimited, name=name)
    ran = run("--pasta", folder, "terminologia", "importar", second)
    assert f"não vale mais o que a regra {rule} dizia de {place}" in ran.out
    assert desk.word(document["uuid"]) == "pronto"


def test_importar_asks_nobody_for_a_password(
    run, tmp_path: Path, tiny_sigtap: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "real"
    real_folder(place, "uma senha")
    file = package(tiny_sigtap, tmp_path, sample())
    ran = run("--pasta", place, "terminologia", "importar", file, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.records) == 1
    (place / "tabelas" / ran.records[0]["arquivo"]).unlink()
    monkeypatch.setenv("COLETOR_SENHA", "outra senha")
    wrong = run("--pasta", place, "terminologia", "importar", file, "--json")
    assert wrong.code == 0
    assert "senha" in wrong.err
    (place / "tabelas" / ran.records[0]["arquivo"]).unlink()
    monkeypatch.setenv("COLETOR_SENHA", "uma senha")
    opened = run("--pasta", place, "terminologia", "importar", file, "--json")
    assert opened.records[-1] == {"resumo": {"reconferidos": 0, "mudaram": 0}}


def test_upkeep_empties_the_bin_and_settles_sendings(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = desk.type(sample())
    desk.workspace.drafts.discard(draft_id, 1)
    told: list[str] = []
    fresh = desk.workspace.maintain(told.append)
    assert (fresh.damage, fresh.checked, fresh.purged, fresh.unconfirmed) == (None, False, 0, 0)
    assert len(told) == 4 and all(told)
    uuid = desk.conclude(sample(1))
    with desk.workspace.store.change() as db:
        db.execute("UPDATE draft SET discarded_at = '2020-01-01' WHERE id = ?", [draft_id])
        _leave_in_flight(db, uuid)
    done = desk.workspace.maintain()
    assert (done.purged, done.unconfirmed) == (1, 1)
    assert desk.word(uuid) == "sem_confirmacao"
    with pytest.raises(ColetorError):
        desk.workspace.drafts.get(draft_id)


def test_a_clock_years_ahead_empties_no_bin(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_id = desk.type(sample())
    desk.workspace.drafts.discard(draft_id, 1)
    with monkeypatch.context() as patch:
        patch.setattr("coletor.clock.later", lambda _seconds: "2050-01-01T00:00:00.000Z")
        assert desk.workspace.maintain().purged == 0
    desk.workspace.drafts.restore(draft_id, 1)


def test_a_clock_set_back_makes_nothing_wait_for_years(desk: Desk) -> None:
    uuid = desk.conclude(sample())
    with desk.workspace.store.change() as db:
        db.execute("UPDATE operation SET next_at = '2050-01-02', changed_at = '2050-01-01'")
    desk.workspace.maintain()
    (waiting,) = desk.workspace.outbox.queue()
    assert (waiting.uuid, waiting.next_at) == (uuid, None)


def _leave_in_flight(db: Database, uuid: str) -> None:
    """Leave an attempt whose program died, as the sender writes it before the POST."""
    (operation,) = db.execute("SELECT id FROM operation WHERE uuid = ?", [uuid]).fetchone()
    db.execute("UPDATE operation SET state = 'enviando', attempts = 1 WHERE id = ?", [operation])
    db.execute(
        "INSERT INTO attempt (operation_id, call, started_at, lease_until)"
        " VALUES (?, 'incluir', '2020-01-01', '2020-01-02')",
        [operation],
    )


def test_a_program_that_died_has_the_database_read_through(folder: Path) -> None:
    _die_with_the_folder_open(folder)
    with Workspace.open(folder) as workspace:
        assert workspace.store.unclean
        told: list[str] = []
        done = workspace.maintain(told.append)
        assert (done.damage, done.checked) == (None, True)
        assert len(told) == 5


def test_damage_is_said_and_nothing_is_written(folder: Path) -> None:
    with Workspace.open(folder) as workspace, workspace.store.change() as db:
        db.execute("CREATE TABLE ballast (content TEXT)")
        for _ in range(60):
            db.execute("INSERT INTO ballast VALUES (?)", ["x" * 3000])
    _die_with_the_folder_open(folder)
    file = folder / "coletor.db"
    content = bytearray(file.read_bytes())
    content[-3 * 4096 : -2 * 4096] = bytes(4096)
    file.write_bytes(content)
    with Workspace.open(folder) as workspace:
        assert workspace.store.unclean
        done = workspace.maintain()
    assert done.damage is not None and "danificado" in done.damage
    assert done.checked
    assert file.read_bytes() == bytes(content)


def _die_with_the_folder_open(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from coletor.workspace import Workspace;"
        "Workspace.open(Path(sys.argv[1])); os._exit(1)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert done.returncode == 1


def test_a_forgotten_password_is_replaced_by_the_recovery_code(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coletor.establishment.folder.Cost", lambda: CHEAP)
    place = tmp_path / "real"
    code = real_folder(place, "esquecida")
    monkeypatch.setenv("COLETOR_SENHA", "senha nova")
    asked = run("--pasta", place, "senha", "redefinir")
    assert asked.code == 2
    assert "Código de recuperação" in asked.err
    monkeypatch.setenv("COLETOR_CODIGO_RECUPERACAO", "0000-0000")
    assert run("--pasta", place, "senha", "redefinir").code == 2
    monkeypatch.setenv("COLETOR_CODIGO_RECUPERACAO", code.lower())
    done = run("--pasta", place, "senha", "redefinir")
    assert done.code == 0, done.err
    assert "ana.lima" in done.out
    assert run("--pasta", place, "fila").code == 0
    monkeypatch.setenv("COLETOR_SENHA", "esquecida")
    assert run("--pasta", place, "fila").code == 2


def test_a_training_folder_has_no_password_to_replace(run, folder: Path) -> None:
    ran = run("--pasta", folder, "senha", "redefinir")
    assert ran.code == 2
    assert "treinamento" in ran.err

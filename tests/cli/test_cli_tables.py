"""``coletor terminologia importar``: what was imported is said, whatever else was refused."""

from pathlib import Path

from coletor.messages import text


def test_what_was_imported_is_said_beside_what_was_refused(
    run, tmp_path: Path, shared: Path
) -> None:
    empty = tmp_path / "vazio.zip"
    empty.write_bytes(b"")
    place = tmp_path / "pasta"
    ran = run(
        "--pasta", place, "terminologia", "importar", empty, shared / "data" / "ciap2", "--json"
    )
    assert ran.code == 2
    assert "ciap-2" in {row["tabela"] for row in ran.records}
    why = text("terminology.reason.empty_file")
    assert text("terminology.refused_alone", place="vazio.zip", why=why) in ran.err
    assert "Nada foi mudado" not in ran.err
    said = run("--pasta", place, "terminologia", "importar", empty, shared / "data" / "ciap2")
    assert said.code == 2
    assert "CIAP-2" in said.out

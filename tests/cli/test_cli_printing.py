"""``coletor contato imprimir`` and the words of ``coletor contato mostrar``."""

import re
from collections.abc import Callable
from pathlib import Path


def test_a_contact_is_shown_and_printed_in_words_or_it_is_said_why_not(
    run: Callable, tmp_path: Path
) -> None:
    folder = tmp_path / "demonstracao"
    assert run("--pasta", folder, "demonstracao").code == 0
    listed = run("--pasta", folder, "contato", "listar", "--situacao", "aceito", "--json")
    uuid = listed.records[0]["uuid"]
    shown = run("--pasta", folder, "contato", "mostrar", uuid)
    assert re.search(r": \w+ · \w+", shown.out)  # workspace.term: code and name
    assert re.search(r"^  \d\d/\d\d/\d{4} \d\d:\d\d  ", shown.out, re.MULTILINE)
    page = tmp_path / "folha.html"
    printed = run("--pasta", folder, "contato", "imprimir", uuid.upper(), "--arquivo", page)
    assert printed.code == 0
    assert str(page) in printed.out  # cli.contact.printed
    written = page.read_text(encoding="utf-8")
    assert uuid in written
    assert re.search(r"CNES \d{7}", written)  # workspace.page_heading
    # A page that cannot be written, or of a contact that is not there, says so.
    nowhere = tmp_path / "falta" / "folha.html"
    failed = run("--pasta", folder, "contato", "imprimir", uuid, "--arquivo", nowhere)
    assert failed.code == 2
    assert "folha.html" in failed.err  # cli.contact.cannot_write
    unknown = "00000000-0000-4000-8000-000000000000"
    failed = run("--pasta", folder, "contato", "imprimir", unknown, "--arquivo", nowhere)
    assert failed.code == 2
    assert unknown in failed.err  # workspace.no_contact

"""The receipt: protocol, time, operator and hash per contact, and no more of the patient."""

import json
from pathlib import Path

import pytest
from closing_world import MONTH, World
from lxml import html

from coletor.closing import pages, receipts
from coletor.errors import ColetorError
from coletor.messages import text


def test_the_sheet_of_a_month_says_what_proves_each_contact(world: World) -> None:
    uuids = world.accepted(2)
    world.close()
    sheet = receipts.sheet(world.workspace, MONTH)
    assert {proof.receipt.uuid for proof in sheet.proofs} == set(uuids)
    page = pages.html(sheet)
    assert html.fromstring(page).xpath("count(//tbody)") == 2
    for proof in sheet.proofs:
        assert proof.receipt.protocol in page
        assert proof.receipt.sha256 in page
        assert proof.receipt.uuid in page
        assert proof.receipt.operator in page
        assert receipts.local_time(proof.receipt.accepted_at) in page
        document = world.workspace.outbox.accepted(proof.receipt.uuid)
        assert document["individuo"]["nome"] in page
        number = document["individuo"]["cns"]
        assert number not in page
        assert "•" * 11 + number[-4:] in page
    assert text("closing.receipt.training") in page
    assert sheet.closed in page
    assert "http" not in page


def test_a_cancelled_contact_says_so(world: World) -> None:
    (uuid,) = world.accepted()
    world.workspace.outbox.cancel(uuid, "Engano", 1)
    world.send()
    (proof,) = receipts.sheet(world.workspace, uuid.upper()).proofs
    assert (proof.word, proof.receipt.operation, proof.receipt.version) == (
        "cancelado",
        "cancelar",
        2,
    )
    assert text("closing.receipt.operation.cancelar", version=2) in pages.html(
        receipts.sheet(world.workspace, uuid)
    )


def test_three_forms_say_the_same(world: World, tmp_path: Path) -> None:
    (uuid,) = world.accepted()
    sheet = receipts.sheet(world.workspace, uuid)
    assert sheet.month is None
    files = [tmp_path / f"comprovante.{form}" for form in ("html", "txt", "json")]
    for file in files:
        pages.write_sheet(sheet, file)
        assert uuid in file.read_text(encoding="utf-8")
    data = json.loads(files[2].read_text(encoding="utf-8"))
    assert list(data) == [
        "estabelecimento",
        "cnes",
        "treinamento",
        "competencia",
        "emitido_em",
        "emitido_por",
        "fechamento",
        "contatos",
    ]
    assert "nome" not in json.dumps(data)


def test_the_last_closing_stands_on_the_sheet(world: World) -> None:
    (uuid,) = world.accepted()
    assert receipts.sheet(world.workspace, MONTH).closed == text("closing.receipt.not_closed")
    world.forget_on_server(uuid)
    world.close()
    assert "não confere" in receipts.sheet(world.workspace, MONTH).closed


def test_names_cannot_change_the_page(world: World) -> None:
    from dataclasses import replace

    world.accepted()
    sheet = receipts.sheet(world.workspace, MONTH)
    proof = replace(sheet.proofs[0], patient="<b>&", cns="")
    page = pages.html(replace(sheet, proofs=(proof,), establishment="<script>"))
    assert "<script>" not in page
    assert "<b>" not in page
    unknown = replace(proof, patient=None)
    assert text("closing.receipt.unidentified") in pages.plain(replace(sheet, proofs=(unknown,)))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10", "closing.receipt.none"),
        ("202001", "closing.receipt.none"),
        ("julho", "closing.month"),
    ],
)
def test_what_has_no_receipt_is_said(world: World, wanted: str, message: str) -> None:
    with pytest.raises(ColetorError) as caught:
        receipts.sheet(world.workspace, wanted)
    assert caught.value.message_id == message


def test_a_file_that_cannot_be_written_is_said(world: World, tmp_path: Path) -> None:
    world.accepted()
    sheet = receipts.sheet(world.workspace, MONTH)
    for file, message in (
        (tmp_path / "a.pdf", "closing.receipt.form"),
        (tmp_path / "nada" / "a.txt", "closing.receipt.unwritable"),
    ):
        with pytest.raises(ColetorError) as caught:
            pages.write_sheet(sheet, file)
        assert caught.value.message_id == message

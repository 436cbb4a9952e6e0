"""One contact beside the list: what is known, what can be done, and its page on paper."""

import copy
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_folders import training_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from stage import Stage

from coletor import clock
from coletor.contact import Document, new_uuid
from coletor.contact.drafting import rows_of
from coletor.demonstration.samples import load_samples
from coletor.messages import text
from coletor.model import load_model, offered
from coletor.store import Confirming
from coletor.workspace import Workspace
from coletor.workspace.connection import secrets_of, training_server
from ui import acting, printing
from ui.contacts.screen import ContactsScreen
from ui.form import starting
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

KEY = Qt.Key
STAYS = "07"


@dataclass
class Desk:
    """The list of contacts in a window, over a real training folder."""

    bot: QtBot
    workspace: Workspace
    screen: ContactsScreen
    tasks: Tasks
    went: list[tuple[str, str]]
    said: list[tuple[str, Tone]]

    def type(self, document: Document) -> int:
        model = load_model(str(document["modelo"]))
        cells = rows_of(model, document)
        uuid, who = str(document["uuid"]), self.workspace.operator.id
        return self.workspace.drafts.create(model.id, who, uuid=uuid, cells=cells).id

    def accepted(self, document: Document) -> str:
        uuid = self.workspace.conclude(self.type(document)).uuid
        with training_server(self.workspace.layout) as server:
            secrets = secrets_of(self.workspace.profile, self.workspace.operator.login)
            self.workspace.send(server.address, secrets)
        return uuid

    def show(self, uuid: str) -> None:
        self.screen.activate(uuid)
        detail = self.screen.detail
        self.until(lambda: detail._row is not None and detail._row.uuid == uuid)
        self.until(lambda: self.tasks.idle)

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()))

    def deeds(self) -> list[str]:
        return [button.text() for button in self.screen.detail.deeds.offers()]

    def words(self) -> str:
        return "\n".join(label.text() for label in self.screen.detail.findChildren(QLabel))

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.screen, key)

    def do(self, name: str, reason: str = "") -> None:
        """Choose a deed with the keyboard and confirm it in its place."""
        self.key(KEY.Key_F10)
        for _ in range(self.deeds().index(name)):
            self.key(KEY.Key_Down)
        self.key(KEY.Key_Return)
        assert self.screen.detail.deeds.asking
        assert not self.screen.detail.open_button.isEnabled(), "Enter answers what is asked"
        if reason:
            self.key(KEY.Key_Return)  # without one nothing is done
            assert self.screen.detail.deeds.asking
            assert text("acts.no_reason") in self.words()
            QTest.keyClicks(QApplication.focusWidget(), reason)
        self.key(KEY.Key_Return)
        self.until(lambda: self.tasks.idle)

    def word(self, uuid: str) -> str:
        row = self.workspace.listing.get(uuid)
        return row.word if row else ""


def sample(**outcome: str) -> Document:
    model = load_model("cmd-2017")
    document = copy.deepcopy(load_samples(model, clock.today()).documents[0])
    document["contato"] = {"estabelecimento": "2077485", **document["contato"]}
    if outcome:
        document["contato"]["desfecho"] = outcome
    return {"modelo": model.id, "uuid": new_uuid(), **document}


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "pasta"
    training_folder(folder, name="UBS de teste", operator="Ana")
    with Workspace.open(folder) as workspace:
        stage = Stage(workspace, theme)
        screen = ContactsScreen(stage.context)
        stage.window(screen)
        yield Desk(qtbot, workspace, screen, stage.tasks, stage.went, stage.said)
        qtbot.waitUntil(lambda: stage.tasks.idle)
        stage.end()


def test_an_accepted_contact_is_cancelled_with_its_reason(desk: Desk) -> None:
    uuid = desk.accepted(sample())
    desk.show(uuid)
    assert desk.deeds() == ["Alterar", "Substituir por outro contato", "Cancelar o contato"]
    assert "Conferido com" in desk.words()
    desk.do("Cancelar o contato", "Digitado duas vezes")
    assert desk.word(uuid) == "cancelamento_pronto"
    assert desk.said[-1][0] == "O cancelamento está na fila de envio."  # acts.done.cancelar


def test_a_contact_is_replaced_by_another_that_opens_in_the_form(desk: Desk) -> None:
    uuid = desk.accepted(sample())
    desk.show(uuid)
    desk.do("Substituir por outro contato", "Pessoa trocada")
    (screen, other), *_ = desk.went
    assert screen == "digitar"
    assert desk.workspace.replaces(other) == uuid
    assert starting.reopened(desk.workspace, other).note == text("form.screen.replacing")
    desk.show(other)
    assert "Substitui o contato" in desk.words()
    assert "motivo: Pessoa trocada" in desk.words()
    desk.do("Desistir da substituição")
    assert desk.workspace.replaces(other) is None


def test_a_permanencia_goes_on_in_its_next_part(desk: Desk) -> None:
    uuid = desk.accepted(sample(motivo=STAYS))
    desk.show(uuid)
    desk.do("Continuar contato (próxima parte)")
    (screen, part), *_ = desk.went
    assert screen == "digitar"
    assert desk.workspace.drafts.open(part) is not None
    assert starting.reopened(desk.workspace, part).note  # workspace.continued_admission
    desk.show(part)
    assert "Continua o contato" in desk.words()
    desk.show(uuid)
    assert "Continua no contato" in desk.words()


def test_what_waits_is_taken_out_of_the_queue_and_thrown_away(desk: Desk) -> None:
    uuid = desk.workspace.conclude(desk.type(sample())).uuid
    desk.show(uuid)
    desk.do("Retirar da fila")
    assert desk.word(uuid) == "rascunho"
    desk.show(uuid)
    desk.do("Descartar o rascunho")
    assert desk.word(uuid) == "concluido"  # what was concluded stays


def test_a_draft_waits_for_the_cns_and_is_counted(desk: Desk) -> None:
    document = sample()
    del document["individuo"]["cns"]
    desk.type(document)
    uuid = str(document["uuid"])
    desk.show(uuid)
    desk.do("Aguardar o CNS do paciente")
    assert desk.word(uuid) == "aguardando_cns"
    desk.show(uuid)
    assert desk.deeds()[0] == "Retomar a digitação"  # Enter only opens it
    assert desk.screen.detail.open_button.text() == text("ui.contact.open")
    assert desk.screen.words.button("aguardando_cns").isVisibleTo(desk.screen)
    desk.do("Retomar a digitação")
    assert desk.word(uuid) == "rascunho"
    assert desk.went[-1] == ("digitar", uuid)


def test_what_cannot_be_done_says_why(desk: Desk) -> None:
    draft = sample()
    del draft["individuo"]["cns"], draft["individuo"]["nome"]
    desk.type(draft)
    desk.show(str(draft["uuid"]))
    desk.do("Aguardar o CNS do paciente")
    assert desk.said[-1][1] is Tone.ERROR
    with pytest.raises(acting.ColetorError, match="já foi concluído"):  # acts.no_draft
        acting.perform(desk.workspace, new_uuid(), "descartar")


def test_esc_leaves_everything_as_it_was(desk: Desk) -> None:
    uuid = desk.accepted(sample())
    desk.show(uuid)
    desk.key(KEY.Key_F10)
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Return)
    assert desk.screen.detail.deeds.asking == "substituir"
    desk.key(KEY.Key_Escape)
    assert not desk.screen.detail.deeds.asking
    desk.key(KEY.Key_Escape)
    assert desk.screen.table.hasFocus()
    assert desk.word(uuid) == "aceito"


def test_tab_goes_on_from_what_can_be_done_to_opening_and_printing(desk: Desk) -> None:
    desk.show(desk.accepted(sample()))
    detail = desk.screen.detail
    desk.until(lambda: len(detail.deeds.offers()) > 1)
    detail.deeds.take_focus()
    met = [QApplication.focusWidget()]
    for _ in range(len(detail.deeds.offers()) + 2):
        QTest.keyClick(met[-1], KEY.Key_Tab)
        met.append(QApplication.focusWidget())
    buttons = [detail.open_button, detail.print_button, detail.pdf_button]
    assert met == [*detail.deeds.offers(), *buttons]


def test_nothing_to_do_is_said(desk: Desk) -> None:
    desk.screen.activate()
    desk.until(lambda: desk.tasks.idle)
    desk.screen.detail.take_focus()
    assert desk.said[-1][0].startswith("Agora não há")  # acts.nothing


def test_an_old_contact_is_converted_and_never_offered_anew(desk: Desk) -> None:
    assert "cmd-2016" not in [model.id for model in offered(clock.today())]
    assert [model.is_sent() for model in offered(clock.today())] == [True, False, False]
    old = load_model("cmd-2016")
    path = old.by_role["nome_individuo"].path
    who = desk.workspace.operator.id
    draft = desk.workspace.drafts.create(old.id, who)
    desk.workspace.drafts.set_cell(draft.id, draft.root.id, path, "Maria", who)
    desk.show(draft.uuid)
    desk.do("Converter para o modelo de hoje")
    assert desk.said[-1][0].startswith("Convertido para CMD 2017")  # acts.converted_notes
    made = desk.workspace.drafts.open(desk.went[-1][1])
    assert made is not None
    assert made.model_id == "cmd-2017"
    assert "Maria" in made.root.cells.values()
    assert desk.workspace.drafts.open(draft.uuid) is not None


def test_confirmed_warnings_are_shown_with_their_reason(desk: Desk) -> None:
    document = sample()
    document["individuo"]["nome_mae"] = "SEM INFORMAÇÃO"
    draft_id = desk.type(document)
    draft = desk.workspace.drafts.get(draft_id)
    derived = desk.workspace.derive(draft)
    checker = desk.workspace.checker(load_model(draft.model_id))
    warnings = [f for f in checker.check(derived.document) if f.severity == "aviso"]
    first = warnings[0]
    row, element = derived.places.get(first.path, (draft.root.id, ""))
    value = next(r for r in draft.rows if r.id == row).cells.get(element, "")
    desk.workspace.drafts.confirm_warning(
        draft_id,
        Confirming(row, element, first.rule, "É assim mesmo", value),
        desk.workspace.operator.id,
    )
    desk.workspace.conclude(draft_id)
    desk.show(draft.uuid)
    assert "Avisos confirmados" in desk.words()
    assert "Motivo: É assim mesmo" in desk.words()


def test_a_page_is_saved_as_pdf_with_the_bundled_letters(desk: Desk, tmp_path: Path) -> None:
    uuid = desk.accepted(sample())
    desk.show(uuid)
    file = tmp_path / "folha.pdf"
    desk.screen.detail.save_pdf(file)
    desk.until(lambda: desk.said and desk.tasks.idle)
    assert file.read_bytes().startswith(b"%PDF")
    assert b"Inter" in file.read_bytes() or shutil.which("pdffonts") is None or _fonts(file)
    assert "folha.pdf" in desk.said[-1][0]  # ui.print.saved


def _fonts(file: Path) -> bool:
    return (
        "Inter"
        in subprocess.run(
            ["pdffonts", str(file)], capture_output=True, text=True, check=True
        ).stdout
    )


def test_a_pdf_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    uuid = desk.accepted(sample())
    desk.show(uuid)
    desk.screen.detail.save_pdf(tmp_path / "falta" / "folha.pdf")
    desk.until(lambda: desk.said and desk.tasks.idle)
    assert desk.said[-1][1] is Tone.ERROR  # ui.print.failed
    assert "folha.pdf" in desk.said[-1][0]


def test_printing_asks_for_the_printer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    uuid = desk.accepted(sample())
    desk.show(uuid)
    pages: list[str] = []

    def printed(page: str, _title: str, _parent: object) -> bool:
        pages.append(page)
        return True

    monkeypatch.setattr(printing, "print_page", printed)
    QTest.keyClick(desk.screen, KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: pages)
    assert uuid in pages[0]
    assert desk.said[-1][0] == "Enviado para a impressora."  # ui.print.printed


def test_a_document_that_stays_has_no_receipts_and_says_so(desk: Desk) -> None:
    model = load_model("atendimento-clinico-2017")
    who = desk.workspace.operator.id
    draft = desk.workspace.drafts.create(model.id, who)
    path = model.by_role["cns_individuo"].path
    desk.workspace.drafts.set_cell(draft.id, draft.root.id, path, "708401234567896", who)
    desk.show(draft.uuid)
    assert "Comprovantes" not in desk.words()
    assert desk.screen.detail.incomplete.isVisibleTo(desk.screen)
    assert "Histórico" in desk.words()

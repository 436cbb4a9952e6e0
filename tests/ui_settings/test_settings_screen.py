"""Configurações: everything is kept when it is changed, undone in place, refused at the field."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coletor.establishment import WrongPasswordError, changing, open_folder, profile_of
from coletor.messages import exists, identifiers, text
from coletor.store.settings import declarations
from ui import preferences
from ui.settings import contract as contracts
from ui.settings import secrets
from ui.settings.data import size_words
from ui.settings.screen import SECTIONS
from ui.style.theme import ZOOMS, Scheme
from ui.typing.ways import FORM, SHEET

PASSWORD = "uma senha boa"
OTHER = "outra senha melhor"
Begin = Callable[..., Any]


def type_into(editor: Any, words: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_every_section_opens_by_keyboard_and_every_declared_setting_has_its_place(
    bench: Begin,
) -> None:
    one = bench()
    one.open("")
    shown: set[str] = set()
    for name in SECTIONS:
        assert one.screen.current == name
        shown |= set(one.screen.section().settings)
        QTest.keyClick(one.screen.list, Qt.Key.Key_Down)
        one.rest()
    assert set(declarations()) <= shown
    assert {one.section for one in declarations().values()} <= set(SECTIONS)
    for declared in declarations().values():
        assert len(declared.names) == len(declared.choices)


def test_a_text_is_kept_when_left_and_taken_back(bench: Begin) -> None:
    one = bench()
    setting = one.open("envio/proxy.endereco").settings["proxy.endereco"]
    one.qtbot.waitUntil(setting.editor.hasFocus)
    type_into(setting.editor, "http://proxy:3128")
    one.rest()
    assert one.workspace.settings.get("proxy.endereco") == "http://proxy:3128"
    assert setting.said() == text("settings.kept")
    setting.undo()
    one.rest()
    assert one.workspace.settings.get("proxy.endereco") == ""
    assert setting.value() == ""


def test_what_is_not_taken_is_said_at_the_field_and_stays_to_be_corrected(bench: Begin) -> None:
    one = bench()
    setting = one.open("envio").settings["webservice.paralelismo"]
    type_into(setting.editor, "99")
    one.rest()
    assert "1" in setting.said() and "8" in setting.said()
    assert setting.value() == "99"
    assert setting.editor.property("state") == "error"
    (said,) = (each for each in setting.findChildren(QLabel) if each.text() == setting.said())
    assert said.x() == setting.editor.x()  # under what was typed
    assert said.alignment() & Qt.AlignmentFlag.AlignLeft
    assert one.workspace.settings.get("webservice.paralelismo") == "4"
    type_into(setting.editor, "2")
    one.rest()
    assert one.workspace.settings.get("webservice.paralelismo") == "2"
    assert setting.editor.property("state") == ""


def test_a_choice_is_kept_at_once(bench: Begin) -> None:
    one = bench()
    setting = one.open("estabelecimento").settings["perfil.planos_saude"]
    setting.editor.button("tiss").click()
    one.rest()
    assert one.workspace.settings.get("perfil.planos_saude") == "tiss"
    setting.undo()
    one.rest()
    assert setting.value() == "aqui"


def test_the_theme_changes_at_once_and_is_remembered(bench: Begin) -> None:
    one = bench()
    setting = one.open("aparencia").settings["tema"]
    setting.editor.button("escuro").click()
    assert one.theme.dark and preferences.scheme() is Scheme.DARK
    setting.undo()
    assert not one.theme.dark and preferences.scheme() is Scheme.LIGHT


def test_the_size_of_the_text_is_remembered_and_asked_of_the_window_once(
    bench: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.settings.appearance.PAUSE_MS", 10)
    one = bench()
    setting = one.open("aparencia").settings["tamanho"]
    assert preferences.zoom() == ZOOMS[0]
    asked: list[int] = []
    one.theme.zoomed.connect(asked.append)
    for size in ("125", "150"):  # as the arrow passes over the sizes between
        setting.editor.button(size).click()
    assert preferences.zoom() == 150
    one.qtbot.waitUntil(lambda: bool(asked))
    assert asked == [150]


def test_how_typing_begins_and_the_first_steps_are_chosen(bench: Begin) -> None:
    one = bench(training=False)
    section = one.open("digitacao")
    assert section.mode.value() == FORM and section.guide.value() == "sim"
    section.mode.editor.button(SHEET).click()
    section.guide.editor.button("nao").click()
    assert preferences.typing_mode() == SHEET
    assert preferences.guide_dismissed(one.workspace.profile.folder_id)
    section.guide.undo()
    assert not preferences.guide_dismissed(one.workspace.profile.folder_id)


def test_the_establishment_is_renamed(bench: Begin) -> None:
    one = bench()
    section = one.open("estabelecimento")
    type_into(section.name.editor, "UBS Nova")
    one.rest()
    assert one.workspace.profile.name == profile_of(one.workspace.folder).name == "UBS Nova"
    type_into(section.name.editor, " ")
    one.rest()
    assert section.name.said() == text("establishment.name_missing")
    assert one.workspace.profile.name == "UBS Nova"
    assert section.cnes.editor.isReadOnly() and section.cnes.value() == "2077485"


def test_sending_is_paused_here_alone_and_the_doctor_is_near(bench: Begin) -> None:
    one = bench()
    section = one.open("envio")
    section.mode.editor.button("pausado").click()
    assert not one.dispatcher.automatic
    assert not preferences.automatic(one.workspace.profile.folder_id)
    assert preferences.automatic("another folder")  # a pause in practice holds up no real work
    section.doctor.click()
    assert one.went == [("rede", "")]
    assert section.contract is None  # a training folder needs neither contract nor credentials


def test_the_folder_is_described_checked_and_opened(
    bench: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench()
    section = one.open("dados")
    assert section.facts["folder"].text() == str(one.workspace.folder)
    assert section.facts["checked"].text() == text("settings.data.never")
    section.check_button.click()
    one.rest()
    assert section.notice.words() == text("settings.data_sound")
    assert section.facts["checked"].text() != text("settings.data.never")
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile()))
    )
    section.open_button.click()
    assert [Path(place) for place in opened] == [one.workspace.folder]
    assert str(one.workspace.folder) in section.notice.words()


@pytest.mark.parametrize(
    ("count", "words"), [(436_000, "426 KB"), (5 * 1024**2, "5,0 MB"), (81 * 1024**3, "81 GB")]
)
def test_a_size_is_said_as_people_read_it(count: int, words: str) -> None:
    assert size_words(count) == words


def test_the_password_is_changed(bench: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    one = bench(training=False)
    open_cheaply(monkeypatch)
    section = one.open("senha")
    now, new, again = section.password.fields
    section.password.button.click()
    assert now.finding()
    one.qtbot.waitUntil(now.editor.hasFocus)
    for field, words in ((now, "chute errado"), (new, OTHER), (again, "outra coisa")):
        field.set_raw(words)
    section.password.button.click()
    assert again.finding() == text("ui.creation.different")
    again.set_raw(OTHER)
    section.password.button.click()
    one.rest()
    assert now.finding() == text("establishment.wrong_password") and now.raw() == ""
    for field, words in ((now, PASSWORD), (new, OTHER), (again, OTHER)):
        field.set_raw(words)
    section.password.button.click()
    one.rest()
    assert section.password.notice.words() == text("settings.password_changed")
    assert open_folder(one.workspace.folder, OTHER)
    with pytest.raises(WrongPasswordError):
        open_folder(one.workspace.folder, PASSWORD)


def test_a_new_recovery_code_is_shown_once(bench: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    one = bench(training=False)
    open_cheaply(monkeypatch)
    section = one.open("senha")
    section.recovery.fields[0].set_raw(PASSWORD)
    section.recovery.button.click()
    one.rest()
    one.qtbot.waitUntil(section.noted_button.hasFocus)
    assert len(section.code.text().split("-")) == 7
    section.noted_button.click()
    assert section.code.text() == ""


def open_cheaply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let guessing a password cost next to nothing, so that the test is quick."""
    from coletor.establishment import Cost

    monkeypatch.setattr(changing, "Cost", lambda: Cost(passes=1, memory_kib=64, lanes=1))


def test_the_credentials_are_kept_and_forgotten(
    bench: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []
    monkeypatch.setattr(secrets, "read_kept", lambda _: secrets.Kept(bool(kept), "Não há."))
    monkeypatch.setattr(secrets, "keep_secrets", lambda _, given: str(kept.append(given) or ""))
    monkeypatch.setattr(secrets, "forget", lambda _: str(kept.clear() or ""))
    one = bench(training=False)
    card = one.open("envio").secrets
    one.rest()
    assert card.state.text() == "Não há." and not card.forget_button.isEnabled()
    assert card.change_button.text() == text("settings.secrets_tell")
    card.change_button.click()
    for field, words in zip(card.form.fields, ("ubs", "s1", "11144477735", "s2"), strict=True):
        field.set_raw(words)
    card.form.button.click()
    one.rest()
    assert kept == [one.dispatcher.access.typed]
    assert card.state.text() == text("settings.secrets_found")
    assert card.change_button.text() == text("settings.secrets_change")
    card.forget_button.click()
    one.rest()
    assert not kept and one.dispatcher.access.typed is None


def test_a_contract_is_adopted_with_a_file_of_names(
    bench: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(training=False)
    asked: list[object] = []
    monkeypatch.setattr(
        "coletor.workspace.contracts.adopt_contract",
        lambda _workspace, *files: asked.append(files),
    )
    card = one.open("envio").contract
    assert card.state.text() == text("settings.contract_none")
    card.use_names(Path("nomes.toml"))
    assert card.names_state.text() == text("settings.names_chosen", file="nomes.toml")
    card.adopt(Path("oficial.wsdl"))
    one.rest()
    assert asked == [(Path("oficial.wsdl"), Path("nomes.toml"))]
    assert card.notice.words() == text("settings.contract_adopted") and card.names is None


def test_what_a_contract_differs_in_is_said(bench: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    found = contracts.Adopted("a" * 64, ("Falta um nome.",))
    monkeypatch.setattr(contracts, "read_contract", lambda _: found)
    one = bench(training=False)
    assert "Falta um nome." in one.open("envio").contract.state.text()
    found = contracts.Adopted("a" * 64)
    one.open("envio")
    assert one.screen.section().contract.state.text().endswith("Os nomes conferem.")


def test_a_report_is_saved_and_a_place_that_cannot_be_written_is_said(
    bench: Begin, tmp_path: Path
) -> None:
    one = bench()
    section = one.open("sobre")
    assert section.facts["model"].text() == one.workspace.model_in_force().name
    section.licence.button("lucide").click()
    assert "ISC License" in section.words.toPlainText()
    section.save_report(tmp_path / "relatorio.txt")
    one.rest()
    assert "PySide6" in (tmp_path / "relatorio.txt").read_text(encoding="utf-8")
    section.save_report(tmp_path / "nada" / "relatorio.txt")
    one.rest()
    assert "não pôde ser guardado" in section.notice.words()


def test_every_text_of_the_settings_is_used() -> None:
    folder = Path(__file__).resolve().parent.parent.parent / "ui" / "settings"
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    ends = ("section.", "data.", "about.", "licence.", "password_")
    for name in identifiers():
        if name.startswith("settings."):
            made = name.removeprefix("settings.").startswith(ends)
            assert made or f'"{name}"' in code, name
    assert all(exists(f"settings.section.{name}") for name in SECTIONS)

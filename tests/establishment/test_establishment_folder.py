"""Folders of an establishment: made whole or not at all, opened only when their parts agree."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from made_folders import training_folder

from coletor.errors import ColetorError
from coletor.establishment import (
    Cost,
    Creation,
    EstablishmentError,
    Layout,
    OpenFolder,
    WrongPasswordError,
    create_folder,
    open_folder,
    profile_of,
)
from coletor.establishment.folder import TRAINING_KEY
from coletor.identifiers import cnes as cnes_code
from coletor.messages import text
from coletor.store import Operators, Store, StoreError

Make = Callable[..., Creation]
CNES = "2077485"
PASSWORD = "senha de teste"


def names(folder: Path) -> set[str]:
    return {item.name for item in folder.iterdir()}


def refused(action: Callable[[], object], message: str) -> None:
    with pytest.raises(EstablishmentError) as caught:
        action()
    assert caught.value.message_id == f"establishment.{message}"
    assert PASSWORD not in str(caught.value)


def operators(opened: OpenFolder) -> list[tuple[str, str]]:
    with Store.open(opened.layout.database, opened.key) as store:
        return [(person.login, person.name) for person in Operators(store).all()]


def test_a_real_folder(make: Make, tmp_path: Path) -> None:
    made = make()
    folder = tmp_path / "posto"
    assert names(folder) == {
        "estabelecimento.toml",
        "cofre.json",
        "coletor.db",
        "tabelas",
        "treinamento",
        "registros",
        "travas",
    }
    opened = open_folder(folder, PASSWORD)
    assert opened.profile == made.profile == profile_of(folder)
    assert (opened.profile.cnes, opened.profile.training) == (CNES, False)
    assert opened.login == made.login == "maria.dores"
    assert len(opened.key) == 32 and opened.key != TRAINING_KEY
    assert operators(opened) == [("maria.dores", "Maria das Dores")]
    for file in (folder / "cofre.json", folder / "estabelecimento.toml"):
        content = file.read_text(encoding="utf-8")
        assert PASSWORD not in content and opened.key.hex() not in content
        assert made.recovery_code not in content


def test_secrets_are_not_in_what_is_printed(made: Creation, folder: Path) -> None:
    opened = open_folder(folder, PASSWORD)
    assert made.recovery_code not in repr(made)
    assert repr(opened.key) not in repr(opened) and opened.key.hex() not in repr(opened)


def test_a_training_folder_asks_nothing(make: Make, tmp_path: Path) -> None:
    made = make(training=True, password=None, operator_name="Treinamento")
    assert made.recovery_code is None
    assert "cofre.json" not in names(tmp_path / "posto")
    opened = open_folder(tmp_path / "posto")
    assert opened.profile.training and opened.key == TRAINING_KEY
    assert operators(opened) == [("treinamento", "Treinamento")]


def test_two_folders_have_their_own_keys(make: Make, tmp_path: Path) -> None:
    make("um"), make("dois")
    one, two = (open_folder(tmp_path / name, PASSWORD) for name in ("um", "dois"))
    assert one.key != two.key
    assert one.profile.folder_id != two.profile.folder_id


def test_an_empty_folder_is_fine_with_what_the_system_leaves(make: Make, tmp_path: Path) -> None:
    (tmp_path / "posto").mkdir()
    (tmp_path / "posto" / "desktop.ini").write_text("", encoding="utf-8")
    make()
    assert open_folder(tmp_path / "posto", PASSWORD).profile.cnes == CNES


def test_folders_in_folders_are_made(tmp_path: Path, make: Make) -> None:
    make("a/b/c")
    assert profile_of(tmp_path / "a" / "b" / "c").cnes == CNES


def test_a_folder_with_other_files_is_refused_and_untouched(make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "posto"
    folder.mkdir()
    (folder / "fotos.txt").write_text("minhas", encoding="utf-8")
    refused(make, "not_empty")
    assert names(folder) == {"fotos.txt"}
    (tmp_path / "arquivo").write_text("x", encoding="utf-8")
    refused(lambda: make("arquivo"), "not_empty")
    refused(lambda: make("arquivo/dentro"), "not_empty")


def test_an_establishments_folder_is_not_made_twice(make: Make, folder: Path) -> None:
    before = {item.name: item.read_bytes() for item in folder.glob("*.*")}
    refused(make, "exists")
    assert {item.name: item.read_bytes() for item in folder.glob("*.*")} == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"cnes": "123"}, "cnes_digits"),
        ({"cnes": "abcdefg"}, "cnes_digits"),
        ({"cnes": "12345678"}, "cnes_digits"),
        ({"name": " \t\n"}, "name_missing"),
        ({"operator_name": " - "}, "operator_missing"),
        ({"password": None}, "password_missing"),
        ({"password": ""}, "password_missing"),
        ({"password": "1234567"}, "password_short"),
    ],
)
def test_what_was_typed_is_not_enough(
    make: Make, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    refused(lambda: make(**changes), message)
    assert list(tmp_path.iterdir()) == []


def test_a_check_digit_that_does_not_match_only_warns(make: Make) -> None:
    right = next(code for n in range(207748, 207799) if (code := cnes_code.build(str(n))))
    wrong = right[:6] + str((int(right[6]) + 1) % 10)
    assert make("certo", cnes=right).doubts == ()
    (doubt,) = make("errado", cnes=wrong).doubts
    assert doubt == text("establishment.cnes_check", cnes=wrong)


@pytest.mark.parametrize(
    "name", ['Posto "Dona Zefa"', "Clínica \\ São José", "A\nB", "Ünïcødé 😀", "a\x7fb\u2028c"]
)
def test_names_survive_the_profile_file(make: Make, tmp_path: Path, name: str) -> None:
    made = make(name=name)
    assert profile_of(tmp_path / "posto") == made.profile
    assert made.profile.name == " ".join(re.sub(r"[\n\x7f\u2028]", " ", name).split())


def test_a_half_made_folder_is_said_so_and_made_again(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "posto"

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coletor.establishment.creating.write_profile", power_cut)
    monkeypatch.setattr("coletor.establishment.creating._undo", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        make()
    monkeypatch.undo()
    assert "cofre.json" in names(folder) and "coletor.db" in names(folder)
    refused(lambda: open_folder(folder, PASSWORD), "half_made")
    made = make()
    assert made.recovery_code and "criacao.parte" not in names(folder)
    assert operators(open_folder(folder, PASSWORD)) == [("maria.dores", "Maria das Dores")]


def test_a_half_made_folder_with_other_files_is_refused(make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "posto"
    folder.mkdir()
    (folder / "criacao.parte").touch()
    (folder / "fotos.txt").write_text("minhas", encoding="utf-8")
    refused(make, "not_empty")
    assert (folder / "fotos.txt").read_text(encoding="utf-8") == "minhas"


@pytest.mark.parametrize("existed", [True, False])
@pytest.mark.parametrize("step", ["write_profile", "Vault.save", "Vault.new_recovery"])
def test_a_creation_that_fails_leaves_nothing(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, existed: bool
) -> None:
    if existed:
        (tmp_path / "posto").mkdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"coletor.establishment.creating.{step}", full)
    refused(make, "cannot_write")
    assert (tmp_path / "posto").exists() == existed
    if existed:
        assert names(tmp_path / "posto") == set()


def test_a_folder_whose_parent_cannot_be_written(cheap: Cost) -> None:
    if not Path("/proc/self").is_dir():
        pytest.skip("no place here that not even an administrator can write")
    refused(
        lambda: create_folder(
            Path("/proc/coletor"), CNES, "Posto", password=PASSWORD, operator_name="A", cost=cheap
        ),
        "cannot_write",
    )


def test_wrong_and_missing_passwords(folder: Path) -> None:
    before = (folder / "cofre.json").read_bytes()
    for wrong in ("senha de testE", "senha de teste ", "x"):
        with pytest.raises(WrongPasswordError) as caught:
            open_folder(folder, wrong)
        assert caught.value.message_id == "establishment.wrong_password"
    refused(lambda: open_folder(folder), "password_missing")
    refused(lambda: open_folder(folder, PASSWORD, "jose"), "unknown_operator")
    assert (folder / "cofre.json").read_bytes() == before


def test_accents_typed_in_another_unicode_form_are_the_same_password(
    make: Make, tmp_path: Path
) -> None:
    make(password="cora\u00e7\u00e3o de le\u00e3o")
    assert open_folder(tmp_path / "posto", "corac\u0327a\u0303o de lea\u0303o").key


def test_folders_that_are_not_there(tmp_path: Path) -> None:
    refused(lambda: open_folder(tmp_path / "nada", PASSWORD), "no_folder")
    refused(lambda: open_folder(tmp_path, PASSWORD), "not_a_folder")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "profile_damaged"),
        (b"cnes = ", "profile_damaged"),
        (b"\xff\xfe", "profile_damaged"),
        (
            b'formato = 1\ncnes = "1"\nnome = "A"\ntreinamento = true\npasta = "x"',
            "profile_damaged",
        ),
        (b'formato = 1\ncnes = 1\nnome = "A"\ntreinamento = true\npasta = "x"', "profile_damaged"),
        (
            b'formato = 1\ncnes = "2077485"\nnome = "A"\ntreinamento = 1\npasta = "x"',
            "profile_damaged",
        ),
        (b'formato = 9\ncnes = "2077485"\nnome = "A"\ntreinamento = true\npasta = "x"', "newer"),
    ],
)
def test_a_damaged_profile(folder: Path, content: bytes, message: str) -> None:
    (folder / "estabelecimento.toml").write_bytes(content)
    refused(lambda: open_folder(folder, PASSWORD), message)


def test_a_profile_that_cannot_be_read(folder: Path) -> None:
    (folder / "estabelecimento.toml").unlink()
    (folder / "estabelecimento.toml").mkdir()
    refused(lambda: open_folder(folder, PASSWORD), "unreadable")


def rewrite(folder: Path, old: str, new: str) -> None:
    file = Layout(folder).profile
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_profile_that_contradicts_the_vault_is_refused(folder: Path) -> None:
    real, training = folder, folder.parent / "treino"
    training_folder(training)
    rewrite(real, "treinamento = false", "treinamento = true")
    refused(lambda: open_folder(real), "training_with_vault")
    rewrite(training, "treinamento = true", "treinamento = false")
    refused(lambda: open_folder(training, PASSWORD), "vault_missing")
    # without its vault, a real folder called training still keeps its data closed
    (real / "cofre.json").unlink()
    opened = open_folder(real)
    with pytest.raises(StoreError) as caught:
        Store.open(opened.layout.database, opened.key)
    assert caught.value.message_id == "store.wrong_key"


def test_messages_say_folder_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(ColetorError, match=r"não existe.*coletor criar"):
        open_folder(tmp_path / "nada")

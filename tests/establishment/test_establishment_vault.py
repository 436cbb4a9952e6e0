"""The vault: what opens it, what does not, and how a damaged one is told from a wrong password."""

import base64
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_folders import training_folder

from coletor.establishment import (
    Cost,
    Creation,
    EstablishmentError,
    WrongPasswordError,
    open_folder,
    recovery,
    reset_password,
)
from coletor.establishment.vault import Vault, read_vault
from coletor.establishment.wrapping import MalformedError, WrongSecretError, unwrap, wrap

Make = Callable[..., Creation]
PASSWORD = "senha de teste"
KEY = bytes(range(32))


def refused(action: Callable[[], object], message: str) -> None:
    with pytest.raises(EstablishmentError) as caught:
        action()
    assert caught.value.message_id == f"establishment.{message}"


def change(folder: Path, edit: Callable[[dict], object], *, mend: bool = True) -> None:
    """Edit the vault; with ``mend``, as somebody would who knows how its sum is made."""
    from coletor.establishment import vault

    file = folder / "cofre.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    edit(data)
    if mend:
        data.pop("soma")
        data["soma"] = vault._sum(data)
    file.write_text(json.dumps(data), encoding="utf-8")


def test_the_recovery_code_gives_a_new_password(made: Creation, folder: Path, cheap: Cost) -> None:
    key = open_folder(folder, PASSWORD).key
    typed = made.recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert reset_password(folder, typed, "outra senha", cost=cheap).key == key
    assert open_folder(folder, "outra senha").key == key
    with pytest.raises(WrongPasswordError):
        open_folder(folder, PASSWORD)
    # the code stays good
    assert reset_password(folder, made.recovery_code, PASSWORD, cost=cheap).key == key


def test_recovery_codes_that_open_nothing(folder: Path, make: Make, cheap: Cost) -> None:
    other = make("outro").recovery_code
    before = (folder / "cofre.json").read_bytes()

    def reset(code: str, password: str = "outra senha") -> object:
        return reset_password(folder, code, password, cost=cheap)

    refused(lambda: reset(other), "recovery_wrong")
    refused(lambda: reset(other[:-1]), "recovery_typo")
    refused(lambda: reset(""), "recovery_typo")
    refused(lambda: reset(other, "curta"), "password_short")
    training_folder(folder.parent / "treino")
    refused(
        lambda: reset_password(folder.parent / "treino", other, "outra senha"),
        "training_no_password",
    )
    assert (folder / "cofre.json").read_bytes() == before


def test_a_new_password_that_cannot_be_written(
    made: Creation, folder: Path, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = made.recovery_code

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coletor.durable.os.fsync", full)
    refused(lambda: reset_password(folder, code, "outra senha", cost=cheap), "cannot_write")
    monkeypatch.undo()
    assert open_folder(folder, PASSWORD).key


@settings(database=None)
@given(st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_of_a_code_is_mostly_caught(place: int, character: str) -> None:
    code = recovery.new_code()
    bare = recovery.normalise(code)
    assert bare is not None and bare == code.replace("-", "")
    assert [len(group) for group in code.split("-")] == [4] * 7
    altered = bare[:place] + character + bare[place + 1 :]
    if place >= 26 and altered != bare:  # the check itself: always caught
        assert recovery.normalise(altered) is None


def test_slips_of_the_pen_are_caught() -> None:
    caught = 0
    for _ in range(300):
        bare = recovery.new_code().replace("-", "")
        place = secrets.randbelow(26)
        other = "0" if bare[place] != "0" else "1"
        caught += recovery.normalise(bare[:place] + other + bare[place + 1 :]) is None
    assert caught >= 295  # one in 1,024 escapes


def test_codes_do_not_repeat() -> None:
    assert len({recovery.new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("kept", [0, 1, 50, 200, -2])
def test_a_vault_cut_short_is_damaged(folder: Path, kept: int) -> None:
    file = folder / "cofre.json"
    file.write_bytes(file.read_bytes()[:kept])
    refused(lambda: open_folder(folder, PASSWORD), "vault_damaged")


def test_every_altered_byte_is_a_damaged_vault_or_no_harm(folder: Path) -> None:
    """A flipped bit is never taken for a wrong password, which would send the clerk in circles."""
    file = folder / "cofre.json"
    content = file.read_bytes()
    for place in range(0, len(content), 7):
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            open_folder(folder, PASSWORD)
        except WrongPasswordError:
            pytest.fail(f"byte {place} taken for a wrong password")
        except EstablishmentError as error:
            assert error.message_id == "establishment.vault_damaged"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[]", "vault_damaged"),
        (b"null", "vault_damaged"),
        (b"\xff", "vault_damaged"),
        (b"[" * 100_000, "vault_damaged"),
    ],
)
def test_files_that_are_no_vault(folder: Path, content: bytes, message: str) -> None:
    (folder / "cofre.json").write_bytes(content)
    refused(lambda: open_folder(folder, PASSWORD), message)


def test_a_vault_that_cannot_be_read(folder: Path) -> None:
    (folder / "cofre.json").unlink()
    refused(lambda: open_folder(folder, PASSWORD), "vault_missing")
    (folder / "cofre.json").mkdir()
    refused(lambda: open_folder(folder, PASSWORD), "unreadable")


def test_the_vault_of_another_folder(folder: Path, make: Make) -> None:
    make("outro")
    (folder / "cofre.json").write_bytes((folder.parent / "outro" / "cofre.json").read_bytes())
    refused(lambda: open_folder(folder, PASSWORD), "vault_foreign")


def test_entries_cannot_be_swapped(folder: Path) -> None:
    """An entry moved under another login, or into another folder's vault, opens nothing."""
    change(folder, lambda data: data["operadores"].update(jose=data["operadores"]["maria.dores"]))
    refused(lambda: open_folder(folder, PASSWORD), "which_operator")
    assert open_folder(folder, PASSWORD, "maria.dores").key
    refused(lambda: open_folder(folder, PASSWORD, "jose"), "wrong_password")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda d: d.update(formato=9), "newer"),
        (lambda d: d.update(operadores=[]), "vault_damaged"),
        (lambda d: d.update(operadores={}), "vault_damaged"),
        (lambda d: d.pop("recuperacao"), "vault_damaged"),
        (lambda d: d["operadores"].update({"maria.dores": None}), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].update(memoria_kib=1 << 40), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].update(passadas=True), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].update(faixas=9), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].update(kdf="md5"), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].update(sal="*"), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].update(nonce="AAAA"), "vault_damaged"),
        (lambda d: d["operadores"]["maria.dores"].pop("chave"), "vault_damaged"),
    ],
)
def test_forged_vaults(folder: Path, edit: Callable[[dict], object], message: str) -> None:
    change(folder, edit)
    refused(lambda: open_folder(folder, PASSWORD), message)


def test_a_damaged_recovery_entry(made: Creation, folder: Path, cheap: Cost) -> None:
    change(folder, lambda data: data["recuperacao"].pop("sal"))
    refused(
        lambda: reset_password(folder, made.recovery_code, "outra senha", cost=cheap),
        "vault_damaged",
    )


def test_several_operators_share_one_key(folder: Path, cheap: Cost) -> None:
    opened = open_folder(folder, PASSWORD)
    vault = read_vault(folder / "cofre.json", opened.profile.folder_id)
    vault.set_password("jose.lima", "a senha do José", opened.key, cheap)
    vault.save(folder / "cofre.json")
    assert open_folder(folder, "a senha do José", "jose.lima").key == opened.key
    assert open_folder(folder, PASSWORD, "maria.dores").key == opened.key
    refused(lambda: open_folder(folder, PASSWORD), "which_operator")


def test_each_wrapping_is_new(cheap: Cost) -> None:
    one, other = (wrap(KEY, PASSWORD, "c", cheap) for _ in range(2))
    assert one["chave"] != other["chave"] and one["sal"] != other["sal"]
    assert unwrap(one, PASSWORD, "c") == unwrap(other, PASSWORD, "c") == KEY
    with pytest.raises(WrongSecretError):
        unwrap(one, PASSWORD, "d")
    with pytest.raises(MalformedError):
        unwrap(wrap(b"short", PASSWORD, "c", cheap), PASSWORD, "c")


def test_an_altered_cost_opens_nothing(cheap: Cost) -> None:
    entry = wrap(KEY, PASSWORD, "c", cheap)
    with pytest.raises(WrongSecretError):
        unwrap({**entry, "passadas": 2}, PASSWORD, "c")
    sealed = bytearray(base64.b64decode(entry["chave"]))
    sealed[0] ^= 1
    with pytest.raises(WrongSecretError):
        unwrap({**entry, "chave": base64.b64encode(sealed).decode()}, PASSWORD, "c")


def test_a_guess_costs_what_it_should(tmp_path: Path) -> None:
    """The default is no less than the second recommendation of RFC 9106 asks of memory."""
    cost = Cost()
    assert cost.passes >= 3 and cost.memory_kib >= 65_536
    vault = Vault("f")
    vault.set_password("ana", PASSWORD, KEY, cost)
    start = time.perf_counter()
    assert vault.unlock(PASSWORD) == ("ana", KEY)
    assert time.perf_counter() - start > 0.02

"""Password, recovery code and name of a folder change; everything else stays."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.establishment import (
    Cost,
    Creation,
    EstablishmentError,
    WrongPasswordError,
    open_folder,
    profile_of,
    reset_password,
)
from coletor.establishment.changing import change_password, new_recovery_code, rename

PASSWORD = "senha de teste"
OTHER = "outra senha boa"


def test_a_password_is_changed_by_who_knows_the_one_before(
    made: Creation, folder: Path, cheap: Cost
) -> None:
    key = open_folder(folder, PASSWORD).key
    with pytest.raises(WrongPasswordError):
        change_password(folder, "chute errado", OTHER, cost=cheap)
    with pytest.raises(EstablishmentError, match="pelo menos 8"):
        change_password(folder, PASSWORD, "curta", cost=cheap)
    assert change_password(folder, PASSWORD, OTHER, cost=cheap) == made.login
    assert open_folder(folder, OTHER).key == key
    with pytest.raises(WrongPasswordError):
        open_folder(folder, PASSWORD)
    assert reset_password(folder, made.recovery_code or "", PASSWORD, cost=cheap).key == key


def test_a_new_recovery_code_takes_the_place_of_the_one_before(
    made: Creation, folder: Path, cheap: Cost
) -> None:
    with pytest.raises(WrongPasswordError):
        new_recovery_code(folder, OTHER, cost=cheap)
    code = new_recovery_code(folder, PASSWORD, cost=cheap)
    with pytest.raises(EstablishmentError, match="não é o desta pasta"):
        reset_password(folder, made.recovery_code or "", OTHER, cost=cheap)
    assert reset_password(folder, code, OTHER, cost=cheap).login == made.login


def test_a_training_folder_has_neither(make: Callable[..., Creation], tmp_path: Path) -> None:
    make(training=True, password=None)
    for change in (
        lambda: change_password(tmp_path / "posto", PASSWORD, OTHER),
        lambda: new_recovery_code(tmp_path / "posto", PASSWORD),
    ):
        with pytest.raises(EstablishmentError, match="não tem senha"):
            change()


def test_an_establishment_is_renamed_and_keeps_its_cnes(made: Creation, folder: Path) -> None:
    before = made.profile
    after = rename(folder, "  UBS\nNova ")
    assert after.name == "UBS Nova"
    assert profile_of(folder) == after
    assert (after.cnes, after.folder_id) == (before.cnes, before.folder_id)
    with pytest.raises(EstablishmentError, match="nome do estabelecimento"):
        rename(folder, " ")

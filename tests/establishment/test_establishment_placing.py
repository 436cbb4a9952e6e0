"""A folder on a network drive is refused, one in a cloud folder is warned of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.establishment import Creation, EstablishmentError, open_folder, placing
from coletor.messages import text

PASSWORD = "senha de teste"


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the system say what is mounted where."""

    def mount(*lines: str) -> None:
        table = tmp_path / "mounts"
        table.write_text("\n".join(("/dev/sda1 / ext4 rw 0 0", *lines, "")), encoding="utf-8")
        monkeypatch.setattr(placing, "_MOUNTS", table)

    return mount


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_nothing_is_made_on_a_network_drive(
    make: Callable[..., Creation], mounted: Callable[..., None], tmp_path: Path, kind: str
) -> None:
    mounted(f"//servidor/dados {tmp_path} {kind} rw 0 0")
    with pytest.raises(EstablishmentError) as refused:
        make()
    assert str(refused.value) == text("establishment.network_drive", folder=tmp_path / "posto")
    assert not (tmp_path / "posto").exists()


def test_a_folder_that_came_to_stand_on_a_network_drive_is_not_opened(
    folder: Path, mounted: Callable[..., None], tmp_path: Path
) -> None:
    mounted(f"servidor:/dados {tmp_path} nfs rw 0 0")
    with pytest.raises(EstablishmentError, match="disco da rede"):
        open_folder(folder, PASSWORD)
    mounted(f"servidor:/dados {tmp_path} nfs rw 0 0", f"/dev/sdb1 {folder} ext4 rw 0 0")
    assert open_folder(folder, PASSWORD).login == "maria.dores"


def test_the_name_of_a_mount_may_hold_blanks(mounted: Callable[..., None], tmp_path: Path) -> None:
    place = tmp_path / "pasta da rede"
    place.mkdir()
    mounted(f"//servidor/x {str(place).replace(' ', chr(92) + '040')} cifs rw 0 0")
    assert placing.is_remote(place / "ainda" / "nada")
    assert not placing.is_remote(tmp_path / "pasta da rede 2")


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [("OneDrive - Prefeitura", "OneDrive"), ("Dropbox", "Dropbox"), ("Meu Drive", "Google Drive")],
)
def test_a_cloud_folder_is_warned_of(
    make: Callable[..., Creation], tmp_path: Path, folder: str, cloud: str
) -> None:
    (tmp_path / folder).mkdir()
    assert make(f"{folder}/posto").doubts == (text("establishment.cloud", cloud=cloud),)
    assert not placing.place_doubts(tmp_path / "posto")

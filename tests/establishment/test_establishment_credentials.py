"""The webservice's secrets: where they come from, and every way of having none."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

from coletor.establishment import EstablishmentError, credentials
from coletor.establishment.credentials import Absent, Found, Locked, NoBackEnd, Saved
from coletor.messages import text
from coletor.webservice import Credentials

CHILD = Path(__file__).parent / "keyring_child.py"
SECRETS = Credentials("usuario", "sênha", "12345678909", "outra")
TRUSTED = "keyring.backends.SecretService"


class Ring(KeyringBackend):
    """A key store in memory, under whatever module name a test gives it."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, failure: Exception | None = None) -> None:
        super().__init__()
        self.failure = failure
        self.kept: dict[tuple[str, str], str] = {}

    def _use(self) -> dict[tuple[str, str], str]:
        if self.failure:
            raise self.failure
        return self.kept

    def get_password(self, service: str, username: str) -> str | None:
        return self._use().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._use()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._use()[service, username]


def ring_of(module: str, failure: Exception | None = None) -> Ring:
    return type("Keyring", (Ring,), {"__module__": module})(failure)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in credentials.VARIABLES.values():
        monkeypatch.delenv(name, raising=False)
    before = keyring.core._keyring_backend
    yield
    keyring.core._keyring_backend = before


def use(ring: KeyringBackend) -> None:
    keyring.set_keyring(ring)


def fields(found: object) -> tuple[str, ...]:
    assert isinstance(found, Found)
    return tuple(getattr(found.credentials, name) for name in credentials.VARIABLES)


def test_saved_secrets_are_found_by_folder_and_operator_only() -> None:
    use(ring := ring_of(TRUSTED))
    assert isinstance(credentials.load("f", "maria"), Absent)
    assert isinstance(credentials.save("f", "maria", SECRETS), Saved)
    assert fields(credentials.load("f", "maria")) == ("usuario", "sênha", "12345678909", "outra")
    assert isinstance(credentials.load("f", "jose"), Absent)
    assert isinstance(credentials.load("g", "maria"), Absent)
    assert isinstance(credentials.forget("f", "maria"), Saved)
    assert isinstance(credentials.forget("f", "maria"), Saved)
    assert ring.kept == {}


def test_secrets_are_not_printed() -> None:
    use(ring_of(TRUSTED))
    credentials.save("f", "maria", SECRETS)
    assert "sênha" not in repr(credentials.load("f", "maria"))


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (KeyringLocked("locked"), Locked),
        (KeyringError("dismissed"), Locked),
        (InitError("no collection"), NoBackEnd),
        (NoKeyringError("none"), NoBackEnd),
        (ConnectionResetError("the service went away"), NoBackEnd),
    ],
)
def test_ways_of_failing(failure: Exception, outcome: type) -> None:
    use(ring_of(TRUSTED, failure))
    assert type(credentials.load("f", "maria")) is outcome
    assert type(credentials.save("f", "maria", SECRETS)) is outcome
    assert type(credentials.forget("f", "maria")) is outcome


def test_secret_service_errors_count_as_locked() -> None:
    exceptions = pytest.importorskip("secretstorage.exceptions")
    use(ring_of(TRUSTED, exceptions.LockedException("locked")))
    assert isinstance(credentials.load("f", "maria"), Locked)


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyrings.alt.Windows", "somebody.plain"])
def test_plain_files_and_strangers_are_no_back_end(module: str) -> None:
    use(ring := ring_of(module))
    assert isinstance(credentials.save("f", "maria", SECRETS), NoBackEnd)
    assert isinstance(credentials.load("f", "maria"), NoBackEnd)
    assert isinstance(credentials.forget("f", "maria"), NoBackEnd)
    assert ring.kept == {}


@pytest.mark.parametrize("ring", [fail.Keyring(), null.Keyring()])
def test_rings_that_keep_nothing_are_no_back_end(ring: KeyringBackend) -> None:
    use(ring)
    assert isinstance(credentials.save("f", "maria", SECRETS), NoBackEnd)
    assert isinstance(credentials.load("f", "maria"), NoBackEnd)


def test_a_chain_is_used_for_its_trusted_link_only(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, trusted = ring_of("keyrings.alt.file"), ring_of(TRUSTED)
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, trusted])
    use(chainer.ChainerBackend())
    assert isinstance(credentials.save("f", "maria", SECRETS), Saved)
    assert plain.kept == {} and len(trusted.kept) == 1
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain])
    assert isinstance(credentials.save("f", "maria", SECRETS), NoBackEnd)
    assert plain.kept == {}


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    use(ring_of(TRUSTED))
    credentials.save("f", "maria", SECRETS)
    monkeypatch.setenv("COLETOR_WS_SENHA", "do ambiente")
    assert fields(credentials.load("f", "maria"))[1] == "do ambiente"
    use(ring_of(TRUSTED))
    assert isinstance(credentials.load("f", "maria"), Absent)
    for name in credentials.VARIABLES.values():
        monkeypatch.setenv(name, name)
    use(ring_of(TRUSTED, KeyringLocked("locked")))  # not even asked
    assert fields(credentials.load("f", "maria")) == tuple(credentials.VARIABLES.values())
    monkeypatch.setenv("COLETOR_WS_SENHA", "")
    assert isinstance(credentials.load("f", "maria"), Locked)


@pytest.mark.parametrize("stored", ["", "nada", "[]", "null", '{"user": 1}', '{"user": "a"}'])
def test_a_secret_that_is_not_ours_counts_as_absent(stored: str) -> None:
    use(ring := ring_of(TRUSTED))
    credentials.save("f", "maria", SECRETS)
    ring.kept = dict.fromkeys(ring.kept, stored)
    assert isinstance(credentials.load("f", "maria"), Absent)


def test_secrets_too_long_for_windows_are_refused() -> None:
    use(ring := ring_of(TRUSTED))
    with pytest.raises(EstablishmentError) as caught:
        credentials.save("f", "maria", Credentials("u", "x" * 1300, "1", "2"))
    assert caught.value.message_id == "establishment.secret_long"
    assert ring.kept == {} and "xxx" not in str(caught.value)


def test_each_outcome_says_why_it_asks() -> None:
    assert Absent().text == text("establishment.keyring_absent")
    assert Locked().text == text("establishment.keyring_locked")
    assert NoBackEnd().text == text("establishment.keyring_none")


def test_keyring_is_not_imported_before_it_is_used() -> None:
    code = (
        "import sys, coletor.establishment.credentials;"
        "print([m for m in ('keyring', 'cryptography', 'argon2', 'requests') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.fixture
def home() -> Iterator[Path]:
    """Return a short-named home of its own: the keyring's socket has a limit of 108 bytes."""
    with tempfile.TemporaryDirectory(prefix="chave-") as name:
        yield Path(name)


def real_ring(home: Path, prepare: str, steps: str) -> list[str]:
    """Ask a real GNOME keyring in a D-Bus session of its own."""
    if not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon"))):
        pytest.skip("dbus-run-session or gnome-keyring-daemon is not installed")
    (home / "run").mkdir(mode=0o700)
    script = f'{prepare} >/dev/null 2>&1; exec "$0" "$1" {steps}'
    found = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, sys.executable, str(CHILD)],
        env={
            **{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    return found.stdout.split()


UNLOCKED = "printf 'senha\\n' | gnome-keyring-daemon --unlock --components=secrets"


def test_real_keyring(home: Path) -> None:
    steps = "load save load load-other forget load"
    assert real_ring(home, UNLOCKED, steps) == [
        "Absent",
        "Saved",
        "Found",
        "Absent",
        "Saved",
        "Absent",
    ]


def test_real_keyring_that_is_locked(home: Path) -> None:
    assert real_ring(home, UNLOCKED, "save") == ["Saved"]
    shutil.rmtree(home / "run")
    locked = "gnome-keyring-daemon --start --components=secrets"
    assert real_ring(home, locked, "load save forget") == ["Locked"] * 3


def test_session_without_a_keyring(home: Path) -> None:
    assert real_ring(home, "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nada", "load save") == [
        "NoBackEnd",
        "NoBackEnd",
    ]

"""How a folder reaches the webservice: address, secrets, and the training server of its own."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.establishment import credentials as vaulted
from coletor.establishment.layout import Layout
from coletor.establishment.profile import Profile
from coletor.store import Settings
from coletor.webservice.answers import Credentials
from coletor.webservice.client import Webservice
from coletor.webservice.lock import CONFIRMATION, CONTRACT, require_open
from coletor.webservice.names import Wire
from coletor.webservice.transport import Options

if TYPE_CHECKING:
    from coletor.training import TrainingServer

_PROXY = "proxy.endereco"
_TIMEOUT = "webservice.tempo_limite"


class SecretsNeededError(ColetorError):
    """The webservice's secrets are not at hand: ask the person; the message says why."""


def secrets_of(profile: Profile, login: str) -> Credentials:
    """Return the webservice's secrets: environment, the training account, or the keyring.

    Args:
        profile: whose folder it is.
        login: the operator.

    Raises:
        SecretsNeededError: there are none, the keyring is locked, or there is no safe keyring.
    """
    if profile.training:
        return _training_account()
    found = vaulted.load(profile.folder_id, login)
    if isinstance(found, vaulted.Found):
        return found.credentials
    raise SecretsNeededError("workspace.secrets_needed", reason=found.text)


def _training_account() -> Credentials:
    """Return the published account; what the environment names takes its place."""
    from coletor.training import load_account  # noqa: PLC0415 - only in training

    account = load_account()
    published = Credentials(
        account.user, account.password, account.operator_cpf, account.operator_password
    )
    given = {name: os.environ[key] for name, key in vaulted.VARIABLES.items() if key in os.environ}
    return replace(published, **given)


def connect(
    profile: Profile,
    settings: Settings,
    address: str | None,
    credentials: Credentials,
    *,
    missing: Sequence[str] = (CONTRACT, CONFIRMATION),
    wire: Wire | None = None,
) -> Webservice:
    """Return the webservice of a folder, if it may be used at all.

    Args:
        profile: whose folder it is.
        settings: times and proxy.
        address: of the service.
        credentials: added to each message when it is sent.
        missing: what a real folder lacks before it may send.
        wire: the names of the contract it adopted.

    Raises:
        ColetorError: sending is locked; the message says what is missing.
    """
    require_open(address, training=profile.training, missing=missing)
    assert address is not None
    options = options_of(profile, settings)
    return Webservice(address, credentials, options=options, wire=wire)


def options_of(profile: Profile, settings: Settings) -> Options:
    """Return the times and the proxy that a folder reaches the webservice with."""
    proxy = settings.get(_PROXY)
    return Options(
        read=float(settings.get_int(_TIMEOUT)),
        proxies={"http": proxy, "https": proxy} if proxy and not profile.training else {},
    )


@contextmanager
def training_server(layout: Layout) -> Iterator["TrainingServer"]:
    """Run the folder's own training webservice for the length of a block."""
    from coletor.training import TrainingServer  # noqa: PLC0415 - only in training

    with TrainingServer(layout.training) as server:
        yield server

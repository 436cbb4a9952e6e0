"""How the window reaches the webservice of the open folder; called off the GUI thread."""

from typing import TYPE_CHECKING

from coletor.workspace import Workspace

if TYPE_CHECKING:
    from coletor.webservice.answers import Credentials
    from coletor.webservice.client import Webservice


class Access:
    """Address and secrets: entered, typed in this session, or of the training service.

    Args:
        workspace: the open folder.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.training = ""
        """Address of the training webservice that this program started."""
        self.typed: Credentials | None = None
        """Credentials typed in this session; memory only."""

    @property
    def ready(self) -> bool:
        """Whether there can be an address: the training service takes a moment to start."""
        return bool(self.training) or bool(self.address())

    def address(self) -> str | None:
        """Return the address in use, None where there is none."""
        from coletor.workspace.address import address_of  # noqa: PLC0415 - not for start-up

        return self.training or address_of(self._workspace.settings)

    def secrets(self) -> "Credentials":
        """Return user and operator of the service.

        Raises:
            SecretsNeededError: a person has to type them; the message says why.
        """
        from coletor.workspace.connection import secrets_of  # noqa: PLC0415 - not for start-up

        return self.typed or secrets_of(self._workspace.profile, self._workspace.operator.login)

    def require_open(self) -> None:
        """Refuse where this folder may not send yet.

        Raises:
            ColetorError: sending is locked; the message says what is missing.
        """
        if not self.training:
            self._workspace.require_sending_open()

    def service(self) -> "Webservice":
        """Return the webservice, for a ``with`` block.

        Raises:
            ColetorError: locked, or credentials are wanted.
        """
        self.require_open()
        return self._workspace.connect(self.address(), self.secrets())

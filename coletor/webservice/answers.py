"""What a call to the service can come to: accepted, detailed, refused, or a classified failure."""

from dataclasses import dataclass
from enum import StrEnum

from coletor.contact import Document
from coletor.errors import ColetorError


class RefusalKind(StrEnum):
    """What a refusal is about; decided by its codes alone, never by a text."""

    BUSINESS = "business"
    DUPLICATE = "duplicate"
    UNKNOWN_UUID = "unknown_uuid"
    CREDENTIALS = "credentials"
    SERVICE = "service"


class FailureKind(StrEnum):
    """Why no verdict on the record was had."""

    NO_NETWORK = "no_network"
    DNS = "dns"
    TLS = "tls"
    PROXY = "proxy"
    CAPTIVE = "captive"
    TIMEOUT = "timeout"
    SERVICE = "service"
    THROTTLED = "throttled"
    MALFORMED = "malformed"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class Mensagem:
    """One message of a fault; a part that the service left out is an empty text."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The service took the operation.

    Args:
        protocol: the service's own number for it.
        accepted_at: the service's date and time, as it wrote them.
        version: version of the contact on the server, from 1.
    """

    protocol: str
    accepted_at: str
    version: int


@dataclass(frozen=True, slots=True)
class Detailed:
    """What the server holds under a UUID; ``state`` is ``ativo``, ``cancelado`` or '' (unknown).

    ``management`` is ``aprovado``, ``rejeitado`` or '' (the service does not say), with the
    reason that it gave.
    """

    document: Document
    version: int
    accepted_at: str
    protocol: str
    state: str
    management: str = ""
    management_reason: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a search: a contact on the server without its content (see `Detailed`)."""

    uuid: str
    version: int
    accepted_at: str
    protocol: str
    state: str
    management: str = ""
    management_reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a search; ``first`` counts from 1."""

    first: int
    total: int
    contacts: tuple[Summary, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The service answered and said no; every message is kept."""

    messages: tuple[Mensagem, ...]
    kind: RefusalKind


Answer = Accepted | Detailed | Page | Refused


class Failure(ColetorError):  # noqa: N818 - a state of a call, not a bug
    """A call without a verdict on the record.

    Args:
        kind: the class of failure; its message is ``webservice.failure.<kind>``.
        reached: False when the request cannot have been carried out, None when the server may
            have acted on it (the outcome is unknown).
        retry_after: seconds that the server asked to wait, where it did.
    """

    def __init__(
        self, kind: FailureKind, *, reached: bool | None, retry_after: float | None = None
    ) -> None:
        self.kind = kind
        self.reached = reached
        self.retry_after = retry_after
        super().__init__(f"webservice.failure.{kind}")


@dataclass(frozen=True, repr=False, slots=True)
class Credentials:
    """The establishment's user and the operator's own credentials; never shown, never logged."""

    user: str
    password: str
    operator_cpf: str
    operator_password: str

    def __repr__(self) -> str:
        return "Credentials(***)"

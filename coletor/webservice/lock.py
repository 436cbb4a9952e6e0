"""The lock that keeps patients' data and passwords from going to a guessed address."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from coletor.errors import ColetorError
from coletor.messages import text

# Readers of addresses disagree on what the host is where one of these stands.
_AMBIGUOUS = "@\\ "


def is_training_address(address: str) -> bool:
    """Tell whether an address is of this very computer, where the training webservice listens."""
    if any(sign in address for sign in _AMBIGUOUS) or not address.isprintable():
        return False
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def require_open(address: str | None, *, training: bool) -> None:
    """Let pass only what may be sent: a training folder to the training webservice.

    Production stays closed in this version: nobody has an official WSDL to compare with yet
    and the message says what is missing.

    Args:
        address: of the webservice, or None where none was entered.
        training: whether the folder is marked as training.

    Raises:
        ColetorError: sending is locked; the message says what is missing.
    """
    if not address:
        raise ColetorError("webservice.lock.no_address")
    local = is_training_address(address)
    if training and local:
        return
    if training:
        raise ColetorError("webservice.lock.training_to_real", address=address)
    if local:
        raise ColetorError("webservice.lock.real_to_training")
    steps = ("webservice.lock.missing_contract", "webservice.lock.missing_confirmation")
    missing = "; ".join(map(text, steps))
    raise ColetorError("webservice.lock.closed", address=address, missing=missing)

"""The lock that keeps patients' data and passwords from going to a guessed address."""

from collections.abc import Sequence
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


CONTRACT, DIFFERENCES, CONFIRMATION = "missing_contract", "differences", "missing_confirmation"
"""What may be missing before a real folder sends; words are ``webservice.lock.<id>``."""


def require_open(
    address: str | None,
    *,
    training: bool,
    missing: Sequence[str] = (CONTRACT, CONFIRMATION),
) -> None:
    """Let pass only what may be sent: training to training, real data to a released address.

    Args:
        address: of the webservice, or None where none was entered.
        training: whether the folder is marked as training.
        missing: what a real folder still lacks (`coletor.webservice.production.missing`);
            everything, for a caller that does not know.

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
    if urlsplit(address).scheme != "https":
        raise ColetorError("webservice.lock.not_https", address=address)
    if missing:
        steps = "; ".join(text(f"webservice.lock.{step}") for step in missing)
        raise ColetorError("webservice.lock.closed", address=address, missing=steps)

"""The webservice's address as a person entered it: asked for at start-up, so nothing else here."""

from coletor.store import Settings

_ADDRESS = "webservice.endereco"


def address_of(settings: Settings) -> str | None:
    """Return the address a person entered, or None."""
    return settings.get(_ADDRESS) or None

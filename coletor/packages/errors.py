"""What may go wrong with packages."""

from coletor.errors import ColetorError


class PackageError(ColetorError):
    """A package cannot be kept as it is; the message says what to change."""

"""Errors of sheets."""

from coletor.errors import ColetorError


class SheetError(ColetorError):
    """A sheet cannot be read or changed; the message says why."""

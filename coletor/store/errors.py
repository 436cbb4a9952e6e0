"""What can go wrong with the stored data, each with a message that says what to do."""

from coletor.errors import ColetorError


class StoreError(ColetorError):
    """The database cannot be opened, read or written for a reason outside the program."""


class InterruptedQueryError(StoreError):
    """A query that somebody cancelled; nothing is wrong with the data."""

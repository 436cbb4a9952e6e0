"""What can go wrong with an establishment's folder."""

from coletor.errors import ColetorError


class EstablishmentError(ColetorError):
    """The folder cannot be made or opened for a reason that a person can settle."""


class WrongPasswordError(EstablishmentError):
    """The password opens nothing; asking again makes sense."""

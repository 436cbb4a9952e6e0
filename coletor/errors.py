"""Errors that are not bugs: each is one catalogue message that says where, what and what to do."""

from coletor.messages import text


class ColetorError(Exception):
    """A condition of the environment or of the input that a person can settle.

    Args:
        message_id: id in the message catalogue.
        **fields: values for the template's places.
    """

    def __init__(self, message_id: str, /, **fields: object) -> None:
        self.message_id = message_id
        self.fields = fields
        super().__init__(text(message_id, **fields))

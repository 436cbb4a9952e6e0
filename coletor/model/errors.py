"""What is wrong with a model or list file, said with file, row and reason."""

from pathlib import Path

from coletor.errors import ColetorError


class ModelError(ColetorError):
    """A model file that cannot be used.

    Args:
        file: the file that was read.
        row: row of the annex from 1, or 0 for the file's header.
        reason_id: catalogue id of the reason, below ``model.reason``.
        **fields: values for the reason's places.
    """

    def __init__(self, file: Path, row: int, reason_id: str, /, **fields: object) -> None:
        from coletor.messages import text  # noqa: PLC0415 - errors must stay cheap to import

        self.file, self.row = file, row
        self.reason_id, self.reason_fields = reason_id, fields
        reason = text(f"model.reason.{reason_id}", **fields)
        where = text("model.row", row=row) if row else text("model.header")
        super().__init__("model.malformed", file=file.name, where=where, reason=reason)

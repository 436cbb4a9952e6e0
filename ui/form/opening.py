"""What a session of typing starts from."""

from dataclasses import dataclass, field

from ui.form.checks import ConfirmedWarnings
from ui.form.pending import Refusal
from ui.form.rows import Rows


@dataclass(frozen=True)
class Opening:
    """What a session starts from.

    Args:
        uuid: the contact's identifier.
        rows: its rows, blank ones included.
        draft_id: the stored draft, None for a new contact.
        ids: store id by row key.
        confirmed: warnings confirmed before.
        refusals: what the server refused.
    """

    uuid: str
    rows: Rows
    draft_id: int | None = None
    ids: dict[int, int] = field(default_factory=dict)
    confirmed: ConfirmedWarnings = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

"""Columns that several lists of contacts share."""

from coletor.messages import text
from coletor.model import masked
from coletor.store import ListRow
from coletor.store.situation import label as word_label
from ui.glance import local
from ui.situations import icon_of, tone_of
from ui.widgets.masks import grouped
from ui.widgets.rows import Column
from ui.widgets.wording import day

_CNS = grouped(3, 4, 4, 4)


def patient(row: ListRow) -> str:
    """Return the patient's name, or that there is none."""
    return row.patient or text("ui.contact.unnamed")


def cns(row: ListRow) -> str:
    """Return the CNS grouped."""
    return _CNS(row.cns or "")


BESIDE = frozenset({1, 4})
"""Columns of a list of contacts that are left out where it stands beside another card."""


def procedures(row: ListRow) -> str:
    """Return the first procedure's code and how many others there are."""
    codes = row.codes
    if not codes:
        return ""
    first = masked(codes[0])
    if len(codes) == 1:
        return first
    return text("contacts.column.more", code=first, count=len(codes) - 1)


def contact_columns() -> list[Column[ListRow]]:
    """Return the columns of a list of contacts."""
    admission = Column[ListRow](
        text("ui.contact.admission"), lambda row: day(row.admission), 104, code=True
    )
    word = Column[ListRow](
        text("ui.contact.word"),
        lambda row: word_label(row.word),
        184,
        tone=lambda row: tone_of(row.word),
        icon=lambda row: icon_of(row.word),
    )
    changed = Column[ListRow](
        text("ui.contact.changed"), lambda row: local(row.changed_at), 132, muted=True
    )
    name = Column[ListRow](text("ui.contact.patient"), patient)
    number = Column[ListRow](text("ui.contact.cns"), cns, 162, code=True)
    return [name, number, admission, word, changed]

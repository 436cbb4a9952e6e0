"""What the field of Ctrl K looks through; every function is called off the GUI thread."""

import re
from collections.abc import Iterator, Mapping, Sequence

from coletor.model import masked
from coletor.registers import PATIENTS
from coletor.store import Filter, ListRow
from coletor.store.database import Interrupt
from coletor.store.situation import label as word_label
from coletor.terminology import TABLES, SearchInterrupted
from coletor.workspace import Workspace
from ui.finder.places import CODE, CONTACT, MANUAL, PATIENT, Found, matching
from ui.glance import table_name
from ui.screens.base import ENTRY
from ui.widgets.masks import grouped
from ui.widgets.wording import day

MOST = 4
"""How many of one kind at most: what is sought is among them, or one more letter finds it."""
LEAST = 2
"""Letters from which people, contacts and codes are looked for."""
_DIGITS = re.compile(r"[\d\s./-]+")
_NAME, _CNS, _BIRTH = "nome_individuo", "cns_individuo", "data_nascimento"
_CONTACTS, _HELP = "contatos", "ajuda"
_CARD = grouped(3, 4, 4, 4)


def find(
    workspace: Workspace, known: Sequence[Found], typed: str, interrupt: Interrupt
) -> list[Found]:
    """Return what answers to a text, kind by kind.

    Args:
        workspace: the open folder.
        known: the places that have a name of their own.
        typed: what was typed.
        interrupt: the handle by which a newer text cancels this one.

    Raises:
        InterruptedQueryError: the handle was cancelled.
    """
    places = matching(known, typed, MOST)
    if len(typed) < LEAST:
        return places
    screens = {place.screen for place in known}
    found = [*places]
    if PATIENTS in screens:
        found += _patients(workspace, typed, interrupt)
    found += _contacts(workspace, typed, interrupt)
    found += _codes(workspace, typed)
    found += _manual(typed)
    return found


def _patients(workspace: Workspace, typed: str, interrupt: Interrupt) -> Iterator[Found]:
    register = workspace.patients
    roles = register.definition.by_role
    name, code, birth = roles.get(_NAME), roles.get(_CNS), roles.get(_BIRTH)
    for entry in register.search(typed, limit=MOST, interrupt=interrupt):
        yield Found(
            PATIENT,
            entry.values.get(name.id, "") if name else "",
            day(entry.values.get(birth.id, "")) if birth else "",
            _CARD(entry.values.get(code.id, "")) if code else "",
            PATIENTS,
            f"{ENTRY}{entry.id}",
        )


def _contacts(workspace: Workspace, typed: str, interrupt: Interrupt) -> Iterator[Found]:
    """Yield the contacts of a name, number, protocol or UUID; a number may have its mask."""
    bare = re.sub(r"[\s./-]", "", typed) if _DIGITS.fullmatch(typed) else typed
    rows: list[ListRow] = []
    for words in dict.fromkeys((bare, typed)):
        rows = rows or workspace.listing.page(Filter(text=words), limit=MOST, interrupt=interrupt)
    for row in rows:
        said = (day(row.admission or ""), word_label(row.word))
        remark = " · ".join(part for part in said if part)
        yield Found(CONTACT, row.patient or row.cns or row.uuid, remark, "", _CONTACTS, row.uuid)


def _codes(workspace: Workspace, typed: str) -> Iterator[Found]:
    """Yield the best answers of the tables: each table's first, then each one's second..."""
    try:
        by_table: Mapping[str, list[Found]] = {
            table: [
                Found(CODE, hit.name, table_name(table), masked(hit.code, table), bare=hit.code)
                for hit in workspace.library.search(table, typed, limit=MOST)
                if hit.status == "ok"
            ]
            for table in TABLES
        }
    except SearchInterrupted:
        return
    left = MOST
    for rank in range(MOST):
        for hits in by_table.values():
            if rank < len(hits) and left:
                left -= 1
                yield hits[rank]


def _manual(typed: str) -> Iterator[Found]:
    from ui.help.searching import search  # noqa: PLC0415 - read when first sought

    for hit in search(typed)[: MOST // 2]:
        yield Found(MANUAL, hit.title, hit.page, "", _HELP, hit.topic)

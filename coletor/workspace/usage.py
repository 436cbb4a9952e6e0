"""What the store says of the code tables: months still needed, codes used often here."""

import json
import threading
from collections import Counter, defaultdict
from weakref import WeakKeyDictionary

from coletor.contact import Document
from coletor.model import load_model
from coletor.store import Store
from coletor.workspace.provenance import coded_terms

RECENT = 500
"""Contacts, the latest ones, whose codes count as used often."""
OFFERED = 60
"""Codes of a table that come first in a search."""

_MONTHS = """
SELECT json_extract(t.value, '$.competencia')
    FROM contact_list l JOIN contact c ON c.uuid = l.uuid,
    json_each(c.checked_against, '$.tabelas') t
    WHERE (l.server = 'nada' OR l.pending <> 'nenhuma')
    AND json_extract(t.value, '$.tabela') = 'sigtap'
UNION SELECT competencia FROM contact_list
    WHERE server = 'nada' OR pending <> 'nenhuma' OR draft_id IS NOT NULL
UNION SELECT substr(d.text, 7, 4) || substr(d.text, 4, 2)
    FROM draft_cell d JOIN draft_row r ON r.id = d.row_id JOIN draft ON draft.id = r.draft_id
    WHERE draft.concluded_at IS NULL AND draft.discarded_at IS NULL
    AND d.text GLOB '[0-3][0-9]/[01][0-9]/[12][0-9][0-9][0-9]'
"""
_LATEST = """
SELECT c.document, c.changed_at, l.changed_at
    FROM contact_list l JOIN contact c ON c.uuid = l.uuid
    WHERE l.changed_at > ? AND c.changed_at > ? ORDER BY l.changed_at DESC LIMIT ?
"""
# The list's own instant bounds the search: without it every contact is looked at, each time.


def months_in_use(store: Store) -> frozenset[str]:
    """Return the competências, ``AAAAMM``, that contacts and drafts not sent yet may need.

    Args:
        store: the open store.
    """
    with store.query() as db:
        return frozenset(str(month) for (month,) in db.execute(_MONTHS) if month)


class Favourites:
    """The codes of each table that this establishment used most in its latest contacts.

    Args:
        store: the open store; read in the thread that asks.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock, self._counting = threading.Lock(), threading.Lock()
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._until = self._listed = ""
        self._counted = False

    def of(self, table: str) -> list[str]:
        """Return the codes of a table, most used first.

        Args:
            table: table id.
        """
        with self._lock:
            return [code for code, _ in self._counts[table].most_common(OFFERED)]

    def keep_up(self) -> None:
        """Count what came since the last time, once everything before was: that takes a moment."""
        if self._counted:
            self.refresh()

    def refresh(self) -> None:
        """Count the contacts that came since the last time; searches go on meanwhile."""
        with self._counting:
            with self._store.query() as db:
                rows = db.execute(_LATEST, [self._listed, self._until, RECENT]).fetchall()
            came: dict[str, Counter[str]] = defaultdict(Counter)
            for document, changed_at, listed_at in rows:
                self._until = max(self._until, changed_at)
                self._listed = max(self._listed, listed_at)
                _count(json.loads(document), came)
            with self._lock:
                for table, codes in came.items():
                    self._counts[table].update(codes)
            self._counted = True


def _count(document: Document, counts: dict[str, Counter[str]]) -> None:
    model = load_model(str(document["modelo"]))
    for table, code, _ in coded_terms(model, document):
        counts[table][code] += 1


_KNOWN: WeakKeyDictionary[Store, Favourites] = WeakKeyDictionary()
_KNOWN_LOCK = threading.Lock()


def favourites_of(store: Store) -> Favourites:
    """Return the one count of an open store.

    Args:
        store: the open store.
    """
    with _KNOWN_LOCK:
        return _KNOWN.setdefault(store, Favourites(store))

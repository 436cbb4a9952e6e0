"""The encrypted database of an establishment: drafts, contacts, list and history."""

from coletor.store.contacts import Contact, Contacts
from coletor.store.database import Interrupt, Store
from coletor.store.derivation import ListRow
from coletor.store.draft_rows import Confirmation, Confirming, Draft, DraftRow, Summary
from coletor.store.drafts import Drafts
from coletor.store.errors import InterruptedQueryError, StoreError
from coletor.store.events import Event, Events
from coletor.store.links import Link, Links
from coletor.store.list_facets import Totals
from coletor.store.list_view import View
from coletor.store.list_wanted import Filter, Sort, Wanted
from coletor.store.listing import Listing
from coletor.store.locking import FolderLock, folder_lock
from coletor.store.opening import Database, open_database, quick_check
from coletor.store.operators import Operator, Operators
from coletor.store.reasons import Reasons
from coletor.store.settings import Setting, Settings

__all__ = [
    "Confirmation",
    "Confirming",
    "Contact",
    "Contacts",
    "Database",
    "Draft",
    "DraftRow",
    "Drafts",
    "Event",
    "Events",
    "Filter",
    "FolderLock",
    "Interrupt",
    "InterruptedQueryError",
    "Link",
    "Links",
    "ListRow",
    "Listing",
    "Operator",
    "Operators",
    "Reasons",
    "Setting",
    "Settings",
    "Sort",
    "Store",
    "StoreError",
    "Summary",
    "Totals",
    "View",
    "Wanted",
    "folder_lock",
    "open_database",
    "quick_check",
]

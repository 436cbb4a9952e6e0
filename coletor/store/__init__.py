"""The encrypted database of an establishment: drafts, contacts, list and history."""

from coletor.store.database import Interrupt, Store
from coletor.store.errors import InterruptedQueryError, StoreError
from coletor.store.locking import FolderLock, folder_lock
from coletor.store.opening import Database, open_database, quick_check

__all__ = [
    "Database",
    "FolderLock",
    "Interrupt",
    "InterruptedQueryError",
    "Store",
    "StoreError",
    "folder_lock",
    "open_database",
    "quick_check",
]

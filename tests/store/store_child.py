"""Another program on the same database, for the tests: ``store_child.py VERB DATABASE KEY``."""

import ctypes
import sys
from pathlib import Path

from coletor.errors import ColetorError
from coletor.store import Drafts, Store, folder_lock, quick_check
from coletor.store.opening import open_database

ELEMENT = "individuo.nome"


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def type_for_ever(path: Path, key: bytes) -> None:
    """Type numbers into one cell and report each one that was committed."""
    store = Store.open(path, key)
    drafts = Drafts(store)
    summary = drafts.summaries()[0]
    root = drafts.get(summary.id).root
    say("unclean" if store.unclean else "clean")
    number = int(root.cells.get(ELEMENT, "0"))
    while True:
        number += 1
        drafts.set_cell(summary.id, root.id, ELEMENT, str(number), 1)
        say(number)


def hold_writer(path: Path, key: bytes) -> None:
    """Keep a change open until the parent writes a line."""
    with Store.open(path, key) as store, store.change():
        say("held")
        sys.stdin.readline()


def hold_lock(path: Path, _key: bytes) -> None:
    """Keep the sender's lock until the parent writes a line."""
    with folder_lock(path.parent, "envio"):
        say("held")
        sys.stdin.readline()


def fail_to_open(path: Path, key: bytes) -> None:
    """Open and report the message of the failure."""
    try:
        Store.open(path, key).close()
    except ColetorError as error:
        say(error.message_id)


def check(path: Path, key: bytes) -> None:
    try:
        quick_check(path, key)
    except ColetorError as error:
        say(error.message_id)


def without_rights(path: Path, key: bytes) -> None:
    """Give up root's right to ignore permissions, then open."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    none = (ctypes.c_uint32 * 6)(*([0] * 6))
    if ctypes.CDLL(None, use_errno=True).capset(header, none) != 0:
        say("capset refused")
        return
    fail_to_open(path, key)


def fill_disk(path: Path, key: bytes) -> None:
    """Write until the system refuses a larger file, then report what was kept."""
    import resource

    store = Store.open(path, key)
    drafts = Drafts(store)
    draft = drafts.create("cmd-2017", 1)
    limit = 1_000_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    kept = 0
    try:
        for number in range(1, 10_000):
            drafts.set_cell(draft.id, draft.root.id, ELEMENT, str(number) + "x" * 4000, 1)
            kept = number
    except ColetorError as error:
        say(error.message_id)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    say(kept)


def read(path: Path, key: bytes) -> None:
    database = open_database(path, key, read_only=True)
    say(database.execute("SELECT COUNT(*) FROM operator").fetchone()[0])
    database.close()


def create(path: Path, key: bytes) -> None:
    """Make the database when the parent says so."""
    say("ready")
    sys.stdin.readline()
    Store.create(path, key, "Ana").close()
    say("done")


def open_report(path: Path, key: bytes) -> None:
    """Open when the parent says so and tell whether an unclean end was seen."""
    say("ready")
    sys.stdin.readline()
    with Store.open(path, key) as store:
        say("unclean" if store.unclean else "clean")


VERBS = {
    "create": create,
    "open-report": open_report,
    "type": type_for_ever,
    "hold-writer": hold_writer,
    "hold-lock": hold_lock,
    "open": fail_to_open,
    "check": check,
    "without-rights": without_rights,
    "fill-disk": fill_disk,
    "read": read,
}

if __name__ == "__main__":
    VERBS[sys.argv[1]](Path(sys.argv[2]), bytes.fromhex(sys.argv[3]))

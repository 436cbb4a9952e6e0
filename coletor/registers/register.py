"""One register of people as the screens and the command line use it."""

import json
from collections.abc import Mapping, Sequence

from coletor import clock
from coletor.model import Model
from coletor.registers import differing, placing, table
from coletor.registers.checking import Examine, problems_of
from coletor.registers.definition import Definition
from coletor.registers.entries import Change, Difference, Entry, Problem, RegisterError
from coletor.registers.searching import BY_NAME, DIFFERING, NameOf, Search
from coletor.store import Database, Store
from coletor.store.database import Interrupt

REMOVED_DAYS = 30
_DAY_SECONDS = 86_400


class Register:
    """The patients or the professionals of an establishment.

    Args:
        store: the open database.
        definition: which register, and its fields.
        examine: the checks of a model.
        name_of: names of codes, so that an occupation is found by its name.
    """

    def __init__(
        self, store: Store, definition: Definition, examine: Examine, name_of: NameOf
    ) -> None:
        self.definition = definition
        self._store = store
        self._examine = examine
        self._search = Search(definition, name_of)

    def search(
        self, typed: str, *, limit: int = 8, interrupt: Interrupt | None = None
    ) -> list[Entry]:
        """Return the people that somebody most likely means, as it is typed.

        Args:
            typed: CNS or CPF with or without mask, words of the names in any order, a date of
                birth or a part of one, an occupation; beginnings are enough.
            limit: how many at most.
            interrupt: a handle by which another thread may cancel.

        Raises:
            InterruptedQueryError: the handle was cancelled.
        """
        with self._store.query(interrupt) as db:
            return self._search.best(db, typed, limit)

    def page(
        self,
        typed: str = "",
        *,
        limit: int = 200,
        offset: int = 0,
        interrupt: Interrupt | None = None,
    ) -> list[Entry]:
        """Return a page of the register: by name, or what was typed, the latest used first.

        Args:
            typed: as for ``search``.
            limit: how many at most.
            offset: how many to skip.
            interrupt: a handle by which another thread may cancel.
        """
        with self._store.query(interrupt) as db:
            if typed.strip():
                return self._search.rows(db, typed, limit, offset)
            rows = db.execute(BY_NAME, [self.definition.id, limit, offset]).fetchall()
        return [table.entry_of(row) for row in rows]

    def count(self, typed: str = "") -> int:
        """Return how many entries there are, or how many have what was typed."""
        with self._store.query() as db:
            return self._search.count(db, typed)

    def get(self, entry_id: int) -> Entry | None:
        """Return an entry, removed or not, None where it was never or is no more."""
        with self._store.query() as db:
            found = table.read(db, entry_id)
        return found if found and found.register == self.definition.id else None

    def find(self, field_id: str, value: str) -> Entry | None:
        """Return the entry with a code (CNS, CPF), the latest used where several have it.

        Args:
            field_id: the first field of a group of codes.
            value: as typed or as kept.
        """
        found = self.find_all(field_id, value)
        return found[0] if found else None

    def find_all(self, field_id: str, value: str) -> list[Entry]:
        """Return every entry with a code (the vínculos of a CNS), the latest used first."""
        if field_id not in {group[0] for group in self.definition.unique}:
            raise ValueError(field_id)
        kept = self.definition.by_id[field_id].parse(value)
        with self._store.query() as db:
            return table.holders(db, self.definition, field_id, kept)

    def check(self, values: Mapping[str, str]) -> list[Problem]:
        """Return what keeps these values from being kept, in the order of the editor.

        Args:
            values: as typed or as kept, by field id.
        """
        canonical = self.definition.canonical(values)
        return problems_of(self.definition, canonical, self._examine)

    def save(
        self,
        values: Mapping[str, str],
        operator_id: int,
        *,
        entry_id: int | None = None,
        seen: Mapping[str, str] | None = None,
    ) -> Entry:
        """Keep an entry, new or changed; its whole history stays.

        Args:
            values: all of its values, as typed or as kept; what is absent is not known.
            operator_id: who saves.
            entry_id: the entry that changes; a new one without it.
            seen: the entry's values when somebody began to change them: what others (a contact,
                a spreadsheet, another program) wrote meanwhile elsewhere in it then stays.

        Raises:
            RegisterError: something is wrong with the values (``problems``), another entry has
                one of the codes (``other``), or the entry is gone.
        """
        canonical: Mapping[str, str] = self.definition.canonical(values)
        self.refuse_problems(canonical)
        with self._store.change() as db:
            if entry_id is not None and seen is not None:
                canonical = self._rebased(self._live(db, entry_id).values, seen, canonical)
            return self.save_in(db, canonical, operator_id, entry_id=entry_id, origin="digitado")

    def _rebased(
        self, now: Mapping[str, str], seen: Mapping[str, str], canonical: Mapping[str, str]
    ) -> Mapping[str, str]:
        """Return an entry's values now with what somebody changed in those that they saw."""
        if now == seen:
            return canonical
        typed = table.changes_between(self.definition.canonical(seen), canonical)
        whole = self.definition.canonical({**now, **{name: to for name, (_, to) in typed.items()}})
        self.refuse_problems(whole)
        return whole

    def refuse_problems(self, canonical: Mapping[str, str]) -> None:
        """Refuse values that cannot be kept.

        Raises:
            RegisterError: with the problems.
        """
        found = problems_of(self.definition, canonical, self._examine)
        if found:
            raise RegisterError(
                "registers.problem", problems=tuple(found), message=found[0].message
            )

    def save_in(
        self,
        db: Database,
        canonical: Mapping[str, str],
        operator_id: int,
        *,
        entry_id: int | None,
        origin: str,
    ) -> Entry:
        """Keep canonical values that were checked, inside a change of the caller.

        Raises:
            RegisterError: another entry has one of the codes, or the entry is gone.
        """
        if entry_id is None:
            made = table.insert(db, self.definition, canonical, operator_id, origin=origin)
        else:
            made = entry_id
            table.update(
                db, self.definition, self._live(db, made), canonical, operator_id, origin=origin
            )
            differing.close_met(db, made, operator_id)
        return self._live(db, made)

    def remove(self, entry_id: int, operator_id: int) -> None:
        """Take an entry out of the register; for thirty days it can be restored.

        Raises:
            RegisterError: it is gone already.
        """
        with self._store.change() as db:
            self._live(db, entry_id)
            table.remove(db, self.definition, entry_id, operator_id)

    def restore(self, entry_id: int, operator_id: int) -> Entry:
        """Put a removed entry back; one that is not removed stays as it is.

        Raises:
            RegisterError: it was erased, or another entry has one of its codes by now.
        """
        with self._store.change() as db:
            entry = table.read(db, entry_id)
            if entry is None or entry.register != self.definition.id:
                raise RegisterError("registers.gone")
            if entry.removed_at is not None:
                table.restore(db, self.definition, entry, operator_id)
            return self._live(db, entry_id)

    def removed(self, limit: int = 200) -> list[Entry]:
        """Return what was removed and is not erased yet, the latest first."""
        with self._store.query() as db:
            rows = db.execute(
                f"SELECT {table.COLUMNS} FROM register_entry e WHERE e.register = ?"
                " AND e.removed_at IS NOT NULL ORDER BY e.removed_at DESC LIMIT ?",
                [self.definition.id, limit],
            ).fetchall()
        return [table.entry_of(row) for row in rows]

    def differences(self, entry_id: int) -> list[Difference]:
        """Return what contacts said otherwise and nobody settled, the oldest first."""
        with self._store.query() as db:
            entry = table.read(db, entry_id)
            return differing.pending(db, entry) if entry else []

    def differing(self, limit: int = 200) -> list[Entry]:
        """Return the entries with differences that wait, the latest used first."""
        with self._store.query() as db:
            rows = db.execute(DIFFERING, [self.definition.id, limit]).fetchall()
        return [table.entry_of(row) for row in rows]

    def settle(self, difference_id: int, take: bool, operator_id: int) -> Entry:
        """Settle a difference: take what the contact said, or keep what the register has.

        Args:
            difference_id: of ``differences``.
            take: whether the register takes the contact's value.
            operator_id: who decides.

        Raises:
            RegisterError: it was settled already, or the value is another entry's code.
        """
        with self._store.change() as db:
            entry_id = differing.settle(db, self.definition, difference_id, take, operator_id)
            return self._live(db, entry_id)

    def history(self, entry_id: int) -> list[Change]:
        """Return every save of an entry, the oldest first."""
        with self._store.query() as db:
            rows = db.execute(
                "SELECT c.at, o.name, c.origin, c.changes, c.uuid FROM register_change c"
                " JOIN operator o ON o.id = c.operator_id WHERE c.entry_id = ? ORDER BY c.id",
                [entry_id],
            ).fetchall()
        return [
            Change(at, operator, origin, {k: (b, a) for k, (b, a) in json.loads(made).items()}, u)
            for at, operator, origin, made, u in rows
        ]

    def cells(self, entry: Entry, model: Model, row_list: str = "") -> dict[str, str]:
        """Return what choosing an entry writes into a draft's row; see `placing.cells`."""
        return placing.cells(self.definition, entry, model, row_list)

    def compare(
        self, entry: Entry, texts: Mapping[str, str], model: Model, row_list: str = ""
    ) -> Sequence[Difference]:
        """Return what a draft's row says otherwise than the register; see `placing.compare`."""
        return placing.compare(self.definition, entry, texts, model, row_list)

    def _live(self, db: Database, entry_id: int) -> Entry:
        found = table.read(db, entry_id)
        if found is None or found.removed_at is not None:
            raise RegisterError("registers.gone")
        return found


def purge_removed(store: Store, days: int = REMOVED_DAYS) -> int:
    """Erase for good what was removed longer ago than that and return how many entries.

    Args:
        store: the open database.
        days: how long a removed entry can be restored.
    """
    with store.change() as db:
        return table.purge(db, clock.later(-days * _DAY_SECONDS))

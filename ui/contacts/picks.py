"""Which contacts are picked: some, or all that the filter shows but some."""

from collections.abc import Iterable

from coletor.store import View
from coletor.workspace.bulk import Target


class Picks:
    """A set of contacts that may be "all of them" without naming a million."""

    def __init__(self) -> None:
        self._named: dict[str, None] = {}
        self._all_of: View | None = None

    @property
    def everything(self) -> bool:
        """Whether all that the filter shows are picked, those taken out aside."""
        return self._all_of is not None

    @property
    def count(self) -> int:
        """How many are picked."""
        if self._all_of is not None:
            return max(0, self._all_of.total - len(self._named))
        return len(self._named)

    def __contains__(self, uuid: str) -> bool:
        return (uuid in self._named) is (self._all_of is None)

    def toggle(self, uuid: str) -> None:
        """Pick a contact, or take it out again."""
        if uuid in self._named:
            del self._named[uuid]
        else:
            self._named[uuid] = None

    def add(self, uuids: Iterable[str]) -> None:
        """Pick contacts."""
        for uuid in uuids:
            if self._all_of is not None:
                self._named.pop(uuid, None)
            else:
                self._named[uuid] = None

    def set_to(self, uuids: Iterable[str]) -> None:
        """Pick these and no others."""
        self.clear()
        self.add(uuids)

    def take_all(self, view: View) -> None:
        """Pick all that a filter shows."""
        self._named.clear()
        self._all_of = view

    def follow(self, view: View) -> None:
        """Go on with a newer count of the same filter."""
        if self._all_of is not None:
            self._all_of = view

    def clear(self) -> None:
        """Pick nothing."""
        self._named.clear()
        self._all_of = None

    def target(self) -> Target:
        """Return what an act is to be done to."""
        if self._all_of is not None:
            return Target(view=self._all_of, without=frozenset(self._named))
        return Target(tuple(self._named))

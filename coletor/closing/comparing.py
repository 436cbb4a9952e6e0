"""Compares a month of this folder with what the server lists, contact by contact."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor import clock
from coletor.closing import local
from coletor.closing.followup import take_answer
from coletor.closing.local import Ours
from coletor.closing.remote import listed
from coletor.closing.storing import store_closing
from coletor.closing.types import (
    ACTIVE_THERE,
    CANCELLED_THERE,
    DIFFERENT,
    EQUAL,
    FOREIGN,
    NOT_SENT,
    ONLY_HERE,
    PENDING,
    WAYS,
    Closing,
    Line,
)
from coletor.contact import same_content
from coletor.errors import ColetorError
from coletor.outbox.settling import look
from coletor.outbox.standing import accepted_document
from coletor.store import Operator, Store
from coletor.webservice.answers import Detailed, Summary

if TYPE_CHECKING:
    from coletor.webservice.client import Webservice

_PARALLEL = 4
_MONTH_LENGTH = 6


@dataclass(frozen=True)
class Comparison:
    """One closing to be made.

    Args:
        store: the open database.
        service: the webservice.
        cnes: the establishment.
        month: of the admission, AAAAMM.
        operator: who closes.
        contents: ask for the content of every contact, not only of those that look different.
        progress: told how many contents were asked for, and how many there are to ask for.
    """

    store: Store
    service: "Webservice"
    cnes: str
    month: str
    operator: Operator
    contents: bool = False
    progress: Callable[[int, int], None] = lambda _done, _total: None

    def make(self) -> Closing:
        """Compare, keep the result, and return it.

        Raises:
            ColetorError: the month is none, or the server refused to list.
            Failure: the server could not be asked.
        """
        check_month(self.month)
        with self.store.query() as db:
            ours = local.of_month(db, self.month)
        theirs = listed(self.service, self.cnes, self.month)
        with self.store.query() as db:
            ours |= local.named(db, theirs.keys() - ours.keys())
        doubtful = [one.uuid for one in ours.values() if self._is_doubtful(one, theirs)]
        details = self._details(doubtful)
        compared = (self._line(one, theirs.get(one.uuid), details) for one in ours.values())
        lines = [line for line in compared if line is not None]
        lines += [_foreign(one) for uuid, one in theirs.items() if uuid not in ours]
        order = (*(kind for kind in WAYS if kind != EQUAL), EQUAL)
        lines.sort(key=lambda line: (order.index(line.kind), line.admission or "", line.uuid))
        made = Closing(self.month, clock.now(), self.operator.name, tuple(lines))
        self._keep(made, theirs)
        return made

    def _is_doubtful(self, ours: Ours, theirs: Mapping[str, Summary]) -> bool:
        """Tell whether the list alone does not say how a contact stands."""
        if ours.pending != "nenhuma" or ours.server != "aceito":
            return False
        there = theirs.get(ours.uuid)
        if there is None or self.contents:
            return True
        same = (there.version, there.protocol) == (ours.version, ours.protocol)
        return not same or there.state != "ativo"

    def _details(self, uuids: list[str]) -> dict[str, Detailed | None]:
        """Ask for the content of contacts, some at a time."""
        found: dict[str, Detailed | None] = {}
        with ThreadPoolExecutor(_PARALLEL, thread_name_prefix="fechamento") as pool:
            answers = pool.map(lambda uuid: look(self.service, uuid), uuids)
            for uuid, answer in zip(uuids, answers, strict=True):
                found[uuid] = answer
                self.progress(len(found), len(uuids))
        return found

    def _line(
        self, ours: Ours, there: Summary | None, details: Mapping[str, Detailed | None]
    ) -> Line | None:
        """Return the line of one of our contacts, None for one cancelled on both sides."""
        detail = details.get(ours.uuid)
        seen = there or detail
        kind = self._kind(ours, seen, detail, asked=ours.uuid in details)
        if kind is None:
            return None
        return Line(
            ours.uuid,
            kind,
            ours.word,
            ours.version,
            seen.version if seen else 0,
            seen.protocol if seen else None,
            ours.patient,
            ours.admission,
        )

    def _kind(
        self, ours: Ours, seen: Summary | Detailed | None, detail: Detailed | None, *, asked: bool
    ) -> str | None:
        if ours.pending != "nenhuma":
            return PENDING
        if ours.server == "nada":
            return NOT_SENT if seen and seen.state != "cancelado" else PENDING
        if ours.server == "cancelado":
            return ACTIVE_THERE if seen and seen.state != "cancelado" else None
        if not asked:
            return EQUAL
        return self._content_kind(ours.uuid, detail)

    def _content_kind(self, uuid: str, detail: Detailed | None) -> str:
        if detail is None:
            return ONLY_HERE
        if detail.state == "cancelado":
            return CANCELLED_THERE
        with self.store.query() as db:
            mine = accepted_document(db, uuid)
        same = mine is not None and same_content(mine, detail.document)
        return EQUAL if same and detail.state == "ativo" else DIFFERENT

    def _keep(self, made: Closing, theirs: Mapping[str, Summary]) -> None:
        with self.store.change() as db:
            store_closing(db, made, self.operator.id)
            for line in made.lines:
                there = theirs.get(line.uuid)
                if line.kind == EQUAL and there is not None:
                    take_answer(db, there.uuid, there, self.operator.id)


def check_month(month: str) -> None:
    """Refuse what is no month.

    Raises:
        ColetorError: it is not AAAAMM.
    """
    right = len(month) == _MONTH_LENGTH and month.isascii() and month.isdigit()
    if not right or not 1 <= int(month[4:]) <= 12:
        raise ColetorError("closing.month", month=month)


def _foreign(one: Summary) -> Line:
    """Return the line of a contact that another desk or system of the establishment sent."""
    return Line(one.uuid.lower(), FOREIGN, there=one.version, protocol=one.protocol)

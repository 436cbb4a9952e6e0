"""Follow-up: what processing and the secretaria's management made of what was accepted.

Source: Portaria 1.363/2018, Art. 4, § 3. The service may answer it; where it does not, a person
marks what was seen in CMD-Gestão. What is not known never looks approved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor.closing.local import accepted_months, named
from coletor.closing.remote import listed
from coletor.errors import ColetorError
from coletor.outbox.machine import MANAGEMENT, TransitionError, machine
from coletor.outbox.settling import look
from coletor.outbox.standing import axes_of
from coletor.store import Database, Listing, Store
from coletor.store.events import Events
from coletor.store.management import BY_HAND, BY_SERVICE, UNKNOWN, last_result, write_result
from coletor.webservice.answers import Detailed, Summary

if TYPE_CHECKING:
    from coletor.webservice.client import Webservice

FORGET = UNKNOWN
_BY_HAND = {"aprovado": "aprovar", "rejeitado": "rejeitar", FORGET: "esquecer"}
_BY_SERVICE = {"aprovado": "servico_aprovou", "rejeitado": "servico_rejeitou"}


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a contact stands with the management.

    Args:
        uuid: the contact.
        version: the version it is about.
        result: desconhecido, aprovado or rejeitado.
        reason: why, where it was said.
        origin: ``servico``, ``mao``, or None while nothing is known.
        at: instant at which it was learned (UTC).
        operator: who asked or saw.
    """

    uuid: str
    version: int
    result: str
    reason: str | None = None
    origin: str | None = None
    at: str | None = None
    operator: str | None = None

    def as_json(self) -> dict[str, str | int | None]:
        """Return the line that ``acompanhar --json`` prints."""
        return {
            "uuid": self.uuid,
            "versao": self.version,
            "gestao": self.result,
            "motivo": self.reason,
            "origem": self.origin,
            "quando": self.at,
            "operador": self.operator,
        }


def mark(store: Store, uuid: str, result: str, reason: str | None, operator_id: int) -> None:
    """Mark by hand what was seen in CMD-Gestão.

    Args:
        store: the open database.
        uuid: an accepted contact.
        result: aprovado, rejeitado, or `FORGET` to take a mark back.
        reason: why; needed for a rejection.
        operator_id: who saw it.

    Raises:
        ColetorError: not accepted, marked so already, or a rejection without its reason.
    """
    with store.change() as db:
        mark_in(db, uuid, result, reason, operator_id)


def mark_in(db: Database, uuid: str, result: str, reason: str | None, operator_id: int) -> None:
    """Do what `mark` does inside a change of the caller."""
    reason = " ".join((reason or "").split()) or None
    if result == "rejeitado" and reason is None:
        raise ColetorError("closing.follow.no_reason")
    axes = axes_of(db, uuid)
    if axes.server != "aceito":
        raise ColetorError("closing.follow.not_accepted", uuid=uuid)
    try:
        after = machine().next(MANAGEMENT, axes.management, _BY_HAND[result])
    except TransitionError:
        raise ColetorError("closing.follow.already", result=axes.management) from None
    write_result(db, uuid, axes.version, after, operator_id, reason=reason, origin=BY_HAND)
    Events.add(db, uuid, f"closing.event.hand_{after}", operator_id, {"reason": reason or "—"})
    Listing.refresh(db, uuid)


def take_answer(db: Database, uuid: str, answer: Summary | Detailed, operator_id: int) -> bool:
    """Note what the service answered about the version that it holds; tell whether it is news.

    An answer without a result changes nothing: it says no more than that the service is silent.

    Args:
        db: the connection of a change.
        uuid: the contact.
        answer: of pesquisar or detalhar.
        operator_id: who asked.
    """
    axes = axes_of(db, uuid)
    event = _BY_SERVICE.get(answer.management)
    if event is None or axes.server != "aceito" or answer.state != "ativo":
        return False
    known = last_result(db, uuid, axes.version)
    reason = answer.management_reason or None
    if known and (known.result, known.reason, known.origin) == (
        answer.management,
        reason,
        BY_SERVICE,
    ):
        return False
    after = machine().next(MANAGEMENT, axes.management, event)
    write_result(db, uuid, axes.version, after, operator_id, reason=reason, origin=BY_SERVICE)
    Events.add(db, uuid, f"closing.event.service_{after}", operator_id, {"reason": reason or "—"})
    Listing.refresh(db, uuid)
    return True


def ask_one(store: Store, service: "Webservice", uuid: str, operator_id: int) -> Followed:
    """Ask the service about one contact and return where it stands.

    Raises:
        ColetorError: it is not accepted, or the server no longer has it.
        Failure: the server could not be asked.
    """
    with store.query() as db:
        if axes_of(db, uuid).server != "aceito":
            raise ColetorError("closing.follow.not_accepted", uuid=uuid)
    answer = look(service, uuid)
    if answer is None:
        raise ColetorError("closing.follow.gone", uuid=uuid)
    with store.change() as db:
        take_answer(db, uuid, answer, operator_id)
    return standing(store, uuid)


def ask_months(
    store: Store,
    service: "Webservice",
    cnes: str,
    operator_id: int,
    on_news: Callable[[Followed], None],
) -> int:
    """Ask the service about every month with accepted contacts; return how many had news.

    Args:
        store: the open database.
        service: the webservice.
        cnes: the establishment.
        operator_id: who asks.
        on_news: told where each contact with news now stands.

    Raises:
        ColetorError: the server refused to list.
        Failure: the server could not be asked.
    """
    with store.query() as db:
        months = list(accepted_months(db))
    news = 0
    for month in months:
        theirs = listed(service, cnes, month)
        with store.change() as db:
            known = named(db, theirs)
            fresh = [uuid for uuid in known if take_answer(db, uuid, theirs[uuid], operator_id)]
        for uuid in fresh:
            on_news(standing(store, uuid))
        news += len(fresh)
    return news


def standing(store: Store, uuid: str) -> Followed:
    """Return what is known of one contact."""
    with store.query() as db:
        axes = axes_of(db, uuid)
        found = last_result(db, uuid, axes.version) if axes.server == "aceito" else None
    if found is None:
        return Followed(uuid, axes.version, UNKNOWN)
    return Followed(
        uuid, axes.version, found.result, found.reason, found.origin, found.at, found.operator
    )


def overview(store: Store, result: str | None = None) -> list[Followed]:
    """Return the accepted contacts with what is known of them, the last changed first.

    Args:
        store: the open database.
        result: only those with this result.
    """
    where = " AND management = ?" if result else ""
    with store.query() as db:
        rows = db.execute(
            f"SELECT uuid FROM contact_list WHERE server = 'aceito'{where}"
            " ORDER BY changed_at DESC",
            [result] if result else [],
        ).fetchall()
    return [standing(store, row[0]) for row in rows]

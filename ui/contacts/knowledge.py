"""What the folder knows of one contact, in the words and the order of the panel beside the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coletor.messages import text
from coletor.model import Model, load_model
from coletor.outbox.types import Receipt
from coletor.rules import catalogue
from coletor.rules.where import where
from coletor.store import Event, Link
from coletor.workspace import Workspace
from coletor.workspace.dossier import Dossier, dossier_of
from ui.acting import Deed, deeds
from ui.glance import at, local, table_name

Part = tuple[str, tuple["Told", ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is said.

    Args:
        words: the sentence.
        remark: when and by whom, muted.
        code: a number to be copied.
        tone: colour of the words; empty for plain text.
    """

    words: str
    remark: str = ""
    code: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the panel says of one contact.

    Args:
        parts: heads and what stands under each, the most pressing first.
        deeds: what can be done now.
    """

    parts: tuple[Part, ...]
    deeds: tuple[Deed, ...]


def read(workspace: Workspace, uuid: str) -> Knowledge:
    """Return what is known of a contact; called off the GUI thread.

    Raises:
        ColetorError: the folder no longer knows it.
    """
    dossier = dossier_of(workspace, uuid)
    parts = tuple((head, told) for head, told in _parts(workspace, dossier) if told)
    return Knowledge(parts, deeds(workspace, uuid))


def _parts(workspace: Workspace, dossier: Dossier) -> Iterator[Part]:
    model = load_model(dossier.row.model)
    refused = tuple(
        Told(item.message or item.code or "", tone="error") for item in dossier.rejections
    )
    yield text("ui.contact.refusals"), refused
    yield text("ui.contact.links"), tuple(_link(workspace, dossier, each) for each in dossier.links)
    if model.is_sent():
        receipts = tuple(_receipt(each) for each in dossier.receipts)
        nothing = Told(text("ui.contact.no_receipt"), tone="muted")
        yield text("ui.contact.receipts"), receipts or (nothing,)
    yield text("ui.contact.confirmed"), tuple(_confirmed(model, dossier))
    yield text("ui.contact.history"), tuple(_history(dossier.events))
    yield text("ui.contact.checked"), tuple(_checked(dossier))


def _receipt(receipt: Receipt) -> Told:
    when = at(receipt.accepted_at or receipt.received_at)
    words = text("ui.contact.receipt", version=receipt.version, when=when)
    return Told(words, code=receipt.protocol or text("ui.contact.no_protocol"))


def _link(workspace: Workspace, dossier: Dossier, link: Link) -> Told:
    """Say how another contact belongs to this one, and which it is."""
    later = link.later == dossier.row.uuid
    other = link.earlier if later else link.later
    words = text(f"ui.contact.link.{link.kind}_{'later' if later else 'earlier'}")
    remark = text("ui.contact.link_reason", reason=link.reason) if link.reason else ""
    known = workspace.listing.get(other) is not None
    return Told(words, remark=remark, code=other if known else text("ui.contact.link_gone"))


def _confirmed(model: Model, dossier: Dossier) -> Iterator[Told]:
    titles = {rule.id: rule.title for rule in catalogue()}
    for one in dossier.confirmed:
        place = where(model, one["caminho"]) if one["caminho"] else model.short_name
        title = titles.get(one["regra"], one["regra"]).removesuffix(".")
        words = text("ui.contact.confirmed_one", place=place, title=title, reason=one["motivo"])
        yield Told(words, remark=f"{local(one['quando'])} · {one['operador'] or ''}".strip(" ·"))


def _checked(dossier: Dossier) -> Iterator[Told]:
    """Yield the tables that a concluded contact was checked with."""
    for one in dossier.checked_against.get("tabelas", ()):
        name = table_name(one["tabela"])
        month, version = one["competencia"] or "", one["versao"] or ""
        said = f"{month[4:]}/{month[:4]}" if len(month) == len("AAAAMM") else version
        if one["demonstracao"]:
            yield Told(text("ui.contact.checked_demonstration", name=name))
        else:
            yield Told(f"{name} {said}" if said else text("ui.contact.not_loaded", name=name))


def _history(events: Sequence[Event]) -> Iterator[Told]:
    """Yield what happened, the latest first; what came again and again is said once."""
    for (words, operator), same in groupby(reversed(events), lambda one: (one.text, one.operator)):
        times = [local(one.at) for one in same]
        remark = f"{times[0]} · {operator}"
        if len(times) > 1:
            often = "often" if times[-1] != times[0] else "times"
            remark = text(f"ui.contact.{often}", last=remark, count=len(times), first=times[-1])
        yield Told(words, remark=remark)

"""What waits for somebody, the most pressing first, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coletor import clock
from coletor.messages import text
from coletor.store.draft_rows import Summary
from coletor.terminology.months import month_words
from coletor.terminology.standing import State, summary
from ui.glance import Glance, at, local
from ui.home.reading import Waiting
from ui.situations import PARKED
from ui.widgets.tone import Tone

_OFFICIAL = {"sigtap", "cid-10"}
"""Without either of them typing is next to impossible."""


@dataclass(frozen=True)
class Attention:
    """One thing that waits for somebody.

    Args:
        count: how many.
        tone: how it is meant.
        title: what waits.
        remark: what is known about it.
        action: the word of its button.
        screen: where the button leads.
        argument: what that screen should show.
    """

    count: int
    tone: Tone
    title: str
    remark: str
    action: str
    screen: str
    argument: str = ""


def attention(waiting: Waiting) -> list[Attention]:
    """Return what waits for somebody, the most pressing first."""
    return [
        *_rejected(waiting),
        *_unsure(waiting),
        *_drafts(waiting.drafts, clock.today()),
        *_parked(waiting.glance),
        *_begun(waiting.begun),
        *_people(waiting.people),
        *_closing(waiting),
        *_tables(waiting),
    ]


def _said(name: str, count: int) -> str:
    return text(f"home.{name}_one" if count == 1 else f"home.{name}")


def _rejected(waiting: Waiting) -> Iterator[Attention]:
    count = waiting.glance.rejected
    if not count:
        return
    remark, cause = text("home.rejected_remark"), waiting.cause
    if cause is not None:
        alike, words = cause.count, cause.message
        if alike >= count:
            remark = text("home.rejected_all", cause=words) if count > 1 else words
        elif alike > 1:
            remark = text("home.rejected_same", count=alike, cause=words)
    yield Attention(
        count, Tone.ERROR, _said("rejected", count), remark, text("home.correct"), "envio"
    )


def _unsure(waiting: Waiting) -> Iterator[Attention]:
    count = waiting.glance.count("sem_confirmacao")
    if count:
        when = waiting.asked_at
        remark = text("home.unsure_when", when=at(when)) if when else text("home.unsure_remark")
        yield Attention(
            count, Tone.WARNING, _said("unsure", count), remark, text("home.see"), "envio"
        )


def _drafts(drafts: tuple[Summary, ...], today: date) -> Iterator[Attention]:
    """Yield the drafts of other days, of which the oldest comes first, then those of today."""
    old = [one for one in drafts if clock.read(one.changed_at).astimezone().date() < today]
    new = [one for one in drafts if one not in old]
    for name, found, shown in (("drafts_old", old, old[-1:]), ("drafts", new, new[:1])):
        for one in shown:
            who = one.patient or text("ui.contact.unnamed")
            yield Attention(
                len(found),
                Tone.NEUTRAL,
                _said(name, len(found)),
                text(f"home.{name}_remark", who=who, when=local(one.changed_at)),
                text("home.resume"),
                "digitar",
                one.uuid,
            )


def _parked(glance: Glance) -> Iterator[Attention]:
    count = glance.count(PARKED)
    if count:
        remark = text("home.parked_remark")
        yield Attention(
            count,
            Tone.NEUTRAL,
            _said("parked", count),
            remark,
            text("home.see"),
            "contatos",
            PARKED,
        )


def _begun(begun: Mapping[str, int]) -> Iterator[Attention]:
    for register_id, count in begun.items():
        if count:
            yield Attention(
                count,
                Tone.NEUTRAL,
                _said(f"begun_{register_id}", count),
                text("home.begun_remark"),
                text("home.resume"),
                register_id,
            )


def _people(count: int) -> Iterator[Attention]:
    if count:
        remark = text("home.people_remark")
        yield Attention(
            count, Tone.NEUTRAL, _said("people", count), remark, text("home.see"), "pacientes"
        )


def _closing(waiting: Waiting) -> Iterator[Attention]:
    found = waiting.to_close
    if found is not None:
        name = "closing_red" if found.compared else "closing"
        month = month_words(found.month)
        alone = found.accepted == 1 and not found.compared
        yield Attention(
            0,
            Tone.WARNING,
            text(f"home.{name}", month=month),
            text(f"home.{name}_remark{'_one' if alone else ''}", count=found.accepted),
            text("home.close"),
            "fechamento",
            found.month,
        )


def _tables(waiting: Waiting) -> Iterator[Attention]:
    packages = waiting.glance.packages
    if not {package.table for package in packages if not package.demonstration} & _OFFICIAL:
        kind = "demonstration" if packages else "no_tables"
        title, remark = text(f"home.{kind}"), text(f"home.{kind}_remark")
        yield Attention(0, Tone.WARNING, title, remark, text("home.import"), "tabelas")
        return
    old = [one for one in waiting.tables if one.state in {State.STALE, State.MISSING}]
    if old:
        yield Attention(
            len(old),
            Tone.WARNING,
            _said("tables", len(old)),
            summary(old),
            text("home.update"),
            "tabelas",
        )

"""What waits for somebody, in the order in which it presses; the greeting."""

from datetime import UTC, datetime, timedelta

import pytest

from coletor import clock
from coletor.closing.causes import MainCause
from coletor.messages import text
from coletor.store.draft_rows import Summary
from coletor.terminology.standing import Standing, State
from coletor.terminology.types import Package
from ui.glance import Glance, at
from ui.home.attention import attention
from ui.home.greeting import greeting
from ui.home.reading import OpenMonth, Waiting
from ui.home.words import percent
from ui.widgets.tone import Tone

EVENING = datetime(2026, 7, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Operador", "Operador de Treinamento", "OPERADORA", "", "  "])
def test_nobody_is_greeted_by_a_function(name: str) -> None:
    assert greeting(EVENING, name) == "Boa noite"


@pytest.mark.parametrize(("hour", "said"), [(8, "Bom dia"), (12, "Boa tarde"), (18, "Boa noite")])
def test_the_hour_greets_by_the_first_name(hour: int, said: str) -> None:
    assert greeting(EVENING.replace(hour=hour), "Ana Lima") == f"{said}, Ana"


def test_what_is_there_is_never_said_to_be_nothing() -> None:
    assert [percent(*pair) for pair in ((0, 0), (1, 1000), (2, 3))] == ["0 %", "< 1 %", "67 %"]
    assert [percent(*pair) for pair in ((999, 1000), (7, 7))] == ["> 99 %", "100 %"]


def package(*, demonstration: bool = False) -> Package:
    return Package("sigtap", "202607", "v", "f", 1, "", "", demonstration=demonstration)


def draft(number: int, days_ago: int) -> Summary:
    changed = clock.stamp(datetime.now(UTC) - timedelta(days=days_ago))
    return Summary(number, f"u{number}", "cmd-2017", None, None, changed, changed, None, False)


def cause(count: int) -> MainCause:
    return MainCause("CBO não permitido", count)


def waiting(counts: dict[str, int] | None = None, **more: object) -> Waiting:
    glance = Glance(counts=tuple((counts or {}).items()), packages=(package(),))
    return Waiting(glance, **more)  # type: ignore[arg-type]


def test_nothing_waits_in_a_calm_folder() -> None:
    assert attention(waiting({"aceito": 9})) == []


def test_what_presses_most_comes_first() -> None:
    everything = waiting(
        {"rejeitado": 3, "sem_confirmacao": 1, "aguardando_cns": 2},
        drafts=(draft(1, 0), draft(2, 3), draft(3, 9)),
        cause=cause(2),
        to_close=OpenMonth("202606", 1391, compared=False),
        tables=(Standing("sigtap", State.MISSING, "Importe o SIGTAP.", "missing_month"),),
        people=2,
        begun={"pacientes": 1, "profissionais": 2},
    )
    items = attention(everything)
    assert [(item.screen, item.count) for item in items] == [
        ("envio", 3),
        ("envio", 1),
        ("digitar", 2),
        ("digitar", 1),
        ("contatos", 2),
        ("pacientes", 1),
        ("profissionais", 2),
        ("pacientes", 2),
        ("fechamento", 0),
        ("tabelas", 1),
    ]
    assert items[0].tone is Tone.ERROR
    assert items[0].remark == text("home.rejected_same", count=2, cause="CBO não permitido")
    assert items[2].argument == "u3", "of other days' drafts the oldest is resumed"
    assert items[8].argument == "202606" and "1391" in items[8].remark
    assert items[9].remark == "Importe o SIGTAP."


def test_one_cause_for_all_and_one_refusal_alone() -> None:
    (both,) = attention(waiting({"rejeitado": 2}, cause=cause(2)))
    assert both.remark == text("home.rejected_all", cause="CBO não permitido")
    (alone,) = attention(waiting({"rejeitado": 1}, cause=cause(1)))
    assert (alone.title, alone.remark) == (text("home.rejected_one"), "CBO não permitido")


def test_a_doubt_says_when_the_service_is_asked() -> None:
    (found,) = attention(waiting({"sem_confirmacao": 1}, asked_at=clock.now()))
    assert found.remark != text("home.unsure_remark") and "às" in found.remark


def test_a_month_that_differs_and_missing_tables_are_said() -> None:
    (closing,) = attention(waiting(to_close=OpenMonth("202606", 3, compared=True)))
    assert closing.title == text("home.closing_red", month="06/2026")
    (begun,) = attention(waiting(to_close=OpenMonth("202606", 3, compared=False)))
    (alone,) = attention(waiting(to_close=OpenMonth("202606", 1, compared=False)))
    assert begun.remark == text("home.closing_remark", count=3)
    assert alone.remark == text("home.closing_remark_one")
    (none,) = attention(Waiting(Glance()))
    (shown,) = attention(Waiting(Glance(packages=(package(demonstration=True),))))
    assert none.title == text("home.no_tables") and shown.title == text("home.demonstration")


def test_when_something_was_is_said_as_a_sentence_says_it() -> None:
    now = clock.now()
    hour = f"{clock.read(now).astimezone():%H:%M}"
    assert at(now) == text("ui.when.today", time=hour)
    assert at("2026-07-14T12:00:00.000Z").startswith("em 14/07/2026 às ")

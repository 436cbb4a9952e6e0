"""How the service has been answering lately, from the attempts themselves."""

from dataclasses import dataclass

from coletor import clock
from coletor.messages import text
from coletor.store import Database
from ui.glance import local
from ui.widgets.tone import Tone

_LAST = 12
_OLD_S = 24 * 3600
_SLOW_S, _QUICK_S = 5.0, 0.05
_DOWN = 3
_BAD = ("falha", "sem_confirmacao")


@dataclass(frozen=True)
class Weather:
    """One of: not known, normal, slow, down.

    Args:
        words: what a person reads, empty while nothing is known.
        tone: its tone.
    """

    words: str = ""
    tone: Tone = Tone.NEUTRAL


def read_weather(db: Database) -> Weather:
    """Tell the weather from the last attempts of the last day.

    Attempts that a closing of the program cut short say nothing about the service.
    """
    rows = db.execute(
        "SELECT started_at, ended_at, outcome FROM attempt WHERE ended_at IS NOT NULL"
        " AND (code IS NULL OR code <> 'interrompido') ORDER BY id DESC LIMIT ?",
        [_LAST],
    ).fetchall()
    fresh = [row for row in rows if row[1] > clock.later(-_OLD_S)]
    return weather_of(fresh)


def weather_of(attempts: list[tuple[str, str, str]]) -> Weather:
    """Tell the weather from attempts (start, end, outcome), the latest first."""
    if not attempts:
        return Weather()
    bad = [outcome in _BAD for _, _, outcome in attempts]
    if all(bad[:_DOWN]) and len(bad) >= _DOWN:
        streak = next((n for n, one in enumerate(bad) if not one), len(bad))
        return Weather(text("ui.weather.down", since=local(attempts[streak - 1][1])), Tone.ERROR)
    good = [pair for pair, one in zip(attempts, bad, strict=True) if not one]
    if not good:
        return Weather(text("ui.weather.unsteady"), Tone.WARNING)
    took = sum(_seconds(start, end) for start, end, _ in good) / len(good)
    seconds = f"{took:.1f}".replace(".", ",")
    quick = took < _QUICK_S
    pace = text("ui.weather.each_quick") if quick else text("ui.weather.each", seconds=seconds)
    if took >= _SLOW_S:
        return Weather(text("ui.weather.slow", pace=pace), Tone.WARNING)
    if sum(bad) * 3 >= len(bad):
        return Weather(text("ui.weather.unsteady"), Tone.WARNING)
    return Weather(text("ui.weather.normal", pace=pace), Tone.OK)


def _seconds(start: str, end: str) -> float:
    return (clock.read(end) - clock.read(start)).total_seconds()

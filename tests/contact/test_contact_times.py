"""Moments and durations as clinicians type them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coletor.contact.times import (
    read_date_time,
    read_duration,
    write_date_time,
    write_duration,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("14/07/2026 10:30", "2026-07-14T10:30"),
        ("14/07/2026 às 10h30", "2026-07-14T10:30"),
        ("140726 1030", "2026-07-14T10:30"),
        ("14/07/26 10h", "2026-07-14T10:00"),
        ("2026-07-14T10:30:00", "2026-07-14T10:30"),
        ("14/07/2026", "14/07/2026"),
        ("10:30", "10:30"),
        ("ontem 10:30", "ontem 10:30"),
    ],
)
def test_moments_are_read_as_typed(typed: str, value: str) -> None:
    assert read_date_time(typed, date(2026, 7, 31)) == value


@given(st.datetimes(min_value=datetime(1900, 1, 1)))
def test_a_moment_comes_back_from_its_display(moment: datetime) -> None:
    value = moment.strftime("%Y-%m-%dT%H:%M")
    assert read_date_time(write_date_time(value)) == value


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("7 dias", "P7D", "7 dias"),
        ("1 dia", "P1D", "1 dia"),
        ("2 semanas", "P2W", "2 semanas"),
        ("3 mês", "P3M", "3 meses"),
        ("3 meses", "P3M", "3 meses"),
        ("12 h", "PT12H", "12 horas"),
        ("30min", "PT30M", "30 minutos"),
        ("p10d", "P10D", "10 dias"),
        ("uso contínuo", "uso contínuo", "uso contínuo"),
    ],
)
def test_durations_are_read_as_typed(typed: str, value: str, shown: str) -> None:
    assert read_duration(typed) == value
    assert write_duration(value) == shown

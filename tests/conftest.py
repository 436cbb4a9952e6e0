"""Fixtures that every room shares."""

import builtins
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.strategies import text
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The everyday suite draws fewer examples; `build_scripts/test.py --completo` draws them all.
# None is timed: on a machine that does other things besides, the clock says nothing of the program.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _UNTIMED, max_examples=30)
settings.register_profile("complete", _UNTIMED, max_examples=100)
settings.load_profile("quick")

# A machine that does other things besides is waited for, by every test alike.
PATIENCE_MS = 30_000
for wait in (
    QtBot.waitUntil,
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitActive,
    QtBot.waitExposed,
):
    wait.__kwdefaults__["timeout"] = PATIENCE_MS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.style.theme import Theme

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what is given most time, whatever the order: at the end the others would wait."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_collection_finish() -> None:
    """Prepare what every process of the tests has in common.

    What is known of the characters of a text is worked out once and kept beside the tests. What
    was collected is set aside: no search for garbage during the tests looks at it again, and
    there are fewer of them: they took a fourteenth of the tests' time. From
    here on Qt's binding no longer looks at every import, those inside a function that hypothesis
    calls a million times among them, for a `__feature__` that nothing here uses.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    text().validate()
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real official tables; skip, saying so, where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the official tables of ../shared are not on this machine")
    return SHARED


@pytest.fixture(autouse=True)
def _own_preferences(request: pytest.FixtureRequest) -> None:
    """Keep what a window remembers away from the person's own preferences, and from other tests."""
    if "qtbot" in request.fixturenames:
        from PySide6.QtCore import QSettings

        place = request.getfixturevalue("tmp_path") / "preferencias"
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(place))


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have what a test is done with go now: it went on loading ahead in the tests after it.

    Qt lets it go in the next loop of events, which the next test with a window begins.
    """
    yield
    if "qtbot" in request.fixturenames:
        _let_go()


def _let_go() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def theme(qapp: "QApplication") -> "Theme":
    """Return the theme of the tests' application, light."""
    from ui.style.theme import Scheme, Theme

    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def seen(request: pytest.FixtureRequest, theme: "Theme") -> Iterator[bool]:
    """Say whether the test's windows have their style sheet and are painted.

    They are where the mark `seen` says that the test is about what they look like, and in the
    complete suite all are: both together are half of what a test with a window costs.
    """
    complete = request.config.getoption("--hypothesis-profile") == "complete"
    looked_at = complete or request.node.get_closest_marker("seen") is not None
    application = request.getfixturevalue("qapp")
    sheet = application.styleSheet()
    if not looked_at:
        application.setStyleSheet("")
    yield looked_at
    if not looked_at:
        _let_go()  # before: what is there would be dressed
        application.setStyleSheet(sheet)

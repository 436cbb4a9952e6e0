"""One window for test after test: each finds it as it was at first, or it is made anew."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from coletor.store import opening
from coletor.workspace import Workspace
from ui.shell.desktop import Desktop

HOME = "inicio"


class Lent(Protocol):
    """What is lent: it can be put back as it was, and ended."""

    def begin(self, bot: QtBot) -> None:
        """Be the window that has the keyboard."""

    def put_back(self) -> None:
        """Make it as it was at first; assert that it is."""

    def end(self) -> None:
        """Close it."""


T = TypeVar("T", bound=Lent)


class Lender(Generic[T]):
    """Lends one made thing to a test after the other; one a test failed with is not lent again."""

    def __init__(self) -> None:
        self._thing: T | None = None

    def lend(
        self, request: pytest.FixtureRequest, bot: QtBot, make: Callable[[], T]
    ) -> Iterator[T]:
        """Yield the thing to the test of a fixture.

        Args:
            request: the fixture's.
            bot: the test's.
            make: makes it where there is none.
        """
        thing, self._thing = self._thing or make(), None
        failed = request.session.testsfailed
        put_back = False
        try:
            thing.begin(bot)
            yield thing
            if request.session.testsfailed == failed:
                thing.put_back()
                put_back = True
        finally:
            if put_back:
                self._thing = thing
            else:
                thing.end()

    def end(self) -> None:
        """Close what is left."""
        if self._thing is not None:
            self._thing.end()


class AtFirst:
    """A window and its folder as they are now, to come back to.

    Args:
        bot: waits.
        desktop: its folder is open.
    """

    def __init__(self, bot: QtBot, desktop: Desktop) -> None:
        assert desktop.frame is not None
        self._bot = bot
        self._frame = desktop.frame
        self._size = self._frame.window().size()
        self._place = tempfile.TemporaryDirectory(prefix="coletor-testes-")
        self._copy = Path(self._place.name) / "coletor.db"
        opening.copy_into(self._workspace.store._writer, self._copy)

    @property
    def _workspace(self) -> Workspace:
        return self._frame.context.workspace

    def come_back(self, bot: QtBot) -> None:
        """Have only the first screen, nothing said, and in the folder what was in it.

        Args:
            bot: of the test that ends.
        """
        frame, tasks = self._frame, self._frame.context.tasks
        if frame.finder.text() or frame.finder.hasFocus():
            frame.finder.clear()
        frame.go(HOME)
        assert frame.current == HOME
        for name in [name for name in frame._screens if name != HOME]:
            screen = frame._screens.pop(name)
            screen.end()
            screen.deleteLater()
        frame.window().resize(self._size)
        bot.waitUntil(lambda: tasks.idle and not frame.context.dispatcher.running)
        self._restore()
        for said in (frame.notice, frame.toast):
            said.clear()
        with bot.waitSignal(frame.glanced):
            frame.refresh()
        bot.waitUntil(lambda: tasks.idle)
        assert self._said() == ""

    def _said(self) -> str:
        frame = self._frame
        return frame.notice.words() + frame.toast.words() + frame.finder.text()

    def _restore(self) -> None:
        store = self._workspace.store
        before = opening.open_database(self._copy, store._key, read_only=True)
        with store._writing:
            before.conn.backup(store._writer.conn)
        before.close()

    def end(self) -> None:
        """Throw the copy away."""
        self._place.cleanup()

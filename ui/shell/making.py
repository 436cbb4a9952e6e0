"""The screens of the shell: made when they are wanted, part by part, and shown once they stand."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.buffering import KeyBuffer
from ui.pieces import BREATH_MS, Pieces, dress, paint_later
from ui.screens.base import Screen


class Workshop:
    """Makes screens, each once.

    Args:
        make: begins a screen, by its id.
        pages: where they stand.
        on_made: told each screen that stands, with its id.
    """

    def __init__(
        self,
        make: Callable[[str], Screen],
        pages: QStackedWidget,
        on_made: Callable[[str, Screen], None] = lambda _id, _screen: None,
    ) -> None:
        self._make = make
        self._pages = pages
        self._on_made = on_made
        self._begun: dict[str, Screen] = {}
        self.made: dict[str, Screen] = {}
        """The screens that stand, by id."""

    def whole(self, identifier: str) -> Screen:
        """Return a screen, and make what there is not of it yet."""
        while self.go_on(identifier):
            pass
        return self.made[identifier]

    def go_on(self, identifier: str) -> bool:
        """Make a part more of a screen; tell whether it may not be shown yet.

        Not in the turn in which it comes among the others: a strip of it would flash up.
        """
        if identifier in self.made:
            return False
        screen = self._begun.pop(identifier, None)  # one that fails is begun anew
        if screen is None:
            begun = self._begun[identifier] = self._make(identifier)
            begun.hide()  # what holds it may be shown before it stands
        elif screen.make_on():
            self._begun[identifier] = screen
        else:
            self._finish(identifier, screen)
        return True

    def _finish(self, identifier: str, screen: Screen) -> None:
        dress(screen)
        self.made[identifier] = screen
        self._pages.addWidget(screen)
        self._on_made(identifier, screen)

    def parts(self, identifier: str) -> Iterator[Callable[[], object]]:
        """Yield what is to be done for a screen, one part after the other."""
        while identifier not in self.made:
            yield partial(self.go_on, identifier)


class Arrival(QObject):
    """The way to a screen that is not made yet: the one before stays in view until it stands.

    What is typed meanwhile waits for it, as for a form (`ui.buffering`).

    Args:
        pages: where the screens stand; they own this object.
        workshop: makes them.
        around: what is painted a turn after another screen came into it: both take a while.
    """

    def __init__(self, pages: QStackedWidget, workshop: Workshop, around: QWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        self._workshop = workshop
        self._around = around
        self._keys = KeyBuffer(pages)
        self._show: Callable[[], None] | None = None
        self._making: Pieces | None = None
        self.to = ""
        """Id of the screen on its way, empty without one."""

    def bring(
        self,
        identifier: str,
        show: Callable[[], None],
        *,
        now: bool,
        before: Callable[[], None] | None = None,
    ) -> None:
        """Bring a screen into view: one that stands at once, another when it is made.

        Args:
            identifier: the screen's id.
            show: brings it into view.
            now: whether it is made in this very turn.
            before: makes what is to be shown in it, in a turn of its own.
        """
        self.drop()
        if identifier in self._workshop.made and (now or before is None):
            if not now:
                paint_later(self._around)
            self._fit(identifier)
            show()
            self._keys.release()
            return
        self.to, self._show = identifier, show
        if now:
            self.end()
            return
        self._keys.hold()
        last = [self._arrive] if before is None else [before, self._arrive]
        work = chain(self._workshop.parts(identifier), last)
        self._making = Pieces(self, (partial(self._try, piece) for piece in work), BREATH_MS)
        self._making.start()

    def end(self) -> None:
        """Have what is on its way in view now."""
        if self.to:
            self._workshop.whole(self.to)
            self._arrive()

    def drop(self) -> None:
        """Go there no more: another screen is wanted. What was typed waits for that."""
        self.to, self._show = "", None
        making, self._making = self._making, None
        if making is not None:
            making.stop()
            making.deleteLater()

    def stay(self) -> None:
        """Go nowhere: what was typed is for the screen in view."""
        self.drop()
        self._keys.release()

    def _try(self, piece: Callable[[], object]) -> None:
        """Do a piece; where it fails nothing comes, and the keys are the screen's in view."""
        try:
            piece()
        except BaseException:
            self.stay()
            raise

    def _fit(self, identifier: str) -> None:
        """Give a screen its room before it is shown: it is laid out once, and nothing flashes."""
        screen = self._workshop.made[identifier]
        if not screen.isVisible():
            screen.setGeometry(self._pages.rect())

    def _arrive(self) -> None:
        to, show = self.to, self._show
        place = QApplication.focusWidget() if self._keys.taken else None
        self.drop()
        if show is not None:
            paint_later(self._around)
            self._fit(to)
            show()
        if place is not None:  # somebody put the cursor beside the screens meanwhile
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keys.release()

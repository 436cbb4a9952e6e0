"""Loads ahead what comes after the password, in small pieces, while the person types it."""

import importlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

_PAUSE_MS = 15
"""Between two pieces, so that keys and paintings come first."""
_MODULES = (
    "coletor.workspace.renewing",
    "coletor.figures.writing",
    "ui.widgets.table",
    "ui.widgets.suggestions",
    "ui.widgets.typeahead",
    "ui.widgets.asking",
    "ui.home.chart",
    "ui.home.screen",
    "ui.browser.panel",
    "ui.form.layout",
    "ui.form.editors",
    "ui.form.session",
    "ui.form.panel",
    "ui.form.starting",
    "ui.form.acts",
    "ui.form.screen",
    "ui.form.modes",
)


def _model() -> None:
    """Read the model that a contact of today takes, its form and what its fields are called."""
    from coletor import clock  # noqa: PLC0415 - the point of this module is when it is imported
    from coletor.model import in_force  # noqa: PLC0415 - likewise
    from ui.form.layout import lay_out  # noqa: PLC0415 - likewise

    lay_out(in_force(clock.today()))


def pieces() -> list[Callable[[], object]]:
    """Return the work, piece by piece; what is loaded already costs nothing."""
    return [*(partial(importlib.import_module, name) for name in _MODULES), _model]


class Ahead(QObject):
    """Does one piece after the other while its parent lives; without it nothing is missing later.

    Args:
        parent: the page that waits for the person.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = pieces()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin once the page has been painted."""
        self._timer.start()

    @property
    def done(self) -> bool:
        """Whether everything is loaded."""
        return not self._pieces

    def _next(self) -> None:
        if self._pieces:
            self._pieces.pop(0)()
        else:
            self._timer.stop()

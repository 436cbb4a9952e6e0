"""Tells the clerk what became of the contacts concluded in this sitting."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coletor.messages import text
from ui.screens.base import Context
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.outbox.types import Result

_ACCEPTED = "aceito"
_REFUSED = "rejeitado"


class Receipts(QObject):
    """Waits for the answers to what was concluded here.

    Args:
        context: what screens work with; its dispatcher tells what was answered.
        parent: the object that owns it.
    """

    said = Signal(str, object, str)  # words, Tone, UUID

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: dict[str, str] = {}
        context.dispatcher.told.connect(self._on_told)

    def watch(self, uuid: str, name: str) -> None:
        """Wait for the answer to one contact.

        Args:
            uuid: the contact.
            name: whose it is, for the person who reads the answer.
        """
        self._watched[uuid] = name

    def _on_told(self, result: "Result") -> None:
        name = self._watched.get(result.uuid)
        if name is None:
            return
        if result.outcome == _ACCEPTED:
            del self._watched[result.uuid]
            self.said.emit(_accepted(result), Tone.OK, result.uuid)
        elif result.outcome == _REFUSED:
            del self._watched[result.uuid]
            words = text("form.screen.refused", name=name, message=result.message or "")
            self.said.emit(words, Tone.ERROR, result.uuid)


def _accepted(result: "Result") -> str:
    if result.protocol:
        return text("form.screen.accepted", protocol=result.protocol)
    return text("form.screen.accepted_adopted")

"""Tells the clerk what became of the contacts concluded in this sitting."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coletor.messages import text
from ui.sending import Dispatcher
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.outbox.types import Result

_ACCEPTED = "aceito"
_REFUSED = "rejeitado"


@dataclass(frozen=True)
class Answer:
    """What the service said of one contact.

    Args:
        uuid: the contact.
        word: what became of it, as a mark.
        tone: its colour.
        remark: protocol or reason, for the list.
        sentence: the whole of it, for a message.
    """

    uuid: str
    word: str
    tone: Tone
    remark: str
    sentence: str


class Receipts(QObject):
    """Waits for the answers to what was concluded here.

    Args:
        dispatcher: tells what was answered.
        parent: the object that owns it.
    """

    answered = Signal(object)  # Answer

    def __init__(self, dispatcher: Dispatcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: dict[str, str] = {}
        dispatcher.told.connect(self._on_told)

    def watch(self, uuid: str, name: str) -> None:
        """Wait for the answer to one contact.

        Args:
            uuid: the contact.
            name: whose it is, for the person who reads the answer.
        """
        self._watched[uuid] = name

    def _on_told(self, result: "Result") -> None:
        name = self._watched.get(result.uuid)
        if name is None or result.outcome not in (_ACCEPTED, _REFUSED):
            return
        del self._watched[result.uuid]
        accepted = result.outcome == _ACCEPTED
        self.answered.emit(_accepted(result) if accepted else _refused(result, name))


def _accepted(result: "Result") -> Answer:
    remark = text("form.recent_protocol", protocol=result.protocol) if result.protocol else ""
    sentence = (
        text("form.screen.accepted", protocol=result.protocol)
        if result.protocol
        else text("form.screen.accepted_adopted")
    )
    return Answer(result.uuid, text("form.word.accepted"), Tone.OK, remark, sentence)


def _refused(result: "Result", name: str) -> Answer:
    reason = result.message or ""
    sentence = text("form.screen.refused", name=name, message=reason)
    return Answer(result.uuid, text("form.refused"), Tone.ERROR, reason, sentence)

"""The keystroke scenarios with a webservice: what it accepted or refused before, and their proofs.

The training webservice runs on loopback; the window sends by itself, as it does for a clerk.
"""

from __future__ import annotations

from collections.abc import Callable

from keystroke_world import Desk, typed_before, written

NEW = written("paciente-novo")["keys"]
UNKNOWN_CNS = "700000000000005"
"""A valid number that the training webservice says it does not know."""


def _send_by_itself(desk: Desk) -> None:
    """Start the service and let the window send to it whatever is concluded."""
    from coletor.training import TrainingServer

    server = TrainingServer(desk.workspace.layout.training).start()
    desk.at_the_end.append(server.stop)
    dispatcher = desk.frame.context.dispatcher
    dispatcher.set_automatic(True)
    dispatcher.use_training(server.address)


def refused_before(desk: Desk) -> None:
    """Conclude a contact whose patient's number the service refuses, and begin a new one."""
    _send_by_itself(desk)
    for key in (UNKNOWN_CNS, *NEW[1:]):
        desk.do(key)
    _come(desk, "rejeitado", 1)


def accepted_before(desk: Desk) -> None:
    """Have two contacts accepted: the one that is looked for is the older."""
    _send_by_itself(desk)
    typed_before(desk)
    _come(desk, "aceito", 1)
    for key in written("nao-identificado")["keys"]:
        desk.do(key)
    _come(desk, "aceito", 2)


def _come(desk: Desk, word: str, count: int) -> None:
    """Wait until so many contacts stand under a word and the form is ready for the next.

    Raises:
        SystemExit: it does not come to that.
    """
    if not desk.comes(lambda: desk.words().get(word, 0) == count and desk.form.session.untouched):
        raise SystemExit(f"not prepared: {word} {count}, but {desk.words()}. {desk.said()}")
    desk.settle()


def corrected(desk: Desk) -> Callable[[], bool]:
    """Return whether the service accepted the refused contact, with the number that was typed."""
    from coletor.contact import document as documents

    outbox = desk.workspace.outbox
    path = desk.workspace.model_in_force().by_role["cns_individuo"].path
    (refused,) = outbox.queue()
    wanted = written("rejeicao")["data"][0]

    def proof() -> bool:
        document = outbox.accepted(refused.uuid)
        return document is not None and documents.get(document, path) == wanted

    return proof


def cancelled(desk: Desk) -> Callable[[], bool]:
    """Return whether the store holds one cancellation: of that patient's contact, so reasoned."""
    _, reason = written("cancelamento")["data"]
    first = desk.workspace.outbox.receipts()[0].uuid

    def proof() -> bool:
        with desk.workspace.store.query() as db:
            rows = db.execute("SELECT uuid, reason FROM operation WHERE kind = 'cancelar'")
            return [tuple(row) for row in rows] == [(first, reason)]

    return proof


PREPARATIONS: dict[str, Callable[[Desk], None]] = {
    "rejeitado": refused_before,
    "aceitos": accepted_before,
}
PROOFS: dict[str, Callable[[Desk], Callable[[], bool]]] = {
    "corrigido": corrected,
    "cancelado": cancelled,
}

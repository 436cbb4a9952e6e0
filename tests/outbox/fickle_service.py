"""A service that keeps what it accepted and fails as it is told."""

import threading
from collections.abc import Callable
from typing import Any

from outbox_world import (
    MODEL,
)

from coletor.contact import Document
from coletor.model import load_model
from coletor.webservice.answers import (
    Accepted,
    Detailed,
    Failure,
    FailureKind,
    Mensagem,
    RefusalKind,
    Refused,
)
from coletor.webservice.decoding import decode
from coletor.webservice.names import load_wire
from coletor.webservice.soap import parse


class Killed(BaseException):
    """The sender's program was killed."""


def _refused(kind: RefusalKind, code: str) -> Refused:
    return Refused((Mensagem(code, "Recusado."),), kind)


def _lost(kind: FailureKind, reached: bool | None, wait: float | None = None) -> Failure:
    return Failure(kind, reached=reached, retry_after=wait)


class FickleService:
    """Keeps contacts like the webservice and fails in the ways it was told, in that order."""

    def __init__(self) -> None:
        self.wire = load_wire()
        self.model = load_model(MODEL)
        self.held: dict[str, tuple[Document, int, bool]] = {}
        self.ever_held: dict[str, list[Document]] = {}
        self.foreign: set[str] = set()
        self.plan: list[str] = []
        self._lock = threading.Lock()
        self._under_way: set[str] = set()

    def incluir(self, body: bytes) -> Accepted | Refused:
        document = self._read(body)
        return self._answer(document["uuid"], lambda: self._include(document))

    def alterar(self, body: bytes) -> Accepted | Refused:
        document = self._read(body)
        return self._answer(document["uuid"], lambda: self._alter(document))

    def cancelar(self, uuid: str, reason: str) -> Accepted | Refused:
        assert reason
        return self._answer(uuid, lambda: self._cancel(uuid))

    def detalhar(self, uuid: str) -> Detailed | Refused:
        return self._answer(uuid, lambda: self._detail(uuid))

    def _read(self, body: bytes) -> Document:
        element = parse(body).find(self.wire.data(self.wire.parts["contato"]))
        assert element is not None
        return decode(self.model, self.wire, element)

    def _answer(self, uuid: str, act: Callable[[], Any]) -> Any:
        with self._lock:
            assert uuid not in self._under_way, "two calls of one contact at a time"
            self._under_way.add(uuid)
            fate = self.plan.pop(0) if self.plan else "ok"
        try:
            return self._meet(fate, act)
        finally:
            with self._lock:
                self._under_way.discard(uuid)

    def _meet(self, fate: str, act: Callable[[], Any]) -> Any:
        if fate in ("ok", "lost-after", "killed-after", "malformed"):
            with self._lock:
                answer = act()
            if fate == "ok":
                return answer
        if fate.startswith("killed"):
            raise Killed
        if fate == "business":
            return _refused(RefusalKind.BUSINESS, "CMD-0127")
        if fate == "credentials":
            return _refused(RefusalKind.CREDENTIALS, "OSB_SEM_AUTENTICACAO")
        if fate == "service":
            return _refused(RefusalKind.SERVICE, "OSB_INDISPONIVEL")
        raise {
            "unreached": _lost(FailureKind.NO_NETWORK, False),
            "throttled": _lost(FailureKind.THROTTLED, False, 120),
            "malformed": _lost(FailureKind.MALFORMED, None),
        }.get(fate, _lost(FailureKind.CONNECTION, None))

    def _include(self, document: Document) -> Accepted | Refused:
        uuid = document["uuid"]
        if uuid in self.held:
            return _refused(RefusalKind.DUPLICATE, "CMD-0002")
        return self._keep(uuid, document, 1, False)

    def _alter(self, document: Document) -> Accepted | Refused:
        uuid = document["uuid"]
        if uuid not in self.held or self.held[uuid][2]:
            return _refused(RefusalKind.BUSINESS, "CMD-0004")
        return self._keep(uuid, document, self.held[uuid][1] + 1, False)

    def _cancel(self, uuid: str) -> Accepted | Refused:
        if uuid not in self.held or self.held[uuid][2]:
            return _refused(RefusalKind.BUSINESS, "CMD-0004")
        document, version, _ = self.held[uuid]
        return self._keep(uuid, document, version + 1, True)

    def _keep(self, uuid: str, document: Document, version: int, cancelled: bool) -> Accepted:
        self.held[uuid] = (document, version, cancelled)
        self.ever_held.setdefault(uuid, []).append(document)
        return Accepted(f"P{version}", "2026-07-14T12:00:00Z", version)

    def _detail(self, uuid: str) -> Detailed | Refused:
        if uuid not in self.held:
            return _refused(RefusalKind.UNKNOWN_UUID, "CMD-0003")
        document, version, cancelled = self.held[uuid]
        state = "cancelado" if cancelled else "ativo"
        return Detailed(document, version, "2026-07-14T12:00:00Z", f"P{version}", state)

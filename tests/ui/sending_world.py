"""The real window on a training folder whose webservice the test starts and stops."""

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lent_windows import AtFirst
from made_folders import training_folder
from pytestqt.qtbot import QtBot
from real_windows import Windows

from coletor import clock
from coletor.contact import Document, new_uuid
from coletor.demonstration.samples import load_samples
from coletor.identifiers import cns
from coletor.training import TrainingServer
from coletor.webservice import encode
from coletor.workspace import Workspace
from ui.style.theme import Theme

PATIENCE = 30_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class SendingWorld:
    """A window, its folder and its service."""

    qtbot: QtBot
    theme: Theme
    place: Path
    people: int = 0

    def __post_init__(self) -> None:
        folder = self.place / "pasta"
        training_folder(folder, name="UBS de Teste", operator="Ana")
        self.server = TrainingServer(self.place / "servico", free_port())
        self.server.start()
        with Workspace.open(folder) as workspace:
            workspace.configure("webservice.endereco", self.server.address)
        self.windows = Windows(self.theme)
        self.desktop = self.windows.open(folder)
        self.qtbot.waitUntil(lambda: self.desktop.frame is not None, timeout=PATIENCE)
        self.rest()
        self.first = AtFirst(self.qtbot, self.desktop)

    def begin(self, qtbot: QtBot) -> None:
        """Work for a test; the window is the one that has the keyboard."""
        self.qtbot = qtbot
        window = self.frame.window()
        with qtbot.waitActive(window):
            window.activateWindow()

    @property
    def frame(self) -> Any:
        frame = self.desktop.frame
        assert frame is not None
        return frame

    @property
    def workspace(self) -> Workspace:
        found: Workspace = self.frame.context.workspace
        return found

    @property
    def dispatcher(self) -> Any:
        return self.desktop.dispatcher

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.frame.context.tasks.idle, timeout=PATIENCE)

    def until(self, done: Any) -> None:
        self.qtbot.waitUntil(done, timeout=PATIENCE)

    def screen(self, name: str, argument: str = "") -> Any:
        self.frame.go(name, argument)
        self.rest()
        return self.frame.screen_of(name)

    def document(self, *, quantity: int = 1) -> Document:
        self.people += 1
        sample = load_samples(self.workspace.model_in_force(), clock.today()).documents[0]
        made: Document = json.loads(json.dumps(sample)) | {"uuid": new_uuid()}
        today = clock.today().isoformat()
        made["contato"]["estabelecimento"] = "2077485"
        made["contato"]["admissao"]["data"] = today
        made["contato"]["desfecho"]["data"] = today
        made["procedimentos"][0] |= {"data": today, "quantidade": quantity}
        made["individuo"] |= {"cns": cns.build(f"1{self.people:010d}"), "nome": "Maria da Silva"}
        return self.workspace.complete(made)

    def conclude(self, amount: int = 1, *, quantity: int = 1) -> list[str]:
        """Conclude contacts, as the form does: the window hears of it."""
        made = [self.document(quantity=quantity) for _ in range(amount)]
        uuids = [self.workspace.conclude_document(one).uuid for one in made]
        self.frame.context.tasks.changed.emit(frozenset({"contacts"}))
        return uuids

    def counts(self) -> dict[str, int]:
        return dict(self.workspace.listing.counts())

    def elsewhere(self, operation: str, document: Document) -> None:
        """Let another system of the establishment send something."""
        with self.dispatcher.access.service() as service:
            body = encode(self.workspace.model_in_force(), service.wire, document, operation).body
            getattr(service, operation)(body)

    def put_back(self) -> None:
        """Have both sides empty and sending by itself, as at first."""
        self.dispatcher.rest()
        self.first.come_back(self.qtbot)
        held = self.server.service.contacts
        with held.change():
            for table in ("versao", "contato"):
                held._db.execute(f"DELETE FROM {table}")
        self.dispatcher.automatic = True
        self.dispatcher.retry()  # as if nobody had ever been refused
        self.until(lambda: not self.dispatcher._refused and not self.dispatcher.running)
        self.rest()
        self.windows.calm()
        assert self.counts() == {} and not held.all()

    def end(self) -> None:
        self.windows.end()
        self.first.end()
        self.server.stop()

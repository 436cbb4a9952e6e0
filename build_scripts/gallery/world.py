# ruff: noqa: PLC0415 - the checkout is put on the path by the command
"""The folders the pictures show: invented people, a month of work, a webservice that is reached."""

import json
import shutil
import socket
from datetime import date, timedelta
from pathlib import Path
from typing import Any

CNES, NAME, OPERATOR = "2077485", "UBS Jardim Esperança", "Ana Lima"
PASSWORD = "uma senha boa"  # noqa: S105 - of a passing folder
NAMES = (
    "Maria Aparecida dos Santos",
    "João Batista Ferreira",
    "Cícera Nunes de Souza",
    "Antônio Carlos Moura",
    "Rita de Cássia Alves",
    "Sebastião Pereira Lima",
    "Francisca das Chagas",
    "José Raimundo da Silva",
    "Benedita de Oliveira",
    "Luíza Helena Prado Vasconcelos de Albuquerque",
    "Pedro Henrique Rocha",
    "Márcia Regina Teixeira",
)
_MEN = ("João", "Antônio", "Sebastião", "José", "Pedro")
_MOTHERS = (
    "Josefa Maria dos Santos",
    "Antônia Rosa Campos",
    "Luzia Moura",
    "Elza Alves",
    "Ana Reis",
)
_PROFESSIONALS = ("Paulo Reis", "Helena Duarte", "Marcos Vieira", "Sônia Prates")
_PACKAGES = (
    ("Curativo e medicação", 1, ("0301010072", "0301100039", "0211080055")),
    ("Vacina infantil", 2, ("0301010072",)),
    ("Consulta de enfermagem", None, ("0301010072", "0301100039")),
)
_CONTACTS, _REFUSED, _QUEUED = 30, (4, 9, 15, 22), 5
_MANY = 1000
"""A slip of the finger: the service takes 999 at most."""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def contact(workspace: Any, number: int, day: date, *, refused: bool = False) -> Any:
    """Return a contact of one of the invented people.

    Args:
        workspace: the folder it is for.
        number: which contact; people come again after `NAMES`.
        day: when it was.
        refused: whether the service will refuse it.
    """
    from coletor import clock
    from coletor.contact import new_uuid
    from coletor.demonstration.samples import load_samples
    from coletor.identifiers import cns

    sample = load_samples(workspace.model_in_force(), clock.today()).documents[0]
    made = json.loads(json.dumps(sample)) | {"uuid": new_uuid()}
    made["contato"]["admissao"]["data"] = made["contato"]["desfecho"]["data"] = day.isoformat()
    made["contato"]["estabelecimento"] = CNES
    made["procedimentos"][0]["data"] = day.isoformat()
    if refused:
        made["procedimentos"][0]["quantidade"] = _MANY
    who = number % len(NAMES)
    made["individuo"] |= {
        "cns": cns.build(f"1{who + 7:010d}"),
        "nome": NAMES[who],
        "sexo": "M" if NAMES[who].startswith(_MEN) else "F",
    }
    return made


class World:
    """The folders and the training webservice of the full one.

    Args:
        place: a passing folder.
    """

    def __init__(self, place: Path) -> None:
        from coletor.training import TrainingServer

        self.place = place
        self.full, self.empty, self.real = place / "cheia", place / "vazia", place / "real"
        self.closed, self.taken = place / "fechada", place / "aberta"
        self.nowhere = place / "nenhuma"
        self.server = TrainingServer(place / "servico", free_port())

    def make_empty(self) -> None:
        """Make a training folder with nothing in it."""
        _training(self.empty)

    def make_taken(self) -> None:
        """Make a folder that another window has open."""
        from ui.shell import single

        _training(self.taken)
        self._other_window = single.lock_of(self.taken)
        self._other_window.acquire()

    def make_real(self) -> None:
        """Make a folder of real work."""
        if self.real.exists():
            return
        from coletor.establishment import create_folder

        create_folder(self.real, CNES, NAME, password=PASSWORD, operator_name=OPERATOR)

    def make_full(self) -> None:
        """Make a folder with a month of work: accepted, refused, waiting, and drafts."""
        if self.full.exists():
            return
        from coletor.demonstration import people, play
        from coletor.workspace import Workspace
        from coletor.workspace.connection import secrets_of

        play(self.closed, lambda _step: None)
        shutil.copytree(self.closed, self.full)
        with Workspace.open(self.full) as workspace:
            people.furnish(workspace)
            workspace.configure("webservice.endereco", self.server.start().address)
            self._conclude(workspace, range(_CONTACTS))
            secrets = secrets_of(workspace.profile, workspace.operator.login)
            workspace.send(self.server.address, secrets)
            self.server.stop()
            self._conclude(workspace, range(_CONTACTS, _CONTACTS + _QUEUED))
            _add_drafts(workspace)
            _park_one(workspace)
            _add_packages(workspace)
            _name_professionals(workspace)

    def _conclude(self, workspace: Any, numbers: range) -> None:
        """Conclude contacts; some as another typed the patient's name, some refused."""
        from coletor import clock

        for number in numbers:
            day = clock.today() - timedelta(days=number % 9)
            made = contact(workspace, number, day, refused=number in _REFUSED)
            who = number % len(NAMES)
            if number == len(NAMES) + 1:
                made["individuo"]["nome"] = NAMES[who].replace("Batista ", "")
            born = f"{1938 + who * 7 % 80}-{who % 12 + 1:02d}-{who * 5 % 28 + 1:02d}"
            mother = _MOTHERS[who % len(_MOTHERS)]
            made["individuo"] |= {"nome_mae": mother, "data_nascimento": born}
            workspace.conclude_document(workspace.complete(made))


def _training(folder: Path) -> None:
    from coletor.establishment import create_folder

    create_folder(folder, CNES, NAME, training=True, operator_name=OPERATOR)


def _add_drafts(workspace: Any) -> None:
    from coletor import clock
    from coletor.demonstration import typing
    from coletor.demonstration.samples import load_samples

    samples = load_samples(workspace.model_in_force(), clock.today())
    for share in (6, 20):
        draft, cells = typing.start(workspace, samples.documents[0])
        typing.enter(workspace, draft, cells[:share])


def _park_one(workspace: Any) -> None:
    """Set a contact aside that lacks nothing but the patient's CNS."""
    from coletor import clock
    from coletor.contact.drafting import rows_of

    made = contact(workspace, 0, clock.today())
    del made["individuo"]["cns"]
    model = workspace.model_in_force()
    who = workspace.operator.id
    draft = workspace.drafts.create(
        model.id, who, uuid=str(made["uuid"]), cells=rows_of(model, made)
    )
    workspace.park(draft.id)


def _name_professionals(workspace: Any) -> None:
    """Give names: contacts bring only numbers."""
    register = workspace.professionals
    names, known = iter(_PROFESSIONALS), dict[str, str]()
    for entry in register.page():
        name = known.setdefault(entry.values["cns"], "") or next(names)
        known[entry.values["cns"]] = name  # whoever has two occupations is one person
        register.save({**entry.values, "nome": name}, workspace.operator.id, entry_id=entry.id)


def _add_packages(workspace: Any) -> None:
    from coletor.contact.drafting import NewRow

    model = workspace.model_in_force()
    done = model.by_role["codigo_procedimento"]
    who = model.by_role["cbo"]
    for name, number, codes in _PACKAGES:
        rows = [
            NewRow(
                done.group_path,
                {done.path: code, model.by_role["quantidade"].path: "1"},
                [NewRow(who.group_path, {who.path: "225125"})],
            )
            for code in codes
        ]
        workspace.packages.save(name, model.id, rows, workspace.operator.id, number=number)

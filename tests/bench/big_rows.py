"""The rows of one invented contact, as conclusion and sending leave them; for `big_folder`."""

import hashlib
import json
import random
import uuid as uuids
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from coletor import clock
from coletor.contact import Document
from coletor.contact.document import get, put
from coletor.contact.fold import fold
from coletor.demonstration.samples import load_samples
from coletor.identifiers import cns
from coletor.model import load_model
from coletor.outbox.freezing import frozen
from coletor.store import ListRow
from coletor.store.situation import situation_word
from coletor.workspace import Workspace

_CARE = date(1999, 12, 31)
_MARKS = {
    "uuid": "00000000-0000-4000-8000-0000000000aa",
    "cns": "100000000000007",
    "name": "Nome Inventado Marcado",
    "mother": "Mae Inventada Marcada",
    "birth": "1911-11-11",
    "day": _CARE.isoformat(),
    "modality": "07",
}
_MODALITIES = ("07", "07", "07", "07", "01", "02", "09")
_FIRST_NAMES = (
    "Ana Maria José João Antônia Francisca Raimunda Cícera Luíza Álvaro Benedito Sebastiana"
    " Tereza Pedro Paulo Lucas Márcia Vera Iracema Jandira Otávio Rosângela Severino Zélia"
    " Wagner Yara Heitor Inês Karina Nilza Débora Elias Fábio Gilda"
)
_LAST_NAMES = (
    "da Silva|dos Santos|Oliveira|de Souza|Ferreira|Pereira|Moura|Nunes|Rocha|Barbosa|Araújo"
    "|Ribeiro|Carvalho|Gonçalves|Ávila|Teixeira|Bezerra|Coutinho|Xavier|Zanetti"
)
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split("|")
_OLD = (
    ("aceito", 78),
    ("aprovado", 12),
    ("rejeitado_gestao", 3),
    ("cancelado", 5),
    ("rejeitado", 2),
)
_NEW = (("aceito", 70), ("pronto", 20), ("rejeitado", 6), ("sem_confirmacao", 2), ("cancelado", 2))
_FRESH_DAYS = 10
_VERSIONS = {"pronto": 0, "rejeitado": 0, "sem_confirmacao": 0, "cancelado": 2}
_SAID = "Quantidade acima do máximo do procedimento"


@dataclass(frozen=True)
class Made:
    """A contact: its list row, and the rows of the other tables by their name."""

    row: ListRow
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Template:
    document: str
    body: bytes
    places: str
    procedure: str
    procedures: str
    ends: bool


class Maker:
    """Makes contacts; the same number gives the same person.

    Args:
        workspace: the folder they are for.
        operators: ids of those who type.
        list_only: make rows of the list alone.
    """

    def __init__(
        self, workspace: Workspace, operators: list[int], *, list_only: bool = False
    ) -> None:
        self._list_only = list_only
        self._now = clock.now()
        self.model = load_model("cmd-2017")
        self._cnes = workspace.profile.cnes
        self._operators = operators
        self._wire = workspace.wire
        self._workspace = workspace
        samples = load_samples(self.model, _CARE).documents
        self._templates = [self._template(dict(sample)) for sample in samples]
        self._operation = 0

    def documents(self, count: int, day: date) -> Iterator[Document]:
        """Yield contents for drafts."""
        for number in range(count):
            template = self._templates[number % len(self._templates)]
            made: Document = json.loads(_filled(template.document, self._values(number, day)))
            made.pop("uuid")
            yield made

    def make(self, number: int, day: date, age: int) -> Made:
        """Return one contact.

        Args:
            number: which; also says who the patient is and where it stands.
            day: of the admission.
            age: days since then.
        """
        dice = random.Random(number)
        values = self._values(number, day)
        template = self._templates[dice.randrange(len(self._templates))]
        kinds = _NEW if age < _FRESH_DAYS else _OLD
        word = dice.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
        operator = self._operators[dice.randrange(len(self._operators))]
        moment = f"T{10 + number % 9:02}:{number % 60:02}:00.{number % 1000:03}Z"
        at = min(f"{day + timedelta(days=min(age, 1))}{moment}", self._now)
        row = self._row(template, values, word, operator, at)
        if self._list_only:
            return Made(row)
        return Made(row, self._rows(template, values, word, operator, at))

    def _template(self, sample: Document) -> _Template:
        by_role = self.model.by_role
        roles = {
            "cns_individuo": "cns",
            "nome_individuo": "name",
            "data_nascimento": "birth",
            "modalidade": "modality",
        }
        for role, mark in roles.items():
            put(sample, by_role[role].path, _MARKS[mark])
        put(sample, by_role["estabelecimento"].path, self._cnes)
        said = json.dumps(sample)
        for days in range(60):  # all care on one day: a template has one date to fill in
            said = said.replace((_CARE - timedelta(days=days)).isoformat(), _MARKS["day"])
        whole = self._workspace.complete({**json.loads(said), "uuid": _MARKS["uuid"]})
        made = frozen(self.model, self._wire, whole, "incluir")
        code = str(get(whole, by_role["codigo_procedimento"].path.replace("[]", "[0]")))
        ends = get(whole, by_role["data_desfecho"].path) is not None
        done = dict.fromkeys(row["codigo"] for row in whole["procedimentos"])
        codes = json.dumps(list(done), separators=(",", ":"))
        return _Template(made.document, made.body, made.places, code, codes, ends)

    @staticmethod
    def _values(number: int, day: date) -> dict[str, str]:
        person = random.Random(number // 3)  # who comes once comes again
        name = f"{person.choice(_FIRST)} {person.choice(_FIRST)} {person.choice(_LAST)}"
        born = date(1935, 1, 1) + timedelta(days=person.randrange(30_000))
        return {
            "uuid": str(uuids.UUID(int=random.Random(f"u{number}").getrandbits(128), version=4)),
            "cns": cns.build(f"1{number // 3:010d}"),
            "name": name,
            "mother": f"Maria {person.choice(_LAST)}",
            "birth": born.isoformat(),
            "day": day.isoformat(),
            "modality": _MODALITIES[number % len(_MODALITIES)],
        }

    def _row(
        self, template: _Template, values: dict[str, str], word: str, operator: int, at: str
    ) -> ListRow:
        version = _VERSIONS.get(word, 1)
        server = "cancelado" if word == "cancelado" else "aceito" if version else "nada"
        pending = "nenhuma" if version else word
        management = {"aprovado": "aprovado", "rejeitado_gestao": "rejeitado"}.get(
            word, "desconhecido"
        )
        kind = None if version else "incluir"
        return ListRow(
            uuid=values["uuid"],
            model=self.model.id,
            competencia=values["day"][:7].replace("-", ""),
            admission=values["day"],
            outcome=values["day"] if template.ends else None,
            establishment=self._cnes,
            patient=values["name"],
            patient_key=fold(values["name"]),
            cns=values["cns"],
            birth=values["birth"],
            modality=values["modality"],
            procedure=template.procedure,
            server=server,
            server_version=version,
            pending=pending,
            pending_kind=kind,
            management=management,
            draft_id=None,
            word=situation_word(server, pending, management, False, kind),
            changed_at=at,
            operator_id=operator,
            typed_at=at,
            procedures=template.procedures,
        )

    def _rows(
        self, template: _Template, values: dict[str, str], word: str, operator: int, at: str
    ) -> dict[str, list[tuple[Any, ...]]]:
        uuid, version = values["uuid"], _VERSIONS.get(word, 1)
        document, body = _filled(template.document, values), _filled_bytes(template.body, values)
        sha = hashlib.sha256(body).hexdigest()
        rows: dict[str, list[tuple[Any, ...]]] = {
            "contact": [(uuid, self.model.id, document, "{}", at, at, operator)],
            "event": [(at, operator, uuid, "concluido", "{}")],
        }
        for number, kind in enumerate(("incluir", "cancelar")[: max(1, version)], 1):
            self._operation += 1
            state = "aceito" if version else word
            refused = state == "rejeitado"
            rows.setdefault("operation", []).append(
                (
                    self._operation,
                    uuid,
                    kind,
                    state,
                    int(state != "pronto"),
                    "CMD-0127" if refused else None,
                    _SAID if refused else None,
                    "procedimentos[0].quantidade" if refused else None,
                    "Digitado duas vezes" if kind == "cancelar" else None,
                    at,
                    at,
                    operator,
                    sha,
                    self._wire.version,
                    document,
                    body,
                    template.places,
                    "{}",
                )
            )
            rows |= self._answers(rows, uuid, kind, state, number, operator, at, sha)
        result = {"aprovado": "aprovado", "rejeitado_gestao": "rejeitado"}.get(word)
        if result:
            rows["management"] = [(uuid, 1, result, None, "servico", at, operator)]
        return rows

    def _answers(
        self,
        rows: dict[str, list[tuple[Any, ...]]],
        uuid: str,
        kind: str,
        state: str,
        version: int,
        operator: int,
        at: str,
        sha: str,
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Return attempts, receipts and refusals of one operation, after those there are."""
        if state == "pronto":
            return {}
        number = self._operation
        attempt = (number, kind, at, at, at, state, None, None)
        made = {"attempt": [*rows.get("attempt", ()), attempt]}
        if state == "aceito":
            receipt = (number, uuid, kind, version, f"TR{number:09d}", at, at, sha, operator)
            made["receipt"] = [*rows.get("receipt", ()), receipt]
        elif state == "rejeitado":
            path = "procedimentos[0].quantidade"
            made["rejection"] = [(number, 0, "CMD-0127", _SAID, path)]
        return made


def _filled(text: str, values: dict[str, str]) -> str:
    for mark, value in values.items():
        if mark != "modality":
            text = text.replace(_MARKS[mark], value)
    return text.replace('"modalidade":"07"', f'"modalidade":"{values["modality"]}"')


def _filled_bytes(body: bytes, values: dict[str, str]) -> bytes:
    return _filled(body.decode("utf-8"), values).encode("utf-8")

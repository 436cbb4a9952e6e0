#!/usr/bin/env python3
"""Kill the sender at random moments under random faults, and compare both stores at the end.

    python3 build_scripts/runs/crash.py --mortes 1000

Only the public command line is used: a training folder is made, contacts are imported, changed
and cancelled, and `coletor enviar --ate-esvaziar` is killed (SIGKILL) again and again while the
training webservice follows a random fault schedule. Then what the webservice holds is compared
with what the folder says: nothing lost, nothing doubled, nothing accepted that is not there.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from here import (
    CNES,
    CommandLine,
    dice,
    held,
    passing_folder,
    people,
    table,
    use_environment,
    write_contacts,
)

FAULTS = (
    "derruba-antes", "derruba-depois", "corta-resposta", "http-500", "http-503", "http-429",
    "html", "xml-truncado", "xml-bomba", "namespace-errado", "msfalha", "soap-1.1",
    "resposta-repetida", "uuid-errado",
)  # fmt: skip
REFUSED_CNS = "700000000000005"
_LONGEST_LIFE = 2.5
_CHANGES = 3


@dataclass
class Expected:
    """What must come of one contact.

    Args:
        document: its content.
        versions: how many the server must hold.
        state: ``ativo``, ``cancelado``, or ``nada`` for one that the service refuses.
    """

    document: dict[str, Any]
    versions: int = 1
    state: str = "ativo"


@dataclass
class Crash:
    """One crash run.

    Args:
        place: a folder for everything.
        kills: how many times to kill.
        batch: contacts a round.
        chance: random numbers.
    """

    place: Path
    kills: int
    batch: int
    chance: random.Random
    killed: int = 0
    endings: int = 0
    expected: dict[str, Expected] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.line = CommandLine(self.place / "pasta")

    def run(self) -> list[tuple[str, object]]:
        """Play the whole run and return the table of its result."""
        self.line.run("criar", "--cnes", CNES, "--nome", "UBS que cai", "--treinamento")
        began, port = time.monotonic(), 0
        while True:
            with self.line.training(self.place / "servidor", port, self._faults()) as address:
                port = int(address.split(":")[2].split("/")[0])
                self.line.run("configurar", "webservice.endereco", address)
                self._queue()
                while self.killed < self.kills and self._live(kill=True):
                    self.killed += 1
                if self.killed >= self.kills:
                    self._drain()
                    return self._result(address, time.monotonic() - began)
                self.endings += 1

    def _faults(self) -> list[dict[str, Any]]:
        """Return every fault at random calls, and a small delay at most of the others."""
        chance = self.chance.uniform(0.005, 0.03)
        rows: list[dict[str, Any]] = [
            {
                "operacao": "*", "probabilidade": chance, "semente": self.chance.randrange(10**6),
                "falha": name, "segundos": 0,
            }
            for name in FAULTS
        ]  # fmt: skip
        drip = {**rows[0], "falha": "gotejar", "segundos": 0.3, "probabilidade": 0.01}
        delay = {**rows[0], "falha": "atraso", "segundos": 0.05, "probabilidade": 0.7}
        return [*rows, drip, delay]

    def _queue(self) -> None:
        """Import a round of contacts, one in twelve refused, and change some accepted ones."""
        settled = [
            uuid
            for uuid, want in self.expected.items()
            if want.state == "ativo" and want.versions == 1
        ]
        made = people(self.batch, first=len(self.expected))
        for number, document in enumerate(made):
            want = Expected(document)
            if number % 12 == 11:
                document["individuo"]["cns"] = REFUSED_CNS
                want = Expected(document, 0, "nada")
            self.expected[document["uuid"]] = want
        file = write_contacts(self.place / "contatos.ndjson", made)
        self.line.run("importar", file, "--concluir")
        for uuid in self.chance.sample(settled, min(_CHANGES * 2, len(settled))):
            self._change(uuid, cancel=self.chance.random() < 0.5)

    def _change(self, uuid: str, *, cancel: bool) -> None:
        want = self.expected[uuid]
        if cancel:
            self.line.run("contato", "cancelar", uuid, "--motivo", "Digitado duas vezes")
            want.state = "cancelado"
        else:
            want.document["procedimentos"][0]["quantidade"] += 1
            file = self.place / "alterado.json"
            file.write_text(json.dumps(want.document), encoding="utf-8")
            self.line.run("contato", "alterar", uuid, "--arquivo", file)
        want.versions += 1

    def _live(self, *, kill: bool) -> bool:
        """Start the sender; tell whether it was killed before its queue was empty."""
        with self.line.start("enviar", "--ate-esvaziar", "--json") as program:
            try:
                life = self.chance.uniform(0.2, _LONGEST_LIFE) if kill else None
                out, err = program.communicate(timeout=life)
            except subprocess.TimeoutExpired:
                program.kill()
                self._count(program.communicate()[0])
                return True
        self._count(out)
        if program.returncode not in (0, 1, 2) or "Traceback" in err:
            raise RuntimeError(f"enviar: {program.returncode}\n{err}")
        return _left(out) > 0

    def _drain(self) -> None:
        """Send until nothing waits, as a clerk would who starts it again and again."""
        while self._live(kill=False):
            continue

    def _count(self, printed: str) -> None:
        for said in printed.splitlines():
            try:
                self.outcomes[json.loads(said).get("resultado", "resumo")] += 1
            except ValueError:
                continue  # the line that the kill cut

    def _result(self, address: str, seconds: float) -> list[tuple[str, object]]:
        there = held(address)
        listed = self.line.records("contato", "listar", "--limite", len(self.expected) + 1)
        here = {row["uuid"]: row for row in listed}
        hashes = self._hashes({row["competencia"] for row in listed})
        lost, doubled, green = self._compare(here, there, hashes)
        return [
            ("kills", self.killed),
            ("times the queue was emptied between kills", self.endings),
            ("contacts", len(self.expected)),
            ("answers seen: accepted", self.outcomes["aceito"]),
            ("answers seen: without confirmation", self.outcomes["sem_confirmacao"]),
            ("answers seen: failed", self.outcomes["falha"]),
            ("refused by the service, as they must be", self._refused(here)),
            ("seconds", round(seconds)),
            ("LOST", len(lost)),
            ("DUPLICATED", len(doubled)),
            ("WRONGLY GREEN", len(green)),
            *(("  " + uuid, why) for uuid, why in (*lost, *doubled, *green)),
        ]

    def _refused(self, here: dict[str, dict[str, Any]]) -> str:
        wanted = [uuid for uuid, want in self.expected.items() if want.state == "nada"]
        right = sum(here[uuid]["situacao"] == "rejeitado" for uuid in wanted)
        return f"{right} of {len(wanted)}"

    def _hashes(self, months: set[str]) -> dict[str, str]:
        """Return the hash on the receipt of each contact, by UUID."""
        found = {}
        for month in sorted(months):
            file = self.place / f"comprovante-{month}.json"
            self.line.run("comprovante", month, "--arquivo", file)
            for row in json.loads(file.read_text(encoding="utf-8"))["contatos"]:
                found[row["uuid"]] = row["sha256"]
        return found

    def _compare(
        self,
        here: dict[str, dict[str, Any]],
        there: dict[str, dict[str, Any]],
        hashes: dict[str, str],
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]:
        """Return what was lost, what was doubled and what is wrongly accepted, with the reason."""
        lost, doubled, green = [], [], []
        for uuid, want in self.expected.items():
            mine, theirs = here.get(uuid), there.get(uuid)
            if mine is None or (theirs is None and want.versions):
                lost.append((uuid, "missing here" if mine is None else "missing there"))
                continue
            is_green = mine["servidor"] == "aceito" and mine["pendencia"] == "nenhuma"
            if is_green and not self._is_right(mine, theirs, hashes.get(uuid)):
                green.append((uuid, f"{mine} {theirs}"))
            if (theirs["versao"] if theirs else 0) > want.versions:
                doubled.append((uuid, f"{theirs} instead of {want.versions} version(s)"))
            elif theirs and (theirs["versao"], theirs["situacao"]) != (want.versions, want.state):
                lost.append((uuid, f"{theirs} instead of {want.versions} {want.state}"))
        doubled += [(uuid, "nobody sent it") for uuid in there.keys() - self.expected.keys()]
        return lost, doubled, green

    @staticmethod
    def _is_right(mine: dict[str, Any], theirs: dict[str, Any] | None, sha: str | None) -> bool:
        return (
            theirs is not None
            and theirs["situacao"] == "ativo"
            and theirs["versao"] == mine["versao"]
            and theirs["sha256"] == sha
        )


def _left(printed: str) -> int:
    """Return how many still wait, as the sender said at its end; 1 when it did not come to say."""
    last = printed.splitlines()[-1:]
    return int(json.loads(last[0])["resumo"]["restantes"]) if last else 1


def main(arguments: list[str] | None = None) -> int:
    """Play the run and print its table; 1 when anything was lost, doubled or wrongly green."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mortes", type=int, default=100, help="kills (default 100)")
    parser.add_argument("--contatos", type=int, default=200, help="contacts a round")
    parser.add_argument("--semente", type=int, help="seed, to repeat a run")
    chosen = parser.parse_args(arguments)
    chance, seed = dice(chosen.semente)
    print(f"seed {seed}", flush=True)
    with passing_folder() as place:
        rows = Crash(place, chosen.mortes, chosen.contatos, chance).run()
    print(table(("what", "how many"), rows))
    wrong = sum(int(str(count)) for name, count in rows if name.isupper())
    return 1 if wrong else 0


if __name__ == "__main__":
    use_environment(__file__)
    sys.exit(main())

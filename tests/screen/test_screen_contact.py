"""The first contact on a real screen: typed by keyboard alone, accepted, and nothing lost."""

import json
import os
import subprocess
import sys
import time

import pytest

from coletor import clock
from coletor.identifiers import cns
from coletor.model import load_model
from tests.screen.conftest import ROOT, Program, seen_within, until

pytestmark = [pytest.mark.screen, pytest.mark.timeout(240)]


def hand(display: str, *command: str) -> str:
    """Do something on the screen; return what is said of it."""
    words = ["xdotool", *command]
    environment = {**os.environ, "DISPLAY": display}
    return subprocess.run(
        words, env=environment, check=True, stdout=subprocess.PIPE
    ).stdout.decode()


def test_the_screen_does_not_begin_anew_when_nothing_is_on_it(display: str) -> None:
    """While it did, who came was turned away: every look for a window was such a moment."""
    hand(display, "mousemove", "12", "34")
    assert "x:12 y:34 " in hand(display, "getmouselocation")


def path(role: str) -> str:
    return load_model("cmd-2017").by_role[role].path


def begin_typing(program: Program) -> None:
    """Open Digitar by its key and type the first letter, again until the window heard both."""

    def first_letter() -> bool:
        return bool(program.cells().get(path("cns_individuo")))

    def heard() -> bool:
        program.key("ctrl+n")
        program.type("7")
        return bool(seen_within(first_letter, 3))

    until(heard, 60, "the first letter in the first field")
    program.key("ctrl+a")


def enter(program: Program, role: str, typed: str, kept: str) -> None:
    """Type a value, go on with Enter, and see in the store what became of it."""
    program.type(typed)
    until(lambda: program.cells().get(path(role)) in (typed, kept), 30, f"{role} as typed")
    program.key("Return")
    until(lambda: program.cells().get(path(role)) == kept, 10, f"{role} as kept")


def know_the_cpf(program: Program) -> None:
    """Have the patient's CPF in the register: the procedure asks for it, the contact has none."""
    known = {"cns": "708401234567896", "nome": "Maria Aparecida dos Santos", "cpf": "52998224725"}
    program.workspace.patients.save(known, program.workspace.operator.id)


def whole_contact(program: Program) -> None:
    enter(program, "cns_individuo", "708401234567896", "708 4012 3456 7896")
    enter(program, "nome_individuo", "Maria Aparecida dos Santos", "Maria Aparecida dos Santos")
    enter(program, "nome_mae", "Josefa Maria dos Santos", "Josefa Maria dos Santos")
    enter(program, "sexo", "fem", "F")
    enter(program, "raca_cor", "parda", "03")
    enter(program, "data_nascimento", "07031984", "07/03/1984")
    program.key("Return")  # Brasil is proposed
    enter(program, "municipio_nascimento", "2927408", "2927408")
    program.key("Return")
    enter(program, "municipio_residencia", "3550308", "3550308")
    enter(program, "cep_residencia", "01001000", "01001-000")
    enter(program, "data_admissao", "h", today())
    enter(program, "procedencia", "12", "12")
    enter(program, "modalidade", "07", "07")
    enter(program, "carater", "01", "01")
    enter(program, "motivo_desfecho", "08", "08")
    enter(program, "data_desfecho", "h", today())
    enter(program, "codigo_diagnostico", "J459", "J459")
    enter(program, "presenca_admissao", "s", "S")
    program.key("Return", "Return")  # the category is proposed; Enter leaves the blank row
    enter(program, "codigo_procedimento", "0301010072", "0301010072")
    program.key("Return", "Return", "Return")  # quantity and date are proposed
    enter(program, "cbo", "225125", "225125")
    enter(program, "cns_profissional", "705123456789011", "705 1234 5678 9011")


def today() -> str:
    return f"{clock.today():%d/%m/%Y}"


def command(program: Program, *arguments: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "coletor", "--pasta", program.folder, *arguments, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_whole_contact_typed_by_keyboard_alone_finds_its_receipt_and_the_next_survives(
    program: Program,
) -> None:
    """The next one: what is older than 300 ms when the program dies, as in a power cut."""
    program.start()
    begin_typing(program)
    whole_contact(program)
    know_the_cpf(program)
    program.key("ctrl+Return")

    def receipts() -> list[str]:
        return [receipt.uuid for receipt in program.workspace.outbox.receipts()]

    (uuid,) = until(receipts, 30, "the receipt")
    assert program.workspace.outbox.queue() == []
    (shown,) = command(program, "contato", "mostrar", uuid)
    document = shown["contato"] if "contato" in shown else shown["documento"]
    assert document["individuo"]["nome"] == "Maria Aparecida dos Santos"  # type: ignore[index]
    assert document["procedimentos"][0]["profissionais"][0]["cbo"] == "225125"  # type: ignore[index]
    begin_typing(program)
    unknown = cns.build("12345678901")  # of whom nothing is offered while the name is typed
    program.type(unknown)
    program.key("Return")
    program.type("Maria Apar")
    typed = time.monotonic()
    until(lambda: time.monotonic() - typed >= 0.3, 1, "300 ms on the clock")
    program.kill()
    cells = program.cells()
    assert cells[path("cns_individuo")].replace(" ", "") == unknown
    assert cells[path("nome_individuo")] == "Maria Apar"
    program.start()
    until(lambda: chosen(program, cells), 60, "the draft chosen by keyboard and typed on")
    again = program.cells(-1)
    assert again[path("cns_individuo")].replace(" ", "").startswith(unknown)
    assert again[path("nome_individuo")].startswith("Maria Apar")


def chosen(program: Program, before: dict[str, str]) -> bool:
    """Choose the oldest draft by keyboard and type a letter into it.

    Keys that come before the window is ready are lost or begin another draft; the one that was
    interrupted stays the oldest, so that doing it all again is safe. Alt+2, not Ctrl+N: the form
    of another contact, on its way, would come over the list.
    """
    program.key("alt+2", "ctrl+o", "End", "Return")
    program.key("End")
    program.type("9")
    return bool(seen_within(lambda: program.cells(-1) != before, 3))

"""The desk on which the keystroke scenarios are played: window, keys, what was before, proofs."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from real_window import Opened, quiet

SCENARIOS = Path(__file__).resolve().parent / "keystrokes.toml"
_PATIENCE_S = 15.0
CPF = "52998224725"
SIX = ("0301100284", "0301100039", "0214010015", "0301100217", "0301100209", "0301100276")
"""Procedures that a nurse does, of the demonstration tables."""
_NAMED = {
    "Enter": "Key_Return",
    "Esc": "Key_Escape",
    "Baixo": "Key_Down",
    "Cima": "Key_Up",
    "PgDn": "Key_PageDown",
    "Ins": "Key_Insert",
}
_HELD = {"Ctrl": "ControlModifier", "Alt": "AltModifier", "Shift": "ShiftModifier"}


@dataclass
class Count:
    """How many keys were pressed."""

    presses: int = 0


class Desk:
    """A window on a fresh training folder, with the form ready.

    Args:
        folder: where the folder is made.
    """

    def __init__(self, folder: Path) -> None:
        from coletor.establishment.creating import create_folder

        create_folder(folder, "2077485", "UBS de Teste", training=True, operator_name="Ana Lima")
        quiet(folder)
        self.opened = Opened(folder)
        self.frame = self.opened.frame
        self.workspace = self.opened.workspace
        self._count = Count()
        self.at_the_end: list[Callable[[], object]] = []
        self.new_form()

    @property
    def form(self) -> Any:
        """Return the form."""
        return self.frame.screen_of("digitar").form

    def new_form(self) -> None:
        """Bring an empty form into view."""
        self.frame.go("digitar", "")
        self.opened.until(lambda: self.form.session is not None)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and everything typed is stored."""
        self.opened.run(15)
        form = self.form
        session = form.session
        self.opened.until(
            lambda: (
                self.frame.context.tasks.idle
                and (session is None or session.stored)
                and not form.typed_on.listening
            )  # who types looks at the answer first
        )

    def do(self, key: str) -> None:
        """Press a key, or type a text, in the window that has the keyboard."""
        if key.startswith("<") and key.endswith(">"):
            self._press(key[1:-1])
            self.settle()
            return
        for letter in key:
            self._letter(letter)
        self.settle()

    def _press(self, name: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        *held, last = name.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifiers |= getattr(Qt.KeyboardModifier, _HELD[each])
        key = getattr(Qt.Key, _NAMED.get(last, f"Key_{last}"))
        QTest.keyClick(self._window(), key, modifiers)
        self._count.presses += 1

    def _letter(self, letter: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClick(self._window(), letter)
        self._count.presses += 1

    def _window(self) -> Any:
        return self.opened.app.focusWindow() or self.opened.window.windowHandle()

    def here(self) -> str:
        """Return the name of what has the keyboard."""
        focus = self.opened.focus()
        return f"{focus.accessibleName()} = {getattr(focus, 'text', str)()!r}"

    def said(self) -> str:
        """Return what the form says now, for who looks at a failure."""
        return f"{self.here()} | {self.form.notice.words()}"

    def words(self) -> dict[str, int]:
        """Return how many contacts stand under each word."""
        return dict(self.workspace.listing.counts())

    def comes(self, proof: Callable[[], bool]) -> bool:
        """Tell whether something becomes so within a while."""
        end = time.monotonic() + _PATIENCE_S
        while not proof() and time.monotonic() < end:
            self.opened.run(20)
        return proof()

    @contextmanager
    def counting(self) -> Iterator[Count]:
        """Count the keys that the block presses: with Ctrl, Alt or Shift held it is still one."""
        before, self._count = self._count, Count()
        yield self._count
        self._count = before

    def close(self) -> None:
        """End the program and what was started beside it."""
        self.opened.close()
        for end in self.at_the_end:
            end()


def typed_before(desk: Desk) -> None:
    """Type a contact of a new patient in this sitting: its day and its people are known."""
    for key in written("paciente-novo")["keys"]:
        desk.do(key)
    desk.comes(lambda: desk.form.session.untouched)
    desk.settle()


def written(identifier: str) -> dict[str, Any]:
    """Return a scenario as it is written."""
    content = tomllib.loads(SCENARIOS.read_text(encoding="utf-8"))
    return next(each for each in content["cenario"] if each["id"] == identifier)


def draft_before(desk: Desk) -> None:
    """Leave a draft of which only who did the procedure is missing, and begin a new contact."""
    keys = written("paciente-novo")["keys"]
    for key in keys[: keys.index("225125")]:
        desk.do(key)
    for key in ("<Ctrl+O>", "<Enter>"):
        desk.do(key)
    desk.comes(lambda: desk.form.session.untouched)
    desk.settle()


def _know_cpf(desk: Desk) -> None:
    """Give the patient of `typed_before` a CPF: the register keeps it, the contact does not."""
    patients = desk.workspace.patients
    (entry,) = patients.page(limit=1)
    values = {**entry.values, "cpf": CPF}
    patients.save(values, desk.workspace.operator.id, entry_id=entry.id)


def known_before(desk: Desk) -> None:
    """Type a contact, and know somebody else too: the same person twice a day would be doubted."""
    typed_before(desk)
    patients = desk.workspace.patients
    (entry,) = patients.page(limit=1)
    other = {"cns": "123456789010000", "nome": "Joana Aparecida dos Santos", "cpf": CPF}
    patients.save({**entry.values, **other}, desk.workspace.operator.id)


def header_before(desk: Desk) -> None:
    """Fill the header of a sheet for yesterday; the keyboard stands in the first line."""
    from datetime import timedelta

    from coletor import clock

    typed_before(desk)
    _know_cpf(desk)
    day = f"{clock.today() - timedelta(days=1):%d%m%Y}"
    desk.do("<Ctrl+PgDn>")
    for words in (day, "07", "12", "08", "01", "", "0301010072", "705123456789011", "", "S"):
        if words:
            desk.do(words)
        desk.do("<Enter>")
    desk.settle()


def package_before(desk: Desk) -> None:
    """Keep a package of six procedures of one nurse under the figure 1."""
    from coletor.contact.drafting import NewRow
    from coletor.packages import Packages

    known_before(desk)
    workspace, model = desk.workspace, desk.workspace.model_in_force()
    role = model.by_role
    code, person = role["codigo_procedimento"], role["cbo"]
    kinds = {role["terminologia_procedimento"].path: "sigtap", role["financiamento"].path: "01"}
    doer = {person.path: "223505", role["cns_profissional"].path: "705 1234 5678 9011"}
    amount = {role["quantidade"].path: "1"}
    rows = [
        NewRow(
            code.group_path, {code.path: each, **kinds, **amount}, [NewRow(person.group_path, doer)]
        )
        for each in SIX
    ]
    Packages(workspace.store).save("Curativo", model.id, rows, workspace.operator.id, number=1)


PREPARATIONS: dict[str, Callable[[Desk], None]] = {
    "digitado": typed_before,
    "conhecida": known_before,
    "rascunho": draft_before,
    "cabecalho": header_before,
    "pacote": package_before,
}


def one_more_ready(desk: Desk) -> Callable[[], bool]:
    """Return whether one more contact waits to be sent, and the form is ready for the next."""
    before = desk.words().get("pronto", 0)
    return lambda: desk.words().get("pronto", 0) == before + 1 and desk.form.session.untouched


def one_more_line(desk: Desk) -> Callable[[], bool]:
    """Return whether one more contact of the sheet waits to be sent."""
    before = desk.words().get("pronto", 0)
    return lambda: desk.words().get("pronto", 0) == before + 1


def one_more_parked(desk: Desk) -> Callable[[], bool]:
    """Return whether one more draft waits for the patient's CNS."""
    before = desk.words().get("aguardando_cns", 0)
    return lambda: desk.words().get("aguardando_cns", 0) == before + 1


PROOFS: dict[str, Callable[[Desk], Callable[[], bool]]] = {
    "concluido": one_more_ready,
    "linha": one_more_line,
    "aguardando": one_more_parked,
}

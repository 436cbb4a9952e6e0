# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""Início, Contatos, Pacientes and Profissionais: with data, empty, filtered, acted upon."""

import csv
from typing import Any

from gallery.studio import Studio

_NOBODY = "ninguém com este nome"
_SHEET = "pacientes.csv"
_HEAD = ("CNS", "Nome", "Nome da mãe", "Sexo", "Data de nascimento", "Telefone")
_ROWS = (
    ("708401234567896", "Maria Aparecida dos Santos", "Josefa Maria", "F", "07/03/1984", ""),
    ("123456789010000", "João Batista Ferreira", "Ana Ferreira", "M", "22/11/1957", ""),
    ("705123456789011", "Antônio Carlos Moura", "Rita Moura", "M", "30/02/1948", "11 5555-0101"),
    ("", "Cícera Nunes de Souza", "Luzia Nunes", "F", "01/02/1990", ""),
)


def home(studio: Studio) -> None:
    """Início."""
    studio.show("inicio")


def home_table(studio: Studio) -> None:
    """Início: the month as a table, divided by procedure."""
    screen = studio.show("inicio")
    screen.month.view.button("tabela").click()
    screen.division.by.button("procedimento").click()
    studio.rest()


def contacts(studio: Studio) -> None:
    """Contatos."""
    studio.show("contatos")


def contacts_none(studio: Studio) -> None:
    """A filter that leaves nothing."""
    screen = studio.show("contatos")
    screen.search.setText(_NOBODY)
    screen._on_filter()
    studio.rest()


def contacts_days(studio: Studio) -> None:
    """Days of attendance and of typing in force, others being typed; the clerk's own view."""
    from PySide6.QtCore import Qt

    screen = studio.show("contatos")
    screen._show_everything()
    held = Qt.KeyboardModifier.ControlModifier
    said = {held: "desde 1/1/2024", held | Qt.KeyboardModifier.ShiftModifier: "7 dias"}
    for keys, days in said.items():
        studio.press(Qt.Key.Key_D, keys)
        studio.enter(days)
    studio.press(Qt.Key.Key_D, held)
    studio.type("3 a 7 de nov")
    studio.afterwards(screen._show_everything)


def _picked(studio: Studio) -> Any:
    screen = studio.show("contatos")
    screen.search.clear()
    screen._on_filter()
    studio.rest()
    screen.pane._pick_all()
    studio.rest()
    return screen


def contacts_many(studio: Studio) -> None:
    """Many contacts picked."""
    _picked(studio)


def contacts_bulk(studio: Studio) -> None:
    """What an act on many would do."""
    screen = _picked(studio)
    screen.bulk.ask("cancelar")
    studio.rest()


def contacts_history(studio: Studio) -> None:
    """One contact with its history: a refused one."""
    screen = studio.show("contatos")
    screen.bulk._back()
    screen.pane.unpick()
    screen.activate("rejeitado")
    studio.rest()


def contacts_question(studio: Studio) -> None:
    """What is asked before a contact is changed."""
    from PySide6.QtCore import Qt

    for key in (Qt.Key.Key_F10, Qt.Key.Key_Down, Qt.Key.Key_Return):
        studio.press(key)


def patients(studio: Studio) -> None:
    """Pacientes."""
    studio.show("pacientes")


def patients_none(studio: Studio) -> None:
    """A search that finds nobody."""
    studio.show("pacientes", f"busca:{_NOBODY}")


def patients_differing(studio: Studio) -> None:
    """What contacts say otherwise."""
    studio.show("pacientes", "diferencas")


def patients_editor(studio: Studio) -> None:
    """An entry with what does not fit yet."""
    from PySide6.QtCore import Qt

    screen = studio.show("pacientes", "busca:")
    screen.new()
    studio.rest()
    studio.enter("123456789010000")
    studio.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def patients_mapping(studio: Studio) -> None:
    """The columns of a spreadsheet."""
    screen = studio.show("pacientes")
    screen.editor.leave()
    screen.editor.leave()
    file = studio.folder.parent / _SHEET
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows((_HEAD, *_ROWS))
    screen.open_import()
    studio.rest()
    screen.importing.open_file(file)
    studio.rest()


def patients_report(studio: Studio) -> None:
    """What became of each row."""
    screen = studio.show("pacientes")
    screen.importing.begin()
    studio.rest()


def patients_import(studio: Studio) -> None:
    """Where a spreadsheet is chosen."""
    screen = studio.show("pacientes")
    screen.importing.choose()
    studio.rest()


def professionals(studio: Studio) -> None:
    """Profissionais."""
    studio.frame.screen_of("pacientes").close_import()
    studio.show("profissionais")


def professionals_empty(studio: Studio) -> None:
    """Profissionais of a new folder."""
    studio.show("profissionais")


def professionals_editor(studio: Studio) -> None:
    """A new entry."""
    screen = studio.show("profissionais", "busca:")
    screen.new()
    studio.rest()


def professionals_none(studio: Studio) -> None:
    """A search that finds nobody."""
    studio.show("profissionais", f"busca:{_NOBODY}")


def patients_bin(studio: Studio) -> None:
    """What was removed, and can come back."""
    register, who = studio.workspace.patients, studio.workspace.operator.id
    removed = register.page()[3:5]
    for entry in removed:
        register.remove(entry.id, who)
    screen = studio.show("pacientes", "busca:")
    screen.which.button("bin").click()
    studio.rest()

    def back() -> None:
        for entry in removed:
            register.restore(entry.id, who)
        screen.which.button("todos").click()

    studio.afterwards(back)


def contacts_waiting(studio: Studio) -> None:
    """Those that lack nothing but the patient's CNS."""
    studio.show("contatos", "aguardando_cns")

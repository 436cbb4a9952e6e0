# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""Puts the real form into the states that the README shows, typing on it as a clerk would.

    python3 build_scripts/form_states.py FOLDER [--escuro] [--tamanho 1366x768]

writes formulario-vazio.png, formulario-busca.png, formulario-pendencias.png and
formulario-aceito.png into FOLDER, and modelo-<id>.png for each model. `screenshots.py` calls the
steps one by one. The people are invented; their numbers are built with the official routines.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from setup_env import start

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_S = 20.0
_MOST_BYTES = 150_000
_IDENTIFIED = (
    "708401234567896",
    "Maria Aparecida dos Santos",
    "Josefa Maria dos Santos",
    "F",
    "Parda",
    "07031984",
    "",
    "salvador",
    "",
)
_CONTACT = ("01001000", "h", "12", "07", "eletivo", "retorno", "h")
_DIAGNOSIS = ("s", "", "")
_FIRST = ("0301010072", "", "", "", "225125", "705123456789011", "", "")
_SECOND = ("0211080055", "", "", "", "223605")

_BY_ROLE = {
    "cns_individuo": "708 4012 3456 7896",
    "nome_individuo": "Maria Aparecida dos Santos",
    "nome_mae": "Josefa Maria dos Santos",
    "sexo": "F",
    "raca_cor": "03",
    "data_nascimento": "07/03/1984",
    "municipio_nascimento": "2927408",
    "local_atendimento": "estabelecimento",
    "procedencia": "12",
    "carater": "02",
    "modalidade": "03",
    "codigo_diagnostico": "J459",
    "presenca_admissao": "S",
    "estado_resolucao": "resolvido",
    "codigo_procedimento": "0301010072",
    "status_procedimento": "concluido",
    "evolucao_clinica": "Chegou com falta de ar. Melhorou com a medicação no segundo dia.",
    "pressao_sistolica": "120",
    "pressao_diastolica": "80",
    "peso": "72,5",
    "altura": "163",
    "codigo_motivo": "A03",
    "descricao_motivo": "Febre há dois dias",
    "declaracao_individuo": "Diz que a febre começou ontem à noite.",
}
"""What the pictures of the models show, by role."""


def filled(model: Any) -> Any:
    """Return the rows of an invented document of a model, as far as `_BY_ROLE` goes."""
    from coletor import clock
    from coletor.contact.drafting import NewRow
    from coletor.contact.entry import editable, parse

    today = f"{clock.today():%d/%m/%Y}"
    days = {"data": today, "data-hora": f"{today} 08:30"}
    by_list: dict[str, dict[str, str]] = {"": {}}
    for element in model.leaves:
        said = _BY_ROLE.get(element.role or "") or element.hint.first_default
        said = said or element.hint.default
        if element.role in ("data_admissao", "data_procedimento"):
            said = days[element.kind]
        if said and (not element.values or said in element.values):
            text = editable(element, parse(element, said))
            by_list.setdefault(element.group_path, {})[element.path] = text
    named = {model.by_role[role].path for role in _BY_ROLE if role in model.by_role}
    rows = [
        NewRow(path, cells)
        for path, cells in by_list.items()
        if path and "[]" not in path and named & cells.keys()
    ]
    return NewRow("", by_list[""], rows)


class Clerk:
    """Types on the form of an open folder.

    Args:
        frame: the shell of the open folder; the form comes into view.
    """

    def __init__(self, frame: Any) -> None:
        from PySide6.QtWidgets import QApplication

        self._frame = frame
        self._application = QApplication.instance()
        frame.go("digitar")
        typing = frame.screen_of("digitar")
        typing.show_mode("formulario")  # whatever was used last
        self.screen = typing.form
        self.wait(lambda: self.screen.view is not None and self.screen.view.current is not None)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the program run until something is so and nothing is under way."""
        from PySide6.QtCore import QEventLoop, QTimer

        tasks = self._frame.context.tasks
        end = time.monotonic() + _PATIENCE_S
        while not (
            done() and tasks.idle and (not self.screen.session or self.screen.session.stored)
        ):
            if time.monotonic() > end:
                raise SystemExit("the form did not get there in time")
            loop = QEventLoop()
            QTimer.singleShot(15, loop.quit)
            loop.exec()

    def _hand(self) -> Any:
        """Return the field that has the cursor."""
        from PySide6.QtWidgets import QApplication

        field = QApplication.focusWidget()
        assert field is not None
        return field

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._hand(), text)
        self.wait(lambda: True)

    def enter(self, *texts: str) -> None:
        """Type each text and go on with Enter."""
        from PySide6.QtCore import Qt

        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Return)

    def press(self, key: Any, modifier: Any = None) -> None:
        """Press a key where the cursor is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self._hand(), key, modifier or Qt.KeyboardModifier.NoModifier)
        self.wait(lambda: True)

    # The states

    def search(self) -> None:
        """Type a contact up to its diagnosis, with the list of codes open; a field was passed."""
        self.enter(*_IDENTIFIED, "", *_CONTACT)
        self.type("asma")
        self.wait(lambda: True)

    def half_filled(self) -> None:
        """Go on from `search` to a second procedure; what is missing is said."""
        from PySide6.QtCore import Qt

        self.press(Qt.Key.Key_Return)
        self.enter(*_DIAGNOSIS, *_FIRST, *_SECOND)
        self.press(Qt.Key.Key_Return)

    def accepted(self) -> None:
        """Complete it from `half_filled`, conclude, and wait for the receipt."""
        from PySide6.QtCore import Qt

        self.press(Qt.Key.Key_F8)
        self.enter("3550308")
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        recent = self.screen.panel.recent
        self.wait(lambda: bool(recent.items()) and recent.items()[0].tone == "ok")
        glances: list[Any] = []
        self._frame.glanced.connect(glances.append)
        self._frame.refresh()  # what is said below and at the left counts it, too
        self.wait(lambda: bool(glances) and not glances[-1].waiting)

    def model(self, model: Any) -> None:
        """Open an invented document of a model."""
        workspace = self._frame.context.workspace
        for draft in workspace.drafts.summaries():  # or each warns of the one before
            workspace.drafts.discard(draft.id, workspace.operator.id)
        self._frame.toast.clear()
        draft = workspace.drafts.create(model.id, workspace.operator.id, cells=filled(model))
        self.screen.activate(draft.uuid)
        self.wait(lambda: self.screen.session.uuid == draft.uuid)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("--escuro", action="store_true", help="the dark theme")
    parser.add_argument("--tamanho", default="1366x768", help="size of the window")
    args = parser.parse_args()
    start.go_inside(__file__)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    args.target.mkdir(parents=True, exist_ok=True)
    width, height = map(int, args.tamanho.split("x"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        _take(Path(place) / "pasta", args.target, dark=args.escuro, size=(width, height))


def _take(folder: Path, target: Path, *, dark: bool, size: tuple[int, int]) -> None:
    from coletor.establishment import create_folder
    from coletor.model import load_all
    from ui import application
    from ui.crash import CrashReporter
    from ui.style.theme import Scheme, Theme

    create_folder(
        folder, "2077485", "UBS Jardim Esperança", training=True, operator_name="Ana Lima"
    )
    made = application.make_application()
    theme = Theme(made, Scheme.DARK if dark else Scheme.LIGHT)
    crashes = CrashReporter(made)
    desktop = application.show(theme, crashes, folder)
    window = crashes.window
    assert window is not None
    window.resize(*size)
    end = time.monotonic() + _PATIENCE_S
    while desktop.frame is None and time.monotonic() < end:
        made.processEvents()
    theme.choose(Scheme.DARK if dark else Scheme.LIGHT)
    clerk = Clerk(desktop.frame)
    states: tuple[tuple[str, Callable[[], None]], ...] = (
        ("vazio", lambda: None),
        ("busca", clerk.search),
        ("pendencias", clerk.half_filled),
        ("aceito", clerk.accepted),
    )
    for name, reach in states:
        reach()
        _keep(window, target / f"formulario-{name}.png")
    for model in load_all().values():
        clerk.model(model)
        _keep(window, target / f"modelo-{model.id}.png")
    if crashes.dialog is not None:
        raise SystemExit(crashes.dialog.report.toPlainText())
    window.close()


def _keep(window: Any, file: Path) -> None:
    """Take a picture, in fewer colours where it would be too big."""
    picture = window.grab().toImage()
    picture.save(str(file), "PNG", 0)
    if file.stat().st_size > _MOST_BYTES:
        _small(picture).save(str(file), "PNG", 0)


def _small(image: Any) -> Any:
    """Return a picture in 256 colours, those of the theme among them: a third of the bytes."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    from ui.style.palette import colours

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    theme = [colours()[role].rgb() for role in colours().roles]
    common = [colour | 0xFF000000 for colour, _ in Counter(pixels).most_common(256)]
    table = list(dict.fromkeys(theme + common))[:256]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


if __name__ == "__main__":
    main()

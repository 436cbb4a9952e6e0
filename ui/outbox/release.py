"""The three steps that open the sending of real data: address, official contract, confirmation."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import Operators
from coletor.workspace import Workspace
from ui.style import fonts
from ui.style.icons import Icon
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.headline import BreakingLine
from ui.widgets.labels import label, wrapped
from ui.widgets.line import LineEdit
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_ADDRESS = "webservice.endereco"
_SAID = 3


@dataclass(frozen=True)
class Release:
    """How far a folder is on the way to real sending.

    Args:
        training: a training folder needs none of it.
        address: the address entered, empty without one.
        contract: whether an official contract was adopted.
        differences: what our names and the contract disagree on, as sentences.
        open: whether everything is there, confirmation too.
        responsible: who may confirm.
    """

    training: bool
    address: str = ""
    contract: bool = False
    differences: tuple[str, ...] = ()
    open: bool = False
    responsible: str = ""


def read_release(workspace: Workspace) -> Release:
    """Read how far the folder is; off the GUI thread."""
    from coletor.workspace.address import address_of  # noqa: PLC0415 - not for start-up

    if workspace.profile.training:
        return Release(True, open=True)
    contract = workspace.contract
    address = address_of(workspace.settings) or ""
    responsible = next(person for person in Operators(workspace.store).all() if person.active)
    return Release(
        False,
        address,
        contract is not None,
        tuple(str(one) for one in contract.differences()) if contract else (),
        bool(address) and not workspace.missing_to_send(),
        responsible.name,
    )


def _adopt(workspace: Workspace, file: Path) -> None:
    from coletor.workspace.contracts import adopt_contract  # noqa: PLC0415 - once in its life

    adopt_contract(workspace, file)


def _confirm(workspace: Workspace) -> None:
    from coletor.webservice.production import release  # noqa: PLC0415 - once in a folder's life
    from coletor.workspace.address import address_of  # noqa: PLC0415 - not for start-up

    address = address_of(workspace.settings)
    if address is None:
        raise ColetorError("webservice.lock.no_address_to_release")
    release(workspace.store, workspace.contract, address, workspace.operator)


class _Step(QWidget):
    """One step: its mark, what it is, and what stands at its right, or below it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 2)
        line = BreakingLine()
        self.mark = Icon("circle", "faint")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, fonts.strong()))
        self.remark = wrapped()
        words.addWidget(self.remark)
        line.names.insertWidget(0, self.mark)
        line.names.insertLayout(1, words, 1)
        whole.addWidget(line)
        self.acts = line.acts

    def show_state(self, done: bool, remark: str) -> None:
        self.mark.show_as("circle-check" if done else "circle", "ok" if done else "muted")
        self.remark.setText(remark)


class ReleaseCard(Card):
    """Why nothing leaves this folder yet, said once, with the way to open it.

    Args:
        workspace: the open folder.
        tasks: runs work off the GUI thread.
    """

    opened = Signal()  # everything is there now

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(text("ui.release.title"))
        self._workspace = workspace
        self._tasks = tasks
        self.state = Release(True)
        self.body.addWidget(wrapped(text("ui.release.why")))
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self._make_address()
        self._make_contract()
        self._make_confirmation()
        self.hide()

    def _make_address(self) -> None:
        self._address = _Step(text("ui.release.address"))
        self.field = LineEdit()
        self.field.setAccessibleName(text("ui.release.address"))
        self.field.setPlaceholderText("https://")
        self.field.setFixedWidth(340)
        keep = Button(text("ui.release.keep"))
        keep.clicked.connect(self._keep_address)
        self._address.acts.addWidget(self.field)
        self._address.acts.addWidget(keep)
        self.body.addWidget(self._address)

    def _make_contract(self) -> None:
        self._contract = _Step(text("ui.release.contract"))
        self.choose = Button(text("ui.release.choose"))
        self.choose.clicked.connect(self._choose_file)
        self._contract.acts.addWidget(self.choose)
        self.body.addWidget(self._contract)

    def _make_confirmation(self) -> None:
        self._confirmation = _Step(text("ui.release.confirmation"))
        self.sure = QCheckBox(text("ui.release.sure"))
        self.sure.setFont(fonts.body())
        self.confirm = Button(text("ui.release.open"))
        self.confirm.clicked.connect(lambda: self._do(partial(_confirm, self._workspace)))
        self.sure.toggled.connect(lambda _: self._refresh())
        self._confirmation.acts.addWidget(self.sure)
        self._confirmation.acts.addWidget(self.confirm)
        self.body.addWidget(self._confirmation)

    def read(self) -> None:
        """Read anew how far the folder is."""
        workspace = self._workspace
        self._tasks.query(lambda: read_release(workspace), self._on_read, self._on_error)

    def begin(self) -> None:
        """Put the focus on the first step that is missing."""
        missing = self.field if not self.state.address else self.choose
        (self.sure if self.state.contract and not self.state.differences else missing).setFocus()

    def adopt(self, file: Path) -> None:
        """Adopt an official contract."""
        self._do(partial(_adopt, self._workspace, file))

    def _on_read(self, state: Release) -> None:
        was_open, self.state = self.state.open, state
        self.setVisible(not state.open)
        if state.open:
            if not was_open and not state.training:
                self.opened.emit()
            return
        self._refresh()

    def _refresh(self) -> None:
        state = self.state
        if not self.field.hasFocus():
            self.field.set_raw(state.address)
        self._address.show_state(bool(state.address), text("ui.release.address_remark"))
        agreed = state.contract and not state.differences
        self._contract.show_state(agreed, self._contract_remark())
        remark = text("ui.release.confirmation_remark", name=state.responsible)
        self._confirmation.show_state(False, remark)
        able = bool(state.address) and agreed
        self.sure.setEnabled(able)
        self.confirm.setEnabled(able and self.sure.isChecked())

    def _contract_remark(self) -> str:
        state = self.state
        if not state.contract:
            return text("ui.release.contract_remark")
        if not state.differences:
            return text("ui.release.contract_equal")
        shown = " ".join(state.differences[:_SAID])
        return text("ui.release.contract_differs", count=len(state.differences), shown=shown)

    def _keep_address(self) -> None:
        workspace, address = self._workspace, self.field.raw().strip()

        def work() -> None:
            workspace.configure(_ADDRESS, address)

        self._do(work)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, text("ui.release.choose"), "", text("ui.release.filter")
        )
        if name:
            self.adopt(Path(name))

    def _do(self, work: Callable[[], None]) -> None:
        self.notice.clear()
        self.sure.setChecked(False)
        self._tasks.change(work, lambda _: self.read(), self._on_error, owner=self)

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)

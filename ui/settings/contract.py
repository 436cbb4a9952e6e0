"""The official contract of the webservice: which one is in use, and adopting another."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import Workspace
from ui.screens.base import Context
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_SAID = 6
_SHOWN_HASH = 12


@dataclass(frozen=True)
class Adopted:
    """The contract in use.

    Args:
        sha256: hash of its files, empty without one.
        differences: what our names and it disagree on, as sentences.
    """

    sha256: str = ""
    differences: tuple[str, ...] = ()


def read_contract(workspace: Workspace) -> Adopted:
    """Return the contract in use; off the GUI thread."""
    contract = workspace.contract
    if contract is None:
        return Adopted()
    return Adopted(contract.sha256, tuple(str(one) for one in contract.differences()))


class ContractCard(Card):
    """Says which contract is in use, and adopts one, with a file of names where they differ.

    Args:
        context: what the screen works with.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(text("settings.contract"))
        self._context = context
        self.names: Path | None = None
        self.body.addWidget(wrapped(text("settings.contract_remark")))
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self.state = wrapped(tone="")
        self.body.addWidget(self.state)
        self.names_state = wrapped()
        self.body.addWidget(self.names_state)
        row = QHBoxLayout()
        self.names_button = Button(text("settings.contract_names"))
        self.names_button.clicked.connect(self._choose_names)
        self.choose_button = Button(text("settings.contract_choose"))
        self.choose_button.clicked.connect(self._choose_contract)
        row.addWidget(self.choose_button)
        row.addWidget(self.names_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._show_names()

    def read(self) -> None:
        """Read which contract is in use."""
        workspace = self._context.workspace
        self._context.tasks.query(
            lambda: read_contract(workspace), self._on_read, self._on_error, owner=self
        )

    def use_names(self, file: Path | None) -> None:
        """Adopt the next contract with a file of names, or without one."""
        self.names = file
        self._show_names()

    def adopt(self, file: Path) -> None:
        """Adopt an official contract."""
        workspace, names = self._context.workspace, self.names

        def work() -> None:
            from coletor.workspace.contracts import adopt_contract  # noqa: PLC0415 - seldom

            adopt_contract(workspace, file, names)

        self.notice.clear()
        self._context.tasks.change(
            work, self._on_adopted, self._on_error, touches=("settings",), owner=self
        )

    def _choose_contract(self) -> None:
        words = text("settings.contract_choose")
        name, _ = QFileDialog.getOpenFileName(self, words, "", text("ui.release.filter"))
        if name:
            self.adopt(Path(name))

    def _choose_names(self) -> None:
        if self.names is not None:
            self.use_names(None)
            return
        words = text("settings.contract_names")
        name, _ = QFileDialog.getOpenFileName(self, words, "", text("settings.names_filter"))
        if name:
            self.use_names(Path(name))

    def _show_names(self) -> None:
        chosen = self.names is not None
        said = text("settings.names_chosen", file=self.names.name) if self.names else ""
        self.names_state.setText(said or text("settings.names_remark"))
        word = "settings.contract_without_names" if chosen else "settings.contract_names"
        self.names_button.set_text(text(word))

    def _on_adopted(self, _done: None) -> None:
        self.use_names(None)
        self.notice.say(text("settings.contract_adopted"), Tone.OK)
        self.read()

    def _on_read(self, adopted: Adopted) -> None:
        if not adopted.sha256:
            self.state.setText(text("settings.contract_none"))
            return
        short = adopted.sha256[:_SHOWN_HASH]
        if not adopted.differences:
            self.state.setText(text("settings.contract_equal", sha256=short))
            return
        shown = " ".join(adopted.differences[:_SAID])
        count = len(adopted.differences)
        self.state.setText(
            text("settings.contract_differs", sha256=short, count=count, shown=shown)
        )

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)

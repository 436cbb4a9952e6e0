"""Envio: by itself or not, the service's address, the network, contract and credentials."""

from coletor.messages import text
from coletor.store.settings import declarations
from ui.screens.base import Context
from ui.settings.contract import ContractCard
from ui.settings.secrets import SecretsCard
from ui.settings.section import Section
from ui.settings.setting import choice
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import wrapped

IDENTIFIER = "envio"
MODE = "modo"
_AUTOMATIC, _PAUSED = "automatico", "pausado"


class SendingSection(Section):
    """How contacts leave this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card(text("settings.section.envio"))
        self.doctor = Button(text("ui.screen.rede"))
        self.doctor.clicked.connect(lambda: context.go("rede", ""))
        card.head.addWidget(self.doctor)
        self.mode = choice(
            text("settings.mode"),
            text("settings.mode_remark"),
            [(_AUTOMATIC, text("ui.sending.automatic")), (_PAUSED, text("ui.sending.paused"))],
        )
        self.add_settings(card, (MODE, self.mode))
        self.mode.wanted.connect(self._set_mode)
        self._declared = [one for one in declarations().values() if one.section == IDENTIFIER]
        self.add_declared(card, self._declared)
        self.column.addWidget(card)
        self.contract: ContractCard | None = None
        self.secrets: SecretsCard | None = None
        if context.workspace.profile.training:
            self.column.addWidget(wrapped(text("settings.sending_training")))
        else:
            self.contract = ContractCard(context)
            self.secrets = SecretsCard(context)
            self.column.addWidget(self.contract)
            self.column.addWidget(self.secrets)
        self.column.addStretch(1)

    def read(self) -> None:
        """Show what is in force."""
        self.mode.show_value(_AUTOMATIC if self.context.dispatcher.automatic else _PAUSED)
        self.show_declared(self._declared)
        if self.contract is not None and self.secrets is not None:
            self.contract.read()
            self.secrets.read()

    def _set_mode(self, mode: str) -> None:
        self.context.dispatcher.set_automatic(mode == _AUTOMATIC)
        self.mode.kept(mode)
